import { addBinomial, distanceOfTail, RESOLUTION, shiftedLeavers, softplus, WIDEST_STEP } from './shifted-leavers.ts';
import type { LeaverMass } from './shifted-leavers.ts';

// Beyond these log-odds everybody stays, or leaves, as far as doubles tell.
const CERTAIN = 36;
// With more points than this, the uneven grid of shiftedLeavers is the better one.
const MOST_POINTS = 8000;
// Steps of the integral of a smooth function of the probability, in standard deviations of its distribution.
const SMOOTH = 0.85;

/**
 * Leavers of a segment under many shifts of the log-odds that are whole multiples of one spacing.
 *
 * The same integral as that of `shiftedLeavers`, over an even grid that the spacing is a multiple of: a shift only moves
 * the weights along the binomial probabilities, and both are worked out once.
 *
 * @param people >= 0
 * @param shape of the Beta distribution, a > 0 and b > 0
 * @param options.shift on top of every shock; options.most the largest multiple either way
 * @returns the leavers for a multiple of the spacing
 * @see METHODS 3.6, 8; shiftedLeavers
 * @example 2 people, a = b = 1, multiple 0: 1/3, 1/3, 1/3
 */
export function shockedLeavers(
	people: number,
	shape: { a: number; b: number },
	{ step, shift, spacing, most }: { step: number; shift: number; spacing: number; most: number }
): (multiple: number) => LeaverMass {
	const reach = most * spacing + Math.abs(shift);
	const weights = people === 0 ? null : weightsOf(people, shape, { step, spacing, most });
	if (weights === null) {
		const leavers = shiftedLeavers(people, shape, { step, reach });
		return (multiple) => leavers(multiple * spacing + shift);
	}
	const { values, sums, perShift, width, first } = weights;
	const count = values.length + 2 * perShift * most;
	const rows = rowsOf(
		people,
		step,
		Float64Array.from({ length: count }, (_, point) => {
			return first + shift + (point - perShift * most) * width;
		})
	);
	const { shares, from, starts } = rows;
	const total = sums[values.length];
	return (multiple) => {
		const moved = perShift * (most + multiple);
		const { mean, square } = momentsOf(weights, shares, moved);
		const within = (point: number) => Math.min(Math.max(point - moved, 0), values.length);
		const [low, high] = [within(rows.low), within(rows.high)];
		let steps = 0;
		for (let index = within(rows.possible); index < low; index++) steps += values[index] * shares[index + moved];
		steps *= people / step;
		const mass = new Float64Array(rows.length);
		mass[0] = sums[low] - steps;
		mass[1] = steps;
		for (let index = low; index < high; index++) {
			const [weight, row] = [values[index], index + moved];
			const [begin, end] = [starts[row], starts[row + 1]];
			const to = from[row] - begin;
			for (let at = begin; at < end; at++) mass[to + at] += weight * rows.values[at];
		}
		topUp(mass, { whole: total, steps: (people * mean * total) / step, top: rows.top });
		for (let index = 0; index < mass.length; index++) mass[index] = Math.max(0, mass[index] / total);
		const variance = people * (mean - square) + people * people * Math.max(0, square - mean * mean);
		return { mass, mean: people * mean, variance };
	};
}

interface Weights {
	/** Density of the log-odds at even points from `first` on, and the sums of it before each point. */
	values: Float64Array;
	sums: Float64Array;
	first: number;
	width: number;
	/** Points that one multiple of the spacing moves the weights by. */
	perShift: number;
	/** Each so many-th point is enough for what does not depend on the number of people. */
	stride: number;
}

/** Null where there would be too many points. */
function weightsOf(
	people: number,
	{ a, b }: { a: number; b: number },
	given: { step: number; spacing: number; most: number }
): Weights | null {
	const resolution = given.step === 1 ? RESOLUTION.exact : RESOLUTION.stepped;
	const perShift = Math.ceil(given.spacing / Math.min(WIDEST_STEP, (2 * resolution) / Math.sqrt(people + a + b)));
	const width = given.spacing / perShift;
	const peak = Math.log(a / b);
	const logDensity = (x: number) => a * x - (a + b) * softplus(x);
	const highest = logDensity(peak);
	const [below, above] = [-1, 1].map((side) =>
		Math.ceil(distanceOfTail((d) => highest - logDensity(peak + side * d)) / width)
	);
	const length = below + above + 1;
	if (length + 2 * perShift * given.most > MOST_POINTS) return null;
	const values = new Float64Array(length);
	const sums = new Float64Array(length + 1);
	for (let index = 0; index < length; index++) {
		values[index] = Math.exp(logDensity(peak + (index - below) * width) - highest);
		sums[index + 1] = sums[index] + values[index];
	}
	const stride = Math.max(1, Math.floor(Math.min(WIDEST_STEP, (2 * SMOOTH) / Math.sqrt(a + b)) / width));
	return { values, sums, first: peak - below * width, width, perShift, stride };
}

/** Mean of the probability to leave and of its square. */
function momentsOf({ values, stride }: Weights, shares: Float64Array, moved: number) {
	let [total, mean, square] = [0, 0, 0];
	for (let index = 0; index < values.length; index += stride) {
		const [weight, share] = [values[index], shares[index + moved]];
		total += weight;
		mean += weight * share;
		square += weight * share * share;
	}
	return { mean: mean / total, square: square / total };
}

/** The binomial probabilities of leavers at each point, as far as they are not all within one step of an end. */
function rowsOf(people: number, step: number, logOdds: Float64Array) {
	const shares = logOdds.map((x) => (Math.abs(x) > CERTAIN ? Number(x > 0) : 1 / (1 + Math.exp(-x))));
	const top = Math.ceil(people / step) - 1;
	const length = step === 1 ? people + 1 : Math.floor(people / step) + 2;
	const line = new Float64Array(length + 1);
	const spanOf = (point: number) => {
		const span = addBinomial(line, people, logOdds[point], step);
		line.fill(0, span.lowest, span.highest + 1);
		return span;
	};
	const possible = firstPoint(0, logOdds.length, (point) => logOdds[point] > -CERTAIN);
	const sure = firstPoint(possible, logOdds.length, (point) => logOdds[point] >= CERTAIN);
	const low = top === 0 ? 0 : firstPoint(possible, sure, (point) => spanOf(point).highest > 1);
	const high = top === 0 ? 0 : firstPoint(low, sure, (point) => spanOf(point).lowest >= top);
	const [from, starts] = [new Int32Array(logOdds.length), new Int32Array(logOdds.length + 1)];
	let values: Float64Array = new Float64Array(16 * (high - low));
	let filled = 0;
	for (let point = low; point < high; point++) {
		const { lowest, highest } = addBinomial(line, people, logOdds[point], step);
		if (filled + length > values.length) values = withRoom(values, length);
		from[point] = lowest;
		starts[point] = filled;
		for (let index = lowest; index <= highest; index++) values[filled++] = line[index];
		line.fill(0, lowest, highest + 1);
		starts[point + 1] = filled;
	}
	return { shares, from, starts, values, ...{ possible, low, high, top, length } };
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

/** Gives what is missing of the whole, and of the sum of all steps, to the last two counts. */
function topUp(mass: Float64Array, { whole, steps, top }: { whole: number; steps: number; top: number }): void {
	let [rest, restSteps] = [whole, steps];
	for (let index = 0; index < mass.length; index++) {
		rest -= mass[index];
		restSteps -= index * mass[index];
	}
	mass[top] += rest * (top + 1) - restSteps;
	mass[top + 1] += restSteps - rest * top;
}
