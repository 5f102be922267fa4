import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { RangeDatum } from './ranges-layout.ts';

/** A figure in words: 3,700 (2,900–5,000), at least 50, at most 8,000. */
export function rangeText(datum: RangeDatum, { t, format }: Language): string {
	const { low, best, high, isSuppressed } = datum;
	if (isSuppressed) return t('charts.suppressed-mark');
	if (low === null && best === null && high === null) return t('charts.not-stated');
	if (best === null && high === null) return t('charts.at-least', { value: format.number(low) });
	if (best === null && low === null) return t('charts.at-most', { value: format.number(high) });
	return format.estimate(low, best, high);
}

/** The figures of the ranges chart, in its order. */
export function rangesTable(rows: RangeDatum[], language: Language): FigureTable {
	const { t, format } = language;
	return {
		columns: [
			textColumn('figure', t('charts.column-figure')),
			numberColumn('low', t('charts.column-low')),
			numberColumn('best', t('charts.column-best')),
			numberColumn('high', t('charts.column-high')),
			textColumn('note', t('charts.column-note'))
		],
		rows: rows.map((row) => {
			const missing = row.isSuppressed ? t('charts.suppressed-mark') : undefined;
			return [
				textCell(row.label),
				numberCell(row.low, format.number, missing),
				numberCell(row.best, format.number, missing),
				numberCell(row.high, format.number, missing),
				textCell(row.note)
			];
		})
	};
}
