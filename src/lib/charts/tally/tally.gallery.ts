import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import TallyChart from './TallyChart.svelte';
import type { TallyDatum } from './tally-layout.ts';
import { tallyTable } from './tally-table.ts';

// Intervals are Wilson’s at 95 %, worked out outside this code (z = 1.959964) and rounded to 4 places.
function group(
	name: string,
	[leave, silent, stay]: [number, number, number],
	[lower, upper]: [number, number]
): TallyDatum {
	const asked = leave + silent + stay;
	return {
		group: name,
		asked,
		leave,
		silent,
		stay,
		resolvedShare: (leave + silent) / asked,
		lower,
		upper,
		isSuppressed: false
	};
}
const HIDDEN: TallyDatum = {
	group: 'Payroll',
	asked: null,
	leave: null,
	silent: null,
	stay: null,
	resolvedShare: null,
	lower: null,
	upper: null,
	isSuppressed: true
};
const GROUPS = [
	group('Site reliability', [40, 20, 40], [0.502, 0.6906]),
	group('Advertising', [10, 15, 25], [0.3664, 0.6336]),
	group('Legal and privacy', [1, 2, 5], [0.1368, 0.6943])
];
const MANY = manyNames(30).map((name) => group(name, [10, 15, 25], [0.3664, 0.6336]));
const LONG = LONG_NAMES.map((name) => group(name, [1, 2, 5], [0.1368, 0.6943]));
const EXTREME = [
	group('Whole workforce', [1_000_000, 999_999, 1], [0.9999, 1]),
	group('Night desk', [0, 0, 5], [0, 0.4345]),
	group('Key ceremony', [1, 0, 0], [0.2065, 1])
];
const TEXTS = {
	title: 'Site reliability: 60.0% (60 of 100) counted as leaving, 95% interval 50.2%–69.1%',
	subtitle: 'Share of the people asked who are counted as leaving under the rule of the event',
	summary: 'Stacked bars and intervals of three groups. Site reliability 60 of 100, advertising 25 of 50, legal 3 of 8.'
};
const EMPTY = { title: 'Answers by role', subtitle: TEXTS.subtitle, summary: '' };

export const tallyGallery = gallery('tally', TallyChart, (props, language) => tallyTable(props.rows, language), [
	{ id: 'normal', props: { rows: GROUPS }, ...TEXTS },
	{ id: 'one-row', props: { rows: GROUPS.slice(0, 1) }, ...TEXTS },
	{ id: 'many', props: { rows: MANY }, ...TEXTS },
	{ id: 'long-labels', props: { rows: LONG }, ...TEXTS },
	{ id: 'extreme', props: { rows: EXTREME }, ...TEXTS },
	{ id: 'sample', props: { rows: GROUPS.slice(0, 2) }, ...TEXTS, isSample: true },
	{
		id: 'suppressed',
		props: { rows: [GROUPS[0], HIDDEN] },
		title: 'One group is not shown',
		subtitle: TEXTS.subtitle,
		summary: 'Two groups, one of which is hidden.',
		notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
	},
	{ id: 'updating', props: { rows: GROUPS.slice(0, 1) }, ...TEXTS, status: { kind: 'updating' } },
	{
		id: 'empty',
		props: { rows: [] },
		...EMPTY,
		status: {
			kind: 'empty',
			reason: 'No answers to this event have been published.',
			actions: [{ label: 'Upload CSV', href: '/gallery/tally' }]
		}
	},
	{
		id: 'failed',
		props: { rows: [] },
		...EMPTY,
		status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/tally' }
	}
]);
