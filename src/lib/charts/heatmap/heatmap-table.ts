import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { HeatmapCell } from './heatmap-layout.ts';

/** "12 of 40": always the parts, the share is told by the colour and the table. */
export function partText({ part, whole, isSuppressed }: HeatmapCell, { t, format }: Language): string {
	if (isSuppressed) return t('charts.suppressed-mark');
	if (part === null || whole === null) return '–';
	return t('charts.heatmap-of', { part: format.number(part), whole: format.number(whole) });
}

export function shareText({ part, whole, isSuppressed }: HeatmapCell, { t, format }: Language): string {
	if (isSuppressed) return t('charts.suppressed');
	return part === null || whole === null || whole === 0 ? '–' : format.percent(part / whole, whole);
}

/** One row a cell, in the order of the drawing. */
export function heatmapTable(cells: HeatmapCell[], language: Language): FigureTable {
	const { t, format } = language;
	const count = (value: number | null, { isSuppressed }: HeatmapCell) =>
		numberCell(value, format.number, isSuppressed ? t('charts.suppressed-mark') : undefined);
	return {
		columns: [
			textColumn('row', t('charts.column-group')),
			textColumn('column', t('charts.heatmap-column')),
			numberColumn('part', t('charts.heatmap-part')),
			numberColumn('whole', t('charts.heatmap-whole')),
			numberColumn('share', t('charts.survival-share'))
		],
		rows: cells.map((cell) => [
			textCell(cell.row),
			textCell(cell.column),
			count(cell.part, cell),
			count(cell.whole, cell),
			{
				text: shareText(cell, language),
				value: cell.isSuppressed || !cell.whole || cell.part === null ? null : cell.part / cell.whole
			}
		])
	};
}
