import { normalLowerTail } from './normal-lower-tail.ts';

/** Distance of the shocks at which a probability is worked out, and the largest, in standard deviations. */
const SPACING = 0.2;
const LARGEST = 5.4;
// A probability that changes by more than this between two shocks is looked at more closely.
const JUMP = 0.4;
const FINEST = 64;
// Below this normal score nothing is left of a probability beside 1.
const NEVER = 8.3;

/** Shocks at which the probabilities are worked out: standard normal values, evenly spaced, with weights that add up to 1. */
export const SHOCKS: { values: Float64Array; weights: Float64Array } = (() => {
	const values = Float64Array.from({ length: 2 * Math.round(LARGEST / SPACING) + 1 }, (_, index) => {
		return (index - Math.round(LARGEST / SPACING)) * SPACING;
	});
	return { values, weights: weightsOf(values) };
})();

/** A probability at each of the shocks. */
export interface ShockedProbability {
	exact: Float64Array;
	/** Its normal score by mean and standard deviation alone: what it would be if the count were normal. */
	score: Float64Array;
}

/**
 * Probability that at least one of several things happens, averaged over a shock that all of them share.
 *
 * Given the shock they are independent. The sum over even steps is as good as exact where the probabilities are smooth;
 * where one jumps between two shocks, as in large teams, the normal curve through its scores tells where.
 *
 * @param probabilities at each of `SHOCKS.values`
 * @see METHODS 3.6, 8
 * @example one of 0.3 whatever the shock: 0.3; two of them: 0.51
 */
export function shockAverage(probabilities: readonly ShockedProbability[]): number {
	const { values, weights } = SHOCKS;
	let average = 0;
	for (let at = 0; at < values.length; at++) {
		let none = 1;
		for (const { exact } of probabilities) none *= 1 - exact[at];
		average += weights[at] * (1 - none);
	}
	const steepest = Math.max(0, ...probabilities.map(steepness));
	if (steepest > 0) {
		const finer = Math.min(FINEST, 2 * Math.ceil(steepest));
		const scores = probabilities.map(({ score }) => score);
		average += normalAverage(scores, finer) - normalAverage(scores, 1);
	}
	return Math.min(1, Math.max(0, average));
}

/** Largest change of the score between two shocks between which the probability jumps. */
function steepness({ exact, score }: ShockedProbability): number {
	let most = 0;
	for (let at = 1; at < score.length; at++)
		if (Math.abs(exact[at] - exact[at - 1]) > JUMP) most = Math.max(most, Math.abs(score[at] - score[at - 1]));
	return most;
}

/** The same average for normal counts, with each step between two shocks cut into so many. */
function normalAverage(scores: readonly Float64Array[], finer: number): number {
	const weights = finerWeights(finer);
	const count = weights.length;
	let average = 0;
	for (let at = 0; at < count; at++) {
		const before = Math.floor(at / finer);
		const beyond = (at % finer) / finer;
		let none = 1;
		for (const score of scores) {
			const next = beyond === 0 ? score[before] : score[before] + beyond * (score[before + 1] - score[before]);
			if (next > -NEVER) none *= 1 - normalLowerTail(next);
		}
		average += weights[at] * (1 - none);
	}
	return average;
}

const knownWeights = new Map<number, Float64Array>();

/** The weights where each step between two shocks is cut into so many; worked out once for each of them. */
function finerWeights(finer: number): Float64Array {
	const count = (SHOCKS.values.length - 1) * finer + 1;
	const found =
		knownWeights.get(finer) ??
		weightsOf(Float64Array.from({ length: count }, (_, at) => (at * SPACING) / finer - LARGEST));
	knownWeights.set(finer, found);
	return found;
}

function weightsOf(values: Float64Array): Float64Array {
	const densities = values.map((value) => Math.exp(-(value * value) / 2));
	const total = densities.reduce((sum, density) => sum + density, 0);
	return densities.map((density) => density / total);
}
