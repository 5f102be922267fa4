import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { ratesLayout } from './rates-layout.ts';
import type { RateDatum } from './rates-layout.ts';
import { rateBasis, ratesTable, rateWithInterval } from './rates-table.ts';

const EN = chartLanguage('en');
const FR = chartLanguage('fr');
function group(rate: number | null, lower: number | null, upper: number | null, isSuppressed = false): RateDatum {
	const events = rate === null ? null : 45;
	return {
		group: `${rate} ${upper}`,
		events,
		exposure: events === null ? null : 366.1,
		rate,
		lower,
		upper,
		isSuppressed
	};
}

test('bars begin at zero: a rate of 10 is half as long as one of 20', () => {
	const [ten, twenty] = ratesLayout([group(10, 8, 12), group(20, 15, 26)], 680).marks.map((mark) => mark.bar!);
	expect(ten.x).toBe(twenty.x);
	expect(ten.width).toBeCloseTo(twenty.width / 2, 0);
});

test('an upper limit of 802 beside a rate of 10 is cut and open; one of 24 is drawn whole', () => {
	const [far, near] = ratesLayout([group(10, 1, 802), group(10, 5, 24)], 680).marks.map((mark) => mark.interval!);
	expect([far.isOpen, near.isOpen]).toEqual([true, false]);
	expect(far.end).toBeGreaterThan(near.end);
});

test('a rate of 0 has an upper limit and no bar length; a hidden one has neither', () => {
	const [zero, hidden] = ratesLayout([group(0, 0, 30.7), group(null, null, null, true)], 680).marks;
	expect([zero.bar!.width, zero.interval!.isOpen]).toEqual([0, false]);
	expect([hidden.bar, hidden.interval]).toEqual([null, null]);
});

test('12.29 (8.97–16.45) of 45 in 366.1 person-years, in both languages', () => {
	const datum = group(12.2917, 8.9657, 16.4473);
	expect(rateWithInterval(datum, EN)).toEqual({ rate: '12.3', interval: '9.0–16.4' });
	expect(rateWithInterval(datum, FR)).toEqual({ rate: '12,3', interval: '9,0–16,4' });
	expect(rateBasis(datum, EN)).toBe('45 exits in 366 person-years');
	expect(rateBasis({ ...datum, events: 1, exposure: 12.04 }, FR)).toBe('1 départ en 12 années-personnes');
});

test('the table of a hidden group holds the mark and no number', () => {
	const [cells] = ratesTable([group(null, null, null, true)], EN).rows;
	expect(cells.slice(1).map(({ text, value }) => [text, value])).toEqual(Array.from({ length: 5 }, () => ['c', null]));
});

test('a band of 1 to 3 begins at the end of a bar of 1, lies behind it and reaches the scale', () => {
	const reference = {
		place: 'US',
		series: 'quits',
		lowest: 1,
		highest: 3,
		covered: 3,
		months: 3,
		vintage: '2024-02-01'
	};
	const datum = { ...group(1, 0.8, 1.2), reference };
	const { marks, ticks, plotBottom } = ratesLayout([datum, group(1, 0.8, 1.2)], 680, true);
	const [{ band, bar }, plain] = marks;
	expect(band!.x).toBeCloseTo(bar!.x + bar!.width, 0);
	expect(band!.width).toBeCloseTo(2 * bar!.width, 0);
	expect(band!.height).toBeGreaterThan(bar!.height);
	expect(plain.band).toBeNull();
	expect(ticks.map(({ value }) => value)).toContain(0.5);
	expect(plotBottom).toBe(24 + 2 * 52);
	const [cells, without] = ratesTable([datum, group(1, 0.8, 1.2)], EN, 'monthly').rows;
	expect(cells.slice(6).map(({ value }) => value)).toEqual(['quits', 1, 3, 3, 3, '2024-02-01']);
	expect(without.slice(6).map(({ value }) => value)).toEqual([null, null, null, null, null, null]);
});
