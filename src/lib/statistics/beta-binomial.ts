/**
 * Probabilities of 0, 1, ... n events in n people who share one unknown probability with distribution Beta(a, b).
 *
 * Never narrower than the binomial with the same mean a / (a + b): not knowing the probability moves everybody at once.
 * Each probability follows from its neighbour, outward from the mean, so that small ones keep their digits.
 *
 * @param n people, >= 0
 * @param a shape > 0, e.g. 1/2 and the leavers of an earlier event
 * @param b shape > 0, e.g. 1/2 and the stayers of an earlier event
 * @returns n + 1 probabilities, that of k events at index k
 * @see Skellam (1948), JRSS B 10, 257-261
 * @example 2 people, a = b = 1: every count has probability 1/3
 */
export function betaBinomial(n: number, a: number, b: number): Float64Array {
	const mass = new Float64Array(n + 1);
	const middle = Math.floor((n * a) / (a + b));
	const odds = (k: number) => ((n - k) * (k + a)) / ((k + 1) * (n - k - 1 + b));
	mass[middle] = 1;
	let total = 1;
	for (let k = middle; k < n; k++) total += mass[k + 1] = mass[k] * odds(k);
	for (let k = middle; k > 0; k--) total += mass[k - 1] = mass[k] / odds(k - 1);
	for (let k = 0; k <= n; k++) mass[k] /= total;
	return mass;
}
