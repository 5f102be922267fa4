import { auditTable, type AuditedCell } from './audit-table.ts';
import { feasibleInterval, withTotals } from './feasible-interval.ts';
import type { HiddenCells, TableWithTotals } from './feasible-interval.ts';

// The number to whose multiples counts are rounded, and what a share needs at least (METHODS 7.1, 7.3).
const ROUNDING_BASE = 5;
const LEAST_PART = 10;
const LEAST_DENOMINATOR = 25;

/** Counts of people by group and answer; no cell of it may leave the server as it is. */
export interface CountedTable {
	rows: string[];
	columns: string[];
	counts: number[][];
}
/** What researchers may see of a table: counts rounded to 5, null for a hidden one. */
export interface ResearchTable {
	rows: string[];
	columns: string[];
	/** Interior, then totals in the last row and column, each rounded from the true total. */
	cells: (number | null)[][];
}
export interface ReleasedTable {
	published: ResearchTable;
	/** What a reader can work out about each hidden cell; for the person who confirms the release, not for readers. */
	audit: AuditedCell[];
}

/** The nearest multiple of five; a whole number is never half way between two. */
export function roundedCount(count: number): number {
	return ROUNDING_BASE * Math.floor(count / ROUNDING_BASE + 0.5);
}

/**
 * A rate from published counts: null where part, rest or whole is hidden, or the whole is below 25.
 *
 * @example 20 of 40 is 0.5; 15 of 20 is null
 */
export function publishedRate(part: number | null, whole: number | null): number | null {
	if (part === null || whole === null || whole < LEAST_DENOMINATOR) return null;
	return whole - part < LEAST_PART || part < LEAST_PART ? null : Math.min(1, part / whole);
}

/**
 * A table for researchers: groups below the threshold put together, every cell hidden that is below it or whose rest of
 * the row or column is, further cells until each of these could be any of threshold + 1 values or more, all others
 * rounded to 5.
 *
 * The totals of the columns are published, so that several tables over the same answers can be audited one by one: two
 * such tables with the same totals of answers always fit a common table of people, whatever their hidden cells are.
 *
 * @param threshold smallest count that may be seen
 * @param collapsed name of groups put together
 * @returns null where the table cannot be made safe: fewer than two groups or answers as large as that, or no choice of cells
 * @see METHODS 7.1 to 7.3
 */
export function researchTable(table: CountedTable, threshold: number, collapsed: string): ReleasedTable | null {
	const { rows, columns, counts } = withoutSmallRows(table, threshold, collapsed);
	const whole = withTotals(counts);
	const totals = whole[whole.length - 1].slice(0, -1);
	const isTooSmall = rows.length < 2 || columns.length < 2 || totals.some((total) => total < threshold);
	const hidden = isTooSmall ? null : hiddenCells(whole, threshold);
	if (hidden === null) return null;
	const audit = auditTable(whole, hidden, threshold);
	const cells = whole.map((row, r) => row.map((count, c) => (hidden[r][c] ? null : roundedCount(count))));
	return { published: { rows, columns, cells }, audit };
}

/** Groups below the threshold together, with the next smallest ones until they reach it. */
function withoutSmallRows({ rows, columns, counts }: CountedTable, threshold: number, collapsed: string): CountedTable {
	const sizes = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
	const bySize = sizes.map((_, index) => index).sort((a, b) => sizes[a] - sizes[b]);
	const together: number[] = [];
	let size = 0;
	for (const index of bySize) {
		if (sizes[index] >= threshold && (together.length === 0 || size >= threshold)) break;
		together.push(index);
		size += sizes[index];
	}
	if (together.length === 0) return { rows, columns, counts };
	const apart = rows.map((_, index) => index).filter((index) => !together.includes(index));
	const rest = columns.map((_, column) => together.reduce((sum, index) => sum + counts[index][column], 0));
	return {
		rows: [...apart.map((index) => rows[index]), collapsed],
		columns,
		counts: [...apart.map((index) => counts[index]), rest]
	};
}

type Place = [row: number, column: number];

/** Interior cells that are small, zero included, or whose rest of the row or column is. */
function sensitiveCells(table: TableWithTotals, threshold: number): Place[] {
	const [last, end] = [table.length - 1, table[0].length - 1];
	return table.slice(0, last).flatMap((row, r) =>
		row.slice(0, end).flatMap((count, c): Place[] => {
			const least = Math.min(count, row[end] - count, table[last][c] - count);
			return least < threshold ? [[r, c]] : [];
		})
	);
}

function hiddenCells(table: TableWithTotals, threshold: number): HiddenCells | null {
	const hidden = table.map((row) => row.map(() => false));
	const sensitive = sensitiveCells(table, threshold);
	for (const [row, column] of sensitive) hidden[row][column] = true;
	for (const place of sensitive) {
		if (widthOf(table, hidden, place) >= threshold) continue;
		if (!protectCell(table, hidden, place, threshold)) return null;
	}
	return hidden;
}

/** Hides the cheapest further cells that protect one; what is hidden never narrows what else is. */
function protectCell(table: TableWithTotals, hidden: HiddenCells, place: Place, threshold: number): boolean {
	for (const cells of circuitsThrough(table, hidden, place)) {
		for (const [row, column] of cells) hidden[row][column] = true;
		if (widthOf(table, hidden, place) >= threshold) return true;
	}
	return false;
}

/** Rectangles with the cell as one corner, the one with the fewest people still shown first. */
function circuitsThrough(table: TableWithTotals, hidden: HiddenCells, [row, column]: Place): Place[][] {
	const [last, end] = [table.length - 1, table[0].length - 1];
	const choices: { cells: Place[]; cost: number }[] = [];
	for (let r = 0; r < last; r++)
		for (let c = 0; c < end; c++) {
			if (r === row || c === column) continue;
			const corners: Place[] = [
				[row, c],
				[r, column],
				[r, c]
			];
			const cells = corners.filter(([y, x]) => !hidden[y][x]);
			choices.push({ cells, cost: cells.reduce((sum, [y, x]) => sum + table[y][x], 0) });
		}
	return choices.sort((a, b) => a.cost - b.cost).map(({ cells }) => cells);
}

function widthOf(table: TableWithTotals, hidden: HiddenCells, [row, column]: Place): number {
	const { min, max } = feasibleInterval(table, hidden, row, column);
	return max - min;
}
