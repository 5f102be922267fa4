import { withTotals } from './feasible-interval.ts';
import { suppressTable, unprotectedCells } from './suppress-table.ts';

/**
 * The counts of a total by category, those from 1 to threshold - 1 hidden. Their sum is published, so hidden are at
 * least two that add up to the threshold: each may then be anything from 0 to that sum.
 *
 * @example 40, 3, 12 with threshold 5: 40, null, null
 */
export function protectedTotals(totals: readonly number[], threshold: number): (number | null)[] {
	const columns = totals.map((_, column) => column);
	const hidden = new Set(columns.filter((column) => totals[column] > 0 && totals[column] < threshold));
	const others = columns.filter((column) => totals[column] >= threshold).sort((a, b) => totals[a] - totals[b]);
	const sum = () => [...hidden].reduce((all, column) => all + totals[column], 0);
	while (hidden.size > 0 && (hidden.size < 2 || sum() < threshold) && others.length > 0) hidden.add(others.shift()!);
	return totals.map((count, column) => (hidden.has(column) ? null : count));
}

/**
 * The counts of each group by category, with those hidden that are from 1 to threshold - 1 or would give one away.
 *
 * Groups below the threshold are hidden whole, with the next smallest group where the rest would give them away; in
 * the audit they stand together as one row, which a reader can work out from the totals.
 *
 * @param counts groups in rows, categories in columns
 * Where the same people are shown by another grouping too, a category whose total is hidden is hidden in every group:
 * then each table fits every split of that total, so whatever fits one of them fits the others, and what is safe in one
 * is safe in all together. Where a total is shown, it is so anyway.
 *
 * @param totals what `protectedTotals` shows of the sums of the columns
 * @param options.isOneOfSeveral whether other tables of the same people over the same categories are shown
 * @returns null for a group that is hidden whole
 * @see METHODS 7.2, 7.4
 */
export function protectedGroups(
	counts: readonly number[][],
	totals: readonly (number | null)[],
	threshold: number,
	{ isOneOfSeveral = false } = {}
): ((number | null)[] | null)[] {
	const sizes = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
	const together = hiddenTogether(sizes, threshold);
	const apart = counts.map((_, index) => index).filter((index) => !together.includes(index));
	const rest = totals.map((_, column) => together.reduce((sum, index) => sum + counts[index][column], 0));
	const table = [...apart.map((index) => counts[index]), ...(together.length > 0 ? [rest] : [])];
	if (table.length === 0) return [];
	const [first, last] = [isOneOfSeveral ? 0 : table.length, table.length];
	const hiddenTotals = totals.flatMap((total, column) =>
		total === null ? Array.from({ length: last - first + 1 }, (_, index) => ({ row: first + index, column })) : []
	);
	const hidden = suppressTable(table, threshold, hiddenTotals) ?? allHidden(table, hiddenTotals, threshold);
	return counts.map((own, index) => {
		const row = apart.indexOf(index);
		if (row < 0 || !hidden) return null;
		return own.map((count, column) => (hidden[row][column] ? null : count));
	});
}

function hiddenTogether(sizes: number[], threshold: number): number[] {
	const bySize = sizes.map((_, index) => index).sort((a, b) => sizes[a] - sizes[b]);
	const together: number[] = [];
	let sum = 0;
	for (const index of bySize) {
		const isNeeded = together.length > 0 && sum < threshold;
		if (sizes[index] >= threshold && !isNeeded) continue;
		together.push(index);
		sum += sizes[index];
	}
	return together;
}

/** Hides every count of every group and keeps the sizes of the groups, where that is safe; else null. */
function allHidden(counts: number[][], hiddenTotals: { row: number; column: number }[], threshold: number) {
	const table = withTotals(counts);
	const hidden = table.map((row, r) => row.map((_, c) => r < counts.length && c < counts[0].length));
	for (const { row, column } of hiddenTotals) hidden[row][column] = true;
	return unprotectedCells(table, hidden, threshold).length === 0 ? hidden : null;
}
