import type { SurvivalCurve } from '#lib/charts/survival/survival-layout.ts';
import { survivalTable } from '#lib/charts/survival/survival-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { VacancyRow, VacancySummary } from '#lib/metrics/registry-tenure.server.ts';
import { figureFrame, noteTexts, type FigurePlace } from '../../../figure-frame.ts';
import type { DrawnView } from '../drawn-view.ts';

export type Vacancy = Result<VacancyRow, VacancySummary>;

export interface VacancyView extends DrawnView<{ curves: SurvivalCurve[]; unit: 'days'; measure: 'vacant' }> {
	rows: { post: string; person: string; lastDay: string; words: string; uncovered: string }[];
}

/** How long posts of executives stay vacant, open posts censored; null where none was vacant. */
export function vacancyView(vacancy: Vacancy, place: FigurePlace, language: Language): VacancyView | null {
	const { t, format } = language;
	const { summary } = vacancy;
	if (summary.curve.length === 0) return null;
	const curves = [
		{
			group: t('analysis.vacancy.posts'),
			steps: summary.curve.map(({ time, share, lower, upper, atRisk }) => ({ time, share, lower, upper, atRisk })),
			censored: summary.censored,
			risk: summary.risk,
			until: summary.until
		}
	];
	const { days, lower, upper } = summary.medianPermanent;
	const counts = { open: summary.open, filled: summary.filled };
	return {
		props: { curves, unit: 'days', measure: 'vacant' },
		rows: vacancy.rows.map((row) => ({
			post: row.post,
			person: row.person,
			lastDay: format.shortDate(row.lastDay),
			words: row.permanentDays === null ? '–' : t(`analysis.led.${row.state}`, { days: row.permanentDays }),
			uncovered: row.uncoveredDays === null ? '–' : t('analysis.vacancy.days', { days: row.uncoveredDays })
		})),
		figure: {
			...figureFrame('vacancy', place, vacancy, language),
			title:
				days === null
					? t('analysis.vacancy.title-none', counts)
					: t('analysis.vacancy.title', {
							...counts,
							days,
							interval:
								upper === null
									? t('analysis.no-upper-limit', { lower: format.number(lower) })
									: format.range(lower, upper)
						}),
			subtitle: t('analysis.vacancy.subtitle', { on: format.date(summary.on) }),
			summary: t('analysis.vacancy.summary', counts),
			notes: noteTexts(vacancy.notes, language),
			table: survivalTable(curves, language),
			methodHref: '/methods/executive-vacancy'
		}
	};
}
