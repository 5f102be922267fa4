import { LONG_NAMES, manyNames } from '../gallery-names.ts';
import { gallery } from '../gallery.ts';
import type { HeatmapCell } from './heatmap-layout.ts';
import HeatmapChart from './HeatmapChart.svelte';
import { heatmapTable } from './heatmap-table.ts';

const COLUMNS = ['Layoff', 'Ultimatum', 'Resignations', 'Return to office'];
const row = (name: string, people: number, parts: (number | null)[]): HeatmapCell[] =>
	parts.map((part, index) => ({
		row: name,
		column: COLUMNS[index],
		part,
		whole: part === null ? null : people,
		isSuppressed: part === null
	}));
const CELLS = [
	...row('Trust and safety', 230, [140, 40, 12, 2]),
	...row('Site reliability', 120, [20, 61, 9, 6]),
	...row('Security', 42, [5, 30, 3, 0]),
	...row('Responsables de la paie et de la comptabilité', 12, [0, 6, 0, 0])
];
const HIDDEN = [...row('Security', 42, [5, 30, 6, 0]), ...row('Payroll', 12, [null, null, 0, 0])];
const MONTHS: HeatmapCell[] = ['Security', 'Operations', 'Advertising'].flatMap((name, index) =>
	Array.from({ length: 12 }, (_, month) => ({
		row: name,
		column: String(month + 1),
		part: (month * 3 + index * 7) % 20,
		whole: 400,
		isSuppressed: false
	}))
);
const LARGE_MONTHS = MONTHS.map((cell, index) => ({ ...cell, part: 100 + index * 25, whole: 2000 }));
const MANY = manyNames(24).flatMap((name) => row(name, 40, [3, 12, 30, 0]));
const LONG: HeatmapCell[] = LONG_NAMES.flatMap((name) =>
	LONG_NAMES.slice(0, 5).map((column) => ({ row: name, column, part: 12, whole: 64, isSuppressed: false }))
);
const EXTREME = [...row('Whole workforce', 1_234_567, [1_234_567, 1, 0, null]), ...row('One', 1, [1, 0, 0, 0])];
const TEXTS = {
	title: 'Security lost 30 of 42 people to the ultimatum; no other event took so large a share of a role',
	subtitle: 'Share of the people of a role on the day before each event who left with it',
	summary: 'Four roles by four events. The largest share is 71% of security at the ultimatum.'
};
const EMPTY = { title: 'Roles and events', subtitle: TEXTS.subtitle, summary: '' };

export const heatmapGallery = gallery(
	'heatmap',
	HeatmapChart,
	(props, language) => heatmapTable(props.cells, language),
	[
		{ id: 'normal', props: { cells: CELLS }, ...TEXTS },
		{ id: 'one-row', props: { cells: CELLS.slice(0, 4) }, ...TEXTS },
		{ id: 'many', props: { cells: MANY }, ...TEXTS },
		{ id: 'long-labels', props: { cells: LONG }, ...TEXTS },
		{ id: 'extreme', props: { cells: EXTREME }, ...TEXTS },
		{ id: 'months', props: { cells: MONTHS }, ...TEXTS },
		{ id: 'large-months', props: { cells: LARGE_MONTHS }, ...TEXTS },
		{
			id: 'suppressed',
			props: { cells: HIDDEN },
			title: 'Two cells are not shown',
			subtitle: TEXTS.subtitle,
			summary: 'Two roles by four events; two cells are hidden.',
			notes: ['c: fewer than 5 people, or a count from which such a count could be worked out.']
		},
		{ id: 'sample', props: { cells: CELLS }, ...TEXTS, isSample: true },
		{ id: 'updating', props: { cells: CELLS }, ...TEXTS, status: { kind: 'updating' } },
		{
			id: 'empty',
			props: { cells: [] },
			...EMPTY,
			status: {
				kind: 'empty',
				reason: 'No event is published.',
				actions: [{ label: 'Upload CSV', href: '/gallery/heatmap' }]
			}
		},
		{
			id: 'failed',
			props: { cells: [] },
			...EMPTY,
			status: { kind: 'failed', reference: '7f3a-21c0', retryHref: '/gallery/heatmap' }
		}
	]
);
