import { expect, test } from 'vitest';
import { legendLayout } from './legend-layout.ts';
import { textLines, textWidth } from './text-fit.ts';

test('widths follow the letters: i is narrower than n, n than M', () => {
	const [i, n, m] = ['iiii', 'nnnn', 'MMMM'].map((text) => textWidth(text, 10));
	expect([i, n, m]).toEqual([15, 23, 37]);
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
