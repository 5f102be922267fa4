// What is left of 1 after n additions in doubles.
const ROUNDING = 1e-12;

/**
 * Quantile of the people who remain: the smallest number k with P(remaining <= k) >= q.
 *
 * @param leavers probabilities of 0, 1, ... n leavers among n people
 * @param q 0 < q <= 1; 0.05 is "in 19 of 20 cases more than this or as many remain"
 * @see METHODS 3.6
 * @example leavers 0.504, 0.398, 0.092, 0.006 of three people: median 3, 5 % quantile 1
 */
export function remainingQuantile(leavers: ArrayLike<number>, q: number): number {
	const people = leavers.length - 1;
	let sum = 0;
	for (let remaining = 0; remaining < people; remaining++) {
		sum += leavers[people - remaining];
		if (sum >= q - ROUNDING) return remaining;
	}
	return people;
}
