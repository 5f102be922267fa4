import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import RangesChart from './RangesChart.svelte';
import type { RangeDatum } from './ranges-layout.ts';
import { rangesTable } from './ranges-table.ts';

function figure(
	label: string,
	note: string,
	[low, best, high]: [number | null, number | null, number | null]
): RangeDatum {
	return { id: `${label} ${note}`, label, note, low, best, high };
}

const FIGURES = [
	figure('End of 2021', 'regulatory filing, reported', [7500, null, null]),
	figure('Before the takeover', 'Musk, disputed', [null, null, 8000]),
	figure('After the layoff of 4 November', 'New York Times, reported', [3700, 3700, 3700]),
	figure('Contractors after the cut', 'computed', [1100, 1100, 2500]),
	figure('Before the deadline', 'The Verge, disputed', [2900, 2900, 2900]),
	figure('Before the deadline', 'New York Times, disputed', [3500, 3700, 4000]),
	figure('After the ultimatum', 'number not published', [null, null, null])
];
const MANY = manyNames(30).map((name, index) => figure(name, 'computed', [index * 40, index * 50, index * 70]));
const LONG = LONG_NAMES.map((name) => figure(name, LONG_NAMES[0], [120, 140, 160]));
const EXTREME = [
	figure('Everybody', 'reported', [1, 1_234_567, 9_876_543]),
	figure('Nobody', 'reported', [0, 0, 0]),
	figure('At most', 'reported', [null, null, 12_345_678])
];
const TEXTS = {
	title: 'Before the deadline the staff was put at 2,900 or at 3,700',
	subtitle: 'Employees; low, best and high as published',
	summary:
		'Seven published figures from zero to 8,000. Two of them contradict each other: 2,900 and 3,700 before the deadline. One is not published.'
};
const SHARES: RangeDatum[] = [
	{ ...figure('Human rights', 'reported, by head', [1, 1, 1]) },
	{ ...figure('Trust and safety', 'reported, rounded', [0.145, 0.15, 0.155]), decimals: 1 },
	{ ...figure('Curation', 'computed, of 64', [0.5, 0.61, 0.75]) }
];
const SHARE_TEXTS = {
	title: 'Of three teams, one was cut whole',
	subtitle: 'Share of each team that left; low, best and high',
	summary: 'Three teams lost between 15% and all of their people.'
};
const EMPTY = { title: 'Published figures', subtitle: TEXTS.subtitle, summary: '' };

export const rangesGallery = gallery(
	'ranges',
	RangesChart,
	(props, language) => rangesTable(props.rows, language, props.unit),
	[
		{ id: 'normal', props: { rows: FIGURES }, ...TEXTS },
		{ id: 'one-row', props: { rows: FIGURES.slice(2, 3) }, ...TEXTS },
		{ id: 'many', props: { rows: MANY }, ...TEXTS },
		{ id: 'long-labels', props: { rows: LONG }, ...TEXTS },
		{ id: 'extreme', props: { rows: EXTREME }, ...TEXTS },
		{ id: 'shares', props: { rows: SHARES, unit: 'share' as const }, ...SHARE_TEXTS },
		{ id: 'sample', props: { rows: FIGURES.slice(3, 6) }, ...TEXTS, isSample: true },
		{
			id: 'suppressed',
			props: { rows: [FIGURES[2], { ...figure('Night shift', 'computed', [null, null, null]), isSuppressed: true }] },
			title: 'One figure is not shown',
			subtitle: TEXTS.subtitle,
			summary: 'Two figures, one of which is hidden.',
			notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
		},
		{ id: 'updating', props: { rows: FIGURES.slice(0, 2) }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'empty',
			props: { rows: [] },
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'No figures have been published for this event.',
				actions: [{ label: 'Open the case', href: '/gallery/ranges' }]
			}
		},
		{
			id: 'failed',
			props: { rows: [] },
			...EMPTY,
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/ranges' }
		}
	]
);
