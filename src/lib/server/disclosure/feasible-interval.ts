/** Rows and columns of counts, the last row and column being the totals. */
export type TableWithTotals = number[][];
/** Which cells of a table with totals are hidden. */
export type HiddenCells = boolean[][];

/** Adds row totals, column totals and the grand total to a table of counts. */
export function withTotals(counts: number[][]): TableWithTotals {
	const rows = counts.map((row) => [...row, sum(row)]);
	const width = rows[0]?.length ?? 1;
	return [...rows, Array.from({ length: width }, (_, column) => sum(rows.map((row) => row[column])))];
}

/**
 * The smallest and largest value a hidden cell can have, given every published cell and total and that no count is
 * negative. What a reader can work out, neither more nor less.
 *
 * The sum equations make the table a circulation: rows and columns are nodes, cells arcs, totals arcs the other way.
 * How far a count can move is then a maximum flow through the other hidden cells.
 *
 * @param upTo how far from its count a cell is followed either way; beyond, it does not matter
 * @see METHODS 7.2; Hundepool et al. (2012), Statistical Disclosure Control, ch. 4
 * @example rows (3, 7), (5, 2) with all four hidden and totals published: the 3 lies between 0 and 8
 */
export function feasibleInterval(
	table: TableWithTotals,
	hidden: HiddenCells,
	row: number,
	column: number,
	upTo = Infinity
): { min: number; max: number } {
	const count = table[row][column];
	const open = { hidden, row, column };
	const [from, to] = endsOf(table, row, column);
	const rise = maximumFlow(table, open, [to, from], upTo);
	const fall = maximumFlow(table, open, [from, to], Math.min(count, upTo));
	return { min: count - fall, max: count + rise };
}

/** Hidden cells without the one that is asked about. */
interface OpenCells {
	hidden: HiddenCells;
	row: number;
	column: number;
}

/** The nodes a cell leads from and to: its row and its column, of a total the other way. Columns follow the rows. */
function endsOf(table: TableWithTotals, row: number, column: number): [from: number, to: number] {
	const isMargin = (row === table.length - 1) !== (column === table[0].length - 1);
	const columnNode = table.length + column;
	return isMargin ? [columnNode, row] : [row, columnNode];
}

/** Flow that the counts allow from a source to a sink: each cell may rise without limit and fall to zero. */
function maximumFlow(
	table: TableWithTotals,
	open: OpenCells,
	[source, sink]: [source: number, sink: number],
	limit: number
): number {
	const flows = table.map((row) => [...row]);
	let total = 0;
	while (total < limit) {
		const path = findPath(flows, open, source, sink);
		if (!path) return total;
		const room = path.reduce(
			(least, { row, column, isForward }) => Math.min(least, isForward ? Infinity : flows[row][column]),
			limit - total
		);
		if (room === Infinity) return Infinity;
		for (const { row, column, isForward } of path) flows[row][column] += isForward ? room : -room;
		total += room;
	}
	return total;
}

interface Step {
	row: number;
	column: number;
	isForward: boolean;
}

/** The fewest cells that lead from a source to a sink, each forward or, where it has a count left, backward. */
function findPath(flows: number[][], open: OpenCells, source: number, sink: number): Step[] | null {
	const [height, width] = [flows.length, flows[0].length];
	const reachedBy: (Step | undefined)[] = new Array(height + width);
	const isSeen = new Uint8Array(height + width);
	isSeen[source] = 1;
	const queue = [source];
	for (const node of queue) {
		if (node === sink) return pathTo(sink, source, reachedBy, height);
		const isRow = node < height;
		for (let other = 0; other < (isRow ? width : height); other++) {
			const next = isRow ? height + other : other;
			const [row, column] = isRow ? [node, other] : [other, node - height];
			if (isSeen[next] || !open.hidden[row][column] || (row === open.row && column === open.column)) continue;
			const isMargin = (row === height - 1) !== (column === width - 1);
			const isForward = isRow !== isMargin;
			if (!isForward && flows[row][column] <= 0) continue;
			isSeen[next] = 1;
			reachedBy[next] = { row, column, isForward };
			queue.push(next);
		}
	}
	return null;
}

function pathTo(sink: number, source: number, reachedBy: (Step | undefined)[], height: number): Step[] {
	const path: Step[] = [];
	for (let node = sink; node !== source;) {
		const step = reachedBy[node]!;
		path.push(step);
		node = node < height ? height + step.column : step.row;
	}
	return path;
}

function sum(values: number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
