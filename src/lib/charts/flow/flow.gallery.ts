import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import type { FlowDatum } from './flow-layout.ts';
import FlowChart from './FlowChart.svelte';
import { flowTable } from './flow-table.ts';

const OUTCOMES = ['Still employed', 'Laid off', 'Ultimatum: left', 'Resigned', 'Not known'];
const flows = (role: string, people: (number | null)[]): FlowDatum[] =>
	people.map((count, index) => ({ role, outcome: OUTCOMES[index], people: count }));
const DATA = [
	...flows('Advertising', [120, 150, 60, 40, 10]),
	...flows('Trust and safety', [50, 140, 30, 10, 0]),
	...flows('Site reliability', [39, 20, 52, 9, 0]),
	...flows('Security', [7, 5, 27, 3, 0]),
	...flows('Confiance, sécurité et protection des personnes', [6, 6, 0, 0, 0])
];
const MANY = manyNames(8).flatMap((name, index) => flows(name, [20 + index, 30, 8, 5, 0]));
const LONG = LONG_NAMES.flatMap((role) =>
	LONG_NAMES.slice(0, 5).map((outcome) => ({ role, outcome: `${outcome} (issue)`, people: 12 }))
);
const EXTREME = [...flows('Whole workforce', [1_234_567, 0, 0, 1, 0]), ...flows('One', [0, 0, 0, 0, 5])];
const TEXTS = {
	title: '222 of 784 people are still employed; the layoff took most, the ultimatum most of security',
	subtitle: 'People employed on 31 October 2022 by role, and what became of them by 31 January 2023',
	summary: 'Ribbons from five roles to five outcomes. The thickest is advertising to laid off, 150 people.'
};
const EMPTY = { title: 'What became of each role', subtitle: TEXTS.subtitle, summary: '' };

export const flowGallery = gallery('flow', FlowChart, (props, language) => flowTable(props.data, language), [
	{ id: 'normal', props: { data: DATA }, ...TEXTS },
	{ id: 'many', props: { data: MANY }, ...TEXTS },
	{ id: 'long-labels', props: { data: LONG }, ...TEXTS },
	{ id: 'extreme', props: { data: EXTREME }, ...TEXTS },
	{ id: 'one-row', props: { data: flows('Security', [7, 5, 27, 3, 0]) }, ...TEXTS },
	{
		id: 'suppressed',
		props: { data: [...flows('Security', [7, 5, 27, null, 0]), ...flows('Payroll', [6, 6, null, 0, 0])] },
		title: 'Two flows are not shown',
		subtitle: TEXTS.subtitle,
		summary: 'Two roles and their outcomes; two flows are hidden.',
		notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
	},
	{ id: 'sample', props: { data: DATA }, ...TEXTS, isSample: true },
	{ id: 'updating', props: { data: DATA }, ...TEXTS, status: { kind: 'updating' } },
	{
		id: 'empty',
		props: { data: [] },
		...EMPTY,
		status: {
			kind: 'empty',
			reason: 'No roster is published.',
			actions: [{ label: 'Upload CSV', href: '/gallery/flow' }]
		}
	},
	{
		id: 'failed',
		props: { data: [] },
		...EMPTY,
		status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/flow' }
	}
]);
