import type { FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { ReleasedCurve } from '#lib/server/disclosure/research-curve.ts';
import { kaplanMeier } from '#lib/statistics/kaplan-meier.ts';
import { logRank, type LogRank } from '#lib/statistics/log-rank.ts';
import type { PooledCounts } from '#lib/statistics/pooled-counts.ts';
import { restrictedMean } from '#lib/statistics/restricted-mean.ts';
import { column, numberCell, textCell } from '../figure-frame.ts';
import type { ComparedEvent } from './compared-events.ts';

const STEP_DAYS = 30;

/** How long people stayed after the events that have a roster behind them. */
export interface RosterComparison {
	lede: string;
	/** The test, or why there is none. */
	test: string;
	table: FigureTable;
}

/** Restricted means, and the log-rank test of all together; null where no chosen event has a roster behind it. */
export function rosterComparison(events: ComparedEvent[], language: Language): RosterComparison | null {
	const { t, format } = language;
	const curves = events.flatMap((event) => (event.chosen.release?.curve ? [{ event, ...event.chosen.release }] : []));
	const released = curves.flatMap(({ curve }) => (curve === null ? [] : [curve]));
	if (released.length === 0) return null;
	const until = Math.min(...released.map(lastDay));
	const ids = ['event', 'people', 'left', 'mean', 'interval'];
	return {
		lede: t('compare.rosters-lede', { day: until }),
		test: testWords(released.length < 2 ? null : releasedLogRank(released), language),
		table: {
			columns: ids.map((id) =>
				column(id, t(`compare.rosters-${id}`, { day: until }), id === 'event' ? 'start' : 'end')
			),
			rows: curves.map(({ event, curve }) => {
				const found = curve && stayUntil(curve, until);
				return [
					textCell(event.title),
					numberCell(curve?.people ?? null, language),
					textCell(found && format.percent(found.share)),
					numberCell(found && found.mean, language, 1),
					textCell(found && `${format.number(found.lower, 1)}–${format.number(found.upper, 1)}`)
				];
			})
		}
	};
}

function testWords(test: LogRank | null, { t, format }: Language): string {
	if (test === null || test.chiSquare === null || test.p === null) return t('compare.rosters-alone');
	return t('compare.rosters-test', {
		chi: format.number(test.chiSquare, 2),
		degrees: test.degrees,
		p: test.p < 0.001 ? `< ${format.number(0.001, 3)}` : `= ${format.number(test.p, test.p < 0.1 ? 3 : 2)}`
	});
}

/** The log-rank test of released curves: those who left are counted at the end of the days in which they did. */
export function releasedLogRank(curves: readonly ReleasedCurve[]): LogRank {
	const times = Math.max(...curves.map(lastDay)) / STEP_DAYS + 1;
	return logRank(curves.map((curve) => countsOf(curve, times)));
}

/** Restricted mean of the days people stayed up to a day, and the share that was left then. */
export function stayUntil(curve: ReleasedCurve, day: number) {
	const { atRisk, ends } = countsOf(curve, lastDay(curve) / STEP_DAYS + 1);
	const steps = [...atRisk.keys()].slice(1);
	const left = Int32Array.from(steps, (step) => ends[1][step]);
	const survival = kaplanMeier({
		...{ people: curve.people, from: 0, times: Int32Array.from(steps, (step) => step * STEP_DAYS) },
		...{ atRisk: Int32Array.from(steps, (step) => atRisk[step]), events: left, byCause: [left] },
		censored: Int32Array.from(steps, (step) => ends[0][step])
	});
	const mean = restrictedMean(survival, day);
	const shown = curve.points.findLast((point) => point.remaining !== null && point.day <= day);
	return mean && { ...mean, share: (shown?.remaining ?? curve.people) / curve.people };
}

/** Cases at each step of 30 days; a count that is not shown stands for the last one that is. */
function countsOf({ people, points }: ReleasedCurve, times: number): PooledCounts {
	const [starts, atRisk, censored, left] = Array.from({ length: 4 }, () => new Int32Array(times));
	starts[0] = people;
	const end = lastDay({ people, points }) / STEP_DAYS;
	let there = people;
	for (let step = 0; step <= end; step++) {
		atRisk[step] = there;
		const shown = points.find(({ day }) => day === step * STEP_DAYS)?.remaining ?? there;
		left[step] = there - shown;
		there = shown;
	}
	censored[end] = there;
	return { starts, atRisk, ends: [censored, left] };
}

/** The last day whose count is shown. */
function lastDay({ points }: ReleasedCurve): number {
	return points.findLast(({ remaining }) => remaining !== null)?.day ?? 0;
}
