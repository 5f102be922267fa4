import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { RateDatum } from './rates-layout.ts';

/** "12.3 (9.8–15.2)", or why there is none. */
export function rateWithInterval(datum: RateDatum, { t, format }: Language): { rate: string; interval: string } {
	if (datum.isSuppressed && datum.rate === null)
		return { rate: t('charts.suppressed-mark'), interval: t('charts.suppressed') };
	if (datum.rate === null) return { rate: '–', interval: t('charts.rates-nobody') };
	const known = datum.lower !== null && datum.upper !== null;
	return { rate: format.number(datum.rate, 1), interval: known ? format.range(datum.lower, datum.upper, 1) : '' };
}

/** What is counted: exits per 100 person-years, or incidents a year. */
export type RateWording = 'exits' | 'incidents';
const KEYS = { exits: 'charts.rates', incidents: 'charts.incidents' };

/** "45 exits in 366.1 person-years", "3 incidents in 25.9 weeks" */
export function rateBasis(
	{ events, exposure, isSuppressed }: RateDatum,
	{ t, format }: Language,
	wording: RateWording = 'exits'
): string {
	if (events === null && isSuppressed) return t('charts.suppressed');
	if (events === null || exposure === null) return t('charts.rates-nobody');
	return t(`${KEYS[wording]}-basis`, { events, exposure: format.number(exposure, exposure < 100 ? 1 : 0) });
}

/** The numbers of the rates chart, in its order. */
export function ratesTable(rows: RateDatum[], { t, format }: Language, wording: RateWording = 'exits'): FigureTable {
	const own = (id: string) => t(`${KEYS[wording]}-${id}`);
	const cell = (value: number | null, { isSuppressed }: RateDatum, decimals: number) =>
		numberCell(
			value,
			(known) => format.number(known, decimals),
			isSuppressed ? t('charts.suppressed-mark') : undefined
		);
	return {
		columns: [
			textColumn('group', t('charts.column-group')),
			numberColumn('events', own('events')),
			numberColumn('exposure', own('exposure')),
			numberColumn('rate', own('rate')),
			numberColumn('lower', t('charts.forest-lower')),
			numberColumn('upper', t('charts.forest-upper'))
		],
		rows: rows.map((row) => [
			textCell(row.group),
			cell(row.events, row, 0),
			cell(row.exposure, row, 1),
			cell(row.rate, row, 2),
			cell(row.lower, row, 2),
			cell(row.upper, row, 2)
		])
	};
}
