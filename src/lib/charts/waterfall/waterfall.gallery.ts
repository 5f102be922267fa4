import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import type { WaterfallStep } from './waterfall-layout.ts';
import WaterfallChart from './WaterfallChart.svelte';
import { waterfallTable } from './waterfall-table.ts';

const total = (label: string, count: number): WaterfallStep => ({ id: label, label, kind: 'total', count });
function change(label: string, count: number | null, note?: string): WaterfallStep {
	return { id: label, label, kind: 'change', count, note };
}
// 7,500 − 3,700 − 1,200 − 300 + 90 = 2,390
const STEPS = [
	total('31 October 2022', 7500),
	change('Laid off', -3700, 'involuntary'),
	change('Ultimatum', -1200, 'said leave or did not answer'),
	change('Resigned', -300, 'voluntary'),
	change('Hired', 90),
	total('31 January 2023', 2390)
];
const MANY = [
	total('Before', 1000),
	...manyNames(20).map((name, index) => change(name, index % 3 === 0 ? 20 : -30)),
	total('After', 750)
];
const LONG = [
	total(LONG_NAMES[0], 400),
	...LONG_NAMES.slice(1, 6).map((name) => change(name, -20, LONG_NAMES[0])),
	total(LONG_NAMES[6], 300)
];
const EXTREME = [
	total('Before', 1_234_567),
	change('Left', -1_234_566),
	change('Hired', 1),
	change('No change', 0),
	total('After', 2)
];
const TEXTS = {
	title: '2,390 of 7,500 people were left after three months: 3,700 laid off, 1,200 through the ultimatum',
	subtitle: 'People employed on 31 October 2022 and 31 January 2023, and what happened between',
	summary: 'Six rows from 7,500 to 2,390. The largest part is the layoff of 3,700; 90 people were hired.'
};
const EMPTY = { title: 'Headcount from one day to another', subtitle: TEXTS.subtitle, summary: '' };

export const waterfallGallery = gallery(
	'waterfall',
	WaterfallChart,
	(props, language) => waterfallTable(props.steps, language),
	[
		{ id: 'normal', props: { steps: STEPS }, ...TEXTS },
		{ id: 'many', props: { steps: MANY }, ...TEXTS },
		{ id: 'long-labels', props: { steps: LONG }, ...TEXTS },
		{ id: 'extreme', props: { steps: EXTREME }, ...TEXTS },
		{ id: 'one-row', props: { steps: [total('Before', 40), change('Left', -12), total('After', 28)] }, ...TEXTS },
		{
			id: 'suppressed',
			props: {
				steps: [total('Before', 40), change('Retired', null), change('Dismissed', null), total('After', 22)]
			},
			title: 'How 18 people left is not shown',
			subtitle: TEXTS.subtitle,
			summary: 'Two totals; the two parts between are hidden.',
			notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
		},
		{ id: 'sample', props: { steps: STEPS }, ...TEXTS, isSample: true },
		{ id: 'updating', props: { steps: STEPS }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'empty',
			props: { steps: [] },
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'No roster is published.',
				actions: [{ label: 'Upload CSV', href: '/gallery/waterfall' }]
			}
		},
		{
			id: 'failed',
			props: { steps: [] },
			...EMPTY,
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/waterfall' }
		}
	]
);
