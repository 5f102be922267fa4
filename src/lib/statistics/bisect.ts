/**
 * The point between `low` and `high` at which a rising function passes `target`, to the last digit that doubles hold.
 *
 * @param rising a function that never falls on the bracket
 * @example bisect((x) => x * x, 2, 0, 2) is 1.4142135623730951
 */
export function bisect(rising: (x: number) => number, target: number, low: number, high: number): number {
	let [below, above] = [low, high];
	for (;;) {
		const middle = below + (above - below) / 2;
		if (middle <= below || middle >= above) return middle;
		if (rising(middle) < target) below = middle;
		else above = middle;
	}
}
