import { LONG_NAMES } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import ResponseCurveChart from './ResponseCurveChart.svelte';
import type { ResponseCurveDatum } from './response-curve-layout.ts';
import { responseCurveTable } from './response-curve-table.ts';

const ASKED = 3700;

function datum(counts: [number, number][], lateMarks: number[], windowHours: number): ResponseCurveDatum {
	const answered = counts.at(-1)?.[1] ?? 0;
	return {
		asked: ASKED,
		answered,
		curve: counts.map(([hours, count]) => ({ hours, count, shareOfAsked: count / ASKED })),
		lateMarks,
		windowHours,
		dkwHalfWidth: answered === 0 ? null : Math.sqrt(Math.log(2 / 0.05) / (2 * answered))
	};
}

const SURGE = datum(
	[
		[0.5, 60],
		[1, 130],
		[2, 210],
		[4, 300],
		[8, 380],
		[12, 455],
		[18, 560],
		[24, 690],
		[30, 850],
		[36, 1010],
		[38, 1190],
		[39, 1390],
		[40, 1804]
	],
	[40.4, 41, 41.5, 43.2, 46, 60],
	40
);
const DEADLINE = {
	event: '17 November 2022, 17:00 (New York Time)',
	reader: '17 November 2022, 23:00 (France Time)'
};
const hourly = (count: number) => Array.from({ length: count }, (_, index): [number, number] => [index / 4, index * 9]);
const LONG_ZONE = {
	event: `17 novembre 2022 à 17:00, ${LONG_NAMES[0]}`,
	reader: `17 novembre 2022 à 23:00, ${LONG_NAMES[1]}`
};
const HUGE = {
	...SURGE,
	asked: 1_234_567,
	answered: 1_000_000,
	windowHours: 2_160,
	curve: [{ hours: 0.01, count: 1_000_000, shareOfAsked: 0.81 }]
};
const TEXTS = {
	title: '51.2% of the 3,700 people asked had not answered at the deadline',
	subtitle: 'Answers in time as a share of everybody asked, by hours since the announcement',
	summary:
		'Step curve over 40 hours. 1,804 of 3,700 people (48.8%) answered in time, 414 of them in the last hour; 1,896 did not. Six answers came late.'
};
const FEW = {
	...datum([], [], 40),
	asked: 18,
	answered: 11,
	curve: [3, 9, 14, 20, 26, 31, 33, 36, 38, 39, 40].map((hours, index) => ({
		hours,
		count: index + 1,
		shareOfAsked: (index + 1) / 18
	})),
	dkwHalfWidth: Math.sqrt(Math.log(2 / 0.05) / 22)
};

export const responseCurveGallery = gallery(
	'response-curve',
	ResponseCurveChart,
	(props, language) => responseCurveTable(props.datum, language),
	[
		{ id: 'normal', props: { datum: SURGE, deadline: DEADLINE }, ...TEXTS },
		{ id: 'one-row', props: { datum: datum([[3, 1]], [], 40), deadline: DEADLINE }, ...TEXTS },
		{ id: 'many', props: { datum: datum(hourly(160), [41, 42, 43, 44], 40), deadline: DEADLINE }, ...TEXTS },
		{ id: 'long-labels', props: { datum: SURGE, deadline: LONG_ZONE }, ...TEXTS },
		{ id: 'extreme', props: { datum: HUGE, deadline: DEADLINE }, ...TEXTS },
		{
			id: 'band',
			props: { datum: FEW, deadline: { event: DEADLINE.event, reader: null } },
			title: '7 of 18 people asked had not answered at the deadline',
			subtitle: TEXTS.subtitle,
			summary: 'Step curve over 40 hours. 11 of 18 people answered in time.',
			notes: ['The band is the 95% Dvoretzky-Kiefer-Wolfowitz band of the times of answers.'],
			isSample: true
		},
		{
			id: 'silence',
			props: { datum: datum([], [], 40), deadline: DEADLINE },
			title: 'Nobody of the 3,700 people asked answered',
			subtitle: TEXTS.subtitle,
			summary: 'Step curve that stays at nought over 40 hours.'
		},
		{
			id: 'suppressed',
			props: { datum: datum([], [], 40), deadline: DEADLINE },
			title: 'Answers over time',
			subtitle: TEXTS.subtitle,
			summary: '',
			status: {
				kind: 'empty',
				reason: 'Fewer than 5 people are in this group, so its answers are not shown.',
				actions: [{ label: 'Show everybody', href: '/gallery/response-curve' }]
			}
		},
		{ id: 'updating', props: { datum: SURGE, deadline: DEADLINE }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'empty',
			props: { datum: datum([], [], 40), deadline: DEADLINE },
			title: 'Answers over time',
			subtitle: TEXTS.subtitle,
			summary: '',
			status: {
				kind: 'empty',
				reason: 'No answers to this ultimatum have been published.',
				actions: [{ label: 'Upload CSV', href: '/gallery' }]
			}
		},
		{
			id: 'failed',
			props: { datum: datum([], [], 40), deadline: DEADLINE },
			title: 'Answers over time',
			subtitle: TEXTS.subtitle,
			summary: '',
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/response-curve' }
		}
	]
);
