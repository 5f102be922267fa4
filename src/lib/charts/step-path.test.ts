import { expect, test } from 'vitest';
import { stepBand, stepPath } from './step-path.ts';

test('from 10,5 to 20,8: right by 10, then down by 3', () => {
	const points = [
		{ x: 10, y: 5 },
		{ x: 20, y: 8 },
		{ x: 20.04, y: 8 }
	];
	expect(stepPath(points)).toBe('M10,5h10v3');
	expect(stepPath(points.slice(0, 1))).toBe('');
});

test('100 steps of a third of a pixel end where they should, not 100 rounded steps further', () => {
	const points = Array.from({ length: 101 }, (_, index) => ({ x: index / 3, y: 0 }));
	const moved = [...stepPath(points).matchAll(/h([\d.]+)/g)].reduce((sum, [, by]) => sum + Number(by), 0);
	expect(moved).toBeCloseTo(33.3, 9);
});

test('a band goes along its upper line and back along its lower one', () => {
	const points = [
		{ x: 0, upper: 1, lower: 5 },
		{ x: 10, upper: 2, lower: 7 }
	];
	expect(stepBand(points)).toBe('M0,1h10v1v5v-2h-10Z');
	expect(stepBand([])).toBe('');
});
