import { expect, test } from 'vitest';
import type { Figure } from '#lib/charts/figure.ts';
import { figurePrint, figuresIn, summaryText } from './figure-print.ts';

const figure = (changes: Partial<Figure> = {}): Figure => ({
	...{ id: 'coverage', title: '2 of 3 roles are short', subtitle: 'People, 30 June 2024', summary: 'Bars of 3 roles.' },
	...{ notes: [], sources: [{ text: 'Roster, version 3' }], dataDate: 'Data as of 30 June 2024' },
	table: {
		columns: [{ id: 'has', label: 'Has', align: 'end' }],
		rows: [[{ text: '4', value: 4 }], [{ text: 'c', value: null }]]
	},
	permalink: {
		live: 'https://one.example/o/acme/coverage?on=2024-06-30#coverage',
		frozen: 'https://one.example/o/acme/coverage?on=2024-06-30&versions=3f2a91c0-3#coverage'
	},
	...{ downloads: null, isSample: false },
	...changes
});
const cell = (text: string, value: number | null) => ({ columns: figure().table.columns, rows: [[{ text, value }]] });
const frozen = (query: string) => ({
	permalink: { live: 'https://one.example/o/acme/coverage', frozen: `https://one.example/o/acme/coverage?${query}` }
});

test('a print differs by each of a number, its text, a title, a filter, a note, a version, a day, a hidden cell', () => {
	const prints = [
		figure(),
		...[
			{ table: cell('4', 4) },
			{ table: cell('4', 5) },
			{ table: cell('4.0', 4) },
			{ table: cell('c', null) },
			{ title: '1 of 3 roles is short' },
			{ subtitle: 'People, 1 July 2024' },
			{ summary: 'Bars of 4 roles.' },
			{ filters: 'Level L3' },
			{ notes: ['Counts below 5 are hidden.'] },
			{ sources: [{ text: 'Roster, version 4' }] },
			{ dataDate: 'Data as of 1 July 2024' },
			{ id: 'clocks' },
			frozen('on=2024-06-30&versions=3f2a91c0-4'),
			frozen('on=2024-05-31&versions=3f2a91c0-3')
		].map(figure)
	].map(figurePrint);
	expect(new Set(prints).size).toBe(15);
});

test('a print is the same on another day, at another address of the site, and once another summary stands there', () => {
	const same = [
		figure({ retrievedOn: '2026-11-23' }),
		figure({ permalink: { ...figure().permalink!, frozen: figure().permalink!.frozen!.replace('one.', 'two.') } }),
		figure({ summary: 'My own.', ownSummary: { href: '/', generated: figure().summary, stale: null } })
	];
	expect(same.map(figurePrint)).toEqual(same.map(() => figurePrint(figure())));
});

test('3 figures are found in a view: by name, 3 names deep, and none in a list or deeper', () => {
	const [one, two, three] = ['one', 'two', 'three'].map((id) => figure({ id }));
	const view = { a: one, figures: { b: two }, analysis: { c: { figure: three } }, n: null, list: [figure()], day: '1' };
	expect(figuresIn({ ...view, x: { y: { z: { figure: figure() } } } })).toEqual([one, two, three]);
});

test('what is typed is one line of plain text of 1 to 600 characters', () => {
	expect(summaryText('  Two\r\nlines\u202e \u0000and <b>tags</b> ')).toBe('Two lines and <b>tags</b>');
	expect([summaryText(' \n\u202e'), summaryText('x'.repeat(601))]).toEqual([null, null]);
	expect(summaryText('x'.repeat(600))).toHaveLength(600);
});
