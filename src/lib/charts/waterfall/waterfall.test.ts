import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { waterfallLayout } from './waterfall-layout.ts';
import type { WaterfallStep } from './waterfall-layout.ts';
import { waterfallTable } from './waterfall-table.ts';

const total = (label: string, count: number): WaterfallStep => ({ id: label, label, kind: 'total', count });
const change = (label: string, count: number | null): WaterfallStep => ({ id: label, label, kind: 'change', count });
const STEPS = [total('before', 100), change('left', -60), change('hired', 10), change('moved', 0), total('after', 50)];

test('100 − 60 + 10 is 50: each bar begins where the one above ended, the totals at zero', () => {
	const { marks } = waterfallLayout(STEPS, 680);
	const [before, left, hired, moved, after] = marks.map((mark) => mark.bar);
	expect(before!.x + before!.width).toBeCloseTo(left!.x + left!.width, 6);
	expect(left!.x).toBeCloseTo(hired!.x, 6);
	expect(left!.width / before!.width).toBeCloseTo(0.6, 2);
	expect(hired!.width / before!.width).toBeCloseTo(0.1, 2);
	expect(moved).toBeNull();
	expect([after!.x, after!.width / before!.width]).toEqual([before!.x, 0.5]);
	expect(marks.map((mark) => mark.tone)).toEqual(['total', 'down', 'up', 'none', 'total']);
});

test('changes that lead to 40 where 50 are said to be left are a mistake of the caller', () => {
	expect(() => waterfallLayout([total('before', 100), change('left', -60), total('after', 50)], 680)).toThrow(
		'The changes before "after" lead to 40 people, not to 50.'
	);
});

test('after a hidden change nothing is drawn until the next total', () => {
	const { marks } = waterfallLayout(
		[total('before', 100), change('a', null), change('b', -10), total('after', 50)],
		680
	);
	expect(marks.map((mark) => mark.bar !== null)).toEqual([true, false, false, true]);
	expect(marks.map((mark) => mark.connector !== null)).toEqual([false, false, false, false]);
});

test('the table has the signs of the drawing: 100, −60, +10, 0, 50', () => {
	const { rows } = waterfallTable(STEPS, chartLanguage('en'));
	expect(rows.map((row) => row[1].text)).toEqual(['100', '−60', '+10', '0', '50']);
	expect(rows.map((row) => row[1].value)).toEqual([100, -60, 10, 0, 50]);
});
