import { expect, test } from 'vitest';
import { serverLanguage } from '../../../language.server.ts';
import { drawnRoles, headcountFigure, headcountTitle, headcountTotals, type Headcount } from './headcount-figure.ts';

const row = (date: string, group: string, headcount: number, hires = 0, separations = 0) => ({
	...{ date, group, headcount, hires, separations },
	fte: null,
	transfersIn: 0,
	transfersOut: 0
});
// Two roles: 5,000 + 2,500 people at the end of October, 1,700 + 1,000 at the end of November.
const rows = [
	row('2022-10-31', 'sre', 5000),
	row('2022-10-31', 'security', 2500, 10),
	row('2022-11-30', 'sre', 1700, 2, 3302),
	row('2022-11-30', 'security', 1000, 0, 1500)
];
const headcount = {
	metric: 'headcount',
	unit: 'people',
	rows,
	summary: {},
	notes: [],
	versions: []
} as unknown as Headcount;
const place = {
	page: 'http://localhost/o/a/coverage',
	query: '',
	figures: '/o/a/figures',
	isSample: true,
	retrievedOn: '2026-11-22'
};

test('roles add up by date: 7,500, then 2,700 with 2 hires and 4,802 separations', () => {
	expect(headcountTotals(rows)).toEqual([
		{ date: '2022-10-31', headcount: 7500, hires: 10, separations: 0 },
		{ date: '2022-11-30', headcount: 2700, hires: 2, separations: 4802 }
	]);
});

test('the title says 4,800 fewer, 64.0% of 7,500, in both languages', () => {
	const totals = headcountTotals(rows);
	expect(headcountTitle(totals, ['a', 'b'], serverLanguage('en'))).toBe(
		'Headcount in 2 roles fell from 7,500 on 31 October 2022 to 2,700 on 30 November 2022: 4,800 fewer, 64.0% of 7,500'
	);
	expect(headcountTitle(totals, ['a', 'b'], serverLanguage('fr'))).toBe(
		'L’effectif de 2 rôles est passé de 7\u202f500 au 31 octobre 2022 à 2\u202f700 au 30 novembre 2022\u202f: 4\u202f800 de moins, 64,0\u202f% de 7\u202f500'
	);
});

test('no rows say that there is no headcount, one date has no change', () => {
	expect(headcountTitle([], [], serverLanguage('en'))).toBe('No headcount in this period');
	expect(headcountTitle(headcountTotals(rows.slice(0, 2)), ['Security'], serverLanguage('en'))).toBe(
		'Security: 7,500 on 31 October 2022'
	);
});

test('the figure names roles, numbers its events in order of time and is marked as sample', () => {
	const context = {
		events: [
			{ date: '2022-11-16', label: 'Ultimatum' },
			{ date: '2022-11-04', label: 'Layoff' }
		],
		roleName: (role: string) => role.toUpperCase()
	};
	const figure = headcountFigure(headcount, context, place, serverLanguage('en'));
	expect(figure.table.rows[0].map((cell) => cell.text)).toEqual(['31 Oct 2022', 'SRE', '5,000', '0', '0']);
	expect(figure.annotations?.map(({ mark, text }) => `${mark} ${text}`)).toEqual([
		'1 4 November 2022: Layoff.',
		'2 16 November 2022: Ultimatum.'
	]);
	expect(figure.isSample).toBe(true);
});

test('only roles with a minimum are drawn, all three where none has one', () => {
	const wide = [row('2022-10-31', '', 10), ...rows];
	expect(drawnRoles(wide, ['security', null]).map((each) => each.headcount)).toEqual([2500, 1000]);
	expect(new Set(drawnRoles(wide, []).map((each) => each.group))).toEqual(new Set(['sre', 'security', '']));
});
