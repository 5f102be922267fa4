import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { HeadcountRow, HeadcountSummary } from '#lib/metrics/registry.server.ts';
import {
	column,
	dayCell,
	figureFrame,
	noteTexts,
	numberCell,
	textCell,
	type FigurePlace
} from '../../../figure-frame.ts';

export type Headcount = Result<HeadcountRow, HeadcountSummary>;

export interface HeadcountTotal {
	date: string;
	headcount: number;
	hires: number;
	separations: number;
}

/** Headcount over all groups, by date in order. */
export function headcountTotals(rows: HeadcountRow[]): HeadcountTotal[] {
	const totals = new Map<string, HeadcountTotal>();
	for (const row of rows) {
		const total = totals.get(row.date) ?? { date: row.date, headcount: 0, hires: 0, separations: 0 };
		total.headcount += row.headcount;
		total.hires += row.hires;
		total.separations += row.separations;
		totals.set(row.date, total);
	}
	return [...totals.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Headcount by role over time as a figure; events stand in the chart and, as text, in the notes. */
export function headcountFigure(
	headcount: Headcount,
	context: { events: { date: string; label: string }[]; roleName: (role: string) => string },
	place: FigurePlace,
	language: Language
): Figure {
	const { t, format } = language;
	const totals = headcountTotals(headcount.rows);
	const groups = new Set(headcount.rows.map((row) => row.group)).size;
	return {
		...figureFrame('headcount', place, headcount, language),
		title: headcountTitle(totals, language),
		subtitle: t(groups > 1 ? 'figures.headcount.subtitle-roles' : 'figures.headcount.subtitle', { count: groups }),
		summary: headcountWords(totals, language),
		notes: [
			...noteTexts(headcount.notes, language),
			...context.events.map((event) =>
				t('figures.headcount.event', { date: format.date(event.date), event: event.label })
			)
		],
		table: headcountTable(headcount.rows, context.roleName, language),
		methodHref: '/methods/headcount'
	};
}

/** "Headcount went from 7,500 on 31 October 2022 to 2,700 on 30 November 2022: −4,800, or −64 % of 7,500". */
export function headcountTitle(totals: HeadcountTotal[], { t, format }: Language): string {
	const [first, last] = [totals[0], totals.at(-1)];
	if (!first || !last) return t('figures.headcount.title-none');
	const values = {
		from: format.date(first.date),
		to: format.date(last.date),
		first: format.number(first.headcount),
		last: format.number(last.headcount)
	};
	if (first === last) return t('figures.headcount.title-one', { to: values.to, last: values.last });
	const change = last.headcount - first.headcount;
	if (change === 0 || first.headcount === 0) return t('figures.headcount.title-same', values);
	const percent = format.percent(Math.abs(change) / first.headcount, first.headcount);
	return t(change < 0 ? 'figures.headcount.title-fell' : 'figures.headcount.title-rose', {
		...values,
		change: format.number(Math.abs(change)),
		percent
	});
}

function headcountWords(totals: HeadcountTotal[], { t, format }: Language): string {
	if (totals.length === 0) return t('figures.headcount.title-none');
	const highest = totals.reduce((best, entry) => (entry.headcount > best.headcount ? entry : best));
	const lowest = totals.reduce((best, entry) => (entry.headcount < best.headcount ? entry : best));
	return t('figures.headcount.summary', {
		from: format.date(totals[0].date),
		to: format.date(totals.at(-1)!.date),
		highest: format.number(highest.headcount),
		highestOn: format.date(highest.date),
		lowest: format.number(lowest.headcount),
		lowestOn: format.date(lowest.date),
		hires: format.number(totals.reduce((sum, entry) => sum + entry.hires, 0)),
		separations: format.number(totals.reduce((sum, entry) => sum + entry.separations, 0))
	});
}

function headcountTable(rows: HeadcountRow[], roleName: (role: string) => string, language: Language): Figure['table'] {
	const label = (id: string) => language.t(`figures.headcount.column-${id}`);
	return {
		columns: [
			column('date', label('date')),
			column('group', label('group')),
			column('headcount', label('headcount'), 'end'),
			column('hires', label('hires'), 'end'),
			column('separations', label('separations'), 'end')
		],
		rows: rows.map((row) => [
			dayCell(row.date, language),
			textCell(row.group === null ? language.t('figures.headcount.everybody') : roleName(row.group)),
			numberCell(row.headcount, language),
			numberCell(row.hires, language),
			numberCell(row.separations, language)
		])
	};
}
