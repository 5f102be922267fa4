/**
 * Required functions that rest on exactly one qualified person.
 *
 * A function nobody is qualified for is orphaned, not a single point of failure; one with minimum 0 is neither.
 *
 * @param functions minimum and the people qualified, by key of a person; a person named twice is one
 * @returns the functions as given with their only holder, in the order given
 * @see METHODS 3.2
 * @example minima 1, 1, 0 with {7}, {7, 9}, {9}: only the first, held by 7
 */
export function singlePointsOfFailure<Item extends { required: number; qualified: Iterable<number> }>(
	functions: readonly Item[]
): { function: Item; soleHolder: number }[] {
	return functions.flatMap((each) => {
		const people = new Set(each.qualified);
		return each.required > 0 && people.size === 1 ? [{ function: each, soleHolder: [...people][0] }] : [];
	});
}
