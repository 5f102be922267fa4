/**
 * Probabilities of a sum of independent counts, from those of each count.
 *
 * Exact; no term is subtracted, so small tails keep their digits. For n people O(n^2). Neighbours are added up first,
 * then their sums, so that the counts added are of like length.
 *
 * @param masses probabilities of 0, 1, ... for each count; none gives certainty of 0
 * @returns probability of the sum k at index k
 * @see METHODS 8
 * @example two fair coins, [0.5, 0.5] each: 0.25, 0.5, 0.25
 */
export function convolve(masses: readonly ArrayLike<number>[]): Float64Array {
	if (masses.length === 0) return Float64Array.of(1);
	const room = masses.reduce((sum, { length }) => sum + length, 0);
	let [now, next] = [new Float64Array(room), new Float64Array(room)];
	let parts: Part[] = [];
	for (const mass of masses) {
		const from = parts.length === 0 ? 0 : parts[parts.length - 1].end;
		now.set(mass, from);
		parts.push(trimmed(now, { from, end: from + mass.length, least: 0 }));
	}
	while (parts.length > 1) {
		parts = addPairs(now, parts, next);
		[now, next] = [next, now];
	}
	const whole = new Float64Array(room - masses.length + 1);
	whole.set(now.subarray(parts[0].from, parts[0].end), parts[0].least);
	return whole;
}

// Probabilities at either end below this are none.
const NONE = 1e-30;

/** Where the probabilities of a count stand, and which is the smallest count. */
interface Part {
	from: number;
	end: number;
	least: number;
}

/** Without the ends that are none. */
function trimmed(values: Float64Array, { from, end, least }: Part): Part {
	let [first, last] = [from, end];
	while (first < last - 1 && values[first] < NONE) first++;
	while (last > first + 1 && values[last - 1] < NONE) last--;
	return { from: first, end: last, least: least + first - from };
}

/** Sums of each two neighbours. */
function addPairs(now: Float64Array, parts: readonly Part[], next: Float64Array): Part[] {
	const sums: Part[] = [];
	let to = 0;
	for (let index = 0; index < parts.length; index += 2) {
		const first = parts[index];
		const second = index + 1 < parts.length ? parts[index + 1] : null;
		const from = to;
		if (second === null) {
			next.set(now.subarray(first.from, first.end), from);
			to += first.end - first.from;
		} else {
			to += first.end - first.from + second.end - second.from - 1;
			addTwo(now, first, second, next.fill(0, from, to), from);
		}
		sums.push(trimmed(next, { from, end: to, least: first.least + (second?.least ?? 0) }));
	}
	return sums;
}

/** The sum of two counts; four shares of the second at a time. */
function addTwo(now: Float64Array, first: Part, second: Part, next: Float64Array, to: number): void {
	const { from, end } = first;
	let at = second.from;
	let out = to - from;
	for (; at + 3 < second.end; at += 4, out += 4) addFour(now, first, at, next, out);
	for (; at < second.end; at++, out++)
		for (let index = from; index < end; index++) next[out + index] += now[index] * now[at];
}

// Called some hundred thousand times in a row: without arrays of what is at hand, which would all be allocated.
function addFour(now: Float64Array, { from, end }: Part, at: number, next: Float64Array, out: number): void {
	const one = now[at];
	const two = now[at + 1];
	const three = now[at + 2];
	const four = now[at + 3];
	let back1 = 0;
	let back2 = 0;
	let back3 = 0;
	for (let index = from; index < end; index++) {
		const value = now[index];
		next[out + index] += value * one + back1 * two + back2 * three + back3 * four;
		back3 = back2;
		back2 = back1;
		back1 = value;
	}
	next[out + end] += back1 * two + back2 * three + back3 * four;
	next[out + end + 1] += back1 * three + back2 * four;
	next[out + end + 2] += back1 * four;
}
