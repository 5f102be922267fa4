import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilDay, dayOfText, readDateText, type DateRules } from './dates.ts';

const day = (text: string, rules: DateRules = {}) => {
	const written = readDateText(text);
	return written && dayOfText(written, rules);
};
/** 17 November 2022, counted by hand: 19,313 days after 1970-01-01. */
const DEADLINE = 19_313;

/** Counts days one by one from 1970; slow and without any formula of the code under test. */
function slowDay(year: number, month: number, date: number): number | null {
	const lengths = (y: number) => [
		31,
		(y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28,
		31,
		30,
		31,
		30,
		31,
		31,
		30,
		31,
		30,
		31
	];
	if (month < 1 || month > 12 || date < 1 || date > lengths(year)[month - 1]) return null;
	let days = 0;
	for (let y = 1970; y < year; y++) days += lengths(y).reduce((a, b) => a + b);
	for (let y = year; y < 1970; y++) days -= lengths(y).reduce((a, b) => a + b);
	for (let m = 1; m < month; m++) days += lengths(year)[m - 1];
	return days + date - 1;
}

describe('day numbers', () => {
	test('1970-01-02 is 1 and 2022-11-17 is 19313', () => {
		expect(civilDay(1970, 1, 2)).toBe(1);
		expect(civilDay(2022, 11, 17)).toBe(DEADLINE);
	});

	test('agree with a slow count for any date of the years 1800 to 2200, impossible ones included', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1800, max: 2200 }),
				fc.integer({ min: 0, max: 13 }),
				fc.integer({ min: 0, max: 32 }),
				(y, m, d) => {
					expect(civilDay(y, m, d)).toBe(slowDay(y, m, d));
				}
			)
		);
	});
});

describe('ways of writing 17 November 2022', () => {
	test.each([
		'2022-11-17',
		'2022/11/17',
		'2022.11.17',
		'20221117',
		'2022-11-17 00:00:00',
		'2022-11-17T00:00:00Z',
		'2022-11-17 00:00:00 UTC',
		'17 November 2022',
		'Nov 17 2022',
		'November 17th, 2022',
		'17. November 2022',
		'17 novembre 2022',
		'17-Nov-2022'
	])('%s', (text) => {
		expect(day(text)).toBe(DEADLINE);
	});
	test.each([
		['17/11/2022', 'dmy'],
		['17.11.2022', 'dmy'],
		['17-11-2022', 'dmy'],
		['11/17/2022', 'mdy'],
		['11-17-2022 00:00', 'mdy']
	] as const)('%s under %s', (text, dateOrder) => {
		expect(day(text, { dateOrder })).toBe(DEADLINE);
	});
	test.each([
		['1er août 2022', [2022, 8, 1]],
		['3. März 2021', [2021, 3, 3]],
		['25 déc. 2020', [2020, 12, 25]],
		['12 févr. 2021', [2021, 2, 12]]
	] as const)('month names in French and German: %s', (text, [y, m, d]) => {
		expect(day(text)).toBe(slowDay(y, m, d));
	});
});

describe('what is not decided by the text alone', () => {
	test('DATE_ORDER: 3/4/2022 has no day without an order, 3 April under dmy, 4 March under mdy', () => {
		expect(day('3/4/2022')).toBe('DATE_ORDER');
		expect(day('3/4/2022', { dateOrder: 'dmy' })).toBe(slowDay(2022, 4, 3));
		expect(day('3/4/2022', { dateOrder: 'mdy' })).toBe(slowDay(2022, 3, 4));
	});

	test('DATE_IMPOSSIBLE: 30 February, 31 April, 29 February 2023 and month 13 never roll over', () => {
		for (const text of ['2022-02-30', '2022-04-31', '2023-02-29', '2022-13-01'])
			expect(day(text)).toBe('DATE_IMPOSSIBLE');
		expect(day('25/12/2022', { dateOrder: 'mdy' })).toBe('DATE_IMPOSSIBLE');
		expect(day('2024-02-29')).toBe(slowDay(2024, 2, 29));
	});

	test('DATE_YEAR2: 4/9/71 needs a century; from 1963 on it is 1971, from 1972 on 2071', () => {
		expect(day('4/9/71', { dateOrder: 'mdy' })).toBe('DATE_YEAR2');
		expect(day('4/9/71', { dateOrder: 'mdy', centuryStart: 1963 })).toBe(slowDay(1971, 4, 9));
		expect(day('4/9/71', { dateOrder: 'mdy', centuryStart: 1972 })).toBe(slowDay(2071, 4, 9));
	});

	test('DATE_SERIAL: 44197 is 2021-01-01 in the 1900 system and 4 years and a day later in the 1904 system', () => {
		expect(day('44197')).toBe('DATE_SERIAL');
		expect(day('44197', { serialSystem: '1900' })).toBe(slowDay(2021, 1, 1));
		expect(day('44197', { serialSystem: '1904' })).toBe(slowDay(2025, 1, 2));
	});

	test('DATE_PARTIAL: 2024-02 is its first or its 29th day by the rule, else a problem', () => {
		expect(day('2024-02')).toBe('DATE_PARTIAL');
		expect(day('2024-02', { partialDates: 'first' })).toBe(slowDay(2024, 2, 1));
		expect(day('2024-02', { partialDates: 'last' })).toBe(slowDay(2024, 2, 29));
		expect(day('Aug. 1981', { partialDates: 'last' })).toBe(slowDay(1981, 8, 31));
		expect(day('1981', { partialDates: 'last' })).toBe(slowDay(1981, 12, 31));
	});

	test.each(['soon', 'Reagan admin', '12', '1/2', '2022-11-17 2022-11-18', '17 Brumaire 2022', '', '1/2/3/4'])(
		'DATE_INVALID: "%s" is no date',
		(text) => {
			expect(day(text)).toBeNull();
		}
	);

	test('a midnight stays on its civil day whatever offset is written', () => {
		expect(day('2022-11-17T00:00:00+09:00')).toBe(DEADLINE);
		expect(day('2022-11-17 23:59:59 -08:00')).toBe(DEADLINE);
	});
});

test('of digits alone 4, 5, 6 and 8 may be a date, 7, 9 and 14 are none', () => {
	expect(readDateText('2019')).toEqual({ form: 'partial', year: 2019, month: null });
	expect(readDateText('44197')).toEqual({ form: 'serial', serial: 44_197 });
	expect(readDateText('201904')).toEqual({ form: 'partial', year: 2019, month: 4 });
	expect(readDateText('20190304')).toEqual({ form: 'ymd', year: 2019, month: 3, day: 4 });
	expect(['0000001', '201903041', '20190304120000'].map(readDateText)).toEqual([null, null, null]);
});
