/**
 * Truck factor, greedy estimate: how many people have to go until more than half of the functions have nobody.
 *
 * Removes whoever holds the most functions (ties: the smallest key), again and again. An upper bound: finding the
 * true minimum is a hitting-set problem.
 *
 * @param functions the people qualified for each function, by key of a person
 * @returns the number and whom it removes, in order; null without functions; 0 where more than half have nobody already
 * @see Avelino, Passos, Hora & Valente (2016), A novel approach for estimating truck factors, ICPC, arXiv 1604.06766
 * @example {1, 2}, {1}, {1, 3}, {4}: 1 goes, one of four has nobody; 2 goes, two of four; 3 goes, three: truck factor 3
 */
export function truckFactor(functions: readonly Iterable<number>[]): { people: number; removed: number[] } | null {
	if (functions.length === 0) return null;
	const held = functions.map((people) => new Set(people));
	const removed: number[] = [];
	const isMoreThanHalfEmpty = () => 2 * held.filter((people) => people.size === 0).length > held.length;
	while (!isMoreThanHalfEmpty()) {
		const next = mostBurdened(held);
		for (const people of held) people.delete(next);
		removed.push(next);
	}
	return { people: removed.length, removed };
}

function mostBurdened(held: readonly Set<number>[]): number {
	const functionsOf = new Map<number, number>();
	for (const people of held) for (const person of people) functionsOf.set(person, (functionsOf.get(person) ?? 0) + 1);
	return [...functionsOf].reduce((best, each) =>
		each[1] > best[1] || (each[1] === best[1] && each[0] < best[0]) ? each : best
	)[0];
}
