import type { SurvivalCurve } from '#lib/charts/survival/survival-layout.ts';
import { survivalTable } from '#lib/charts/survival/survival-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { EventComparisonRow, EventComparisonSummary } from '#lib/metrics/registry-events.server.ts';
import { figureFrame, noteTexts, type FigurePlace } from '../../../figure-frame.ts';
import type { DrawnView } from '../drawn-view.ts';

export type Comparison = Result<EventComparisonRow, EventComparisonSummary>;

const RISK_STEP = 91;

/** Share of the people of each day 0 still employed, day by day; null where no event has people. */
export function comparedView(
	comparison: Comparison,
	nameOf: (eventId: string) => string,
	place: FigurePlace,
	language: Language
): DrawnView<{ curves: SurvivalCurve[]; unit: 'days'; measure: 'remaining' }> | null {
	const { t } = language;
	const curves = comparedCurves(comparison, nameOf);
	if (curves.length === 0) return null;
	const day = Math.min(...curves.map((curve) => curve.until));
	const ends = curves.map((curve) => ({ group: curve.group, step: curve.steps.findLast((step) => step.time <= day)! }));
	const told = ends.map(({ group, step }) => endText(group, step, language));
	const lowest = ends.reduce((best, each) => (each.step.share < best.step.share ? each : best));
	return {
		props: { curves, unit: 'days', measure: 'remaining' },
		figure: {
			...figureFrame('compared', place, comparison, language),
			title: t('analysis.compared.title', { told: endText(lowest.group, lowest.step, language), day }),
			subtitle: t('analysis.compared.subtitle', { count: curves.length }),
			summary: t('analysis.compared.summary', { day, told: told.join(t('charts.between')) }),
			notes: [reachText(curves, day, language), t('analysis.compared.note'), ...noteTexts(comparison.notes, language)],
			table: survivalTable(curves, language),
			methodHref: '/methods/event-comparison'
		}
	};
}

/** One curve an event, as far as the data reach; the number at risk is who is still employed. */
export function comparedCurves({ rows, summary }: Comparison, nameOf: (eventId: string) => string): SurvivalCurve[] {
	return summary.events.flatMap(({ eventId, base }) => {
		const steps = rows.flatMap(({ eventId: id, day, remaining, remainingShare, lower, upper }) =>
			id !== eventId || day < 0 || remainingShare === null
				? []
				: [{ time: day, share: remainingShare, lower, upper, atRisk: remaining }]
		);
		const last = steps.at(-1);
		if (!base || last === undefined) return [];
		const risk = steps.filter((step) => step.time % RISK_STEP === 0).map(({ time, atRisk }) => ({ time, atRisk }));
		return [{ group: nameOf(eventId), steps, censored: [], risk, until: last.time }];
	});
}

/** "From 30% to 89% on day 259. Events with data: 4 to day 259, 3 to day 300." */
export function reachText(curves: SurvivalCurve[], day: number, { t, format }: Language): string {
	const shares = curves.map(({ steps }) => steps.findLast((step) => step.time <= day)?.share ?? 1);
	const ends = [...new Set(curves.map((curve) => curve.until))].sort((a, b) => a - b);
	const reach = ends.map((end) =>
		t('analysis.compared.reach', { count: curves.filter(({ until }) => until >= end).length, end })
	);
	const [low, high] = [Math.min(...shares), Math.max(...shares)].map((share) => format.percent(share, 100));
	return t('analysis.compared.range', { low, high, day, reach: reach.join(', ') });
}

function endText(group: string, step: SurvivalCurve['steps'][number], { t, format }: Language): string {
	return t('analysis.compared.end', {
		event: group,
		share: format.percent(step.share, 100),
		interval: format.interval(step.lower, step.upper, 100)
	});
}
