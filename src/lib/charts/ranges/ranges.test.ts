import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { rangesLayout } from './ranges-layout.ts';
import type { RangeDatum } from './ranges-layout.ts';
import { rangesTable, rangeText } from './ranges-table.ts';

const EN = chartLanguage('en');
const FR = chartLanguage('fr');
function figure(low: number | null, best: number | null, high: number | null, isSuppressed = false): RangeDatum {
	return { id: `${low} ${best} ${high}`, label: 'Staff', note: 'Source', low, best, high, isSuppressed };
}
const marks = (rows: RangeDatum[], width = 680) => rangesLayout(rows, width, (datum) => rangeText(datum, EN)).marks;

test('0 to 8,000 take 252 pixels from 236: 2,000 to 6,000 with 4,000 as best is a bar from 299 to 425', () => {
	const [mark] = marks([figure(2000, 4000, 6000), figure(null, 8000, null)]);
	expect(mark.bar).toEqual({ start: 299, end: 425, isOpenBelow: false, isOpenAbove: false });
	expect(mark.dot).toBe(362);
});

test('low and high that agree are a dot without a bar', () => {
	const [mark] = marks([figure(4000, null, 4000), figure(null, 8000, null)]);
	expect([mark.bar, mark.dot]).toEqual([null, 365]);
});

test('"at least 4,000" is open above, "at most 4,000" open below, and neither has a dot', () => {
	const [least, most] = marks([figure(4000, null, null), figure(null, null, 4000), figure(null, 8000, null)]);
	expect(least).toMatchObject({ bar: { start: 365, end: 391, isOpenBelow: false, isOpenAbove: true }, dot: null });
	expect(most).toMatchObject({ bar: { start: 339, end: 365, isOpenBelow: true, isOpenAbove: false }, dot: null });
});

test('a figure that nobody gave has neither bar nor dot', () => {
	const [mark] = marks([figure(null, null, null), figure(null, 8000, null)]);
	expect([mark.bar, mark.dot]).toEqual([null, null]);
});

test('rows keep the order given, so that contradictions stand side by side', () => {
	const rows = [figure(2900, 2900, 2900), figure(3700, 3700, 3700), figure(100, 100, 100)];
	expect(marks(rows).map((mark) => mark.datum.best)).toEqual([2900, 3700, 100]);
});

test('in a narrow drawing the value stands beside its mark, to the left where the right has no room', () => {
	const [small, large] = marks([figure(null, 100, null), figure(null, 8000, null)], 288);
	expect(small.value.x).toBeGreaterThan(small.dot ?? Infinity);
	expect(large.value.x).toBeLessThan(large.dot ?? 0);
});

test('words say what is known: 3,700 (2,900–5,000), at least 50, at most 8,000, not stated', () => {
	expect(
		[figure(2900, 3700, 5000), figure(50, null, null), figure(null, null, 8000), figure(null, null, null)].map((row) =>
			rangeText(row, EN)
		)
	).toEqual(['3,700 (2,900–5,000)', 'at least 50', 'at most 8,000', 'not stated']);
	expect(rangeText(figure(7500, null, null), FR)).toBe('au moins 7\u202f500');
});

test('a suppressed figure is "c" in words and in every number of the table', () => {
	const { rows } = rangesTable([figure(null, null, null, true)], EN);
	expect(rangeText(figure(null, null, null, true), EN)).toBe('c');
	expect(rows[0].map((cell) => cell.text)).toEqual(['Staff', 'c', 'c', 'c', 'Source']);
});

test('shares are written as per cent with the decimals they are known to: 45% (44.5%–45.5%), at least 80%', () => {
	const shares = (low: number | null, best: number | null, high: number | null, decimals: number) =>
		rangeText({ ...figure(low, best, high), decimals }, EN, 'share');
	expect(shares(0.445, 0.45, 0.455, 1)).toBe('45% (44.5%–45.5%)');
	expect(shares(0.8, null, null, 0)).toBe('at least 80%');
	expect(shares(1, 1, 1, 0)).toBe('100%');
	const [row] = rangesTable([{ ...figure(0.445, 0.45, 0.455), decimals: 1 }], FR, 'share').rows;
	expect(row.slice(1, 4).map((cell) => cell.text)).toEqual(['44,5\u202f%', '45\u202f%', '45,5\u202f%']);
});

test('on 288 pixels a value that fits neither beside nor before its mark stands 17 pixels below it; a wide one keeps its row', () => {
	const rows = [figure(0.542, 0.563, 0.583), figure(0.9155, 0.916, 0.9165)].map((row) => ({ ...row, decimals: 1 }));
	const [middle, end] = rangesLayout(rows, 288, (row) => rangeText(row, EN, 'share'), 'share').marks;
	expect([middle.value.x, middle.value.y - middle.y]).toEqual([0, 17]);
	expect([end.value.x > 0, end.value.y - end.y]).toEqual([true, 0]);
});
