import { feasibleInterval, withTotals } from './feasible-interval.ts';
import type { HiddenCells, TableWithTotals } from './feasible-interval.ts';

export interface Cell {
	row: number;
	column: number;
}

const MOST_ROWS = 6;
const MOST_EXTRA_CELLS = 4;

/** Cells, totals included, from 1 to threshold - 1: the ones that must not be shown. Zeros may be. */
export function primaryCells(table: TableWithTotals, threshold: number): Cell[] {
	return cellsOf(table).filter(({ row, column }) => table[row][column] > 0 && table[row][column] < threshold);
}

/**
 * Primary cells that a reader could pin down to fewer than `threshold` values from what is published.
 *
 * @param others cells that must not be known either, whatever their count
 */
export function unprotectedCells(
	table: TableWithTotals,
	hidden: HiddenCells,
	threshold: number,
	others: readonly Cell[] = []
): Cell[] {
	return failingCells({ table, threshold, cells: [...primaryCells(table, threshold), ...others] }, hidden);
}

/**
 * Which cells of a two-way table of counts to hide, totals included (last row and column), so that no count from 1 to
 * threshold - 1 can be worked out: every such cell could, for all a reader knows, be any of at least `threshold + 1`
 * values (largest less smallest >= threshold).
 *
 * Hides the small cells, then the fewest further interior cells, of those the smallest in sum: all choices of up to 4
 * for tables up to 6 x 6, step by step beyond. Whatever is chosen has passed the audit.
 *
 * @param counts interior cells
 * @param more.alsoHidden cells of the table with totals that are hidden anyway
 * @param more.protectedToo cells that must not be known either, whatever their count
 * @returns null where no choice of interior cells protects the table
 * @see METHODS 7.2
 */
export function suppressTable(
	counts: number[][],
	threshold: number,
	{ alsoHidden = [], protectedToo = [] }: { alsoHidden?: readonly Cell[]; protectedToo?: readonly Cell[] } = {}
): HiddenCells | null {
	const table = withTotals(counts);
	const hidden = table.map((row) => row.map(() => false));
	const asked: Asked = { table, threshold, cells: [...primaryCells(table, threshold), ...protectedToo] };
	for (const { row, column } of [...asked.cells, ...alsoHidden]) hidden[row][column] = true;
	// To hide more never makes a cell narrower: only those that fail now have to be looked at again.
	const left = { ...asked, cells: failingCells(asked, hidden) };
	if (left.cells.length === 0) return hidden;
	const isSmall = counts.length <= MOST_ROWS && counts[0].length <= MOST_ROWS;
	return (isSmall ? exhaustive(left, hidden) : null) ?? stepByStep(left, hidden);
}

/** What is to be protected. */
interface Asked {
	table: TableWithTotals;
	threshold: number;
	cells: readonly Cell[];
}

function failingCells({ table, threshold, cells }: Asked, hidden: HiddenCells): Cell[] {
	return cells.filter((cell) => widthOf(table, hidden, cell, threshold) < threshold);
}

function exhaustive(asked: Asked, hidden: HiddenCells): HiddenCells | null {
	const { table, threshold } = asked;
	const open = openCells(table, hidden);
	// The cell that failed last is asked first: most choices fail at once.
	let suspect = asked.cells[0];
	for (let size = 1; size <= Math.min(MOST_EXTRA_CELLS, open.length); size++) {
		const choices = combinations(open, size).map((cells) => ({ cells, total: totalOf(table, cells) }));
		choices.sort((a, b) => a.total - b.total);
		for (const { cells } of choices) {
			const trial = withHidden(hidden, cells);
			if (widthOf(table, trial, suspect, threshold) < threshold) continue;
			const failing = failingCells(asked, trial);
			if (failing.length === 0) return trial;
			suspect = failing[0];
		}
	}
	return null;
}

/** Hides, for one unprotected cell after the other, the set of cells that helps most; the audit decides when to stop. */
function stepByStep(asked: Asked, start: HiddenCells): HiddenCells | null {
	const { table } = asked;
	let hidden = start;
	for (;;) {
		const left = { ...asked, cells: failingCells(asked, hidden) };
		if (left.cells.length === 0) return hidden;
		const sets = candidates(table, hidden, left.cells[0]).map((cells) => ({ cells, total: totalOf(table, cells) }));
		// The first of those that help alike is taken, so what is preferred comes first.
		sets.sort((a, b) => a.cells.length - b.cells.length || a.total - b.total);
		let lacking = lackOf(left, hidden, Infinity);
		let next: HiddenCells | null = null;
		for (const { cells } of sets) {
			const trial = withHidden(hidden, cells);
			const lack = lackOf(left, trial, lacking);
			if (lack < lacking) [lacking, next] = [lack, trial];
		}
		if (next === null) return null;
		hidden = next;
	}
}

/** Sets of open cells that would close a circuit of hidden cells through the given one. */
function candidates(table: TableWithTotals, hidden: HiddenCells, { row, column }: Cell): Cell[][] {
	const corners = table.flatMap((_, otherRow) =>
		table[0].map((_, otherColumn) => [
			{ row, column: otherColumn },
			{ row: otherRow, column },
			{ row: otherRow, column: otherColumn }
		])
	);
	return corners
		.filter((cells) => cells[2].row !== row && cells[2].column !== column)
		.map((cells) => cells.filter((cell) => !hidden[cell.row][cell.column]))
		.filter((cells) => cells.length > 0 && cells.every((cell) => isInterior(table, cell) && valueOf(table, cell) > 0));
}

/** How many values the cells lack of being protected; no longer added up where they are as many as something else lacks. */
function lackOf({ table, threshold, cells }: Asked, hidden: HiddenCells, atMost: number): number {
	let lack = 0;
	for (const cell of cells) {
		lack += Math.max(0, threshold - widthOf(table, hidden, cell, threshold));
		if (lack >= atMost) break;
	}
	return lack;
}

/** How many values wide a cell is for a reader; right as far as the threshold. */
function widthOf(table: TableWithTotals, hidden: HiddenCells, cell: Cell, threshold: number): number {
	const { min, max } = feasibleInterval(table, hidden, cell.row, cell.column, threshold);
	return max - min;
}

function openCells(table: TableWithTotals, hidden: HiddenCells): Cell[] {
	return cellsOf(table).filter(
		(cell) => isInterior(table, cell) && valueOf(table, cell) > 0 && !hidden[cell.row][cell.column]
	);
}

function isInterior(table: TableWithTotals, { row, column }: Cell): boolean {
	return row < table.length - 1 && column < table[0].length - 1;
}

function valueOf(table: TableWithTotals, { row, column }: Cell): number {
	return table[row][column];
}

function totalOf(table: TableWithTotals, cells: Cell[]): number {
	return cells.reduce((total, cell) => total + valueOf(table, cell), 0);
}

function cellsOf(table: TableWithTotals): Cell[] {
	return table.flatMap((cells, row) => cells.map((_, column) => ({ row, column })));
}

function withHidden(hidden: HiddenCells, cells: Cell[]): HiddenCells {
	const next = hidden.map((row) => [...row]);
	for (const { row, column } of cells) next[row][column] = true;
	return next;
}

function combinations<T>(values: T[], size: number): T[][] {
	if (size === 0) return [[]];
	return values.flatMap((value, index) =>
		combinations(values.slice(index + 1), size - 1).map((rest) => [value, ...rest])
	);
}
