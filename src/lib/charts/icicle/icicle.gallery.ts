import { LONG_NAMES } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import type { IcicleDatum } from './icicle-layout.ts';
import IcicleChart from './IcicleChart.svelte';
import { icicleTable } from './icicle-table.ts';

const part = (path: string, people: number, left: number | null): IcicleDatum => ({
	path: path.split(' / '),
	people,
	left
});
const DATA = [
	part('Infrastructure', 520, 290),
	part('Infrastructure / Site reliability', 240, 160),
	part('Infrastructure / Data platform', 180, 110),
	part('Infrastructure / Other roles', 100, 20),
	part('Sûreté et modération des contenus publiés', 300, 60),
	part('Sûreté et modération des contenus publiés / Trust and safety', 280, 59),
	part('Sûreté et modération des contenus publiés / Security', 20, 1),
	part('Finance', 60, 3),
	part('Finance / Payroll', 48, 3),
	part('Finance / Legal and privacy', 12, 0)
];
const DEEP = [
	part('Paris', 90, 30),
	part('Paris / Operations', 90, 30),
	part('Paris / Operations / Security', 60, 24),
	part('Paris / Operations / Payroll', 30, 6)
];
const MANY = Array.from({ length: 24 }, (_, index) => [
	part(`Department ${index + 1}`, 400 - index * 15, (index * 37) % 120),
	part(`Department ${index + 1} / Staff`, 400 - index * 15, (index * 37) % 120)
]).flat();
const LONG = LONG_NAMES.flatMap((name) => [part(name, 100, 30), part(`${name} / ${LONG_NAMES[0]}`, 100, 30)]);
const EXTREME = [
	part('Whole workforce', 1_234_567, 1_234_567),
	part('Whole workforce / Staff', 1_234_567, 1_234_567),
	part('Key ceremony', 1, 0),
	part('Key ceremony / One', 1, 0)
];
const TEXTS = {
	title: 'Infrastructure lost 290 of 520 people, more than half; finance 3 of 60',
	subtitle: 'People employed on the day of the event by department and role, and the share who left within 180 days',
	summary: 'Three departments with seven roles. Height is people, colour the share that left.'
};
const EMPTY = { title: 'Loss by part of the organisation', subtitle: TEXTS.subtitle, summary: '' };

export const icicleGallery = gallery('icicle', IcicleChart, (props, language) => icicleTable(props.data, language), [
	{ id: 'normal', props: { data: DATA }, ...TEXTS },
	{ id: 'long-labels', props: { data: LONG }, ...TEXTS },
	{ id: 'extreme', props: { data: EXTREME }, ...TEXTS },
	{ id: 'deep', props: { data: DEEP }, ...TEXTS },
	{ id: 'many', props: { data: MANY }, ...TEXTS },
	{ id: 'one-row', props: { data: [part('Finance', 60, 60)] }, ...TEXTS },
	{
		id: 'suppressed',
		props: { data: [part('Finance', 60, 30), part('Finance / Payroll', 54, null), part('Finance / Legal', 6, null)] },
		title: 'Two parts are not shown',
		subtitle: TEXTS.subtitle,
		summary: 'One department with two roles; how many left each is hidden.',
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
			actions: [{ label: 'Upload CSV', href: '/gallery/icicle' }]
		}
	},
	{
		id: 'failed',
		props: { data: [] },
		...EMPTY,
		status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/icicle' }
	}
]);
