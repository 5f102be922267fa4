import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { heatmapLayout } from './heatmap-layout.ts';
import type { HeatmapCell } from './heatmap-layout.ts';
import { heatmapTable } from './heatmap-table.ts';

function cell(
	row: string,
	column: string,
	part: number | null,
	whole: number | null,
	isSuppressed = false
): HeatmapCell {
	return { row, column, part, whole, isSuppressed };
}
const levels = (cells: HeatmapCell[]) =>
	heatmapLayout(cells, 680).rows.flatMap((row) => row.cells.map(({ level }) => level));

test('with a largest share of 30% classes are 5 points wide: 0%, 4.9%, 5% and 30% are classes 0, 0, 1 and 5', () => {
	const cells = [0, 49, 50, 300].map((part, index) => cell('a', String(index), part, 1000));
	expect(heatmapLayout(cells, 680).bounds).toEqual([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
	expect(levels(cells)).toEqual([0, 0, 1, 5]);
});

test('everybody is in the highest class, which ends at 120% so that its bounds stay round', () => {
	expect(heatmapLayout([cell('a', 'x', 7, 7)], 680).bounds.at(-1)).toBe(1.2);
	expect(levels([cell('a', 'x', 7, 7)])).toEqual([5]);
});

test('a hidden cell and one of nobody have no class', () => {
	expect(levels([cell('a', 'x', null, null, true), cell('a', 'y', 0, 0)])).toEqual([null, null]);
});

test('3 columns share the room beside the names; cells of a row stand at the same height', () => {
	const [row] = heatmapLayout(
		['x', 'y', 'z'].map((column) => cell('a', column, 1, 10)),
		680
	).rows;
	const gaps = row.cells.slice(1).map((each, index) => each.x - row.cells[index].x);
	expect(gaps[0]).toBeCloseTo(490 / 3, 0);
	expect(gaps[1]).toBeCloseTo(gaps[0], 0);
	expect(new Set(row.cells.map(({ y }) => y)).size).toBe(1);
});

test('the table tells 12 of 40 as 30%, and a hidden cell by its mark only', () => {
	const { rows } = heatmapTable([cell('a', 'x', 12, 40), cell('b', 'x', null, null, true)], chartLanguage('en'));
	expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
		['a', 'x', '12', '40', '30%'],
		['b', 'x', 'c', 'c', 'not shown']
	]);
	expect(rows[1].slice(2).every(({ value }) => value === null)).toBe(true);
});
