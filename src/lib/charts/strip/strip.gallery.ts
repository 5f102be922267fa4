import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import type { StripDatum } from './strip-layout.ts';
import StripChart from './StripChart.svelte';
import { stripTable } from './strip-table.ts';

const BANDS: [number, number | null][] = [
	[0, 1],
	[1, 2],
	[2, 5],
	[5, 10],
	[10, null]
];
const row = (group: string, people: (number | null)[], median: number | null): StripDatum => ({
	group,
	bins: BANDS.map(([from, to], index) => ({ from, to, people: people[index] })),
	median
});
const ROWS = [
	row('Trust and safety', [60, 45, 50, 20, 5], 1.9),
	row('Site reliability', [8, 12, 30, 26, 5], 4.1),
	row('Protection des données personnelles', [5, 0, 6, 9, 15], 8.2)
];
const MANY = manyNames(24).map((name, index) => row(name, [6, 9, 12 + index, 7, 5], 3.2));
const LONG = LONG_NAMES.map((name) => row(name, [8, 12, 30, 26, 5], 4.1));
const EXTREME = [row('Whole workforce', [1_234_567, 0, 0, 0, 5], 0.1), row('Nobody new', [0, 0, 0, 0, 7], 48.7)];
const TEXTS = {
	title: 'Half of those who left site reliability had been there for more than 4.1 years',
	subtitle: 'People who left, by completed years of tenure: the area of a bar is its people, the rule the median',
	summary: 'Three small histograms on one axis of years. Medians 1.9, 4.1 and 8.2 years.'
};
const EMPTY = { title: 'Tenure lost', subtitle: TEXTS.subtitle, summary: '' };

export const stripGallery = gallery('strip', StripChart, (props, language) => stripTable(props.rows, language), [
	{ id: 'normal', props: { rows: ROWS }, ...TEXTS },
	{ id: 'many', props: { rows: MANY }, ...TEXTS },
	{ id: 'long-labels', props: { rows: LONG }, ...TEXTS },
	{ id: 'extreme', props: { rows: EXTREME }, ...TEXTS },
	{ id: 'one-row', props: { rows: ROWS.slice(1, 2) }, ...TEXTS },
	{
		id: 'suppressed',
		props: { rows: [row('Security', [null, null, 9, 12, 6], null)] },
		title: 'Two bands are not shown',
		subtitle: TEXTS.subtitle,
		summary: 'One histogram; two bands and the median are hidden.',
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
			reason: 'Nobody left in this period.',
			actions: [{ label: 'Upload CSV', href: '/gallery/strip' }]
		}
	},
	{
		id: 'failed',
		props: { rows: [] },
		...EMPTY,
		status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/strip' }
	}
]);
