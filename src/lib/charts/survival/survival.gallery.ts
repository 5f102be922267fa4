import { LONG_NAMES } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import type { SurvivalCurve } from './survival-layout.ts';
import SurvivalChart from './SurvivalChart.svelte';
import { survivalTable } from './survival-table.ts';

type Row = [time: number, share: number, lower: number | null, upper: number | null, atRisk: number];
const START: Row = [0, 1, null, null, 21];
function curve(group: string, rows: Row[], censored: number[], atRisk: number[], until: number): SurvivalCurve {
	return {
		group,
		steps: rows.map(([time, share, lower, upper, count]) => ({ time, share, lower, upper, atRisk: count })),
		censored,
		risk: atRisk.map((count, index) => ({ time: index * 5, atRisk: count })),
		until
	};
}

// The trial of Freireich et al. 1963 in weeks, here as days; survfit(conf.type = "log-log") of R 4.2.2, survival 3.5-3.
const TREATED = curve(
	'6-MP',
	[
		START,
		[6, 0.8571, 0.6197, 0.9516, 21],
		[7, 0.8067, 0.5631, 0.9228, 17],
		[10, 0.7529, 0.5032, 0.8894, 15],
		[13, 0.6902, 0.4316, 0.8491, 12],
		[16, 0.6275, 0.3675, 0.8049, 11],
		[22, 0.5378, 0.2678, 0.7468, 7],
		[23, 0.4482, 0.1881, 0.6801, 6]
	],
	[6, 9, 10, 11, 17, 19, 20, 25, 32, 34, 35],
	[21, 21, 15, 11, 8, 5, 4, 1],
	35
);
const PLACEBO = curve(
	'Placebo',
	[
		START,
		[1, 0.9048, 0.67, 0.9753, 21],
		[2, 0.8095, 0.5689, 0.9239, 19],
		[3, 0.7619, 0.5194, 0.8933, 17],
		[4, 0.6667, 0.4254, 0.825, 16],
		[5, 0.5714, 0.338, 0.7492, 14],
		[8, 0.381, 0.1831, 0.5778, 12],
		[11, 0.2857, 0.1166, 0.4818, 8],
		[12, 0.1905, 0.0595, 0.3774, 6],
		[15, 0.1429, 0.0357, 0.3212, 4],
		[17, 0.0952, 0.0163, 0.2612, 3],
		[22, 0.0476, 0.0033, 0.197, 2],
		[23, 0, null, null, 1]
	],
	[],
	[21, 14, 8, 4, 2],
	23
);
const NAMES = [
	'Security',
	'Site reliability',
	'Advertising',
	'Confiance et sécurité des personnes',
	'Legal',
	'Payroll'
];
const MANY = NAMES.map((group, index) => ({ ...(index % 2 === 0 ? TREATED : PLACEBO), group }));
const LONG = LONG_NAMES.slice(0, 5).map((group, index) => ({ ...(index % 2 === 0 ? TREATED : PLACEBO), group }));
const EXTREME = [
	curve(
		'Whole workforce',
		[
			[0, 1, null, null, 1_234_567],
			[14_600, 0, 0, 0.0001, 1]
		],
		[],
		[1_234_567],
		14_600
	),
	curve('Nobody left', [[0, 1, null, null, 5]], [1, 2, 3, 4, 5], [5, 1], 5)
];
const TEXTS = {
	title: 'Half had left by day 23 in one group and by day 8 in the other',
	subtitle: 'Share still there, by days since the start; Kaplan–Meier with 95% log-log interval, 21 in each group',
	summary:
		'Two step curves from 100%. After 23 days 45% (19%–68%) of the first group and nobody of the second were left.'
};
const EMPTY = { title: 'Tenure', subtitle: TEXTS.subtitle, summary: '' };
interface Drawn {
	curves: SurvivalCurve[];
	unit: 'days' | 'years';
	measure: 'remaining' | 'left';
}
const props = (curves: SurvivalCurve[]): Drawn => ({ curves, unit: 'days', measure: 'remaining' });

const LEFT: Drawn = {
	...props([{ ...TREATED, steps: TREATED.steps.map((step) => ({ ...step, ...complement(step) })) }]),
	measure: 'left'
};

export const survivalGallery = gallery(
	'survival',
	SurvivalChart,
	(each, language) => survivalTable(each.curves, language),
	[
		{ id: 'normal', props: props([TREATED, PLACEBO]), ...TEXTS },
		{ id: 'long-labels', props: props(LONG), ...TEXTS },
		{ id: 'extreme', props: props(EXTREME), ...TEXTS },
		{ id: 'one-row', props: props([TREATED]), ...TEXTS },
		{ id: 'many', props: props(MANY), ...TEXTS },
		{
			id: 'incidence',
			props: LEFT,
			...TEXTS
		},
		{
			id: 'suppressed',
			props: props([TREATED]),
			title: 'One group is not shown',
			subtitle: TEXTS.subtitle,
			summary: 'One curve; a second group is hidden.',
			notes: ['c: Payroll has fewer than 5 people.']
		},
		{ id: 'sample', props: props([PLACEBO]), ...TEXTS, isSample: true },
		{ id: 'updating', props: props([TREATED]), ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'empty',
			props: props([]),
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'Nobody was employed in this window.',
				actions: [{ label: 'Upload CSV', href: '/gallery/survival' }]
			}
		},
		{
			id: 'failed',
			props: props([]),
			...EMPTY,
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/survival' }
		}
	]
);

function complement(step: SurvivalCurve['steps'][number]) {
	return {
		share: 1 - step.share,
		lower: step.upper === null ? null : 1 - step.upper,
		upper: step.lower === null ? null : 1 - step.lower
	};
}
