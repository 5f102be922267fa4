import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { StripBin, StripDatum } from './strip-layout.ts';

/** "2–5 years", "10 years and more". */
export function binText({ from, to }: StripBin, { t, format }: Language): string {
	return to === null
		? t('charts.strip-from', { from: format.number(from) })
		: t('charts.strip-between', { range: format.range(from, to) });
}

/** One row a bin, group by group. */
export function stripTable(rows: StripDatum[], language: Language): FigureTable {
	const { t, format } = language;
	return {
		columns: [
			textColumn('group', t('charts.column-group')),
			textColumn('tenure', t('charts.strip-tenure')),
			numberColumn('people', t('charts.forest-left'))
		],
		rows: rows.flatMap((row) =>
			row.bins.map((bin) => [
				textCell(row.group),
				textCell(binText(bin, language)),
				numberCell(bin.people, format.number, t('charts.suppressed-mark'))
			])
		)
	};
}
