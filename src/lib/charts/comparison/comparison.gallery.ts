import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import ComparisonChart from './ComparisonChart.svelte';
import type { ComparisonPanel, ComparisonPoint } from './comparison-layout.ts';
import { comparisonTable } from './comparison-table.ts';

const point = (
	day: number,
	low: number | null,
	best: number | null,
	high: number | null,
	label: string
): ComparisonPoint => ({
	...{ day, low, best, high, label }
});
const PANELS: ComparisonPanel[] = [
	{
		id: 'ultimatum',
		title: 'Ultimatum: click yes to stay',
		zero: 'Day 0: deadline, 17 November 2022',
		points: [
			point(-12, 1, 1, 1, 'After the layoff, reported'),
			point(1, 0.586, null, 0.973, 'After the ultimatum, disputed'),
			point(145, 0.405, 0.454, 0.517, 'April 2023, reported')
		],
		departures: [
			{ day: -21, label: 'Chief Executive Officer' },
			{ day: -7, label: 'Chief Information Security Officer' },
			{ day: -7, label: 'Chief Privacy Officer' },
			{ day: 1, label: 'Head of ad sales' }
		],
		incidents: [
			{ day: 41, label: 'Outage of 28 December 2022' },
			{ day: 83, label: 'Outage of 8 February 2023' }
		]
	},
	{
		id: 'offer',
		title: 'Offer of six months of pay',
		zero: 'Day 0: deadline, 3 October 2024',
		points: [point(0, 0.9155, 0.916, 0.9165, 'After the offer, computed')],
		departures: [{ day: 1, label: 'Executive Director' }],
		incidents: []
	},
	{
		id: 'open',
		title: 'An order of which no count was published',
		zero: 'Day 0: took effect, 11 September 2023',
		points: [point(0, 0.8, null, null, 'At least, reported'), point(200, null, null, 0.9, 'At most, reported')],
		departures: [],
		incidents: []
	}
];
/** A release, of which a roster knows who never left: 240 people, the shares with their Wilson intervals. */
const RELEASED: ComparisonPanel = {
	id: 'released',
	title: 'An organisation, its released ultimatum',
	zero: 'Day 0: the announcement; its date is not released',
	points: [],
	departures: [],
	incidents: [],
	band: [
		{ day: 0, share: 1, lower: 0.9842, upper: 1 },
		{ day: 30, share: 0.7917, lower: 0.7359, upper: 0.8382 },
		{ day: 90, share: 0.625, lower: 0.5622, upper: 0.6838 },
		{ day: 360, share: 0.5417, lower: 0.4785, upper: 0.6036 }
	]
};
const MANY = manyNames(8).map((name) => ({ ...PANELS[0], id: name, title: name }));
const LONG = [
	{
		...PANELS[0],
		title: LONG_NAMES[0],
		zero: `Jour 0 : ${LONG_NAMES[1]}`,
		points: PANELS[0].points.map((each) => ({ ...each, label: LONG_NAMES[2] })),
		departures: PANELS[0].departures.map((each) => ({ ...each, label: LONG_NAMES[3] }))
	}
];
const EXTREME = [
	{
		...PANELS[2],
		points: [point(-180, 0, 0, 0, 'Nobody'), point(0, 1, 1, 1, 'Everybody'), point(365, 0, 0.5, 1, 'Unknown')],
		departures: Array.from({ length: 30 }, (_, index) => ({ day: 1, label: `Executive ${index + 1}` }))
	}
];
const TEXTS = {
	title: 'After the ultimatum 58.6% to 97.3% of the staff remained, after the offer 91.6%',
	subtitle: 'Share of the people of day 0, departures of executives and incidents, 180 days before to 365 days after',
	summary:
		'Three small charts on the same scales. The bars are what the sources give, from low to high; they are no confidence intervals.'
};
const EMPTY = { title: 'Events from their day 0', subtitle: TEXTS.subtitle, summary: '' };

export const comparisonGallery = gallery(
	'comparison',
	ComparisonChart,
	(props, language) => comparisonTable(props.panels, language),
	[
		{ id: 'normal', props: { panels: PANELS }, ...TEXTS },
		{ id: 'one-row', props: { panels: PANELS.slice(1, 2) }, ...TEXTS },
		{ id: 'many', props: { panels: MANY }, ...TEXTS },
		{ id: 'long-labels', props: { panels: LONG }, ...TEXTS },
		{ id: 'extreme', props: { panels: EXTREME }, ...TEXTS },
		{ id: 'free', props: { panels: PANELS, scales: 'free' as const }, ...TEXTS },
		{ id: 'rosters', props: { panels: [PANELS[1], RELEASED] }, ...TEXTS },
		{ id: 'sample', props: { panels: PANELS.slice(0, 1) }, ...TEXTS, isSample: true },
		{ id: 'updating', props: { panels: PANELS.slice(1) }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'suppressed',
			props: { panels: [] },
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'Events of groups with fewer than 10 people are not shown.',
				actions: [{ label: 'Open the library', href: '/gallery/comparison' }]
			}
		},
		{
			id: 'empty',
			props: { panels: [] },
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'No event was chosen.',
				actions: [{ label: 'Choose events', href: '/gallery/comparison' }]
			}
		},
		{
			id: 'failed',
			props: { panels: [] },
			...EMPTY,
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/comparison' }
		}
	]
);
