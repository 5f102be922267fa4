/**
 * Truck factor, greedy estimate: how many people have to go until more than half of the functions have nobody.
 *
 * Removes whoever holds the most functions (ties: the smallest key), again and again. An upper bound: finding the
 * true minimum is a hitting-set problem. Nobody gains a function when somebody goes, so the order is that of the
 * start: by functions held, then by key.
 *
 * @param functions the people qualified for each function, by whole numbers >= 0; a person named twice is one
 * @returns the number and whom it removes, in order; null without functions; 0 where more than half have nobody already
 * @see Avelino, Passos, Hora & Valente (2016), A novel approach for estimating truck factors, ICPC, arXiv 1604.06766
 * @example {1, 2}, {1}, {1, 3}, {4}: 1 goes, one of four has nobody; 2 goes, two of four; 3 goes, three: truck factor 3
 */
export function truckFactor(functions: readonly ArrayLike<number>[]): { people: number; removed: number[] } | null {
	if (functions.length === 0) return null;
	const holders = distinctHolders(functions);
	const left = holders.sizes;
	let empty = left.reduce((count, people) => count + (people === 0 ? 1 : 0), 0);
	const removed: number[] = [];
	for (const person of byBurden(holders.held)) {
		if (2 * empty > functions.length) break;
		removed.push(person);
		for (const own of holders.functionsOf(person)) if (--left[own] === 0) empty++;
	}
	return { people: removed.length, removed };
}

/** How many functions each key holds, how many people hold each function, and which functions a key holds. */
function distinctHolders(functions: readonly ArrayLike<number>[]) {
	const keys = functions.reduce((most, people) => Math.max(most, largest(people)), -1) + 1;
	const held = new Uint32Array(keys);
	const lastSeen = new Int32Array(keys).fill(-1);
	const sizes = functions.map((people, index) => {
		let size = 0;
		for (let at = 0; at < people.length; at++) {
			if (lastSeen[people[at]] === index) continue;
			lastSeen[people[at]] = index;
			held[people[at]]++;
			size++;
		}
		return size;
	});
	const ends = Uint32Array.from(held);
	for (let key = 1; key < keys; key++) ends[key] += ends[key - 1];
	const starts = ends.map((end, key) => end - held[key]);
	const next = starts.slice();
	const entries = new Uint32Array(keys === 0 ? 0 : ends[keys - 1]);
	lastSeen.fill(-1);
	functions.forEach((people, index) => {
		for (let at = 0; at < people.length; at++) {
			if (lastSeen[people[at]] === index) continue;
			lastSeen[people[at]] = index;
			entries[next[people[at]]++] = index;
		}
	});
	return { held, sizes, functionsOf: (key: number) => entries.subarray(starts[key], ends[key]) };
}

/** Keys that hold something, those that hold the most first, then the smallest key first. */
function byBurden(held: Uint32Array): Uint32Array {
	const most = largest(held);
	const starts = new Uint32Array(most + 2);
	for (const count of held) if (count > 0) starts[most - count + 1]++;
	for (let place = 1; place < starts.length; place++) starts[place] += starts[place - 1];
	const order = new Uint32Array(starts[most + 1]);
	held.forEach((count, key) => {
		if (count > 0) order[starts[most - count]++] = key;
	});
	return order;
}

function largest(values: ArrayLike<number>): number {
	let most = -1;
	for (let at = 0; at < values.length; at++) if (values[at] > most) most = values[at];
	return most;
}
