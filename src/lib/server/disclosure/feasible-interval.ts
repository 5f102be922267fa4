/** Rows and columns of counts, the last row and column being the totals. */
export type TableWithTotals = number[][];
/** Which cells of a table with totals are hidden. */
export type HiddenCells = boolean[][];

interface Arc {
	from: number;
	to: number;
	count: number;
}

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
 * @see METHODS 7.2; Hundepool et al. (2012), Statistical Disclosure Control, ch. 4
 * @example rows (3, 7), (5, 2) with all four hidden and totals published: the 3 lies between 0 and 8
 */
export function feasibleInterval(
	table: TableWithTotals,
	hidden: HiddenCells,
	row: number,
	column: number
): { min: number; max: number } {
	const others: Arc[] = [];
	hidden.forEach((cells, r) =>
		cells.forEach((isHidden, c) => {
			if (isHidden && (r !== row || c !== column)) others.push(arc(table, r, c));
		})
	);
	const own = arc(table, row, column);
	const nodes = table.length + table[0].length;
	const rise = maximumFlow(others, nodes, own.to, own.from, Infinity);
	const fall = maximumFlow(others, nodes, own.from, own.to, own.count);
	return { min: own.count - fall, max: own.count + rise };
}

function arc(table: TableWithTotals, row: number, column: number): Arc {
	const isMargin = (row === table.length - 1) !== (column === table[0].length - 1);
	const [r, c] = [row, table.length + column];
	return isMargin ? { from: c, to: r, count: table[row][column] } : { from: r, to: c, count: table[row][column] };
}

/** Flow that the counts allow from a source to a sink: each arc may rise without limit and fall to zero. */
function maximumFlow(arcs: Arc[], nodes: number, source: number, sink: number, limit: number): number {
	const flows = arcs.map((each) => each.count);
	let total = 0;
	while (total < limit) {
		const path = findPath(arcs, flows, nodes, source, sink);
		if (!path) return total;
		const room = path.reduce(
			(least, step) => Math.min(least, step.isForward ? Infinity : flows[step.arc]),
			limit - total
		);
		if (room === Infinity) return Infinity;
		for (const step of path) flows[step.arc] += step.isForward ? room : -room;
		total += room;
	}
	return total;
}

interface Step {
	arc: number;
	isForward: boolean;
}

function findPath(arcs: Arc[], flows: number[], nodes: number, source: number, sink: number): Step[] | null {
	const reachedBy: (Step | undefined)[] = new Array(nodes);
	const queue = [source];
	const isSeen = new Uint8Array(nodes);
	isSeen[source] = 1;
	for (const node of queue) {
		if (node === sink) return pathTo(sink, source, reachedBy, arcs);
		for (const [index, { from, to }] of arcs.entries()) {
			const next = from === node ? to : to === node && flows[index] > 0 ? from : -1;
			if (next < 0 || isSeen[next]) continue;
			isSeen[next] = 1;
			reachedBy[next] = { arc: index, isForward: from === node };
			queue.push(next);
		}
	}
	return null;
}

function pathTo(sink: number, source: number, reachedBy: (Step | undefined)[], arcs: Arc[]): Step[] {
	const path: Step[] = [];
	for (let node = sink; node !== source;) {
		const step = reachedBy[node]!;
		path.push(step);
		node = step.isForward ? arcs[step.arc].from : arcs[step.arc].to;
	}
	return path;
}

function sum(values: number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
