import type { RateDatum } from '#lib/charts/rates/rates-layout.ts';
import { ratesTable } from '#lib/charts/rates/rates-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { IncidentRateRow, IncidentRateSummary } from '#lib/metrics/registry-events.server.ts';
import { figureFrame, noteTexts, type FigurePlace } from '../../../../figure-frame.ts';
import type { DrawnView } from '../../drawn-view.ts';

export type Incidents = Result<IncidentRateRow, IncidentRateSummary>;

const WEEK = 7;
const WEEKS_A_YEAR = 365.25 / WEEK;
const perYear = (perWeek: number | null) => (perWeek === null ? null : perWeek * WEEKS_A_YEAR);

/** Incidents a year before an event and from its day on, with exact intervals; null where none fall into the windows. */
export function incidentsView(
	incidents: Incidents,
	place: FigurePlace,
	language: Language
): DrawnView<{ rows: RateDatum[]; wording: 'incidents' }> | null {
	const { t, format } = language;
	const { rows: periods, summary } = incidents;
	if (periods.every((row) => row.incidents === 0)) return null;
	const rows = periods.map((row) => incidentBar(row, language));
	return {
		props: { rows, wording: 'incidents' },
		figure: {
			...figureFrame('incidents', place, incidents, language),
			title: incidentTitle(incidents, language),
			subtitle: t('analysis.incidents.subtitle', { on: format.date(summary.dayZero.on) }),
			summary: [
				...periods.map((row) =>
					t(`analysis.incidents.period-${row.period}`, {
						incidents: row.incidents,
						from: format.date(row.from),
						to: format.date(row.to)
					})
				),
				t('analysis.incidents.no-cause')
			].join(' '),
			notes: noteTexts(incidents.notes, language),
			table: ratesTable(rows, language, 'incidents'),
			methodHref: '/methods/incident-rate'
		}
	};
}

function incidentBar(row: IncidentRateRow, { t }: Language): RateDatum {
	return {
		group: t(`analysis.incidents.${row.period}`),
		rate: perYear(row.perWeek),
		lower: perYear(row.interval.lower),
		upper: perYear(row.interval.upper),
		events: row.incidents,
		exposure: row.days === 0 ? null : row.days / WEEK,
		isSuppressed: false
	};
}

function incidentTitle({ rows, summary }: Incidents, { t, format }: Language): string {
	const count = (period: 'before' | 'after') => rows.find((row) => row.period === period)?.incidents ?? 0;
	const values = { before: count('before'), after: count('after') };
	if (summary.ratio === null || !Number.isFinite(summary.ratio)) return t('analysis.incidents.title-none', values);
	const { lower, upper } = summary.ratioInterval;
	return t('analysis.incidents.title', {
		...values,
		ratio: format.fixed(summary.ratio, 1),
		interval:
			upper === null || !Number.isFinite(upper)
				? t('analysis.no-upper-limit', { lower: format.fixed(lower, 1) })
				: format.range(lower, upper, 1)
	});
}
