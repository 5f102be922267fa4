import { LONG_NAMES } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import TimelineChart from './TimelineChart.svelte';
import type { TimelineItem, TimelineLane, TimelineRange } from './timeline-layout.ts';
import { timelineTable } from './timeline-table.ts';

function items(lane: TimelineLane, rows: [string, string, string?][]): TimelineItem[] {
	return rows.map(([date, title, endDate], index) => ({ id: `${lane}-${index}`, lane, title, date, endDate }));
}

const DECADE: TimelineItem[] = [
	...items('event', [
		['2015-10-13', 'Layoff under the returned chief executive'],
		['2016-01-24', 'Four executives and the general manager of Vine leave'],
		['2022-10-27', 'Takeover: four top executives fired'],
		['2022-11-04', 'About half of the employees are laid off'],
		['2022-11-09', 'Remote work ends'],
		['2022-11-10', 'Heads of security, privacy, compliance and safety resign'],
		['2022-11-12', 'Contractors lose access without notice'],
		['2022-11-16', 'Ultimatum: click yes to stay', '2022-11-17'],
		['2022-11-18', 'Offices closed', '2022-11-21'],
		['2022-11-20', 'Further cuts in sales and partnerships'],
		['2023-02-25', 'Weekend layoff, about a tenth of the company'],
		['2023-06-01', 'Heads of trust and safety and of brand safety resign'],
		['2024-11', 'Layoffs in engineering']
	]),
	...items('departure', [
		['2016-01-24', 'SVP Engineering'],
		['2016-01-24', 'SVP Product'],
		['2022-10-27', 'Chief Executive Officer'],
		['2022-10-27', 'Chief Financial Officer'],
		['2022-10-27', 'General Counsel'],
		['2022-11-01', 'Chief Marketing Officer'],
		['2022-11-10', 'Chief Information Security Officer'],
		['2022-11-10', 'Chief Privacy Officer'],
		['2022-11-10', 'Chief Compliance Officer'],
		['2023-06-01', 'Head of Trust and Safety']
	]),
	...items('incident', [
		['2016-01-19', 'Outage after an internal change of code'],
		['2022-12-28', 'Outage for many users'],
		['2023-02-08', 'Posting and messages fail'],
		['2023-03-06', 'Links and images fail'],
		['2025-03-10', 'Three waves of outage'],
		['2025-05-22', 'Data centre problems', '2025-05-23']
	]),
	...items('headcount', [
		['2015-10-13', 'About 4,100 employees'],
		['2021', 'More than 7,500 full-time employees'],
		['2022-11-05', 'About 3,700 full-time employees'],
		['2023-04-11', '1,500 employees']
	])
];
const NOVEMBER: TimelineRange = { from: '2022-10-20', to: '2022-11-30' };
const MANY = items(
	'event',
	Array.from({ length: 60 }, (_, index) => [`20${10 + (index % 12)}-0${1 + (index % 9)}-15`, `Event ${index + 1}`])
);
const LONG = [
	...items(
		'event',
		LONG_NAMES.slice(0, 4).map((name, index) => [`2022-11-${10 + index * 5}`, name])
	),
	...items(
		'departure',
		LONG_NAMES.slice(4).map((name, index) => [`2022-11-${10 + index * 5}`, name])
	)
];
const EXTREME = items('event', [
	['1900', 'A year'],
	['2022-11-17', 'A day'],
	['2099-12-31', 'A day far away', '2100-01-01']
]);
const TEXTS = {
	title: 'Of 33 dated facts from 2015 to 2025, 16 fall into the six weeks from 20 October 2022',
	subtitle: 'Events, departures of executives, incidents and headcounts, by date as reported',
	summary:
		'Timeline in four lanes from October 2015 to May 2025: 13 events, 10 departures of executives, 6 incidents and 4 headcounts. Most stand in October and November 2022. Closeness in time is not cause.'
};
const EMPTY = { title: 'Timeline', subtitle: TEXTS.subtitle, summary: '' };

export const timelineGallery = gallery<{ items: TimelineItem[]; range?: TimelineRange }>(
	'timeline',
	TimelineChart,
	(props, language) => timelineTable(props.items, props.range, language),
	[
		{ id: 'normal', props: { items: DECADE }, ...TEXTS },
		{ id: 'one-row', props: { items: DECADE.slice(0, 1) }, ...TEXTS },
		{ id: 'many', props: { items: MANY }, ...TEXTS },
		{ id: 'long-labels', props: { items: LONG }, ...TEXTS },
		{ id: 'extreme', props: { items: EXTREME }, ...TEXTS },
		{
			id: 'range',
			props: { items: DECADE, range: NOVEMBER },
			title: 'Seven executives and eight events in six weeks',
			subtitle: '20 October to 30 November 2022',
			summary: 'Timeline in three lanes over six weeks: 8 events, 7 departures of executives and 1 headcount.'
		},
		{
			id: 'sample',
			props: { items: DECADE.filter((item) => item.lane === 'incident') },
			title: 'Six incidents in nine years',
			subtitle: TEXTS.subtitle,
			summary: 'Timeline of six incidents from January 2016 to May 2025.',
			isSample: true
		},
		{ id: 'updating', props: { items: DECADE.slice(0, 3) }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'suppressed',
			props: { items: [] },
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'Events of groups with fewer than 5 people are not shown.',
				actions: [{ label: 'Show the whole company', href: '/gallery/timeline' }]
			}
		},
		{
			id: 'empty',
			props: { items: [] },
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'Nothing dated lies in this range.',
				actions: [{ label: 'Show all years', href: '/gallery/timeline' }]
			}
		},
		{
			id: 'failed',
			props: { items: [] },
			...EMPTY,
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/timeline' }
		}
	]
);
