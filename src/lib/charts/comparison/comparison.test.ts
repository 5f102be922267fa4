import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { comparisonLayout } from './comparison-layout.ts';
import type { ComparisonPanel, ComparisonPoint } from './comparison-layout.ts';
import { comparisonTable, pointText } from './comparison-table.ts';

const EN = chartLanguage('en');
const point = (day: number, low: number | null, best: number | null, high: number | null): ComparisonPoint => ({
	...{ day, low, best, high, label: 'press' }
});
const panel = (points: ComparisonPoint[], departures: number[] = []): ComparisonPanel => ({
	...{ id: 'a', title: 'Ultimatum', zero: 'Day 0', points, incidents: [] },
	departures: departures.map((day) => ({ day, label: `Officer ${day}` }))
});
const only = (given: ComparisonPanel, width = 680) => comparisonLayout([given], width).panels[0];

test('0% to 100% take 96 pixels from 140 up: 25% to 75% without a best is a bar from 68 to 116 and no dot', () => {
	const { points, plot } = only(panel([point(0, 0.25, null, 0.75)]));
	expect([plot.top, plot.bottom]).toEqual([44, 140]);
	expect(points[0].bar).toEqual({ top: 68, bottom: 116, isOpenAbove: false, isOpenBelow: false });
	expect(points[0].dot).toBeNull();
});

test('low and high that agree are a dot and no bar; "at least 50%" is open above', () => {
	const { points } = only(panel([point(0, 0.5, 0.5, 0.5), point(9, 0.5, null, null)]));
	expect([points[0].bar, points[0].dot]).toEqual([null, 92]);
	expect(points[1].bar).toMatchObject({ bottom: 92, isOpenAbove: true });
});

test('days -181 and 366 are outside and not drawn, days -180 and 365 are the ends of the axis', () => {
	const placed = only(panel([-181, -180, 365, 366].map((day) => point(day, 1, 1, 1))));
	expect(placed.points.map(({ x }) => x)).toEqual([placed.plot.left, placed.plot.right]);
});

test('on scales of its own an event from day -20 to 80 with 50% at least has ticks -20, 0, 80 and 50%, 75%, 100%', () => {
	const own = comparisonLayout([panel([point(80, 0.58, null, 0.97)], [-20]), panel([])], 680, 'free');
	const [{ days, shares, plot, zero }, empty] = own.panels;
	expect(days.map(({ value }) => value)).toEqual([-20, 0, 80]);
	expect([days[0].at, days[2].at]).toEqual([plot.left, plot.right]);
	expect(zero.x).toBeCloseTo(plot.left + (plot.right - plot.left) / 5, 0);
	expect(shares).toEqual([
		{ at: 140, value: 0.5 },
		{ at: 92, value: 0.75 },
		{ at: 44, value: 1 }
	]);
	expect(empty.days.map(({ value }) => value)).toEqual([0, 14]);
});

test('two departures of one day are one mark of two, one 100 days later stands apart', () => {
	const { departures } = only(panel([], [0, 0, 100]));
	expect(departures.map(({ moments }) => moments.length)).toEqual([2, 1]);
});

test('a wide drawing has two events in a row, a narrow one one', () => {
	const three = ['a', 'b', 'c'].map((id) => ({ ...panel([]), id }));
	const tops = (width: number) => comparisonLayout(three, width).panels.map(({ y }) => y);
	const [first] = tops(680);
	expect(tops(680)).toEqual([first, first, 224]);
	expect(tops(288)).toEqual([0, 224, 448]);
});

test('the table names every drawn mark with its day: 58.6%–97.3% on day 1', () => {
	const { rows } = comparisonTable([panel([point(1, 0.586, null, 0.973)], [-7])], EN);
	expect(rows.map((cells) => cells.map(({ text }) => text))).toEqual([
		['Ultimatum', 'People remaining', '1', '58.6%', '–', '97.3%', 'press'],
		['Ultimatum', 'Departure of an executive', '−7', '–', '–', '–', 'Officer -7']
	]);
	expect(pointText(point(1, 0.586, null, 0.973), EN)).toBe('58.6%–97.3%');
});

test('a band lies between the limits of its shares: 50%, 40% to 60% on day 365 is 92 between 82.4 and 101.6', () => {
	const band = [
		{ day: 0, share: 1, lower: 0.9, upper: 1 },
		{ day: 365, share: 0.5, lower: 0.4, upper: 0.6 }
	];
	const given = { ...panel([]), band };
	const placed = only(given);
	const [from, to] = [placed.zero.x, placed.plot.right];
	expect(placed.band!.area).toBe(`M${from} 44L${to} 82.4L${to} 101.6L${from} 53.6Z`);
	expect(placed.band!.line).toBe(`M${from} 44L${to} 92`);
	const { rows } = comparisonTable([given], EN);
	// The limits of an interval never stand in the columns of a published range.
	expect(rows[1].map(({ text }) => text)).toEqual([
		...['Ultimatum', 'People who never left', '365', '–', '50%', '–', '95% interval 40.0%–60.0%']
	]);
	expect(only(panel([])).band).toBeNull();
});
