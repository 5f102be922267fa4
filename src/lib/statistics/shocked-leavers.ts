import { addBinomial, RESOLUTION, shiftedLeavers } from './shifted-leavers.ts';
import type { LeaverMass } from './shifted-leavers.ts';
import { shockTables } from './shock-grid.ts';
import type { ShockGrid } from './shock-grid.ts';

/**
 * Leavers of a segment under many shifts of the log-odds that are whole multiples of one spacing.
 *
 * The same integral as that of `shiftedLeavers`, over an even grid that the spacing is a multiple of: a shift only moves
 * the weights along the binomial probabilities, and both are worked out once.
 *
 * @param people >= 0
 * @param shape of the Beta distribution, a > 0 and b > 0
 * @param options.shift on top of every shock; options.most the largest multiple either way
 * @param tables what segments of the same posterior share
 * @returns the leavers for a multiple of the spacing; the next call writes over their probabilities
 * @see METHODS 3.6, 8; shiftedLeavers
 * @example 2 people, a = b = 1, multiple 0: 1/3, 1/3, 1/3
 */
export function shockedLeavers(
	people: number,
	shape: { a: number; b: number },
	{ step, shift, spacing, most }: { step: number; shift: number; spacing: number; most: number },
	tables = shockTables(spacing, most)
): (multiple: number) => LeaverMass {
	const resolution = step === 1 ? RESOLUTION.exact : RESOLUTION.stepped;
	const grid =
		people === 0 ? null : tables.grid(shape, shift, (2 * resolution) / Math.sqrt(people + shape.a + shape.b));
	if (grid === null) {
		const leavers = shiftedLeavers(people, shape, { step, reach: most * spacing + Math.abs(shift) });
		return (multiple) => leavers(multiple * spacing + shift);
	}
	const momentsAt = tables.moments(shape);
	const rows = rowsOf(people, step, grid);
	const { weights, sums, perShift } = grid;
	const total = sums[weights.length];
	const mass = new Float64Array(rows.length);
	return (multiple) => {
		const moved = perShift * (most + multiple);
		const { mean, square } = momentsAt(multiple * spacing + shift);
		const possible = placeWithin(grid.possible, moved, weights.length);
		const low = placeWithin(rows.low, moved, weights.length);
		const high = placeWithin(rows.high, moved, weights.length);
		const steps = possible < low ? (grid.leavingBetween(possible, low, moved) * people) / step : 0;
		mass.fill(0);
		mass[0] = sums[low] - steps;
		mass[1] = steps;
		addRows(mass, rows, { weights, moved, low, high });
		topUp(mass, { whole: total, steps: (people * mean * total) / step, top: rows.top });
		for (let index = 0; index < mass.length; index++) mass[index] = Math.max(0, mass[index] / total);
		const variance = people * (mean - square) + people * people * Math.max(0, square - mean * mean);
		return { mass, mean: people * mean, variance };
	};
}

/** The weight that stands on a point, or the end that is nearest. */
function placeWithin(point: number, moved: number, length: number): number {
	return Math.min(Math.max(point - moved, 0), length);
}

/** Binomial probabilities of leavers at the points between which they are not all within one step of an end. */
interface Rows {
	/** First step of the probabilities of a point, and where they stand in `values`; one more entry marks the end. */
	from: Int32Array;
	starts: Int32Array;
	values: Float64Array;
	low: number;
	high: number;
	/** Last step but one. */
	top: number;
	length: number;
}

function rowsOf(people: number, step: number, { logOdds, possible, sure }: ShockGrid): Rows {
	const top = Math.ceil(people / step) - 1;
	const length = step === 1 ? people + 1 : Math.floor(people / step) + 2;
	const line = new Float64Array(length + 1);
	const spanOf = (point: number) => {
		const span = addBinomial(line, people, logOdds[point], step);
		line.fill(0, span.lowest, span.highest + 1);
		return span;
	};
	const low = top === 0 ? 0 : firstPoint(possible, sure, (point) => spanOf(point).highest > 1);
	const high = top === 0 ? 0 : firstPoint(low, sure, (point) => spanOf(point).lowest >= top);
	const [from, starts] = [new Int32Array(logOdds.length), new Int32Array(logOdds.length + 1)];
	let values: Float64Array = new Float64Array(16 * (high - low));
	let filled = 0;
	for (let point = low; point < high; point++) {
		const { lowest, highest, total } = addBinomial(line, people, logOdds[point], step);
		if (filled + length > values.length) values = withRoom(values, length);
		from[point] = lowest;
		starts[point] = filled;
		for (let index = lowest; index <= highest; index++) values[filled++] = line[index] / total;
		line.fill(0, lowest, highest + 1);
		starts[point + 1] = filled;
	}
	return { from, starts, values, ...{ low, high, top, length } };
}

function withRoom(values: Float64Array, more: number): Float64Array {
	const wider = new Float64Array(2 * values.length + more);
	wider.set(values);
	return wider;
}

/** The first point from which on the test holds. */
function firstPoint(from: number, until: number, holds: (point: number) => boolean): number {
	let [low, high] = [from, until];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** Adds the probabilities of the rows that the weights from low to high stand on. */
function addRows(
	mass: Float64Array,
	{ from, starts, values }: Rows,
	{ weights, moved, low, high }: { weights: Float64Array; moved: number; low: number; high: number }
): void {
	for (let index = low; index < high; index++) {
		const weight = weights[index];
		const row = index + moved;
		const begin = starts[row];
		const end = starts[row + 1];
		const to = from[row] - begin;
		for (let at = begin; at < end; at++) mass[to + at] += weight * values[at];
	}
}

// What is missing of the whole by rounding alone.
const ROUNDING = 1e-14;

/** Gives what is missing of the whole, and of the sum of all steps, to the last two counts. */
function topUp(mass: Float64Array, { whole, steps, top }: { whole: number; steps: number; top: number }): void {
	let rest = whole;
	let restSteps = steps;
	for (let index = 0; index < mass.length; index++) {
		rest -= mass[index];
		restSteps -= index * mass[index];
	}
	if (Math.abs(rest) < ROUNDING * whole) return;
	mass[top] += rest * (top + 1) - restSteps;
	mass[top + 1] += restSteps - rest * top;
}
