import { LONG_NAMES } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import type { SlopeDatum } from './slope-layout.ts';
import SlopeChart from './SlopeChart.svelte';
import { slopeTable } from './slope-table.ts';

const role = (name: string, before: number | null, after: number | null, isAlert = false): SlopeDatum => ({
	...{ role: name, before, after, isAlert }
});
const ROWS = [
	role('Advertising', 380, 120),
	role('Trust and safety', 230, 50, true),
	role('Site reliability', 120, 39, true),
	role('Security', 42, 7, true),
	role('Protection des données personnelles', 40, 32),
	role('Payroll', 12, 12)
];
const DAYS = { before: '31 Oct 2022', after: '31 Jan 2023' };
const LONG = LONG_NAMES.map((name, index) => role(name, 90 - index * 3, 60 - index * 5, index < 3));
const EXTREME = [role('Whole workforce', 1_234_567, 0, true), role('Key ceremony', 0, 9_876_543)];
const TEXTS = {
	title: 'Three of six roles fell below their minimum; payroll kept all 12 people',
	subtitle: 'People employed by role on 31 October 2022 and 31 January 2023',
	summary: 'Six lines from before to after. Advertising fell most, from 380 to 120; payroll did not change.'
};
const EMPTY = { title: 'Before and after', subtitle: TEXTS.subtitle, summary: '' };

export const slopeGallery = gallery('slope', SlopeChart, (props, language) => slopeTable(props.rows, language), [
	{ id: 'normal', props: { rows: ROWS, ...DAYS }, ...TEXTS },
	{ id: 'long-labels', props: { rows: LONG, before: '31 décembre 2022', after: '30 septembre 2023' }, ...TEXTS },
	{ id: 'extreme', props: { rows: EXTREME, ...DAYS }, ...TEXTS },
	{ id: 'one-row', props: { rows: ROWS.slice(3, 4), ...DAYS }, ...TEXTS },
	{
		id: 'many',
		props: {
			rows: Array.from({ length: 12 }, (_, index) => role(`Role ${index + 1}`, 60 - index, 50 - 2 * index)),
			...DAYS
		},
		...TEXTS
	},
	{
		id: 'suppressed',
		props: { rows: [...ROWS.slice(3), role('Night desk', null, null)], ...DAYS },
		title: 'One role is not shown',
		subtitle: TEXTS.subtitle,
		summary: 'Three lines; a fourth role is hidden.',
		notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
	},
	{ id: 'sample', props: { rows: ROWS, ...DAYS }, ...TEXTS, isSample: true },
	{ id: 'updating', props: { rows: ROWS, ...DAYS }, ...TEXTS, status: { kind: 'updating' } },
	{
		id: 'empty',
		props: { rows: [], ...DAYS },
		...EMPTY,
		status: {
			kind: 'empty',
			reason: 'No roster is published.',
			actions: [{ label: 'Upload CSV', href: '/gallery/slope' }]
		}
	},
	{
		id: 'failed',
		props: { rows: [], ...DAYS },
		...EMPTY,
		status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/slope' }
	}
]);
