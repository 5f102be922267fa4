const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const MOST_SPAN = 2 ** (3 * DIGIT_BITS - 1);
// Below so many the built-in order is as fast.
const FEW = 4096;

/**
 * Instants in rising order. Whole milliseconds of a span of up to 49 days are put in order by their digits, in a time
 * that grows with their number only; all others by the built-in order.
 *
 * @param instants milliseconds, no NaN; left as they are
 * @example 5, 3, 4 become 3, 4, 5
 */
export function ascendingInstants(instants: Float64Array): Float64Array {
	const least = instants.length < FEW ? null : leastOfSpan(instants);
	if (least === null) return instants.slice().sort();
	let offsets = new Uint32Array(instants.length);
	for (let index = 0; index < offsets.length; index++) offsets[index] = instants[index] - least;
	let other = new Uint32Array(instants.length);
	for (let shift = 0; shift < 3 * DIGIT_BITS; shift += DIGIT_BITS) {
		sortByDigit(offsets, other, shift);
		[offsets, other] = [other, offsets];
	}
	const sorted = new Float64Array(instants.length);
	for (let index = 0; index < sorted.length; index++) sorted[index] = least + offsets[index];
	return sorted;
}

/** The earliest instant; null where they are no whole numbers or too far apart. */
function leastOfSpan(instants: Float64Array): number | null {
	let [least, most, isWhole] = [Infinity, -Infinity, true];
	for (let index = 0; index < instants.length; index++) {
		const at = instants[index];
		if (at < least) least = at;
		if (at > most) most = at;
		if (at !== Math.floor(at)) isWhole = false;
	}
	return isWhole && most - least < MOST_SPAN ? least : null;
}

/** One digit of a radix sort, keeping the order of equals. */
function sortByDigit(from: Uint32Array, to: Uint32Array, shift: number): void {
	const places = new Uint32Array(DIGITS + 1);
	for (let index = 0; index < from.length; index++) places[((from[index] >>> shift) & (DIGITS - 1)) + 1]++;
	for (let digit = 0; digit < DIGITS; digit++) places[digit + 1] += places[digit];
	for (let index = 0; index < from.length; index++) {
		const value = from[index];
		to[places[(value >>> shift) & (DIGITS - 1)]++] = value;
	}
}
