import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import ForestChart from './ForestChart.svelte';
import type { ForestDatum } from './forest-layout.ts';
import { forestTable } from './forest-table.ts';

// 380 of 1,000 left. Ratios and limits: fisher.test of R 4.2.2 on each group against all others; q by p.adjust(method = "BH").
function group(
	name: string,
	[left, people]: [number, number],
	[ratio, lower, upper]: [number, number, number],
	q: number
): ForestDatum {
	return { group: name, left, people, ratio, lower, upper, q, state: 'tested' };
}
function untested(
	name: string,
	state: ForestDatum['state'],
	[left, people]: [number | null, number | null]
): ForestDatum {
	return { group: name, left, people, ratio: null, lower: null, upper: null, q: null, state };
}
const SECURITY = group('Security', [30, 42], [4.33622, 2.12338, 9.42305], 0.0000572);
const GROUPS = [
	group('Advertising', [150, 380], [1.10575, 0.8428, 1.44963], 0.461),
	group('Site reliability', [61, 120], [1.81716, 1.21562, 2.71802], 0.00638),
	SECURITY,
	group('Legal and privacy', [8, 40], [0.39548, 0.15572, 0.88843], 0.0238),
	group('Payroll', [0, 12], [0, 0, 0.58037], 0.00796),
	untested('Night desk', 'too-small', [2, 3])
];
const MANY = manyNames(30).map((name) => ({ ...SECURITY, group: name }));
const LONG = LONG_NAMES.map((name) => ({ ...SECURITY, group: name }));
const TEXTS = {
	title: 'Security left more than all others: 30 of 42, odds ratio 4.3 (2.1–9.4)',
	subtitle: 'Odds of leaving against all other people, 95% conditional exact interval; 380 of 1,000 left',
	summary:
		'Five groups against all others on a logarithmic axis. Security and site reliability left more often, legal and payroll less often; one group is too small to test.'
};
const EMPTY = { title: 'Hit harder than chance?', subtitle: TEXTS.subtitle, summary: '' };

export const forestGallery = gallery('forest', ForestChart, (props, language) => forestTable(props.rows, language), [
	{ id: 'normal', props: { rows: GROUPS }, ...TEXTS },
	{ id: 'many', props: { rows: MANY }, ...TEXTS },
	{ id: 'long-labels', props: { rows: LONG }, ...TEXTS },
	{ id: 'one-row', props: { rows: [SECURITY] }, ...TEXTS },
	{
		id: 'extreme',
		props: {
			rows: [
				group('Responsable de la confiance et de la sécurité, Europe', [12, 12], [Infinity, 6.2, Infinity], 0.0004),
				group('Operations', [900, 1000], [61, 40.5, 93], 0.0001)
			]
		},
		...TEXTS
	},
	{
		id: 'suppressed',
		props: { rows: [SECURITY, untested('Payroll', 'suppressed', [null, null])] },
		title: 'One group is not shown',
		subtitle: TEXTS.subtitle,
		summary: 'Two groups, one of which is hidden.',
		notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
	},
	{ id: 'sample', props: { rows: GROUPS.slice(0, 3) }, ...TEXTS, isSample: true },
	{ id: 'updating', props: { rows: GROUPS.slice(0, 2) }, ...TEXTS, status: { kind: 'updating' } },
	{
		id: 'empty',
		props: { rows: [] },
		...EMPTY,
		status: {
			kind: 'empty',
			reason: 'Nobody left around this event.',
			actions: [{ label: 'Upload CSV', href: '/gallery/forest' }]
		}
	},
	{
		id: 'failed',
		props: { rows: [] },
		...EMPTY,
		status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/forest' }
	}
]);
