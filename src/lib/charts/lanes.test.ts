import { expect, test } from 'vitest';
import { lanesOf, spread } from './lanes.ts';

const stretch = (start: number, end: number) => ({ start, end });

test('two labels that overlap stand in two lanes, a third one beyond them in the first', () => {
	expect(lanesOf([stretch(0, 50), stretch(40, 90), stretch(60, 80)], 3, 0)).toEqual([0, 1, 0]);
});

test('with a gap of 10, labels from 0 to 50 and from 55 to 80 need two lanes, from 60 one', () => {
	expect(lanesOf([stretch(0, 50), stretch(55, 80)], 2, 10)).toEqual([0, 1]);
	expect(lanesOf([stretch(0, 50), stretch(60, 80)], 2, 10)).toEqual([0, 0]);
});

test('what comes first is placed first, and the fourth of four in three lanes is left out', () => {
	const all = Array.from({ length: 4 }, () => stretch(0, 10));
	expect(lanesOf(all, 3, 0)).toEqual([0, 1, 2, null]);
	expect(lanesOf(all.slice(0, 1), 0, 0)).toEqual([null]);
});

test('labels at 100, 102 and 40 are pushed to 100, 116 and 40', () => {
	expect(spread([100, 102, 40], 16, 300)).toEqual([100, 116, 40]);
});

test('at the lower edge labels are pushed upwards: 290 and 295 above 300 become 284 and 300', () => {
	expect(spread([290, 295], 16, 300)).toEqual([284, 300]);
});

test('labels far enough apart stay where they are', () => {
	expect(spread([10, 50, 90], 16, 300)).toEqual([10, 50, 90]);
});
