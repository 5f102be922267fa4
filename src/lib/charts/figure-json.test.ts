import { expect, test } from 'vitest';
import type { Figure } from './figure.ts';
import { figureJson } from './figure-json.ts';

const figure: Figure = {
	id: 'coverage',
	title: '7 of 9 remain',
	subtitle: 'people',
	summary: 's',
	notes: ['a note'],
	sources: [{ text: 'Roster, version 3' }],
	dataDate: '20 November 2022',
	table: {
		columns: [
			{ id: 'role', label: 'Role', align: 'start' },
			{ id: 'left', label: 'Left', align: 'end' }
		],
		rows: [
			[
				{ text: '=SRE', value: '=SRE' },
				{ text: '1,200', value: 1200 }
			],
			[
				{ text: 'Legal', value: 'Legal' },
				{ text: '< 5', value: null }
			],
			[
				{ text: 'Payroll', value: 'Payroll' },
				{ text: '–', value: null }
			]
		]
	},
	downloads: null,
	permalink: null,
	isSample: true
};

test('3 rows with numbers as numbers; the suppressed cell is null with its mark, the unknown one null without', () => {
	const json = JSON.parse(figureJson(figure)) as Record<string, unknown>;
	expect(json.rows).toEqual([
		{ role: '=SRE', left: 1200 },
		{ role: 'Legal', left: null },
		{ role: 'Payroll', left: null }
	]);
	expect(json.marks).toEqual([{ row: 1, column: 'left', text: '< 5' }]);
	expect(json).toMatchObject({
		sources: [{ text: 'Roster, version 3' }],
		dataDate: '20 November 2022',
		isSample: true
	});
});
