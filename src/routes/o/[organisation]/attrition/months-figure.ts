import type { Figure } from '#lib/charts/figure.ts';
import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import { heatmapTable } from '#lib/charts/heatmap/heatmap-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { MonthlyLossRow, MonthlyLossSummary } from '#lib/metrics/registry-outcomes.server.ts';
import { figureFrame, noteTexts, shareText, type FigurePlace } from '../../../figure-frame.ts';

export type MonthlyLoss = Result<MonthlyLossRow, MonthlyLossSummary>;

export interface MonthsView {
	cells: HeatmapCell[];
	figure: Figure;
}

/** More rows than this are not read; the rest is counted in a note. */
export const MOST_ROWS = 12;
/** Shares of fewer people are no headline (UX-10). */
const FEW = 10;

/** Share of each role that left, month by month: the largest roles first, months in their order. */
export function monthsView(
	loss: MonthlyLoss,
	nameOf: (group: string) => string,
	place: FigurePlace,
	language: Language
): MonthsView {
	const { t, format } = language;
	const { groups, rows } = drawnMonths(loss);
	const cells = rows.map((row) => ({
		row: nameOf(row.group),
		column: format.shortMonth(row.month),
		part: row.left,
		whole: row.people,
		isSuppressed: false
	}));
	const left = new Set(loss.rows.map((row) => row.group)).size - groups;
	const table = heatmapTable(cells, language);
	const { from, to } = loss.summary;
	return {
		cells,
		figure: {
			...figureFrame('months', place, loss, language),
			title: monthsTitle(rows, nameOf, language),
			subtitle: t('analysis.months.subtitle', { from: format.date(from), to: format.date(to) }),
			summary: t('analysis.months.summary', { groups, months: loss.summary.months.length }),
			notes: [
				...(left > 0 ? [t('analysis.months.note-more', { count: left })] : []),
				...noteTexts(loss.notes, language)
			],
			table: {
				columns: [...table.columns, { id: 'interval', label: t('analysis.interval'), align: 'end' }],
				rows: table.rows.map((cellsOfRow, at) => [
					...cellsOfRow,
					{ text: format.interval(rows[at].interval.lower, rows[at].interval.upper, rows[at].people), value: null }
				])
			},
			methodHref: '/methods/monthly-loss'
		}
	};
}

/** The rows of the largest groups, group by group. */
function drawnMonths({ rows }: MonthlyLoss): { groups: number; rows: MonthlyLossRow[] } {
	const largest = new Map<string, number>();
	for (const { group, people } of rows) largest.set(group, Math.max(people, largest.get(group) ?? 0));
	const drawn = [...largest.keys()].sort((a, b) => largest.get(b)! - largest.get(a)!).slice(0, MOST_ROWS);
	return { groups: drawn.length, rows: drawn.flatMap((group) => rows.filter((row) => row.group === group)) };
}

function monthsTitle(rows: MonthlyLossRow[], nameOf: (group: string) => string, language: Language): string {
	const { t, format } = language;
	const counted = rows.filter((row) => row.left > 0);
	const enough = counted.filter((row) => row.people >= FEW);
	const [first, ...others] = enough.length > 0 ? enough : counted;
	if (first === undefined) return t('analysis.months.title-none');
	const highest = others.reduce((best, row) => (row.rate > best.rate ? row : best), first);
	return t('analysis.months.title', {
		group: nameOf(highest.group),
		share: shareText(highest.left, highest.people, language),
		month: format.partialDate(highest.month),
		interval: format.interval(highest.interval.lower, highest.interval.upper, highest.people)
	});
}
