const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const MOST_SPAN = 2 ** 32;

/**
 * Numbers in rising order. Whole numbers of a span below 2^32 (milliseconds of 49 days) are put in order by their digits,
 * in a time that grows with how many they are only; all others by the built-in order.
 *
 * @param numbers no NaN; left as they are
 * @example 5, 3, 4 become 3, 4, 5
 */
export function ascendingNumbers(numbers: Float64Array): Float64Array {
	const span = wholeSpan(numbers);
	if (span === null) return numbers.slice().sort();
	let offsets = new Uint32Array(numbers.length);
	for (let index = 0; index < offsets.length; index++) offsets[index] = numbers[index] - span.least;
	let other = new Uint32Array(numbers.length);
	for (let shift = 0; 2 ** shift <= span.width; shift += DIGIT_BITS) {
		sortByDigit(offsets, other, shift);
		[offsets, other] = [other, offsets];
	}
	const sorted = new Float64Array(numbers.length);
	for (let index = 0; index < sorted.length; index++) sorted[index] = span.least + offsets[index];
	return sorted;
}

/** The least number and how far the largest is from it; null where they are no whole numbers or too far apart. */
function wholeSpan(numbers: Float64Array): { least: number; width: number } | null {
	let [least, most, isWhole] = [Infinity, -Infinity, true];
	for (let index = 0; index < numbers.length; index++) {
		const number = numbers[index];
		if (number < least) least = number;
		if (number > most) most = number;
		if (number !== Math.floor(number)) isWhole = false;
	}
	return isWhole && most - least < MOST_SPAN ? { least, width: most - least } : null;
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
