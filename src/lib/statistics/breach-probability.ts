/**
 * Probability that fewer people remain than are required.
 *
 * @param leavers probabilities of 0, 1, ... n leavers among n people
 * @param required minimum, a whole number >= 0
 * @returns 0 where nothing is required, 1 where the n people are too few already
 * @see METHODS 3.6
 * @example leavers 0.504, 0.398, 0.092, 0.006 of three people, 2 required: 0.098
 */
export function breachProbability(leavers: ArrayLike<number>, required: number): number {
	const people = leavers.length - 1;
	if (required > people) return 1;
	let sum = 0;
	// From the smallest terms on: most leavers first.
	for (let count = people; count > people - required; count--) sum += leavers[count];
	return Math.min(1, sum);
}
