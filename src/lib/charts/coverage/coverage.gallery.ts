import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import CoverageChart from './CoverageChart.svelte';
import type { CoverageDatum, CoverageStatus } from './coverage-layout.ts';
import { coverageTable } from './coverage-table.ts';

function role(
	name: string,
	required: number,
	qualified: number | null,
	before: number | null,
	status: CoverageStatus,
	since: string | null = null
): CoverageDatum {
	const functionId = name.toLowerCase().replaceAll(' ', '-');
	return { functionId, name, required, qualified, qualifiedBefore: before, status, belowSince: since };
}

const ROLES = [
	role('Site reliability', 15, 9, 31, 'breach', '2022-11-18'),
	role('Payroll', 4, 0, 5, 'orphaned', '2022-11-17'),
	role('Trust and safety, child protection escalations', 12, 8, 22, 'breach', '2022-11-18'),
	role('Identity and access', 6, 6, 14, 'no_slack'),
	role('Advertising serving', 10, 17, 28, 'ok'),
	role('Data platform', 8, 11, 24, 'ok'),
	role('Legal and privacy', 5, 6, 9, 'ok')
];
const MANY = manyNames(40).map((name, index) =>
	role(name, 4 + (index % 9), (index * 7) % 23, 14, (index * 7) % 23 < 4 + (index % 9) ? 'breach' : 'ok')
);
const LONG = LONG_NAMES.map((name, index) =>
	role(name, 12, 9 + index, 24, index < 3 ? 'breach' : index === 3 ? 'no_slack' : 'ok', '2022-11-18')
);
const EXTREME = [
	role('Whole workforce', 1_000_000, 1_234_567, 1_999_999, 'ok'),
	role('Key ceremony', 1, 0, 1, 'orphaned', '2022-11-18')
];
const TEXTS = {
	title: '3 of 7 critical roles fell below their minimum',
	subtitle: 'People qualified and at work against the minimum, 20 November 2022 and before the deadline of 17 November',
	summary:
		'Lollipop chart of 7 critical roles. 3 are below their minimum, by 14 people in total: site reliability has 9 of 15, payroll 0 of 4, trust and safety 8 of 12. Identity and access has no slack.'
};

export const coverageGallery = gallery(
	'coverage',
	CoverageChart,
	(props, language) => coverageTable(props.rows, language),
	[
		{ id: 'normal', props: { rows: ROLES }, ...TEXTS },
		{ id: 'one-row', props: { rows: ROLES.slice(0, 1) }, ...TEXTS },
		{ id: 'many', props: { rows: MANY }, ...TEXTS },
		{ id: 'long-labels', props: { rows: LONG }, ...TEXTS },
		{ id: 'extreme', props: { rows: EXTREME }, ...TEXTS },
		{
			id: 'sample',
			props: { rows: ROLES.map((row) => ({ ...row, qualifiedBefore: null })) },
			...TEXTS,
			isSample: true
		},
		{
			id: 'suppressed',
			props: {
				rows: [
					ROLES[0],
					ROLES[4],
					role('Key ceremony', 3, null, null, 'ok'),
					role('Fire wardens', 0, 2, 3, 'not_required')
				]
			},
			title: '1 of 4 roles is below its minimum; 1 is not shown',
			subtitle: TEXTS.subtitle,
			summary: 'Lollipop chart of 4 roles. Site reliability has 9 of 15. The count of key ceremony is hidden.',
			notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
		},
		{ id: 'updating', props: { rows: ROLES.slice(0, 2) }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'empty',
			props: { rows: [] },
			title: 'Role coverage',
			subtitle: 'People qualified and at work against the minimum',
			summary: '',
			status: {
				kind: 'empty',
				reason: 'No staffing requirements have been published, so there is no minimum to compare with.',
				actions: [
					{ label: 'Upload CSV', href: '/gallery' },
					{ label: 'Open the sample company', href: '/gallery/coverage' }
				]
			}
		},
		{
			id: 'failed',
			props: { rows: [] },
			title: 'Role coverage',
			subtitle: 'People qualified and at work against the minimum',
			summary: '',
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/coverage' }
		}
	]
);
