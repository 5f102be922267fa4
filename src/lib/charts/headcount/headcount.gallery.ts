import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import HeadcountChart from './HeadcountChart.svelte';
import type { HeadcountDatum, HeadcountEvent } from './headcount-layout.ts';
import { headcountAnnotations, headcountTable } from './headcount-table.ts';

function series(group: string | null, counts: [string, number | null][]): HeadcountDatum[] {
	return counts.map(([date, headcount]) => ({ date, group, headcount }));
}

const TOTAL = series(null, [
	['2022-01-01', 7310],
	['2022-02-01', 7340],
	['2022-03-01', 7402],
	['2022-04-01', 7455],
	['2022-05-01', 7498],
	['2022-06-01', 7520],
	['2022-07-01', 7461],
	['2022-08-01', 7430],
	['2022-09-01', 7418],
	['2022-10-01', 7405],
	['2022-11-01', 7380],
	['2022-11-05', 3712],
	['2022-11-18', 2704],
	['2022-12-01', 2388],
	['2023-01-01', 2091],
	['2023-02-01', 1912],
	['2023-03-01', 1687]
]);
const EVENTS: HeadcountEvent[] = [
	{ id: 'e1', date: '2022-11-04', label: 'Layoff of about half' },
	{ id: 'e2', date: '2022-11-17', label: 'Deadline of the ultimatum' },
	{ id: 'e3', date: '2022-10-27', label: 'Change of owner' },
	{ id: 'e4', date: '2022-04-25', label: 'Sale agreed' },
	{ id: 'e5', date: '2023-02-25', label: 'Further layoff' },
	{ id: 'e6', date: '2022-07-12', label: 'Suit to enforce the sale' }
];
const scaled = (name: string, factor: number) =>
	series(
		name,
		TOTAL.map((row) => [row.date, Math.round((row.headcount ?? 0) * factor)])
	);
const MANY = manyNames(12).flatMap((name, index) => scaled(name, 1 / (index + 2)));
const LONG = LONG_NAMES.flatMap((name, index) => scaled(name, 1 / (index + 2)));
const LONG_EVENTS = EVENTS.map((event, index) => ({ ...event, label: LONG_NAMES[index] }));
const EXTREME = series(null, [
	['1999-12-31', 1],
	['2012-06-30', 12_345_678],
	['2026-11-20', 0]
]);
const TEXTS = {
	title: 'Headcount fell from 7,380 to 2,704 in the 17 days around the deadline',
	subtitle: 'People employed at the end of the day, January 2022 to March 2023',
	summary:
		'Step line of headcount from 7,310 on 1 January 2022 to 1,687 on 1 March 2023, the highest being 7,520 on 1 June 2022. Six dated events are marked.'
};

export const headcountGallery = gallery(
	'headcount',
	HeadcountChart,
	(props, language) => headcountTable(props.rows, language),
	[
		{
			id: 'normal',
			props: { rows: TOTAL, events: EVENTS },
			...TEXTS,
			annotations: (language) => headcountAnnotations(EVENTS, language)
		},
		{ id: 'one-row', props: { rows: TOTAL.slice(0, 1) }, ...TEXTS },
		{ id: 'many', props: { rows: MANY }, ...TEXTS },
		{
			id: 'long-labels',
			props: { rows: LONG, events: LONG_EVENTS },
			...TEXTS,
			annotations: (language) => headcountAnnotations(LONG_EVENTS, language)
		},
		{ id: 'extreme', props: { rows: EXTREME }, ...TEXTS },
		{
			id: 'groups',
			props: {
				rows: [
					...series(
						'Engineering',
						TOTAL.map((row) => [row.date, Math.round((row.headcount ?? 0) * 0.46)])
					),
					...series(
						'Trust and safety',
						TOTAL.map((row) => [row.date, Math.round((row.headcount ?? 0) * 0.21)])
					),
					...series(
						'Sales',
						TOTAL.map((row) => [row.date, Math.round((row.headcount ?? 0) * 0.2)])
					)
				]
			},
			title: 'Engineering fell from 3,395 to 776',
			subtitle: TEXTS.subtitle,
			summary: 'Three step lines of headcount by role. All three fall in November 2022.',
			isSample: true
		},
		{
			id: 'suppressed',
			props: {
				rows: series(null, [
					['2022-09-01', 14],
					['2022-10-01', 12],
					['2022-11-01', null],
					['2022-12-01', null],
					['2023-01-01', 9]
				])
			},
			title: 'Payroll kept at least 9 people where counts are shown',
			subtitle: 'People employed at the end of the day',
			summary: 'Step line of headcount from 14 to 9. Two counts are hidden.',
			notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
		},
		{ id: 'updating', props: { rows: TOTAL.slice(0, 4) }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'empty',
			props: { rows: [] },
			title: 'Headcount',
			subtitle: TEXTS.subtitle,
			summary: '',
			status: {
				kind: 'empty',
				reason: 'No roster has been published yet.',
				actions: [
					{ label: 'Upload CSV', href: '/gallery' },
					{ label: 'Open the sample company', href: '/gallery/headcount' }
				]
			}
		},
		{
			id: 'failed',
			props: { rows: [] },
			title: 'Headcount',
			subtitle: TEXTS.subtitle,
			summary: '',
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/headcount' }
		}
	]
);
