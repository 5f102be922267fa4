/**
 * Probabilities of a sum of independent counts, from those of each count.
 *
 * Exact; no term is subtracted, so small tails keep their digits. For n people O(n^2).
 *
 * @param masses probabilities of 0, 1, ... for each count; none gives certainty of 0
 * @returns probability of the sum k at index k
 * @see METHODS 8
 * @example two fair coins, [0.5, 0.5] each: 0.25, 0.5, 0.25
 */
export function convolve(masses: readonly ArrayLike<number>[]): Float64Array {
	const length = masses.reduce((sum, mass) => sum + mass.length - 1, 1);
	let [sum, next] = [new Float64Array(length), new Float64Array(length)];
	sum[0] = 1;
	let known = 1;
	for (const mass of masses) {
		next.fill(0, 0, known + mass.length - 1);
		for (let second = 0; second < mass.length; second++) {
			const share = mass[second];
			if (share === 0) continue;
			for (let first = 0; first < known; first++) next[first + second] += sum[first] * share;
		}
		known += mass.length - 1;
		[sum, next] = [next, sum];
	}
	return sum;
}
