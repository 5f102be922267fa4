import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import type { ForestDatum } from './forest-layout.ts';
import { forestLayout } from './forest-layout.ts';
import { adjustedText, forestTable, ratioText, ratioWithInterval } from './forest-table.ts';

const EN = chartLanguage('en');
const FR = chartLanguage('fr');
function row(ratio: number | null, lower: number | null, upper: number | null, people = 100): ForestDatum {
	return { group: `${ratio} ${lower} ${upper}`, left: 10, people, ratio, lower, upper, q: 0.2, state: 'tested' };
}

test('a ratio of 2 and one of 0.5 lie as far from 1 on both sides', () => {
	const { even, marks } = forestLayout([row(2, 1, 4), row(0.5, 0.25, 1)], 680);
	const [twice, half] = marks.map((mark) => mark.square!.x);
	expect(twice - even).toBeCloseTo(even - half, 6);
	expect(marks[0].interval!.start).toBe(even);
	expect(marks[0].interval!.end - even).toBeCloseTo(2 * (twice - even), 6);
});

test('an interval without an upper limit is open above, a ratio of infinity has no square', () => {
	const { marks } = forestLayout([row(Infinity, 3, Infinity)], 680);
	expect(marks[0].interval).toMatchObject({ isOpenBelow: false, isOpenAbove: true });
	expect(marks[0].square).toBeNull();
});

test('0 with limits 0 and 0.58 is open below', () => {
	const { marks } = forestLayout([row(0, 0, 0.58)], 680);
	expect(marks[0].interval).toMatchObject({ isOpenBelow: true, isOpenAbove: false });
});

test('an interval of 0 to infinity says nothing and is not drawn', () => {
	expect(forestLayout([row(null, 0, Infinity)], 680).marks[0].interval).toBeNull();
});

test('the axis ends at 32 however large a limit is, and reaches at least from 0.5 to 2', () => {
	expect(forestLayout([row(500, 40, 6000)], 680).ticks.map((tick) => tick.value)).toEqual([0.0625, 0.25, 1, 4, 16]);
	expect(forestLayout([row(1.1, 0.9, 1.3)], 680).ticks.map((tick) => tick.value)).toEqual([0.5, 1, 2]);
});

test('a group of a quarter of the people has a square of half the side', () => {
	const { marks } = forestLayout([row(2, 1, 4, 400), row(1, 0.5, 2, 100)], 680);
	expect(marks.map((mark) => mark.square!.side)).toEqual([16, 8]);
});

test('q of 0.05 is flagged, q of 0.051 and an untested group are not', () => {
	const flags = [0.05, 0.051, null].map((q) => ({ ...row(2, 1, 4), q, group: String(q) }));
	expect(forestLayout(flags, 680).marks.map((mark) => mark.isFlagged)).toEqual([true, false, false]);
});

test('ratios have 2 significant digits near 1, none after the comma from 10 on, and an end of infinity', () => {
	expect([2.449, 12.4, 0.046, Infinity, 0, null].map((ratio) => ratioText(ratio, EN))).toEqual([
		'2.4',
		'12',
		'0.05',
		'∞',
		'0',
		'–'
	]);
	expect(ratioWithInterval(row(2.44, 1.1, 5.3), FR)).toEqual({ ratio: '2,4', interval: '1,1–5,3' });
});

test('a small q is "< 0.001", others have 2 digits: 0.0064, 0.024, 0.46', () => {
	expect([0.0000572, 0.00638, 0.0238, 0.461].map((q) => adjustedText(q, EN))).toEqual([
		'q < 0.001',
		'q = 0.0064',
		'q = 0.024',
		'q = 0.46'
	]);
});

test('the table of a hidden group holds its name and the mark, and no number', () => {
	const hidden: ForestDatum = {
		...row(null, null, null),
		group: 'Payroll',
		left: null,
		people: null,
		q: null,
		state: 'suppressed'
	};
	const [cells] = forestTable([hidden], EN).rows;
	expect(cells.map((cell) => cell.text)).toEqual(['Payroll', 'c', 'c', 'c', 'c', 'c', '–', 'not shown']);
	expect(cells.slice(1, 7).every((cell) => cell.value === null)).toBe(true);
});
