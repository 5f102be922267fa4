import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { Fan, FanDatum } from './fan-layout.ts';

/** A probability in whole per cents (METHODS 9): what is not 0 or 1 is not written as 0% or 100%. */
export function chanceText(value: number, { t, format }: Language): string {
	if (value > 0 && value < 0.005) return t('charts.fan-tiny', { percent: format.percent(0.01) });
	if (value < 1 && value > 0.995) return t('charts.fan-nearly', { percent: format.percent(0.99) });
	return format.percent(value);
}

/** The numbers of the fan chart, in its order. */
export function fanTable(rows: FanDatum[], language: Language): FigureTable {
	const { t, format } = language;
	const isShocked = rows.length === 0 || rows.some(({ together }) => together !== null);
	const hidden = t('charts.suppressed-mark');
	const cells = (fan: Fan | null) => [
		...[0, 2, 4].map((at) => numberCell(fan?.remaining[at] ?? null, format.number, hidden)),
		numberCell(fan?.below ?? null, (value) => chanceText(value, language), hidden)
	];
	const columns = (of: 'alone' | 'together', words: string) => [
		...['low', 'middle', 'high'].map((id) => numberColumn(`${of}-${id}`, t(`charts.fan-${words}-${id}`))),
		numberColumn(`${of}-below`, t(`charts.fan-${words}-below`))
	];
	return {
		columns: [
			textColumn('role', t('charts.column-role')),
			numberColumn('required', t('charts.column-minimum')),
			numberColumn('now', t('charts.fan-now')),
			...columns('alone', isShocked ? 'alone' : 'only'),
			...(isShocked ? columns('together', 'together') : [])
		],
		rows: rows.map((row) => [
			textCell(row.label),
			numberCell(row.required, format.number),
			numberCell(row.now, format.number),
			...cells(row.alone),
			...(isShocked ? cells(row.together) : [])
		])
	};
}
