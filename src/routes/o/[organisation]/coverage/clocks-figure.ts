import type { FigureTable } from '#lib/charts/figure.ts';
import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
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
import { isBelow, type Coverage } from './coverage-figure.ts';
import { CLOCKS, type Clock } from './coverage-query.ts';

export type ByClock = Record<Clock, Coverage>;

/** People missing in each role by each of the three clocks, in the order of the first; null without a minimum. */
export function clocksView(
	byClock: ByClock,
	place: FigurePlace,
	language: Language
): DrawnView<{ cells: HeatmapCell[] }> | null {
	const { t, format } = language;
	const entries = clockEntries(byClock);
	if (entries.length === 0) return null;
	const cells = entries.map(({ clock, row }) => shortfallCell(row, t(`analysis.clocks.${clock}`)));
	const below = (clock: Clock) => entries.filter((entry) => entry.clock === clock && isBelow(entry.row)).length;
	const { worked } = byClock;
	return {
		props: { cells },
		figure: {
			...figureFrame('clocks', place, worked, language),
			title: t('analysis.clocks.title', {
				roles: entries.length / CLOCKS.length,
				announced: below('announced'),
				worked: below('worked'),
				legal: below('legal')
			}),
			subtitle: t('analysis.clocks.subtitle', { on: format.date(worked.summary.on) }),
			summary: t('analysis.clocks.summary'),
			notes: [t('analysis.clocks.note'), ...noteTexts(worked.notes.filter(isOfAllClocks), language)],
			table: clocksTable(entries, language),
			methodHref: '/methods/role-coverage'
		}
	};
}

interface Entry {
	clock: Clock;
	row: CoverageRow;
}

function clockEntries(byClock: ByClock): Entry[] {
	return byClock.announced.rows
		.filter((row) => row.required > 0)
		.flatMap(({ functionId }) =>
			CLOCKS.flatMap((clock) => {
				const row = byClock[clock].rows.find((each) => each.functionId === functionId);
				return row ? [{ clock, row }] : [];
			})
		);
}

function shortfallCell(row: CoverageRow, clock: string): HeatmapCell {
	return { row: row.name, column: clock, part: row.shortfall, whole: row.required, isSuppressed: false };
}

function isOfAllClocks({ key }: { key: string }): boolean {
	return !key.startsWith('metrics.clock.') && !key.startsWith('metrics.coverage.risk');
}

function clocksTable(entries: Entry[], language: Language): FigureTable {
	const { t } = language;
	const label = (id: string) => t(`figures.coverage.column-${id}`);
	return {
		columns: [
			column('role', label('role')),
			column('clock', t('reading.filter-clock')),
			column('missing', t('analysis.clocks.missing'), 'end'),
			column('required', label('required'), 'end'),
			column('qualified', label('qualified'), 'end'),
			column('status', label('status')),
			column('below-since', label('below-since')),
			column('recovered-on', label('recovered-on')),
			column('recovers-on', t('analysis.clocks.recovers-on'))
		],
		rows: entries.map(({ clock, row }) => [
			textCell(row.name),
			textCell(t(`analysis.clocks.${clock}`)),
			numberCell(row.shortfall, language),
			numberCell(row.required, language),
			numberCell(row.qualified, language),
			textCell(t(`figures.status.${row.status}`)),
			dayCell(row.belowSince, language),
			dayCell(row.recoveredOn, language),
			dayCell(row.recoversOn, language)
		])
	};
}
