import type { Language } from '../../messages/language.ts';
import { dateCell, numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureCell, FigureColumn, FigureTable } from '../figure.ts';
import type { RateDatum, RateReference } from './rates-layout.ts';

/** "12.3 (9.8–15.2)", or why there is none. */
export function rateWithInterval(
	datum: RateDatum,
	{ t, format }: Language,
	decimals = 1
): { rate: string; interval: string } {
	if (datum.isSuppressed && datum.rate === null)
		return { rate: t('charts.suppressed-mark'), interval: t('charts.suppressed') };
	if (datum.rate === null) return { rate: '–', interval: t('charts.rates-nobody') };
	const known = datum.lower !== null && datum.upper !== null;
	return {
		rate: format.fixed(datum.rate, decimals),
		interval: known ? format.range(datum.lower, datum.upper, decimals) : ''
	};
}

/** What is counted: exits per 100 person-years or per 100 person-months, or incidents a year. */
export type RateWording = 'exits' | 'monthly' | 'incidents';
const KEYS = { exits: 'charts.rates', monthly: 'charts.monthly', incidents: 'charts.incidents' };

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

/** "US: 2.6–3.0", the band behind a rate. */
export function referenceRange({ place, lowest, highest }: RateReference, { t, format }: Language): string {
	return t('charts.reference-range', { place, range: format.range(lowest, highest, 1) });
}

/** "United States, quits rate: 2.6–3.0% a month, 12 of 12 months" */
export function referenceWords(reference: RateReference, { t, format }: Language): string {
	const { series, lowest, highest, covered, months } = reference;
	return t('charts.reference-words', { series, range: format.range(lowest, highest, 1), covered, months });
}

/** The numbers of the rates chart, in its order; what stands behind a rate follows it. */
export function ratesTable(rows: RateDatum[], language: Language, wording: RateWording = 'exits'): FigureTable {
	const { t, format } = language;
	const hasReference = rows.some((row) => row.reference);
	const own = (id: string) => t(`${KEYS[wording]}-${id}`);
	const cell = (value: number | null, { isSuppressed }: RateDatum, decimals: number) =>
		numberCell(value, (known) => format.fixed(known, decimals), isSuppressed ? t('charts.suppressed-mark') : undefined);
	return {
		columns: [
			textColumn('group', t('charts.column-group')),
			numberColumn('events', own('events')),
			numberColumn('exposure', own('exposure')),
			numberColumn('rate', own('rate')),
			numberColumn('lower', t('charts.forest-lower')),
			numberColumn('upper', t('charts.forest-upper')),
			...(hasReference ? referenceColumns(language) : [])
		],
		rows: rows.map((row) => [
			textCell(row.group),
			cell(row.events, row, 0),
			cell(row.exposure, row, 1),
			cell(row.rate, row, 2),
			cell(row.lower, row, 2),
			cell(row.upper, row, 2),
			...(hasReference ? referenceCells(row.reference ?? null, language) : [])
		])
	};
}

function referenceColumns({ t }: Language): FigureColumn[] {
	return [
		textColumn('reference', t('charts.reference-series')),
		numberColumn('reference-lowest', t('charts.reference-lowest')),
		numberColumn('reference-highest', t('charts.reference-highest')),
		numberColumn('reference-covered', t('charts.reference-covered')),
		numberColumn('reference-months', t('charts.reference-months')),
		textColumn('reference-vintage', t('charts.reference-vintage'))
	];
}

function referenceCells(reference: RateReference | null, { format }: Language): FigureCell[] {
	const number = (value: number | undefined, decimals: number) =>
		numberCell(value ?? null, (known) => format.fixed(known, decimals));
	return [
		reference ? textCell(reference.series) : { text: '–', value: null },
		number(reference?.lowest, 1),
		number(reference?.highest, 1),
		number(reference?.covered, 0),
		number(reference?.months, 0),
		dateCell(reference?.vintage ?? null, (day) => format.shortDate(day))
	];
}
