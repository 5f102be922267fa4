import { leavingMoments } from './leaving-moments.ts';
import type { LeavingMoments } from './leaving-moments.ts';
import { distanceOfTail, softplus, WIDEST_STEP } from './shifted-leavers.ts';

/** Beyond these log-odds everybody stays, or leaves, as far as doubles tell. */
export const CERTAIN = 36;
// With more points than this, the uneven grid of shiftedLeavers is the better one.
const MOST_POINTS = 8000;

/** An even grid of log-odds for one posterior: a shock moves the weights along the points. */
export interface ShockGrid {
	/** Density of the log-odds at even points, and the sums of it before each point. */
	weights: Float64Array;
	sums: Float64Array;
	/** Log-odds of all points that a shock can move a weight to. */
	logOdds: Float64Array;
	/** Points that one multiple of the spacing moves the weights by. */
	perShift: number;
	/** First points at which anybody may leave, and at which everybody does. */
	possible: number;
	sure: number;
	/** Sum of weight times probability to leave of the weights from one to another, moved by so many points. */
	leavingBetween(first: number, last: number, moved: number): number;
}

/** What segments of the same posterior have in common under the same shocks, worked out once. */
export interface ShockTables {
	spacing: number;
	most: number;
	/** Null where there would be too many points. */
	grid(shape: { a: number; b: number }, shift: number, widest: number): ShockGrid | null;
	/** Moments of the probability to leave for a shift. */
	moments(shape: { a: number; b: number }): (shift: number) => LeavingMoments;
}

/**
 * Tables for shocks that are whole multiples of one spacing.
 *
 * @param spacing > 0, in log-odds; `most` the largest multiple either way
 */
export function shockTables(spacing: number, most: number): ShockTables {
	const grids = new Map<string, ShockGrid | null>();
	const ofShape = new Map<string, (shift: number) => LeavingMoments>();
	return {
		spacing,
		most,
		grid({ a, b }, shift, widest) {
			const perShift = Math.ceil(spacing / Math.min(WIDEST_STEP, widest));
			const key = `${a} ${b} ${shift} ${perShift}`;
			const grid = grids.get(key);
			if (grid !== undefined) return grid;
			const found = gridOf({ a, b }, shift, { perShift, spacing, most });
			grids.set(key, found);
			return found;
		},
		moments({ a, b }) {
			const key = `${a} ${b}`;
			const found = ofShape.get(key) ?? lastKept(leavingMoments({ a, b }));
			ofShape.set(key, found);
			return found;
		}
	};
}

function gridOf(
	{ a, b }: { a: number; b: number },
	shift: number,
	{ perShift, spacing, most }: { perShift: number; spacing: number; most: number }
): ShockGrid | null {
	const width = spacing / perShift;
	const peak = Math.log(a / b);
	const logDensity = (x: number) => a * x - (a + b) * softplus(x);
	const highest = logDensity(peak);
	const [below, above] = [-1, 1].map((side) =>
		Math.ceil(distanceOfTail({ a, b }, (d) => highest - logDensity(peak + side * d)) / width)
	);
	const length = below + above + 1;
	const count = length + 2 * perShift * most;
	if (count > MOST_POINTS) return null;
	const [weights, sums] = [new Float64Array(length), new Float64Array(length + 1)];
	for (let index = 0; index < length; index++) {
		weights[index] = Math.exp(logDensity(peak + (index - below) * width) - highest);
		sums[index + 1] = sums[index] + weights[index];
	}
	const [logOdds, shares] = [new Float64Array(count), new Float64Array(count)];
	let [possible, sure] = [0, 0];
	// Odds against leaving fall by the same factor from point to point.
	const factor = Math.exp(-width);
	let against = 0;
	for (let point = 0; point < count; point++) {
		const x = peak + shift + (point - below - perShift * most) * width;
		logOdds[point] = x;
		if (x <= -CERTAIN) possible++;
		else if (x < CERTAIN) against = against === 0 ? Math.exp(-x) : against * factor;
		if (x < CERTAIN) sure++;
		shares[point] = Math.abs(x) < CERTAIN ? 1 / (1 + against) : Number(x > 0);
	}
	const leaving = lastKept(leavingSums(weights, shares));
	const leavingBetween = (first: number, last: number, moved: number) => {
		const before = leaving(moved);
		return before(last) - before(first);
	};
	return { weights, sums, logOdds, perShift, possible, sure, leavingBetween };
}

/** Segments of a role ask for the same shock one after the other. */
function lastKept<Value>(valueAt: (at: number) => Value): (at: number) => Value {
	let kept: { at: number; value: Value } | null = null;
	return (at) => {
		if (kept?.at !== at) kept = { at, value: valueAt(at) };
		return kept.value;
	};
}

/** Sums before each of the weights, added up as far as they are asked for. */
function leavingSums(weights: Float64Array, shares: Float64Array): (moved: number) => (place: number) => number {
	const sums = new Float64Array(weights.length + 1);
	return (moved) => {
		let filled = 0;
		return (place) => {
			for (; filled < place; filled++) sums[filled + 1] = sums[filled] + weights[filled] * shares[filled + moved];
			return sums[place];
		};
	};
}
