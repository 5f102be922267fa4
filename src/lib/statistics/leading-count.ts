/**
 * How many of the first indices pass a test that, once failed, fails for all that follow; by halving.
 *
 * @param length number of indices, from 0
 * @example of 1, 2, 2, 5 those up to 2 are the first 3
 */
export function leadingCount(length: number, passes: (index: number) => boolean): number {
	let [low, high] = [0, length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (passes(middle)) low = middle + 1;
		else high = middle;
	}
	return low;
}
