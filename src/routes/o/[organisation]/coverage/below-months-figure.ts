import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import { civilDate, dayNumber, monthEnd } from '#lib/statistics/civil-date.ts';
import {
	column,
	dayCell,
	figureFrame,
	noteTexts,
	numberCell,
	textCell,
	type FigurePlace
} from '../../../figure-frame.ts';
import type { DrawnView } from '../drawn-view.ts';
import type { Coverage } from './coverage-figure.ts';

/** People missing in one role on one day; null before its minimum took effect. */
export interface Shortfall {
	role: string;
	date: string;
	qualified: number;
	required: number | null;
}

/** The first day of the twelve calendar months that end with this day. */
export function yearOfMonths(on: string): string {
	const [year, month] = on.split('-').map(Number);
	return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10);
}

/** How many roles were below their minimum, and by how many people in all, at the end of each of the months. */
export function belowByMonth(coverage: Coverage): { date: string; roles: number; people: number }[] {
	const { from, on } = coverage.summary;
	return monthEnds(from, on).map((date) => {
		const short = coverage.rows
			.filter((row) => row.required > 0)
			.map((row) => missing(shortfallOn(row, date)) ?? 0)
			.filter((people) => people > 0);
		return { date, roles: short.length, people: short.reduce((sum, people) => sum + people, 0) };
	});
}

/** Which roles were below their minimum at the end of each of twelve months; null without a minimum. */
export function belowMonthsView(
	coverage: Coverage,
	place: FigurePlace,
	language: Language
): DrawnView<{ cells: HeatmapCell[] }> | null {
	const { t, format } = language;
	const { from, on } = coverage.summary;
	const days = monthEnds(from, on);
	const rows = coverage.rows
		.filter((row) => row.required > 0)
		.flatMap((row) => days.map((date) => shortfallOn(row, date)));
	if (rows.length === 0) return null;
	const table = {
		columns: [
			column('role', t('figures.coverage.column-role')),
			column('date', t('figures.headcount.column-date')),
			column('missing', t('analysis.clocks.missing'), 'end'),
			column('required', t('figures.coverage.column-required'), 'end'),
			column('qualified', t('figures.coverage.column-qualified'), 'end')
		],
		rows: rows.map((row) => [
			textCell(row.role),
			dayCell(row.date, language),
			numberCell(missing(row), language),
			numberCell(row.required, language),
			numberCell(row.qualified, language)
		])
	};
	return {
		props: { cells: rows.map((row) => cellOf(row, language)) },
		figure: {
			...figureFrame('below-months', place, coverage, language),
			title: belowTitle(rows, days.length, language),
			subtitle: t('analysis.below.subtitle', { from: format.date(from), on: format.date(on) }),
			summary: t('analysis.below.summary', { months: days.length }),
			notes: noteTexts(
				coverage.notes.filter(({ key }) => !key.startsWith('metrics.coverage.risk')),
				language
			),
			table,
			methodHref: '/methods/role-coverage'
		}
	};
}

function monthEnds(from: string, on: string): string[] {
	const days = [];
	for (let day = dayNumber(from); day <= dayNumber(on); day = monthEnd(day) + 1)
		days.push(civilDate(Math.min(monthEnd(day), dayNumber(on))));
	return days;
}

/** What the step changes of a role say about one day. */
export function shortfallOn(row: Pick<CoverageRow, 'name' | 'series' | 'requiredSeries'>, date: string): Shortfall {
	return {
		role: row.name,
		date,
		qualified: row.series.findLast((step) => step.date <= date)?.qualified ?? 0,
		required: row.requiredSeries.findLast((step) => step.date <= date)?.required ?? null
	};
}

function missing({ qualified, required }: Shortfall): number | null {
	return required === null ? null : Math.max(0, required - qualified);
}

function cellOf(row: Shortfall, { format }: Language): HeatmapCell {
	return {
		row: row.role,
		column: format.shortMonth(row.date),
		part: missing(row),
		whole: row.required,
		isSuppressed: false
	};
}

function belowTitle(rows: Shortfall[], months: number, { t }: Language): string {
	const counts = new Map<string, number>();
	for (const row of rows) if ((missing(row) ?? 0) > 0) counts.set(row.role, (counts.get(row.role) ?? 0) + 1);
	const [longest] = [...counts].sort((a, b) => b[1] - a[1]);
	if (longest === undefined) return t('analysis.below.title-none', { months });
	return t('analysis.below.title', { role: longest[0], times: longest[1], months, roles: counts.size });
}
