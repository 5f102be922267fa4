import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureCell, FigureTable } from '../figure.ts';
import type { ForestDatum } from './forest-layout.ts';

/** 2.4, 12, 0.05; none at all is 0, and an upper limit that does not exist is the sign of infinity. */
export function ratioText(ratio: number | null, { format }: Language): string {
	if (ratio === null) return format.number(null);
	if (ratio === Infinity) return '∞';
	return format.fixed(ratio, ratio >= 9.95 || ratio === 0 ? 0 : ratio >= 0.095 ? 1 : 2);
}

/** "2.4 (1.1–5.3)", or why there is none. */
export function ratioWithInterval(datum: ForestDatum, language: Language): { ratio: string; interval: string } {
	const { t } = language;
	if (datum.state === 'suppressed') return { ratio: t('charts.suppressed-mark'), interval: t('charts.suppressed') };
	if (datum.state !== 'tested')
		return { ratio: ratioText(datum.ratio, language), interval: t(`charts.forest-${datum.state}`) };
	const bounds = [datum.lower, datum.upper].map((bound) => ratioText(bound, language));
	return { ratio: ratioText(datum.ratio, language), interval: bounds.join('–') };
}

/** "q 0.03", "q < 0.001": two significant digits. */
export function adjustedText(q: number | null, { t, format }: Language): string {
	if (q === null) return format.number(null);
	if (q < 0.001) return t('charts.forest-q-below', { limit: format.number(0.001, 3) });
	return t('charts.forest-q', { value: format.fixed(q, q < 0.01 ? 4 : q < 0.1 ? 3 : 2) });
}

function adjustedCell(datum: ForestDatum, language: Language): FigureCell {
	return { text: adjustedText(datum.q, language), value: datum.q };
}

/** The numbers of the forest plot, in its order. */
export function forestTable(rows: ForestDatum[], language: Language): FigureTable {
	const { t, format } = language;
	const ratio = (value: number | null, datum: ForestDatum): FigureCell => ({
		text: datum.state === 'suppressed' ? t('charts.suppressed-mark') : ratioText(value, language),
		value: value === Infinity ? '∞' : value
	});
	const count = (value: number | null, datum: ForestDatum) =>
		numberCell(value, format.number, datum.state === 'suppressed' ? t('charts.suppressed-mark') : undefined);
	return {
		columns: [
			textColumn('group', t('charts.column-group')),
			numberColumn('left', t('charts.forest-left')),
			numberColumn('people', t('charts.forest-people')),
			numberColumn('ratio', t('charts.forest-ratio')),
			numberColumn('lower', t('charts.forest-lower')),
			numberColumn('upper', t('charts.forest-upper')),
			numberColumn('q', t('charts.forest-adjusted')),
			textColumn('state', t('charts.column-note'))
		],
		rows: rows.map((row) => [
			textCell(row.group),
			count(row.left, row),
			count(row.people, row),
			ratio(row.ratio, row),
			ratio(row.lower, row),
			ratio(row.upper, row),
			adjustedCell(row, language),
			textCell(row.state === 'suppressed' ? t('charts.suppressed') : t(`charts.forest-${row.state}`))
		])
	};
}
