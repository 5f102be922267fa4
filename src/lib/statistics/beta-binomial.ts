import { logGamma } from './log-gamma.ts';

/**
 * Probabilities of 0, 1, ... n events in n people who share one unknown probability with distribution Beta(a, b).
 *
 * Never narrower than the binomial with the same mean a / (a + b): not knowing the probability moves everybody at once.
 *
 * @param n people, >= 0
 * @param a shape > 0, e.g. 1/2 and the leavers of an earlier event
 * @param b shape > 0, e.g. 1/2 and the stayers of an earlier event
 * @returns n + 1 probabilities, that of k events at index k
 * @see Skellam (1948), JRSS B 10, 257-261
 * @example 2 people, a = b = 1: every count has probability 1/3
 */
export function betaBinomial(n: number, a: number, b: number): Float64Array {
	const constant = logGamma(n + 1) + logGamma(a + b) - logGamma(a) - logGamma(b) - logGamma(n + a + b);
	return Float64Array.from({ length: n + 1 }, (_, k) => {
		const choices = constant - logGamma(k + 1) - logGamma(n - k + 1);
		return Math.exp(choices + logGamma(k + a) + logGamma(n - k + b));
	});
}
