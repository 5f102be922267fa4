import type { Figure } from '#lib/charts/figure.ts';
import type { RateDatum, RateReference } from '#lib/charts/rates/rates-layout.ts';
import { ratesTable, rateWithInterval, referenceWords } from '#lib/charts/rates/rates-table.ts';
import { referenceBand } from '#lib/library/reference-band.ts';
import type { ReferenceTurnover } from '#lib/library/reference-series.server.ts';
import type { Language } from '#lib/messages/language.ts';
import type { AttritionRow } from '#lib/metrics/registry-staff.server.ts';
import { figureFrame, noteTexts, type FigurePlace } from '../../../figure-frame.ts';
import type { Attrition } from './attrition-figure.ts';

export interface UsRatesView {
	bars: RateDatum[];
	figure: Figure;
}

const MONTHS = 12;
/** Which published series stands behind which exits; every other reason has none of its own. */
const SERIES = { voluntary: 'quits', involuntary: 'layoffs', all: 'separations' } as const;
type Compared = keyof typeof SERIES;
const COMPARED = Object.keys(SERIES) as Compared[];
const OF_YEARS = /denominator|annualised|overHundred|twoPointMisleads|regretted/;

/** Exits a month beside the monthly rates of the United States: the same unit on both sides, nothing annualised. */
export function usRatesView(
	types: Attrition,
	published: ReferenceTurnover,
	place: FigurePlace,
	language: Language
): UsRatesView {
	const { t, format } = language;
	const { from, to } = types.summary;
	const bars = usRateBars(types, published, language);
	const known = bars.flatMap(({ reference }) => reference ?? []);
	const source = {
		text: t('figures.us-rates.source', { title: published.publisher.title, date: format.date(published.vintage) }),
		href: published.publisher.href
	};
	return {
		bars,
		figure: {
			...figureFrame('attrition-us', place, { ...types, sources: [source] }, language),
			title: usTitle(bars[0], language),
			subtitle: t('figures.us-rates.subtitle', { from: format.date(from), to: format.date(to) }),
			summary: [
				t('figures.us-rates.summary', { count: bars.length }),
				...known.map((reference) => `${referenceWords(reference, language)}.`)
			].join(' '),
			notes: [
				...usNotes(types, published, known, language),
				...noteTexts(
					types.notes.filter(({ key }) => !OF_YEARS.test(key)),
					language
				)
			],
			table: ratesTable(bars, language, 'monthly'),
			methodHref: '/methods/attrition-rate'
		}
	};
}

/**
 * Voluntary, involuntary and all exits per 100 person-months, each with the band of its series: person-months are
 * person-years times twelve, so the rate and its limits are a twelfth of those per 100 person-years.
 *
 * @example 24 exits in 100 person-years: 2 per 100 person-months
 */
export function usRateBars(
	{ rows, summary }: Pick<Attrition, 'rows' | 'summary'>,
	published: ReferenceTurnover,
	{ t }: Language
): RateDatum[] {
	const place = t('figures.us-rates.place');
	return COMPARED.flatMap((compared) => {
		const row = compared === 'all' ? summary.total : rows.find(({ group }) => group === compared);
		if (row === undefined) return [];
		const name = compared === 'all' ? t('figures.us-rates.all') : t(`metrics.separation.${compared}`);
		const band = bandOf(compared, published, summary);
		const series = t(`figures.us-rates.series-${SERIES[compared]}`);
		return [{ ...monthlyBar(row, name), reference: band && { ...band, place, series, vintage: published.vintage } }];
	});
}

function bandOf(
	compared: Compared,
	published: ReferenceTurnover,
	{ from, to, contractors }: Attrition['summary']
): Omit<RateReference, 'place' | 'series' | 'vintage'> | null {
	// The survey counts people at their own employer: contractors are no part of a client's employment.
	if (contractors === 'in') return null;
	const rates = published.months.map((month) => ({ month: month.month, rate: month[SERIES[compared]] }));
	return referenceBand(rates, from, to);
}

function monthlyBar(row: AttritionRow, group: string): RateDatum {
	const monthly = (yearly: number | null | undefined) => (yearly == null ? null : yearly / MONTHS);
	return {
		group,
		rate: monthly(row.ratePer100PersonYears),
		lower: monthly(row.interval?.lower),
		upper: monthly(row.interval?.upper),
		events: row.counted,
		exposure: row.personYears * MONTHS,
		isSuppressed: row.ratePer100PersonYears === null && row.isSuppressed
	};
}

function usTitle(voluntary: RateDatum | undefined, language: Language): string {
	const { t, format } = language;
	if (!voluntary?.reference || voluntary.rate === null) return t('figures.us-rates.title-none');
	const { lowest, highest } = voluntary.reference;
	const { rate, interval } = rateWithInterval(voluntary, language, 2);
	return t('figures.us-rates.title', { rate, interval, range: format.range(lowest, highest, 1) });
}

/** What the bands are, what they are not, and why one is missing. */
function usNotes(
	{ summary }: Attrition,
	{ months }: ReferenceTurnover,
	known: RateReference[],
	{ t, format }: Language
): string[] {
	const span = { from: format.partialDate(months[0].month), to: format.partialDate(months.at(-1)!.month) };
	const isPart = known.some(({ covered, months: all }) => covered < all);
	return [
		...(summary.contractors === 'in' ? [t('figures.us-rates.note-contractors')] : []),
		...(summary.contractors === 'out' && known.length === 0 ? [t('figures.us-rates.note-not-covered', span)] : []),
		...(isPart ? [t('figures.us-rates.note-part', span)] : []),
		t('figures.us-rates.note-national'),
		t('figures.us-rates.note-reasons'),
		t('figures.us-rates.note-unit')
	];
}
