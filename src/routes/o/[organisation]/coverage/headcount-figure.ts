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

const ROLES_DRAWN = 7;

/** The rows of the roles that have a minimum, at most seven, the largest first; of the largest where none has one. */
export function drawnRoles(rows: HeadcountRow[], required: (string | null)[]): HeadcountRow[] {
	const largest = new Map<string, number>();
	for (const { group, headcount } of rows)
		if (group !== null) largest.set(group, Math.max(headcount, largest.get(group) ?? 0));
	const withMinimum = [...largest.keys()].filter((group) => required.includes(group));
	const shown = (withMinimum.length > 0 ? withMinimum : [...largest.keys()])
		.sort((a, b) => largest.get(b)! - largest.get(a)!)
		.slice(0, ROLES_DRAWN);
	return rows.filter((row) => row.group !== null && shown.includes(row.group));
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
	const groups = [...new Set(headcount.rows.flatMap((row) => row.group ?? []))];
	const roles = groups.map(context.roleName);
	return {
		...figureFrame('headcount', place, headcount, language),
		title: headcountTitle(totals, roles, language),
		subtitle: t(groups.length > 1 ? 'figures.headcount.subtitle-roles' : 'figures.headcount.subtitle'),
		summary: headcountWords(totals, language),
		notes: noteTexts(headcount.notes, language),
		annotations: context.events
			.toSorted((one, other) => (one.date < other.date ? -1 : 1))
			.map((event, index) => ({
				mark: String(index + 1),
				text: t('figures.headcount.event', { date: format.date(event.date), event: event.label })
			})),
		table: headcountTable(headcount.rows, context.roleName, language),
		methodHref: '/methods/headcount'
	};
}

/** "Headcount went from 7,500 on 31 October 2022 to 2,700 on 30 November 2022: −4,800, or −64 % of 7,500". */
export function headcountTitle(totals: HeadcountTotal[], roles: string[], { t, format }: Language): string {
	const [first, last] = [totals[0], totals.at(-1)];
	if (!first || !last) return t('figures.headcount.title-none');
	const scope = roles.length === 1 ? roles[0] : t('figures.headcount.scope', { count: roles.length });
	const values = {
		scope,
		from: format.date(first.date),
		to: format.date(last.date),
		first: format.number(first.headcount),
		last: format.number(last.headcount)
	};
	if (first === last) return t('figures.headcount.title-one', { scope, to: values.to, last: values.last });
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
