import { eventStudy } from '#lib/statistics/event-study.ts';
import { interruptedTimeSeries } from '#lib/statistics/interrupted-time-series.ts';
import { neweyWest } from '#lib/statistics/newey-west.ts';
import type { IncidentBin, IncidentRateSummary, SeriesCheck } from './incident-rate.ts';

const WEEK = 7;
const BIN_WEEKS = 4;

type Series = Pick<
	IncidentRateSummary,
	'weeks' | 'series' | 'seriesWithoutBreak' | 'check' | 'bins' | 'wasChangingBefore'
>;

/**
 * Incidents by whole weeks around day 0: interrupted time series, its check by least squares, and bins of four weeks.
 *
 * @param days of the incidents, after day 0
 * @param before days observed before day 0; days beyond the last whole week are left out
 * @param after days observed from day 0 on
 * @see METHODS 6.5
 * @example 16 days before and 9 after: weeks from day -14, -7 and 0
 */
export function incidentSeries(days: readonly number[], before: number, after: number): Series {
	const [weeksBefore, weeksAfter] = [Math.floor(before / WEEK), Math.floor(after / WEEK)];
	const weeks = Array.from({ length: weeksBefore + weeksAfter }, (_, index) => ({
		day: (index - weeksBefore) * WEEK,
		incidents: 0
	}));
	for (const day of days) {
		const week = weeks[Math.floor(day / WEEK) + weeksBefore];
		if (week) week.incidents++;
	}
	const counts = weeks.map((week) => week.incidents);
	const input = { counts, exposure: counts.map(() => 1) };
	const series = interruptedTimeSeries(input, weeksBefore);
	const study = eventStudy(binsOf(counts, weeksBefore));
	const isTrend = typeof series !== 'string' && series.wasChangingBefore;
	return {
		weeks,
		series,
		seriesWithoutBreak: interruptedTimeSeries(input, weeksBefore, { leavesOutBreak: true }),
		check: typeof series === 'string' ? null : checkOf(counts, weeksBefore),
		bins: study.bins.map(({ ratio: { ratio, lower, upper }, ...bin }): IncidentBin => ({
			...bin,
			ratio,
			lower,
			upper
		})),
		wasChangingBefore: isTrend || study.driftsBefore
	};
}

/** Bins of four whole weeks next to day 0; weeks left over at the ends are in none. */
function binsOf(counts: readonly number[], weeksBefore: number) {
	const binsBefore = Math.floor(weeksBefore / BIN_WEEKS);
	const binsAfter = Math.floor((counts.length - weeksBefore) / BIN_WEEKS);
	return Array.from({ length: binsBefore + binsAfter }, (_, index) => {
		const week = (index - binsBefore) * BIN_WEEKS;
		const own = counts.slice(weeksBefore + week, weeksBefore + week + BIN_WEEKS);
		const events = own.reduce((sum, count) => sum + count, 0);
		return { day: week * WEEK, events, exposure: BIN_WEEKS * WEEK };
	});
}

function checkOf(counts: readonly number[], weeksBefore: number): SeriesCheck | null {
	const columns = [
		counts.map(() => 1),
		counts.map((_, index) => index + 1),
		counts.map((_, index) => (index >= weeksBefore ? 1 : 0)),
		counts.map((_, index) => Math.max(0, index - weeksBefore))
	];
	const fit = neweyWest(counts, columns);
	return (
		fit && {
			step: fit.coefficients[2],
			stepError: fit.standardErrors[2],
			trendChange: fit.coefficients[3],
			trendChangeError: fit.standardErrors[3],
			durbinWatson: fit.durbinWatson
		}
	);
}
