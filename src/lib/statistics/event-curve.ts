import { wilsonInterval } from './wilson-interval.ts';

/** Counts of people on a day: base members employed, base members whose spell of day 0 runs, everybody employed. */
export interface EventDay {
	/** Days after day 0; negative before. */
	day: number;
	remaining: number;
	neverLeft: number;
	headcount: number;
}

export interface EventCurvePoint {
	day: number;
	/** Base members employed on the day; a rehired member counts again. Null beyond the data. */
	remaining: number | null;
	/** remaining / base, with its Wilson 95 % interval. */
	remainingShare: number | null;
	lower: number | null;
	upper: number | null;
	/** Base members whose spell of day 0 still runs; null before day 0. */
	neverLeft: number | null;
	neverLeftShare: number | null;
	/** Headcount over that of day 0, new hires included. */
	headcountIndex: number | null;
}

/**
 * How a workforce goes on from day 0: the share of its members still there, of those who never left, and the headcount.
 *
 * The base is everybody employed on day 0, so its headcount too. Nothing is carried forward beyond the last day of data.
 *
 * @param days counts by day
 * @param base people employed on day 0
 * @param lastDay last day of data, in days after day 0
 * @returns one point per day; shares null where nobody was employed on day 0
 * @see METHODS 6.1
 * @example base 10, on day 30 7 of them there, 6 never left, headcount 9: 0.7 (0.3968 to 0.8922), 0.6, index 0.9
 */
export function eventCurve(days: readonly EventDay[], base: number, lastDay: number): EventCurvePoint[] {
	const shareOf = (count: number) => (base === 0 ? null : count / base);
	return days.map(({ day, remaining, neverLeft, headcount }) => {
		if (day > lastDay) return noPoint(day);
		const interval = wilsonInterval(remaining, base);
		return {
			day,
			remaining,
			remainingShare: shareOf(remaining),
			lower: interval?.lower ?? null,
			upper: interval?.upper ?? null,
			neverLeft: day < 0 ? null : neverLeft,
			neverLeftShare: day < 0 ? null : shareOf(neverLeft),
			headcountIndex: shareOf(headcount)
		};
	});
}

function noPoint(day: number): EventCurvePoint {
	return {
		day,
		remaining: null,
		remainingShare: null,
		lower: null,
		upper: null,
		neverLeft: null,
		neverLeftShare: null,
		headcountIndex: null
	};
}
