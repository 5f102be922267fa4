import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageHeadcount, isTwoPointMisleading } from './average-headcount.ts';
import { civilDate, dayNumber } from './civil-date.ts';

test('10, 10 and 4 people on three days: daily mean 8, two-point mean 7, no month-end, no twelfth', () => {
	expect(averageHeadcount([10, 10, 4], dayNumber('2023-01-02'), 10)).toEqual({
		dailyMean: 8,
		twoPoint: 7,
		monthEndMean: null,
		monthEndPlusOpening: null,
		twelfthOfMonthMean: null
	});
});

test('a leap year has 366 days, 12 month-ends, 13 points with the opening and 12 twelfths', () => {
	const start = dayNumber('2024-01-01');
	// 12 people in January, one less every month; 13 before the year.
	const daily = Array.from({ length: 366 }, (_, day) => 12 - new Date((start + day) * 86_400_000).getUTCMonth());
	const found = averageHeadcount(daily, start, 13);
	const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	const personDays = days.reduce((sum, length, month) => sum + length * (12 - month), 0);
	expect(found.dailyMean).toBeCloseTo(personDays / 366, 12);
	expect(found.twoPoint).toBe(6.5);
	expect(found.monthEndMean).toBe(6.5);
	expect(found.monthEndPlusOpening).toBe(7);
	expect(found.twelfthOfMonthMean).toBe(6.5);
});

test('an empty window has no average', () => {
	expect(Object.values(averageHeadcount([], 0, 5))).toEqual([null, null, null, null, null]);
});

test('month-ends and 12ths are those found by looking at every date of the window', () => {
	const counts = fc.array(fc.nat({ max: 50 }), { maxLength: 100 });
	fc.assert(
		fc.property(counts, fc.integer({ min: -800, max: 20_000 }), fc.nat({ max: 50 }), (daily, start, opening) => {
			const found = averageHeadcount(daily, start, opening);
			const on = (isMeant: (date: string, next: string) => boolean) =>
				daily.filter((_, day) => isMeant(civilDate(start + day), civilDate(start + day + 1)));
			const mean = (values: number[]) =>
				values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
			const ends = on((date, next) => date.slice(0, 7) !== next.slice(0, 7));
			expect(found).toEqual({
				dailyMean: mean(daily),
				twoPoint: daily.length === 0 ? null : (daily[0] + daily[daily.length - 1]) / 2,
				monthEndMean: mean(ends),
				monthEndPlusOpening: ends.length === 0 ? null : mean([opening, ...ends]),
				twelfthOfMonthMean: mean(on((date) => date.endsWith('-12')))
			});
		})
	);
});

test('conventions 5 percent of the daily mean apart do not mislead, more do; one that is undefined does not count', () => {
	const averages = {
		dailyMean: 100,
		twoPoint: 95,
		monthEndMean: 98,
		monthEndPlusOpening: null,
		twelfthOfMonthMean: null
	};
	expect(isTwoPointMisleading(averages)).toBe(false);
	expect(isTwoPointMisleading({ ...averages, twoPoint: 94.9 })).toBe(true);
	expect(isTwoPointMisleading({ ...averages, monthEndPlusOpening: 101 })).toBe(true);
	expect(isTwoPointMisleading(averageHeadcount([], 0, 0))).toBe(false);
});
