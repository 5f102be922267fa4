import { expect, test } from 'vitest';
import { countScale, countTicks, dateScale, endDay, firstDay, px } from './scales.ts';

test('coordinates keep a tenth of a pixel: 12.345 is 12.3', () => {
	expect([px(12.345), px(12.35), px(-0.04)]).toEqual([12.3, 12.4, -0]);
});

test('counts up to 31 get a scale from 0 to 35, so 7 of 350 pixels are 0.7 people', () => {
	const scale = countScale([9, null, 31], [0, 350]);
	expect(scale.domain()).toEqual([0, 35]);
	expect(scale(7)).toBe(70);
});

test('nothing, or only zeros, still makes a scale', () => {
	expect(countScale([], [0, 100]).domain()).toEqual([0, 1]);
	expect(countScale([0, null], [0, 100]).domain()).toEqual([0, 1]);
});

test('people come in whole numbers: a scale to 2 has the ticks 0, 1 and 2', () => {
	const ticks = countTicks(countScale([2], [0, 200]), 10);
	expect(ticks).toEqual([
		{ at: 0, value: 0 },
		{ at: 100, value: 1 },
		{ at: 200, value: 2 }
	]);
});

test('a partial date may mean the days from its first to its last', () => {
	expect(['2022', '2022-11', '2022-11-17'].map(firstDay)).toEqual(['2022-01-01', '2022-11-01', '2022-11-17']);
	expect(['2022', '2022-11', '2022-12', '2022-12-31'].map(endDay)).toEqual([
		'2023-01-01',
		'2022-12-01',
		'2023-01-01',
		'2023-01-01'
	]);
});

test('30 days on 300 pixels: 17 November stands at 160, across the change of clocks in the zone of the machine', () => {
	const scale = dateScale('2022-11-01', '2022-12-01', [0, 300]);
	expect([scale.at('2022-11-01'), scale.at('2022-11-17'), scale.at('2022-12-01')]).toEqual([0, 160, 300]);
	expect(scale.atTime(Date.UTC(2022, 10, 16, 12))).toBe(155);
	expect(new Date(scale.time(160)).toISOString()).toBe('2022-11-17T00:00:00.000Z');
});

test('ten years have yearly ticks, and fewer where they would stand closer than the gap', () => {
	const scale = dateScale('2015-01-01', '2025-01-01', [0, 1000]);
	const years = (gap: number) => scale.ticks(10, gap).ticks.map((tick) => tick.value.slice(0, 4));
	expect(scale.ticks(10, 50).precision).toBe('year');
	expect(years(50)).toHaveLength(11);
	expect(years(150)).toEqual(['2015', '2017', '2019', '2021', '2023', '2025']);
});

test('a single day has a scale', () => {
	const scale = dateScale('2022-11-17', '2022-11-17', [0, 100]);
	expect([scale.at('2022-11-17'), scale.at('2022-11-18')]).toEqual([0, 100]);
});
