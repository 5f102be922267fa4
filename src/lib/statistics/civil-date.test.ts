import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	civilDate,
	completedYears,
	dayNumber,
	dayOfMonth,
	monthEnd,
	monthStart,
	weekEnd
} from './civil-date.ts';
import { completedYearsBy } from './completed-years-by.ts';

const years = (from: string, to: string) => completedYears(dayNumber(from), dayNumber(to));

test('1970-01-01 is day 0 and 2000-03-01 is day 11017', () => {
	expect(dayNumber('1970-01-01')).toBe(0);
	expect(dayNumber('2000-03-01')).toBe(11017);
	expect(civilDate(11017)).toBe('2000-03-01');
});

test.each(['2023-02-29', '2023-13-01', '23-01-01', '2023-1-1', ''])('"%s" is no civil date', (text) => {
	expect(() => dayNumber(text)).toThrow('is not a civil date');
});

test('someone hired on 29 February completes a year on 1 March of a common and 29 February of a leap year', () => {
	expect(years('2020-02-29', '2021-02-28')).toBe(0);
	expect(years('2020-02-29', '2021-03-01')).toBe(1);
	expect(years('2020-02-29', '2024-02-28')).toBe(3);
	expect(years('2020-02-29', '2024-02-29')).toBe(4);
});

test('years are completed on the day itself', () => {
	expect(years('2017-11-17', '2022-11-16')).toBe(4);
	expect(years('2017-11-17', '2022-11-17')).toBe(5);
	expect(years('2022-11-17', '2022-11-17')).toBe(0);
});

test('February 2024 ends on the 29th, its week of the 28th on Sunday 3 March', () => {
	const day = dayNumber('2024-02-28');
	expect([monthStart(day), monthEnd(day), weekEnd(day)].map(civilDate)).toEqual([
		'2024-02-01',
		'2024-02-29',
		'2024-03-03'
	]);
	expect(weekEnd(dayNumber('2024-03-03'))).toBe(dayNumber('2024-03-03'));
	expect(weekEnd(dayNumber('1969-12-29'))).toBe(dayNumber('1970-01-04'));
	expect(dayOfMonth(day)).toBe(28);
	expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
});

test('a civil date and its day number are each other for any day of four-digit years', () => {
	fc.assert(
		fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
			expect(dayNumber(civilDate(day))).toBe(day);
		})
	);
});

describe('completed years to one day, for many first days', () => {
	test('on 2024-02-29, for 1984-03-01: 39, and 40 for the day before', () => {
		const yearsOf = completedYearsBy(dayNumber('2024-02-29'));
		expect([yearsOf(dayNumber('1984-03-01')), yearsOf(dayNumber('1984-02-29'))]).toEqual([39, 40]);
	});

	test('any first day, within a life, before it or after the day: as one by one, asked twice', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -20_000, max: 60_000 }),
				fc.array(fc.integer({ min: -1000, max: 46_000 })),
				(on, ago) => {
					const yearsOf = completedYearsBy(on);
					for (const days of [...ago, ...ago, 0, 44_999, 45_000])
						expect(yearsOf(on - days)).toBe(completedYears(on - days, on));
				}
			)
		);
	});
});
