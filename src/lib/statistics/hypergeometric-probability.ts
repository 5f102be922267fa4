import type { TableMargins } from './noncentral-hypergeometric.ts';
import { binomialProbability } from './point-probability.ts';

/**
 * Probability that a group holds exactly `count` of the successes when these fall on people at random.
 *
 * As a quotient of three binomial probabilities, which keep their digits for large counts.
 *
 * @see Loader (2000), Fast and accurate computation of binomial probabilities
 * @example group 4 of 8, 4 successes: 3 has probability 16/70 = 0.22857142857142857
 */
export function hypergeometricProbability(count: number, { group, successes, total }: TableMargins): number {
	const share = group / total;
	const rest = (total - group) / total;
	const inside = binomialProbability(count, successes, share, rest);
	const outside = binomialProbability(group - count, total - successes, share, rest);
	return (inside * outside) / binomialProbability(group, total, share, rest);
}
