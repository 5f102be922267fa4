import { expect, test } from 'vitest';
import { legendLayout } from './legend-layout.ts';
import { fontWidths } from '../../../test/support/font-widths.ts';
import { LONG_NAMES } from './gallery-names.ts';
import { BOLD, countWidth, keptInside, textLines, textWidth } from './text-fit.ts';

test('widths follow the letters: i is narrower than n, n than M', () => {
	const [i, n, m] = ['iiii', 'nnnn', 'MMMM'].map((text) => textWidth(text, 10));
	expect([i, n, m]).toEqual([12, 26, 36]);
});

test('a name is broken between words and never inside one', () => {
	expect(textLines('Trust and safety escalations', 120, 13, 3)).toEqual(['Trust and safety', 'escalations']);
});

test('what is longer than 2 lines ends in an ellipsis', () => {
	const lines = textLines('Trust and safety, child protection escalations and appeals', 120, 13, 2);
	expect(lines).toHaveLength(2);
	expect(lines[1].endsWith('…')).toBe(true);
	for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(120);
});

test('legend items stand side by side and wrap where the width ends', () => {
	const items = ['now', 'before'].map((label) => ({ label, shape: 'circle' as const, name: 'dot' }));
	const wide = legendLayout(items, 300);
	expect(wide.items.map(({ x, y }) => [x, y])).toEqual([
		[0, 11],
		[22 + textWidth('now', 12) + 18, 11]
	]);
	expect(wide.height).toBe(22);
	const narrow = legendLayout(items, 80);
	expect(narrow.items.map(({ x, y }) => [x, y])).toEqual([
		[0, 11],
		[0, 33]
	]);
	expect([narrow.height, legendLayout([], 80).height]).toEqual([44, 0]);
});

test('widths are never less than those of DejaVu Sans, and at most 6% more', () => {
	const [plain, bold] = [fontWidths('DejaVuSans'), fontWidths('DejaVuSans-Bold')];
	for (const name of [...LONG_NAMES, 'Site reliability', '1\u202f234\u202f567 sur 1\u202f900\u202f000, −12 %']) {
		expect(textWidth(name, 100) / plain(name) / 100).toBeGreaterThanOrEqual(1);
		expect(textWidth(name, 100) / plain(name) / 100).toBeLessThanOrEqual(1.06);
		expect(textWidth(name, 100 * BOLD)).toBeGreaterThanOrEqual(100 * bold(name));
	}
});

test('1,234,567 takes the room of 7 digits and 2 spaces; a centred text of 40 stays 20 from both ends', () => {
	expect(countWidth(1_234_567, 10)).toBe(textWidth('0000000  ', 10));
	expect([3, 50, 99].map((at) => keptInside(at, 40, 100))).toEqual([20, 50, 80]);
});

test('a legend item that is wider than the drawing is broken into lines, and the next one stands below them', () => {
	const label = 'share counted as leaving, with its interval';
	const items = [label, 'b'].map((text) => ({ label: text, shape: 'line' as const, name: 'interval' }));
	const { items: placed, height } = legendLayout(items, 160);
	expect(placed.map(({ lines, y }) => [lines.length, y])).toEqual([
		[3, 11],
		[1, 63]
	]);
	expect(height).toBe(74);
});
