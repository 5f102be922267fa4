import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import FanChart from './FanChart.svelte';
import type { Fan, FanDatum } from './fan-layout.ts';
import { fanTable } from './fan-table.ts';

const fan = (below: number, ...remaining: Fan['remaining']): Fan => ({ remaining, below });

function role(label: string, [now, required]: [number, number], alone: Fan | null, together: Fan | null): FanDatum {
	return { id: label, label, now, required, alone, together };
}

const ROLES = [
	role('Site reliability', [31, 15], fan(0.12, 13, 17, 21, 24, 28), fan(0.27, 6, 14, 21, 26, 30)),
	role('Payroll', [5, 4], fan(0.61, 1, 2, 3, 4, 5), fan(0.58, 0, 2, 3, 4, 5)),
	role(
		'Trust and safety, child protection escalations',
		[22, 12],
		fan(0.003, 14, 16, 17, 18, 20),
		fan(0.09, 10, 14, 17, 19, 22)
	),
	role('Identity and access', [14, 14], fan(0.998, 6, 8, 9, 11, 13), fan(0.97, 3, 7, 9, 12, 14)),
	role('Legal and privacy', [9, 5], fan(0, 9, 9, 9, 9, 9), fan(0, 9, 9, 9, 9, 9))
];
const MANY = manyNames(30).map((name) => role(name, [31, 15], fan(0.12, 13, 17, 21, 24, 28), null));
const LONG = LONG_NAMES.map((name) => role(name, [9, 5], fan(0.2, 3, 5, 6, 7, 9), fan(0.3, 2, 4, 6, 7, 9)));
const EXTREME = [
	role('Whole workforce', [1_234_567, 1_000_000], fan(0.5, 0, 400_000, 900_000, 1_100_000, 1_234_567), null),
	role('Key ceremony', [1, 1], fan(1, 0, 0, 0, 0, 0), fan(0.001, 1, 1, 1, 1, 1))
];
const TEXTS = {
	title: 'Identity and access is the most likely to fall below its minimum: more than 99%, or 97% under a shared shock',
	subtitle: 'People remaining after the ultimatum, by quantile, against the minimum',
	summary:
		'Five roles with a minimum, each with the people who remain at 5, 50 and 95 per cent, alone and under a shock.'
};
const EMPTY = { title: 'What would remain', subtitle: TEXTS.subtitle, summary: '' };

export const fanGallery = gallery<{ rows: FanDatum[]; sigma: number | null }>(
	'fan',
	FanChart,
	(props, language) => fanTable(props.rows, language),
	[
		{ id: 'normal', props: { rows: ROLES, sigma: 1 }, ...TEXTS },
		{ id: 'many', props: { rows: MANY, sigma: null }, ...TEXTS },
		{ id: 'long-labels', props: { rows: LONG, sigma: 1 }, ...TEXTS },
		{ id: 'extreme', props: { rows: EXTREME, sigma: 1 }, ...TEXTS },
		{ id: 'one-row', props: { rows: ROLES.slice(0, 1), sigma: 0.5 }, ...TEXTS },
		{
			id: 'one-bar',
			props: { rows: ROLES.map((each) => ({ ...each, together: null })), sigma: null },
			...TEXTS,
			title: 'Identity and access is the most likely to fall below its minimum: more than 99%'
		},
		{ id: 'sample', props: { rows: ROLES.slice(0, 3), sigma: 2 }, ...TEXTS, isSample: true },
		{
			id: 'suppressed',
			props: { rows: [ROLES[0], role('Key ceremony', [6, 3], null, null)], sigma: 1 },
			title: 'One role is not shown',
			subtitle: TEXTS.subtitle,
			summary: 'Two roles, one of which is hidden.',
			notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
		},
		{ id: 'updating', props: { rows: ROLES.slice(0, 2), sigma: 1 }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'empty',
			props: { rows: [], sigma: 1 },
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'No role has a minimum.',
				actions: [{ label: 'Upload CSV', href: '/gallery/fan' }]
			}
		},
		{
			id: 'failed',
			props: { rows: [], sigma: 1 },
			...EMPTY,
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/fan' }
		}
	]
);
