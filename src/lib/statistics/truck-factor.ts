/**
 * Truck factor, greedy estimate: how many people have to go until more than half of the functions have nobody.
 *
 * Removes whoever holds the most functions (ties: the smallest key), again and again. An upper bound: finding the
 * true minimum is a hitting-set problem. Nobody gains a function when somebody goes, so the order is that of the
 * start: by functions held, then by key; a function has nobody once the last of its people in that order is gone.
 *
 * @param functions the people qualified for each function, by whole numbers >= 0; a person named twice is one
 * @returns the number and whom it removes, in order; null without functions; 0 where more than half have nobody already
 * @see Avelino, Passos, Hora & Valente (2016), A novel approach for estimating truck factors, ICPC, arXiv 1604.06766
 * @example {1, 2}, {1}, {1, 3}, {4}: 1 goes, one of four has nobody; 2 goes, two of four; 3 goes, three: truck factor 3
 */
export function truckFactor(functions: readonly ArrayLike<number>[]): { people: number; removed: number[] } | null {
	if (functions.length === 0) return null;
	const held = functionsHeld(functions);
	// Whoever goes last of a function: the fewest functions held, then the largest key.
	const goesBefore = (key: number, other: number) =>
		held[key] > held[other] || (held[key] === held[other] && key < other);
	const lastOf = functions.map((people) => {
		let last = NOBODY;
		for (let at = 0; at < people.length; at++) if (last === NOBODY || goesBefore(last, people[at])) last = people[at];
		return last;
	});
	const wanted = Math.floor(functions.length / 2) + 1 - lastOf.filter((last) => last === NOBODY).length;
	if (wanted <= 0) return { people: 0, removed: [] };
	const order = lastOf.filter((last) => last !== NOBODY).sort((a, b) => (goesBefore(a, b) ? -1 : Number(a !== b)));
	const last = order[wanted - 1];
	const removed = byBurden(held, functions.length, (key) => !goesBefore(last, key));
	return { people: removed.length, removed };
}

const NOBODY = -1;

/** How many functions each key holds. */
function functionsHeld(functions: readonly ArrayLike<number>[]): Uint32Array {
	const keys = functions.reduce((most, people) => Math.max(most, largest(people)), NOBODY) + 1;
	const held = new Uint32Array(keys);
	const lastSeen = new Uint32Array(keys);
	functions.forEach((people, index) => {
		for (let at = 0; at < people.length; at++) {
			const key = people[at];
			held[key] += Number(lastSeen[key] !== index + 1);
			lastSeen[key] = index + 1;
		}
	});
	return held;
}

/** Keys that pass a test, those that hold the most first, then the smallest key first. */
function byBurden(held: Uint32Array, most: number, isMeant: (key: number) => boolean): number[] {
	const byHeld = Array.from({ length: most }, (): number[] => []);
	for (let key = 0; key < held.length; key++) if (held[key] > 0 && isMeant(key)) byHeld[most - held[key]].push(key);
	return byHeld.flat();
}

function largest(values: ArrayLike<number>): number {
	let most = NOBODY;
	for (let at = 0; at < values.length; at++) if (values[at] > most) most = values[at];
	return most;
}
