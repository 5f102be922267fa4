// The largest shock in standard deviations, and how far apart they are: in log-odds no farther than 0.2 for shocks of up
// to one half, of which everything is smooth.
const LARGEST = 5.4;
const SPACING = { gentle: 0.4, strong: 0.2 };
const GENTLE = 0.5;
// Up to so many standard deviations of a count from one shock to the next, the sum over the shocks is as good as exact.
const CLOSE = 1.2;
const FINEST = 64;
// Beyond these log-odds everybody stays, or leaves.
const CERTAIN = 36;
// What rounding leaves of 0, and takes from 1.
const NEVER = 1e-16;
const ALWAYS = 1 - 1e-14;

/** Shocks at which counts are worked out: standard normal values, evenly spaced, with weights that add up to 1. */
export interface Shocks {
	values: Float64Array;
	weights: Float64Array;
}

/** The shocks for a standard deviation sigma of the log-odds. */
export function shocksOf(sigma: number): Shocks {
	return sigma <= GENTLE ? GENTLE_SHOCKS : STRONG_SHOCKS;
}

/** How many of a number of people leave at each of the shocks, which come in rising order. */
export interface CountAtShocks {
	people: number;
	means: Float64Array;
	/** Standard deviations, each > 0. */
	deviations: Float64Array;
	/** At the shock of an index: probability that at least so many leave, and the mean number beyond so many. */
	tailAt(index: number, atLeast: number): number;
	excessAt(index: number, beyond: number): number;
}

/** The same count at every shock there may be. */
export interface ShockedCount extends CountAtShocks {
	logOdds: Float64Array;
	/** Parts that the way from one shock to the next is cut into. */
	cuts: number;
}

export interface ShockedEvent {
	count: ShockedCount;
	atLeast: number;
}

/**
 * A count at every shock there may be.
 *
 * Where the count moves by many standard deviations from one shock to the next, as in large teams, it is needed between
 * them too: there its mean follows a straight line of the log-odds, and what lies how far from the mean is a mixture of
 * both neighbours.
 */
export function shockedCount(count: CountAtShocks): ShockedCount {
	const { people, means, deviations } = count;
	const logOdds = means.map((mean) =>
		Math.max(-CERTAIN, Math.min(CERTAIN, Math.log(mean / Math.max(0, people - mean))))
	);
	let farthest = 0;
	for (let index = 1; index < means.length; index++) {
		const least = Math.min(deviations[index - 1], deviations[index]);
		farthest = Math.max(farthest, Math.abs(means[index] - means[index - 1]) / least);
	}
	return { ...count, logOdds, cuts: farthest <= CLOSE ? 1 : Math.min(FINEST, 2 * Math.ceil(farthest)) };
}

/**
 * Probability that at least one of several things happens, averaged over a shock that all of them share: that of a count
 * at least so many leave.
 *
 * Given the shock they are independent. The average never rises with the number that has to leave.
 *
 * @see METHODS 3.6, 8
 * @example one of 0.3 whatever the shock: 0.3; two of them: 0.51
 */
export function shockAverage(events: readonly ShockedEvent[], shocks: Shocks): number {
	const cuts = events.reduce((most, { count }) => Math.max(most, count.cuts), 1);
	const { weights, before } = finerWeights(shocks, cuts);
	const tails = events.map(({ count, atLeast }) => count.means.map((_, index) => count.tailAt(index, atLeast)));
	const last = shocks.values.length - 1;
	let average = weights[last * cuts] * anyOf(tails, last);
	for (let index = 0; index < last; index++) {
		const from = index * cuts;
		if (cuts === 1 || tails.every((tail) => isSettled(tail[index], tail[index + 1]))) {
			average += (before[from + cuts] - before[from]) * anyOf(tails, index);
			continue;
		}
		for (let cut = 0; cut < cuts; cut++) {
			let none = 1;
			for (let event = 0; event < events.length; event++)
				none *= 1 - tailBetween(events[event], tails[event], index, cut / cuts);
			average += weights[from + cut] * (1 - none);
		}
	}
	return Math.min(1, Math.max(0, average));
}

function anyOf(tails: readonly Float64Array[], index: number): number {
	let none = 1;
	for (const tail of tails) none *= 1 - tail[index];
	return 1 - none;
}

function isSettled(one: number, next: number): boolean {
	return (one <= NEVER && next <= NEVER) || (one >= ALWAYS && next >= ALWAYS);
}

/** The probability at a share of the way from one shock to the next. */
function tailBetween({ count, atLeast }: ShockedEvent, tail: Float64Array, index: number, share: number): number {
	if (share === 0) return tail[index];
	if (isSettled(tail[index], tail[index + 1])) return tail[index];
	if (count.cuts === 1) return smoothBetween(tail, index, share);
	const { means, deviations } = count;
	const scaled = (atLeast - 0.5 - meanBetween(count, index, share)) / between(deviations, index, share);
	const here = count.tailAt(index, means[index] + scaled * deviations[index] + 0.5);
	const next = count.tailAt(index + 1, means[index + 1] + scaled * deviations[index + 1] + 0.5);
	return here + share * (next - here);
}

/**
 * Mean number of leavers beyond so many, averaged over the shock.
 *
 * @see METHODS 8
 * @example two people of one half whatever the shock: a quarter beyond one
 */
export function shockedExcess(count: ShockedCount, beyond: number, shocks: Shocks): number {
	const { weights } = finerWeights(shocks, count.cuts);
	const values = count.means.map((_, index) => count.excessAt(index, beyond));
	let average = 0;
	for (let at = 0; at < weights.length; at++) {
		const index = Math.floor(at / count.cuts);
		const share = (at % count.cuts) / count.cuts;
		average += weights[at] * (share === 0 ? values[index] : excessBetween(count, beyond, index, share));
	}
	return average;
}

function excessBetween(count: ShockedCount, beyond: number, index: number, share: number): number {
	const { means, deviations } = count;
	const deviation = between(deviations, index, share);
	const scaled = (beyond - meanBetween(count, index, share)) / deviation;
	const here = count.excessAt(index, means[index] + scaled * deviations[index]) / deviations[index];
	const next = count.excessAt(index + 1, means[index + 1] + scaled * deviations[index + 1]) / deviations[index + 1];
	return deviation * (here + share * (next - here));
}

function meanBetween({ people, logOdds }: ShockedCount, index: number, share: number): number {
	return people / (1 + Math.exp(-between(logOdds, index, share)));
}

function between(values: Float64Array, index: number, share: number): number {
	return values[index] + share * (values[index + 1] - values[index]);
}

/** By the cubic through the two values on either side. */
function smoothBetween(values: Float64Array, index: number, share: number): number {
	const [one, two] = [values[index], values[index + 1]];
	const before = values[Math.max(0, index - 1)];
	const after = values[Math.min(values.length - 1, index + 2)];
	const bend = (2 * one - before - two) * (2 - share) + (2 * two - one - after) * (1 + share);
	return Math.min(1, Math.max(0, one + share * (two - one) + (share * (1 - share) * bend) / 6));
}

interface FinerWeights {
	weights: Float64Array;
	/** Sum of the weights before each of them. */
	before: Float64Array;
}

const known = new Map<Shocks, Map<number, FinerWeights>>();

/** The weights where each step between two shocks is cut into so many; worked out once for each of them. */
function finerWeights(shocks: Shocks, cuts: number): FinerWeights {
	const ofShocks = known.get(shocks) ?? new Map<number, FinerWeights>();
	known.set(shocks, ofShocks);
	const found = ofShocks.get(cuts) ?? weightsBetween(shocks.values, cuts);
	ofShocks.set(cuts, found);
	return found;
}

function weightsBetween(values: Float64Array, cuts: number): FinerWeights {
	const last = (values.length - 1) * cuts;
	const spacing = (values[1] - values[0]) / cuts;
	const weights = normalWeights(Float64Array.from({ length: last + 1 }, (_, at) => values[0] + at * spacing));
	const before = new Float64Array(last + 1);
	for (let at = 0; at < last; at++) before[at + 1] = before[at] + weights[at];
	return { weights, before };
}

function normalWeights(values: Float64Array): Float64Array {
	const densities = values.map((value) => Math.exp(-(value * value) / 2));
	const total = densities.reduce((sum, density) => sum + density, 0);
	return densities.map((density) => density / total);
}

const STRONG_SHOCKS = shocksApart(SPACING.strong);
const GENTLE_SHOCKS = shocksApart(SPACING.gentle);

function shocksApart(spacing: number): Shocks {
	const middle = Math.round(LARGEST / spacing);
	const values = Float64Array.from({ length: 2 * middle + 1 }, (_, index) => (index - middle) * spacing);
	return { values, weights: normalWeights(values) };
}
