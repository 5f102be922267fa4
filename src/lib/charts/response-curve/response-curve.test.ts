import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { responseCurveLayout } from './response-curve-layout.ts';
import type { ResponseCurveDatum } from './response-curve-layout.ts';
import { responseCurveTable } from './response-curve-table.ts';

/** Ten people asked, five answered in 40 hours: two after 10, one after 20, two at the deadline. */
const TEN: ResponseCurveDatum = {
	asked: 10,
	answered: 5,
	curve: [
		{ hours: 10, count: 2, shareOfAsked: 0.2 },
		{ hours: 20, count: 3, shareOfAsked: 0.3 },
		{ hours: 40, count: 5, shareOfAsked: 0.5 }
	],
	lateMarks: [],
	windowHours: 40,
	dkwHalfWidth: null
};

test('40 hours take 464 pixels to the deadline at 510, and everybody asked takes 270 upwards', () => {
	const { plot, deadline } = responseCurveLayout(TEN, 680);
	expect([plot.left, deadline, plot.top, plot.bottom]).toEqual([46, 510, 46, 316]);
});

test('2 of 10 after 10 hours stand at 162 and 262, and the curve begins at nought', () => {
	const { points } = responseCurveLayout(TEN, 680);
	expect(points.map(({ x, y }) => [x, y])).toEqual([
		[46, 316],
		[162, 262],
		[278, 235],
		[510, 181]
	]);
});

test('answers come in steps, not along a slope', () => {
	expect(responseCurveLayout(TEN, 680).path).toBe('M46,316h116v-54h116v-27h232v-54');
});

test('5 of 10 silent people are a gap of one half, from 100% down to the end of the curve', () => {
	expect(responseCurveLayout(TEN, 680).gap).toEqual({ top: 46, bottom: 181, labelY: 99.5, share: 0.5 });
});

test('a curve that ends early stays level to the deadline', () => {
	const early = { ...TEN, curve: TEN.curve.slice(0, 2), answered: 3 };
	const layout = responseCurveLayout(early, 680);
	expect(layout.path).toMatch(/h116v-27h232$/);
	expect(layout.gap.share).toBe(0.7);
});

test('nobody answered: the curve stays at 0, the gap is everybody, there is no band', () => {
	const silent = responseCurveLayout({ ...TEN, answered: 0, curve: [], dkwHalfWidth: null }, 680);
	expect(silent.path).toBe('M46,316h464');
	expect([silent.gap.share, silent.band]).toEqual([1, null]);
});

test('a band of ±0.2 among 5 who answered is ±10% of the 10 asked, cut off at 0 and at all who answered', () => {
	const { band } = responseCurveLayout({ ...TEN, dkwHalfWidth: 0.2 }, 680);
	const moves = [...(band ?? '').matchAll(/v(-?[\d.]+)/g)].map(([, down]) => Number(down));
	const start = Number(/^M46,([\d.]+)/.exec(band ?? '')?.[1]);
	const ys = moves.reduce((places, down) => [...places, places.at(-1)! + down], [start]);
	expect(Math.min(...ys)).toBe(181);
	expect(Math.max(...ys)).toBe(316);
	expect(ys).toContain(235);
	expect(ys).toContain(289);
});

test('an answer 4 hours late stands beyond the line, one 60 hours late at the edge, marked as beyond', () => {
	const { late, deadline } = responseCurveLayout({ ...TEN, lateMarks: [44, 44.005, 100, 120] }, 680);
	expect(late).toEqual([
		{ x: 556, y: 308, isBeyond: false },
		{ x: 672, y: 308, isBeyond: true }
	]);
	expect(late[0].x).toBeGreaterThan(deadline);
});

test('a window of 40 hours is ticked every 6 hours where wide and every 12 where narrow', () => {
	const hours = (width: number) => responseCurveLayout(TEN, width).xTicks.map((tick) => tick.value);
	expect(hours(680)).toEqual([0, 6, 12, 18, 24, 30, 36]);
	expect(hours(288)).toEqual([0, 12, 24, 36]);
});

test('the table has every step with its share of all asked', () => {
	const { rows } = responseCurveTable(TEN, chartLanguage('en'));
	expect(rows.map((cells) => cells.map((cell) => cell.text))).toEqual([
		['10', '2', '10', '20%'],
		['20', '3', '10', '30%'],
		['40', '5', '10', '50%']
	]);
});
