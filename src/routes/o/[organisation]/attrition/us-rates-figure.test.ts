import { expect, test } from 'vitest';
import { referenceTurnover } from '#lib/library/reference-series.server.ts';
import type { AttritionRow } from '#lib/metrics/registry-staff.server.ts';
import { serverLanguage } from '../../../language.server.ts';
import type { Attrition } from './attrition-figure.ts';
import { usRatesView } from './us-rates-figure.ts';

const published = referenceTurnover('static/reference');
const place = {
	...{ page: 'http://localhost/o/acme/attrition', query: 'us=on', figures: '/o/acme/figures' },
	...{ isSample: false, retrievedOn: '2026-11-22' }
};

/** 100 person-years, so that a count is the rate per 100 of them. */
function row(group: string | null, counted: number | null): AttritionRow {
	const interval = counted === null ? null : { lower: counted / 2, upper: counted * 2, method: 'garwood', level: 0.95 };
	return {
		...{ group, counted, personYears: 100, ratePer100PersonYears: counted, interval },
		isSuppressed: counted === null
	} as AttritionRow;
}

function attrition(window: { from: string; to: string; contractors?: 'in' | 'out' }, voluntary: number | null = 24) {
	const rows = [row('voluntary', voluntary), row('involuntary', 6), row('retirement', 3)];
	const summary = { ...{ contractors: 'out', group: 'type', total: row(null, 33) }, ...window };
	const note = { key: 'metrics.attrition.denominator.personYears', details: {} };
	return { rows, summary, notes: [note], versions: [] } as unknown as Attrition;
}
const view = (data: Attrition, locale: 'en' | 'fr' = 'en') =>
	usRatesView(data, published, place, serverLanguage(locale));
const AUTUMN = { from: '2023-10-01', to: '2023-12-31' };

test('24 voluntary exits in 100 person-years are 2 per 100 person-months, limits and all', () => {
	const [voluntary, involuntary, all] = view(attrition(AUTUMN)).bars;
	expect(voluntary).toMatchObject({ rate: 2, lower: 1, upper: 4, events: 24, exposure: 1200 });
	expect([involuntary.rate, all.rate]).toEqual([0.5, 2.75]);
});

test('quits of 2.3, 2.2 and 2.2 stand behind voluntary exits, layoffs of 1 three times behind involuntary ones', () => {
	const [voluntary, involuntary, all] = view(attrition(AUTUMN)).bars.map((bar) => bar.reference!);
	const whole = { covered: 3, months: 3, vintage: '2024-02-01' };
	expect(voluntary).toMatchObject({ ...whole, lowest: 2.2, highest: 2.3 });
	expect(involuntary).toMatchObject({ ...whole, lowest: 1, highest: 1 });
	expect(all).toMatchObject({ ...whole, lowest: 3.4, highest: 3.6 });
});

test('title, summary, table and source name the band, its months and its vintage, in both languages', () => {
	const { figure } = view(attrition(AUTUMN));
	expect(figure.title).toBe(
		'Voluntary exits: 2.00 a month per 100 people (1.00–4.00); quits in the United States: 2.2–2.3'
	);
	expect(figure.summary).toContain(
		'United States, total nonfarm, quits rate (BLS, JOLTS): 2.2–2.3% a month, 3 of 3 months.'
	);
	const [voluntary] = figure.table.rows;
	expect(voluntary.slice(-6).map(({ value }) => value)).toEqual([
		'United States, total nonfarm, quits rate (BLS, JOLTS)',
		...[2.2, 2.3, 3, 3],
		'2024-02-01'
	]);
	expect(figure.sources.at(-1)!.text).toMatch(/^U\.S\. Bureau of Labor Statistics.*1 February 2024$/);
	expect(figure.downloads!.csv).toBe('/o/acme/figures/attrition-us/csv?us=on');
	const french = view(attrition(AUTUMN), 'fr').figure;
	expect(french.summary).toContain('taux de démissions (BLS, JOLTS)\u202f: 2,2–2,3\u202f% par mois, 3 mois sur 3.');
});

test('nothing in it is told per year, and nothing about a cause', () => {
	const { figure } = view(attrition(AUTUMN));
	expect(figure.notes.join(' ')).not.toContain('Rates are per 100 person-years');
	expect(figure.notes.join(' ')).toContain('says nothing about a cause');
});

test('of November 2023 to February 2024 the series has 2 of 4 months, and the note says until when it runs', () => {
	const { bars, figure } = view(attrition({ from: '2023-11-01', to: '2024-02-10' }));
	expect(bars[0].reference).toMatchObject({ lowest: 2.2, highest: 2.2, covered: 2, months: 4 });
	expect(figure.notes[0]).toMatch(/from January 2013 to December 2023: the band is that of the months it has/);
});

test('a year after the series and a count with contractors have no band, and a sentence why', () => {
	const after = view(attrition({ from: '2025-01-01', to: '2025-12-31' }));
	expect(after.bars.map(({ reference }) => reference)).toEqual([null, null, null]);
	expect(after.figure.notes[0]).toMatch(/^No band is drawn: the series .* runs from January 2013 to December 2023/);
	expect([after.figure.subtitle, after.figure.summary].join(' ')).not.toContain('band');
	expect(after.figure.table.columns).toHaveLength(6);
	const counted = view(attrition({ ...AUTUMN, contractors: 'in' }));
	expect(counted.bars[0].reference).toBeNull();
	expect(counted.figure.notes[0]).toMatch(/^No band is drawn while contractors are counted/);
});

test('a hidden count keeps its band, which is public, and has no rate in title or table', () => {
	const { bars, figure } = view(attrition(AUTUMN, null));
	expect(bars[0]).toMatchObject({ rate: null, isSuppressed: true, reference: { lowest: 2.2 } });
	expect(figure.title).toBe('Exits a month, for comparison with the United States');
	expect(figure.table.rows[0].slice(3, 6).map(({ value }) => value)).toEqual([null, null, null]);
});
