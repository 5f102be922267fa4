import type { FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { kaplanMeier } from '#lib/statistics/kaplan-meier.ts';
import { logRank, type LogRank } from '#lib/statistics/log-rank.ts';
import type { PooledCounts } from '#lib/statistics/pooled-counts.ts';
import { restrictedMean } from '#lib/statistics/restricted-mean.ts';
import { column, numberCell, textCell } from '../figure-frame.ts';
import type { ComparedEvent } from './compared-events.ts';

/** How many of the people of day 0 never left, as a roster counts them. */
export interface RosterCurve {
	people: number;
	/** Ascending from day 0, one every `stepDays`; null where a count is hidden or lies beyond the data. */
	points: { day: number; remaining: number | null }[];
	stepDays: number;
	/** Counted from a roster of the reader's own; false for the rounded counts of a release. */
	isExact: boolean;
}

/** How long people stayed after the events that have a roster behind them. */
export interface RosterComparison {
	lede: string;
	/** The test, or why there is none. */
	test: string;
	/** Events of one roster count some people more than once, which the test takes for different people. */
	isOfSamePeople: boolean;
	table: FigureTable;
}

/** Restricted means, and the log-rank test of all together; null where no chosen event has a roster behind it. */
export function rosterComparison(events: ComparedEvent[], language: Language): RosterComparison | null {
	const { t } = language;
	const rostered = events.flatMap((event) => (event.chosen.roster ? [{ event, curve: event.chosen.roster }] : []));
	const curves = onSameDays(rostered.map(({ curve }) => curve));
	const known = curves.filter((curve) => lastDay(curve) > 0);
	if (known.length === 0) return null;
	const until = Math.min(...known.map(lastDay));
	const rosters = rostered.flatMap(({ event }) => event.chosen.own?.reader.scope.organisation ?? []);
	return {
		lede: [t('compare.rosters-lede', { day: until }), countingWords(known, language)].join(' '),
		test: testWords(known.length < 2 ? null : curvesLogRank(known), language),
		isOfSamePeople: new Set(rosters).size < rosters.length,
		table: rosterTable(
			rostered.map(({ event }, index) => ({ title: event.title, curve: curves[index] })),
			until,
			language
		)
	};
}

/** From which days and which counts the comparison is made. */
function countingWords(curves: RosterCurve[], { t }: Language): string {
	const exact = curves.filter(({ isExact }) => isExact).length;
	if (exact === curves.length) return t('compare.rosters-exact');
	return t(exact === 0 ? 'compare.rosters-rounded' : 'compare.rosters-mixed');
}

function rosterTable(rows: { title: string; curve: RosterCurve }[], until: number, language: Language): FigureTable {
	const { t, format } = language;
	const ids = ['event', 'people', 'left', 'mean', 'interval'];
	return {
		columns: ids.map((id) => column(id, t(`compare.rosters-${id}`, { day: until }), id === 'event' ? 'start' : 'end')),
		rows: rows.map(({ title, curve }) => {
			const found = lastDay(curve) > 0 ? stayUntil(curve, until) : null;
			return [
				textCell(title),
				numberCell(curve.people, language),
				textCell(found && format.percent(found.share)),
				numberCell(found && found.mean, language, 1),
				textCell(found && format.range(found.lower, found.upper, 1))
			];
		})
	};
}

function testWords(test: LogRank | null, { t, format }: Language): string {
	if (test === null || test.chiSquare === null || test.p === null) return t('compare.rosters-alone');
	return t('compare.rosters-test', {
		chi: format.fixed(test.chiSquare, 2),
		degrees: test.degrees,
		p: test.p < 0.001 ? `< ${format.number(0.001, 3)}` : `= ${format.number(test.p, test.p < 0.1 ? 3 : 2)}`
	});
}

/** Curves counted on the days that all of them have: where one is counted every 30 days only, all are. */
export function onSameDays(curves: readonly RosterCurve[]): RosterCurve[] {
	const stepDays = Math.max(1, ...curves.map((curve) => curve.stepDays));
	return curves.map((curve) => everyDays(curve, stepDays));
}

/** The same counts, every so many days only. */
export function everyDays(curve: RosterCurve, stepDays: number): RosterCurve {
	return { ...curve, stepDays, points: curve.points.filter(({ day }) => day % stepDays === 0) };
}

/** The log-rank test of curves of the same days; whoever left is counted on the day that ends a step. */
export function curvesLogRank(curves: readonly RosterCurve[]): LogRank {
	const times = Math.max(...curves.map((curve) => lastDay(curve) / curve.stepDays)) + 1;
	return logRank(curves.map((curve) => countsOf(curve, times)));
}

/** Restricted mean of the days people stayed up to a day, and the share that was left then. */
export function stayUntil(curve: RosterCurve, day: number) {
	const { stepDays } = curve;
	const { atRisk, ends } = countsOf(curve, lastDay(curve) / stepDays + 1);
	const steps = [...atRisk.keys()].slice(1);
	const left = Int32Array.from(steps, (step) => ends[1][step]);
	const survival = kaplanMeier({
		...{ people: curve.people, from: 0, times: Int32Array.from(steps, (step) => step * stepDays) },
		...{ atRisk: Int32Array.from(steps, (step) => atRisk[step]), events: left, byCause: [left] },
		censored: Int32Array.from(steps, (step) => ends[0][step])
	});
	const mean = restrictedMean(survival, day);
	const shown = curve.points.findLast((point) => point.remaining !== null && point.day <= day);
	return mean && { ...mean, share: (shown?.remaining ?? curve.people) / curve.people };
}

/** Cases at each step; a count that is not shown stands for the last one that is. */
function countsOf(curve: RosterCurve, times: number): PooledCounts {
	const { people, points, stepDays } = curve;
	const [starts, atRisk, censored, left] = Array.from({ length: 4 }, () => new Int32Array(times));
	starts[0] = people;
	const shown = new Map(points.map(({ day, remaining }) => [day, remaining]));
	const end = lastDay(curve) / stepDays;
	let there = people;
	for (let step = 0; step <= end; step++) {
		atRisk[step] = there;
		const remaining = shown.get(step * stepDays) ?? there;
		left[step] = there - remaining;
		there = remaining;
	}
	censored[end] = there;
	return { starts, atRisk, ends: [censored, left] };
}

/** The last day whose count is shown. */
function lastDay({ points }: RosterCurve): number {
	return points.findLast(({ remaining }) => remaining !== null)?.day ?? 0;
}
