import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import type { RateDatum } from './rates-layout.ts';
import RatesChart from './RatesChart.svelte';
import { ratesTable } from './rates-table.ts';

// Limits: chi2.ppf of scipy 1.17.1 (Garwood), per 100 person-years.
function group(
	name: string,
	[events, exposure]: [number, number],
	[rate, lower, upper]: [number, number, number]
): RateDatum {
	return { group: name, events, exposure, rate, lower, upper, isSuppressed: false };
}
function without(name: string, isSuppressed: boolean): RateDatum {
	return { group: name, events: null, exposure: null, rate: null, lower: null, upper: null, isSuppressed };
}
const ROWS = [
	group('Advertising', [45, 366.1], [12.2917, 8.9657, 16.4473]),
	group('Site reliability', [12, 120.4], [9.9668, 5.15, 17.41]),
	group('Security', [3, 41.8], [7.177, 1.4801, 20.9743]),
	group('Payroll', [0, 12], [0, 0, 30.7407])
];
const US = { place: 'US', covered: 11, months: 11, vintage: '2024-02-01' };
const MONTHLY: RateDatum[] = [
	{
		...group('Voluntary', [222, 23_400], [0.9487, 0.828, 1.0821]),
		reference: { ...US, series: 'United States, total nonfarm, quits rate', lowest: 2.6, highest: 3 }
	},
	{
		...without('Involuntary', true),
		reference: { ...US, series: 'United States, total nonfarm, layoffs rate', lowest: 0.9, highest: 1.1 }
	},
	group('Retirement', [12, 23_400], [0.0513, 0.0265, 0.0896])
];
const MANY = manyNames(30).map((name) => group(name, [12, 120.4], [9.9668, 5.15, 17.41]));
const LONG = LONG_NAMES.map((name) => group(name, [12, 120.4], [9.9668, 5.15, 17.41]));
const TEXTS = {
	title: 'Advertising lost 45 people in 366 person-years: 12.3 per 100 (9.0–16.4)',
	subtitle: 'Separations per 100 person-years in 2022, with 95% Garwood interval',
	summary:
		'Four bars from zero. Advertising 12.3, site reliability 10.0, security 7.2, payroll 0 with an upper limit of 30.7.'
};
const EMPTY = { title: 'Attrition', subtitle: TEXTS.subtitle, summary: '' };

export const ratesGallery = gallery(
	'rates',
	RatesChart,
	(props, language) => ratesTable(props.rows, language, props.wording),
	[
		{ id: 'normal', props: { rows: ROWS }, ...TEXTS },
		{
			id: 'reference',
			props: { rows: MONTHLY, wording: 'monthly' as const },
			title: 'Voluntary exits: 0.95 a month per 100 people (0.83–1.08); quits in the United States 2.6–3',
			subtitle: 'Exits per 100 person-months in 2022, with 95% Garwood interval; dashed band: the United States',
			summary: 'Three bars from zero, each before a band. United States, quits rate: 2.6–3% a month, 11 of 11 months.'
		},
		{ id: 'many', props: { rows: MANY }, ...TEXTS },
		{ id: 'long-labels', props: { rows: LONG }, ...TEXTS },
		{ id: 'one-row', props: { rows: ROWS.slice(0, 1) }, ...TEXTS },
		{
			id: 'extreme',
			props: {
				rows: [
					group('Service de nuit des centres de données, équipe temporaire', [2, 0.9], [222.2222, 26.9121, 802.7431]),
					ROWS[0],
					without('Nobody yet', false)
				]
			},
			...TEXTS
		},
		{
			id: 'suppressed',
			props: { rows: [ROWS[0], without('Payroll', true)] },
			title: 'One group is not shown',
			subtitle: TEXTS.subtitle,
			summary: 'Two groups, one of which is hidden.',
			notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
		},
		{ id: 'sample', props: { rows: ROWS }, ...TEXTS, isSample: true },
		{ id: 'updating', props: { rows: ROWS }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'empty',
			props: { rows: [] },
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'No roster is published.',
				actions: [{ label: 'Upload CSV', href: '/gallery/rates' }]
			}
		},
		{
			id: 'failed',
			props: { rows: [] },
			...EMPTY,
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/rates' }
		}
	]
);
