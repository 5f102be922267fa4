/**
 * Probabilities of 0, 1, ... n events where each of n independent events has a probability of its own.
 *
 * Exact, by adding one event after the other; no term is subtracted, so small tails keep their digits. O(n^2).
 *
 * @param probabilities of the events, each 0 to 1; none gives certainty of 0 events
 * @returns n + 1 probabilities, that of k events at index k
 * @see Hong (2013), Computational Statistics & Data Analysis 59, 41-51
 * @example 0.1, 0.2, 0.3: 0.504, 0.398, 0.092, 0.006
 */
export function poissonBinomial(probabilities: ArrayLike<number>): Float64Array {
	const n = probabilities.length;
	const mass = new Float64Array(n + 1);
	mass[0] = 1;
	for (let done = 0; done < n; done++) {
		const p = probabilities[done];
		const q = 1 - p;
		for (let k = done + 1; k > 0; k--) mass[k] = mass[k] * q + mass[k - 1] * p;
		mass[0] *= q;
	}
	return mass;
}
