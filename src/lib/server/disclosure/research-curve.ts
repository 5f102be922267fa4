import { roundedCount } from './research-table.ts';

/** How many of the people of day 0 never left, every 30 days; no date says when day 0 was. */
export interface ReleasedCurve {
	/** People employed on day 0, rounded to 5. */
	people: number;
	/** Rounded to 5; null where too few left since the last count that is shown, or too few are left. */
	points: { day: number; remaining: number | null }[];
}
export interface CountedDay {
	day: number;
	/** Null beyond the data. */
	neverLeft: number | null;
}

/** Fewest people a curve for researchers is drawn of (METHODS 7.3). */
const LEAST_PEOPLE = 50;

/**
 * The people of day 0 who never left, as researchers may see them. A count is shown where `threshold` are left, as many left
 * since the last one shown, and no sum of the answers to the same question comes nearer to it without being it: whoever
 * subtracts one published count from another finds nobody or that many people.
 *
 * @param people employed on day 0
 * @param days ascending, beginning with day 0
 * @param answers people by answer, as the tables of the same release publish them
 * @param threshold smallest count that researchers may see
 * @returns null below 50 people or the threshold, or where no count can be shown
 * @see METHODS 7.3, 7.4
 * @example threshold 10, 240 people, 135 said stay; 232, 222 and 130 never left: 240, null, 220, null
 */
export function researchCurve(
	people: number,
	days: readonly CountedDay[],
	answers: readonly number[],
	threshold: number
): ReleasedCurve | null {
	if (people < Math.max(LEAST_PEOPLE, threshold) || isTooNear(people, answers, threshold)) return null;
	let last = people;
	const points = days.flatMap(({ day, neverLeft }) => {
		if (neverLeft === null || day === 0) return [];
		const isShown =
			neverLeft >= threshold && last - neverLeft >= threshold && !isTooNear(neverLeft, answers, threshold);
		if (isShown) last = neverLeft;
		return [{ day, remaining: isShown ? roundedCount(neverLeft) : null }];
	});
	if (last === people) return null;
	return { people: roundedCount(people), points: [{ day: 0, remaining: roundedCount(people) }, ...points] };
}

/** Whether some answers together differ from a count by 1 to threshold - 1 people. */
function isTooNear(count: number, answers: readonly number[], threshold: number): boolean {
	const sums = answers.reduce((known, answer) => [...known, ...known.map((sum) => sum + answer)], [0]);
	return sums.some((sum) => sum !== count && Math.abs(sum - count) < threshold);
}
