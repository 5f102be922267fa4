/** A published count that, subtracted from one published before, leaves too few people. */
export interface SmallDifference {
	name: string;
	difference: number;
}

/**
 * Which counts of a new release differ from the same ones of a former release by 1 to threshold - 1 people: subtracting
 * one from the other would show those few.
 *
 * @param former true counts of what was released before, by what they count
 * @param next true counts of what is to be released
 * @see METHODS 7.4
 * @example all staff 120 before, 117 without payroll now: a difference of 3
 */
export function smallDifferences(
	former: ReadonlyMap<string, number>,
	next: ReadonlyMap<string, number>,
	threshold: number
): SmallDifference[] {
	return [...next].flatMap(([name, count]) => {
		const before = former.get(name);
		const difference = before === undefined ? 0 : Math.abs(count - before);
		return difference > 0 && difference < threshold ? [{ name, difference }] : [];
	});
}
