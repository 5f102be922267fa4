import { ascendingNumbers } from './ascending-numbers.ts';
import { dkwHalfWidth } from './dkw-half-width.ts';
import { leadingCount } from './leading-count.ts';
import { quantileType1 } from './quantile-type1.ts';
import { rateRatio } from './rate-ratio.ts';

export interface ResponseCurve {
	/** Answers counted up to `hours` after the announcement; steps. Empty where nobody answered. */
	curve: { hours: number; count: number; shareOfAsked: number }[];
	/** Hours after the announcement of answers given after the deadline. */
	lateMarks: number[];
	windowHours: number;
	/** Smallest time by which the share p of the responders had answered. */
	quantiles: { p: number; hours: number | null }[];
	/** Half width of the 95 % band around the share of responders; null where nobody answered. */
	dkwHalfWidth: number | null;
	/** Answers per hour in the last hour against the hours before; holds if answers came independently. */
	surge: { lastHour: number; earlier: number; ratio: number | null; interval: SurgeInterval } | null;
}

interface SurgeInterval {
	lower: number | null;
	upper: number | null;
	method: 'exact-rate-ratio';
	level: number;
}

const HOUR_MILLISECONDS = 3_600_000;
const MOST_STEPS = 400;
const MOST_MARKS = 200;

/**
 * When the counted answers came, in hours after the announcement.
 *
 * The curve ends at 1 less the share of the silent. Of more than 400 steps only those at 400 even times are kept;
 * each kept point is exact.
 *
 * @param countedAt milliseconds of the counted answers, in any order
 * @param lateAt milliseconds of answers after the deadline, in any order
 * @param asked people asked
 * @see METHODS 2.4
 * @example answers after 1, 1 and 9.5 of 10 hours, 4 asked: steps (1 h, 2) and (9.5 h, 3); surge 1/1 against 2/9 = 4.5
 */
export function responseCurve(
	countedAt: Float64Array,
	lateAt: Float64Array,
	asked: number,
	window: { announcedAt: number; deadlineAt: number }
): ResponseCurve {
	const hoursAfter = (time: number) => (time - window.announcedAt) / HOUR_MILLISECONDS;
	const rising = ascendingNumbers(countedAt);
	const times: Times = { count: rising.length, hours: (index) => hoursAfter(rising[index]) };
	const windowHours = hoursAfter(window.deadlineAt);
	return {
		curve: steps(times, windowHours).map((index) => {
			return { hours: times.hours(index), count: index + 1, shareOfAsked: (index + 1) / asked };
		}),
		lateMarks: Array.from(thinned(ascendingNumbers(lateAt), MOST_MARKS), hoursAfter),
		windowHours,
		quantiles: [0.25, 0.5, 0.75, 0.9].map((p) => {
			const at = quantileType1(rising, p);
			return { p, hours: at === null ? null : hoursAfter(at) };
		}),
		dkwHalfWidth: dkwHalfWidth(times.count),
		surge: surge(times, windowHours)
	};
}

/** Hours of the counted answers after the announcement, by rising index. */
interface Times {
	count: number;
	hours: (index: number) => number;
}

/** The answers at which the curve has a point: the last of each time, or of each of 400 equal parts of the window. */
function steps(times: Times, windowHours: number): number[] {
	const { count, hours } = times;
	const exact: number[] = [];
	for (let index = 0; index < count && exact.length <= MOST_STEPS; index++)
		if (index === count - 1 || hours(index + 1) !== hours(index)) exact.push(index);
	if (exact.length <= MOST_STEPS) return exact;
	const slot = (index: number) => Math.ceil((hours(index) / windowHours) * MOST_STEPS);
	const kept: number[] = [];
	for (let next = 0; next < count;) {
		const own = slot(next);
		next = leadingCount(count, (index) => slot(index) <= own);
		kept.push(next - 1);
	}
	return kept;
}

function thinned(values: Float64Array, most: number): Float64Array {
	const stride = Math.ceil(values.length / most);
	return stride <= 1 ? values : values.filter((_, index) => index % stride === 0);
}

/** Answers in the last hour of the window against the hours before; null for a window of an hour or less. */
function surge({ count, hours }: Times, windowHours: number): ResponseCurve['surge'] {
	if (windowHours <= 1 || count === 0) return null;
	const earlier = leadingCount(count, (index) => hours(index) <= windowHours - 1);
	const lastHour = count - earlier;
	const { ratio, lower, upper } = rateRatio(
		{ events: lastHour, exposure: 1 },
		{ events: earlier, exposure: windowHours - 1 }
	);
	return { lastHour, earlier, ratio, interval: { lower, upper, method: 'exact-rate-ratio', level: 0.95 } };
}
