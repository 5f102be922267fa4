import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { RangeDatum, RangeUnit } from './ranges-layout.ts';

/** A figure in words: 3,700 (2,900–5,000), at least 50, at most 8,000, 45% (44.5%–45.5%). */
export function rangeText(datum: RangeDatum, { t, format }: Language, unit: RangeUnit = 'people'): string {
	const { low, best, high, isSuppressed, decimals = 0 } = datum;
	const value = (known: number | null) =>
		unit === 'share' ? format.shareEstimate(null, known, null, decimals) : format.number(known);
	if (isSuppressed) return t('charts.suppressed-mark');
	if (low === null && best === null && high === null) return t('charts.not-stated');
	if (best === null && high === null) return t('charts.at-least', { value: value(low) });
	if (best === null && low === null) return t('charts.at-most', { value: value(high) });
	return unit === 'share' ? format.shareEstimate(low, best, high, decimals) : format.estimate(low, best, high);
}

/** The figures of the ranges chart, in its order. */
export function rangesTable(rows: RangeDatum[], language: Language, unit: RangeUnit = 'people'): FigureTable {
	const { t, format } = language;
	const text = ({ decimals = 0 }: RangeDatum) =>
		unit === 'share' ? (value: number | null) => format.shareEstimate(null, value, null, decimals) : format.number;
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
				numberCell(row.low, text(row), missing),
				numberCell(row.best, text(row), missing),
				numberCell(row.high, text(row), missing),
				textCell(row.note)
			];
		})
	};
}
