import { join } from 'node:path';
import type { FigureTable } from '#lib/charts/figure.ts';
import type { LibraryCase } from '#lib/library/case-catalogue.server.ts';
import { labourTurnover, type TurnoverMonth } from '#lib/library/labour-turnover.server.ts';
import { separationsByAgency, type AgencyMonth } from '#lib/library/separations.server.ts';
import type { Language } from '#lib/messages/language.ts';
import { casesFolder } from '#lib/server/installation.ts';
import { column, numberCell, textCell } from '../../figure-frame.ts';

/** An official series that stands beside a case. */
export interface SeriesView {
	caption: string;
	lede: string;
	table: FigureTable;
}

const AGENCIES = 10;
const SHOWN_FROM = '2025-01';

/** The official series of a case; null where it has none. */
export function seriesView(described: LibraryCase, language: Language): SeriesView | null {
	const [series] = described.series;
	if (!series) return null;
	const folder = join(casesFolder(), described.id);
	const table =
		series.name === 'labour-turnover'
			? turnoverTable(labourTurnover(folder, series), language)
			: separationsTable(separationsByAgency(folder, series), language);
	return {
		caption: language.t(`reading.series-${series.name}`),
		lede: language.t(`reading.series-lede-${series.name}`, { date: language.format.date(series.vintage) }),
		table
	};
}

function turnoverTable(months: TurnoverMonth[], { t, format }: Language): FigureTable {
	const rates = ['openings', 'hires', 'quits', 'layoffs', 'separations'] as const;
	return {
		columns: [
			column('month', t('figures.series.month')),
			...rates.map((rate) => column(rate, t(`figures.series.${rate}`), 'end'))
		],
		rows: months.map((row) => [
			{ text: format.partialDate(row.month), value: row.month },
			...rates.map((rate) => ({ text: format.shareEstimate(null, row[rate] / 100, null, 1), value: row[rate] / 100 }))
		])
	};
}

/** The agencies with the most separations in the last year, all others together, and the government, by month. */
function separationsTable(all: AgencyMonth[], language: Language): FigureTable {
	const { t, format } = language;
	const shown = all.filter((row) => row.month >= SHOWN_FROM);
	const months = [...new Set(shown.map((row) => row.month))].sort();
	const sum = (rows: AgencyMonth[], month: string | null) =>
		rows.reduce((total, row) => (month === null || row.month === month ? total + row.total : total), 0);
	const line = (label: string, rows: AgencyMonth[]) => [
		textCell(label),
		...months.map((month) => numberCell(sum(rows, month), language)),
		numberCell(sum(rows, null), language)
	];
	const byAgency = new Map<string, AgencyMonth[]>();
	for (const row of shown) byAgency.set(row.agency, [...(byAgency.get(row.agency) ?? []), row]);
	const ordered = [...byAgency].sort(([, a], [, b]) => sum(b, null) - sum(a, null));
	return {
		columns: [
			column('agency', t('figures.series.agency')),
			...months.map((month) => column(month, format.partialDate(month), 'end')),
			column('total', t('figures.series.total'), 'end')
		],
		rows: [
			line(t('figures.series.all'), shown),
			...ordered.slice(0, AGENCIES).map(([agency, rows]) => line(agency, rows)),
			line(
				t('figures.series.others', { count: ordered.length - AGENCIES }),
				ordered.slice(AGENCIES).flatMap(([, rows]) => rows)
			)
		]
	};
}
