import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { icicleLayout } from './icicle-layout.ts';
import type { IcicleDatum } from './icicle-layout.ts';
import { icicleTable } from './icicle-table.ts';

const part = (path: string, people: number, left: number | null): IcicleDatum => ({
	path: path.split('/'),
	people,
	left
});
// Ops 30 of 60: security 30 of 40 and SRE 0 of 20. HQ 2 of 20, all payroll.
const DATA = [
	part('Ops', 60, 30),
	part('Ops/Security', 40, 30),
	part('Ops/SRE', 20, 0),
	part('HQ', 20, 2),
	part('HQ/Payroll', 20, null)
];

test('heights are people: Ops is three times HQ, its parts fill it from top to bottom', () => {
	const { marks } = icicleLayout(DATA, 680);
	const [ops, security, sre, hq] = ['Ops', 'Security', 'SRE', 'HQ'].map((name) =>
		marks.find((mark) => mark.datum.path.at(-1) === name)!
	);
	expect((ops.height + 1) / (hq.height + 1)).toBeCloseTo(3, 1);
	expect([security.y, security.x]).toEqual([ops.y, 340]);
	expect(sre.y).toBeCloseTo(security.y + security.height + 1, 1);
	expect(sre.y + sre.height).toBeCloseTo(ops.y + ops.height, 1);
});

test('75% is the darkest class of 15 points each, 0% the lightest; a hidden share has none', () => {
	const { marks, bounds } = icicleLayout(DATA, 680);
	expect(bounds).toEqual([0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9]);
	expect(marks.map((mark) => [mark.datum.path.join('/'), mark.level])).toEqual([
		['Ops', 3],
		['Ops/Security', 5],
		['Ops/SRE', 0],
		['HQ', 0],
		['HQ/Payroll', null]
	]);
});

test('four levels are one too many', () => {
	expect(() => icicleLayout([part('a/b/c/d', 1, 0)], 680)).toThrow('at most 3 levels');
});

test('the table has every part with its path, and the mark where one is hidden', () => {
	const { rows } = icicleTable(DATA, chartLanguage('en'));
	expect(rows.map((row) => row.map((cell) => cell.text))).toEqual([
		['Ops', '60', '30', '50%'],
		['Ops › Security', '40', '30', '75%'],
		['Ops › SRE', '20', '0', '0%'],
		['HQ', '20', '2', '10%'],
		['HQ › Payroll', '20', 'c', 'c']
	]);
});
