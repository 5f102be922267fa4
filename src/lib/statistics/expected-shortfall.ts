/**
 * Expected number of people short of a minimum: the mean of max(0, required - remaining).
 *
 * @param leavers probabilities of 0, 1, ... n leavers among n people
 * @param required minimum, a whole number >= 0
 * @see METHODS 8
 * @example leavers 0.504, 0.398, 0.092, 0.006 of three people, 3 required: 0.6
 */
export function expectedShortfall(leavers: ArrayLike<number>, required: number): number {
	const people = leavers.length - 1;
	let sum = 0;
	for (let count = people; count >= 0; count--) sum += Math.max(0, required - (people - count)) * leavers[count];
	return sum;
}
