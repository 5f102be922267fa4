import { withTotals } from './feasible-interval.ts';
import { isChangeHidden, isSumGivenAway } from './shown-before.ts';
import type { ShownPart, ShownTable } from './shown-before.ts';
import { suppressTable, unprotectedCells } from './suppress-table.ts';
import type { Cell } from './suppress-table.ts';

/** A table as it was shown before, and the names it was shown under. */
export interface NamedBefore {
	part: ShownPart;
	columns: readonly string[];
}
export interface GroupsBefore extends NamedBefore {
	groups: readonly string[];
	/** Under which the size of a group was shown, where a small change of it would tell of somebody. */
	size?: string;
}

interface GroupOptions {
	isOneOfSeveral?: boolean;
	before?: GroupsBefore | null;
	within?: readonly (readonly (number | null)[] | null)[] | null;
}

/**
 * The counts of a total by category, those from 1 to threshold - 1 hidden, and those that differ by as much from one
 * shown in their place before. Their sum is published, so hidden are at least two that add up to the threshold: each may
 * then be anything from 0 to that sum.
 *
 * @param within what a lower threshold shows: what is hidden there is hidden here
 * @example 40, 3, 12 with threshold 5: 40, null, null
 */
export function protectedTotals(
	totals: readonly number[],
	threshold: number,
	before: NamedBefore | null = null,
	within: readonly (number | null)[] | null = null
): (number | null)[] {
	const settled = before?.part.settled;
	if (settled) return before.columns.map((column) => settled.totals[column] ?? null);
	const isChanged = (column: number) =>
		before !== null &&
		isChangeHidden(before.part, totals[column], { row: null, column: before.columns[column] }, threshold);
	const columns = totals.map((_, column) => column);
	const isSmall = (column: number) => totals[column] > 0 && totals[column] < threshold;
	const isHiddenBelow = (column: number) => within !== null && within[column] === null;
	const hidden = new Set(columns.filter((column) => isSmall(column) || isChanged(column) || isHiddenBelow(column)));
	const bySize = columns.filter((column) => !hidden.has(column)).sort((a, b) => totals[a] - totals[b]);
	// Nobody is no companion, but where there is no other.
	const others = [...bySize.filter((column) => totals[column] > 0), ...bySize.filter((column) => totals[column] === 0)];
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
 * A count that differs by 1 to threshold - 1 from one shown in its place before is hidden likewise, and what would give
 * it away is found by the same audit: the versions have no count in common, so a change is as uncertain as the count.
 *
 * @param counts groups in rows, categories in columns
 * Where the same people are shown by another grouping too, a category whose total is hidden is hidden in every group:
 * then each table fits every split of that total, so whatever fits one of them fits the others, and what is safe in one
 * is safe in all together. Where a total is shown, it is so anyway.
 *
 * @param totals what `protectedTotals` shows of the sums of the columns
 * @param options.isOneOfSeveral whether other tables of the same people over the same categories are shown
 * @param options.within what a lower threshold shows: what is hidden there is hidden here
 * @returns null for a group that is hidden whole
 * @see METHODS 7.2, 7.4
 */
export function protectedGroups(
	counts: readonly number[][],
	totals: readonly (number | null)[],
	threshold: number,
	{ isOneOfSeveral = false, before = null, within = null }: GroupOptions = {}
): ((number | null)[] | null)[] {
	const settled = before?.part.settled;
	if (settled) return before.groups.map((group) => settledRow(settled, group, before.columns));
	const sizes = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
	const together = hiddenTogether(sizes, threshold, changedSizes(sizes, threshold, before));
	const apart = counts.map((_, index) => index).filter((index) => !together.includes(index));
	const rest = totals.map((_, column) => together.reduce((sum, index) => sum + counts[index][column], 0));
	const table = [...apart.map((index) => counts[index]), ...(together.length > 0 ? [rest] : [])];
	if (table.length === 0) return [];
	const [first, last] = [isOneOfSeveral ? 0 : table.length, table.length];
	const alsoHidden = totals.flatMap((total, column) =>
		total === null ? Array.from({ length: last - first + 1 }, (_, index) => ({ row: first + index, column })) : []
	);
	if (within) alsoHidden.push(...apart.flatMap((index, row) => hiddenCells(within[index], row, totals.length)));
	const protectedToo = changedCells(table, apart, threshold, before);
	const shownAs = (hidden: boolean[][] | null) =>
		counts.map((own, index) => {
			const row = apart.indexOf(index);
			if (row < 0 || !hidden || within?.[index] === null) return null;
			return own.map((count, column) => (hidden[row][column] ? null : count));
		});
	const shown = shownAs(suppressTable(table, threshold, { alsoHidden, protectedToo }));
	if (shown.some((row) => row !== null) && !isGivenAway(shown, totals, threshold, before)) return shown;
	const without = shownAs(allHidden(table, { alsoHidden, protectedToo }, threshold));
	return isGivenAway(without, totals, threshold, before) ? shownAs(null) : without;
}

/** The cells of a row that are hidden. */
function hiddenCells(shown: readonly (number | null)[] | null, row: number, width: number): Cell[] {
	return Array.from({ length: width }, (_, column) => ({ row, column })).filter(
		({ column }) => (shown?.[column] ?? null) === null
	);
}

function settledRow({ rows }: ShownTable, group: string, columns: readonly string[]): (number | null)[] | null {
	const own = rows[group] ?? null;
	return own && columns.map((column) => own[column] ?? null);
}

function hiddenTogether(sizes: number[], threshold: number, changed: readonly number[]): number[] {
	const bySize = sizes.map((_, index) => index).sort((a, b) => sizes[a] - sizes[b]);
	const together = bySize.filter((index) => sizes[index] < threshold || changed.includes(index));
	const sum = () => together.reduce((all, index) => all + sizes[index], 0);
	const isAlone = () => changed.length > 0 && together.length === 1;
	for (const index of bySize) {
		if (together.length === 0 || (sum() >= threshold && !isAlone())) break;
		if (!together.includes(index)) together.push(index);
	}
	return together;
}

function changedSizes(sizes: number[], threshold: number, before: GroupsBefore | null): number[] {
	const column = before?.size;
	if (!before || column === undefined) return [];
	const isChanged = (index: number) =>
		isChangeHidden(before.part, sizes[index], { row: before.groups[index], column }, threshold);
	return sizes.map((_, index) => index).filter(isChanged);
}

function changedCells(table: number[][], apart: number[], threshold: number, before: GroupsBefore | null): Cell[] {
	if (!before) return [];
	return apart.flatMap((index, row) =>
		table[row].flatMap((count, column) => {
			const place = { row: before.groups[index], column: before.columns[column] };
			return isChangeHidden(before.part, count, place, threshold) ? [{ row, column }] : [];
		})
	);
}

/** Whether the people of hidden counts of one column, together, can be subtracted from the same of a former table. */
function isGivenAway(
	shown: ((number | null)[] | null)[],
	totals: readonly (number | null)[],
	threshold: number,
	before: GroupsBefore | null
): boolean {
	if (!before) return false;
	const { part, columns, groups } = before;
	const named = (counts: readonly (number | null)[]) =>
		Object.fromEntries(columns.map((name, column) => [name, counts[column]]));
	const now: ShownTable = {
		totals: named(totals),
		rows: Object.fromEntries(groups.map((group, index) => [group, shown[index] && named(shown[index])]))
	};
	return part.former.some((former) => isSumGivenAway(now, former, columns, threshold));
}

/** Hides every count of every group and keeps the sizes of the groups, where that is safe; else null. */
function allHidden(
	counts: number[][],
	{ alsoHidden, protectedToo }: { alsoHidden: readonly Cell[]; protectedToo: readonly Cell[] },
	threshold: number
) {
	const table = withTotals(counts);
	const hidden = table.map((row, r) => row.map((_, c) => r < counts.length && c < counts[0].length));
	for (const { row, column } of alsoHidden) hidden[row][column] = true;
	return unprotectedCells(table, hidden, threshold, protectedToo).length === 0 ? hidden : null;
}
