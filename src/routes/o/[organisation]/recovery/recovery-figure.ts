import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { RangeDatum } from '#lib/charts/ranges/ranges-layout.ts';
import { chanceText } from '#lib/charts/fan/fan-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { RecoveryResult, RecoveryRow } from '#lib/metrics/registry-scenarios.server.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
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

/** Roles that are below their minimum now. */
export function below({ rows }: RecoveryResult): RecoveryRow[] {
	return rows.filter(({ present, required }) => present < required);
}

/** When each role below its minimum is back, as days from now with a range; null where none is below. */
export function backView(
	result: RecoveryResult,
	place: FigurePlace,
	language: Language
): DrawnView<{ rows: RangeDatum[] }> | null {
	const { t, format } = language;
	const rows = below(result);
	if (rows.length === 0) return null;
	const { on, horizonDays } = result.summary;
	const never = rows.filter(({ backBy }) => backBy[1].on === null);
	const label = (id: string) => t(`recovery.column-${id}`);
	return {
		props: { rows: rows.map((row) => rangeOf(row, result, language)) },
		figure: {
			...figureFrame('recovery', place, result, language),
			title: t('recovery.title-figure', { back: rows.length - never.length, roles: rows.length, days: horizonDays }),
			subtitle: t('recovery.subtitle', { on: format.date(on) }),
			summary: t('recovery.summary', { roles: rows.length }),
			notes: noteTexts(result.notes, language),
			table: {
				columns: [
					column('role', t('figures.coverage.column-role')),
					column('present', label('present'), 'end'),
					column('required', t('figures.coverage.column-required'), 'end'),
					column('exits', label('exits'), 'end'),
					column('starts', label('starts'), 'end'),
					column('open', label('open'), 'end'),
					column('early', label('early')),
					column('middle', label('middle')),
					column('late', label('late')),
					...['days-early', 'days-middle', 'days-late'].map((id) => column(id, label(id), 'end')),
					column('so-far', label('so-far'), 'end'),
					column('expected', label('expected'), 'end'),
					column('below-since', t('figures.coverage.column-below-since'))
				],
				rows: rows.map((row) => [
					textCell(row.name),
					...[row.present, row.required, row.knownExits, row.knownStarts, row.open].map((value) =>
						numberCell(value, language)
					),
					...row.backBy.map((each) => dayCell(each.on, language)),
					...row.backBy.map((each) => numberCell(daysTo(each.on, on), language)),
					numberCell(row.personDaysSoFar, language),
					numberCell(row.personDaysExpected, language),
					dayCell(row.belowSince, language)
				])
			},
			methodHref: '/methods/recovery'
		}
	};
}

function daysTo(day: string | null, on: string): number | null {
	return day === null ? null : dayNumber(day) - dayNumber(on);
}

/** Earliest, middle and latest in days; where even the middle is beyond the horizon, at least the horizon. */
function rangeOf(row: RecoveryRow, { summary }: RecoveryResult, { t, format }: Language): RangeDatum {
	const [low, best, high] = row.backBy.map((each) => daysTo(each.on, summary.on));
	const values = { present: format.number(row.present), required: format.number(row.required) };
	return {
		id: row.functionId,
		label: row.name,
		note: t('recovery.now', values),
		low: low ?? summary.horizonDays,
		best,
		high
	};
}

/** How many are missing at each month end if nobody comes but those who are known to; null without a minimum. */
export function monthsView(
	result: RecoveryResult,
	place: FigurePlace,
	language: Language
): DrawnView<{ cells: HeatmapCell[] }> | null {
	const { t, format } = language;
	const entries = result.rows.flatMap((row) => row.months.map((month) => ({ row, month })));
	if (entries.length === 0) return null;
	const missing = ({ month }: (typeof entries)[number]) => Math.max(0, month.required - month.known);
	const last = entries.filter(({ row, month }) => month === row.months.at(-1));
	return {
		props: {
			cells: entries.map((entry) => ({
				row: entry.row.name,
				column: format.shortMonth(entry.month.date),
				part: missing(entry),
				whole: entry.month.required,
				isSuppressed: false
			}))
		},
		figure: {
			...figureFrame('recovery-months', place, result, language),
			title: t('recovery.months-title', {
				below: last.filter((entry) => missing(entry) > 0).length,
				roles: last.length,
				date: format.date(entries.at(-1)!.month.date)
			}),
			subtitle: t('recovery.months-subtitle'),
			summary: t('recovery.months-summary', { roles: result.rows.length }),
			notes: [t('recovery.months-note')],
			table: {
				columns: [
					column('role', t('figures.coverage.column-role')),
					column('date', t('figures.headcount.column-date')),
					column('missing', t('analysis.clocks.missing'), 'end'),
					column('required', t('figures.coverage.column-required'), 'end'),
					column('known', t('recovery.column-known'), 'end'),
					column('met', t('recovery.column-met'), 'end')
				],
				rows: entries.map((entry) => [
					textCell(entry.row.name),
					dayCell(entry.month.date, language),
					numberCell(missing(entry), language),
					numberCell(entry.month.required, language),
					numberCell(entry.month.known, language),
					{ text: chanceText(entry.month.met, language), value: entry.month.met }
				])
			},
			methodHref: '/methods/recovery'
		}
	};
}
