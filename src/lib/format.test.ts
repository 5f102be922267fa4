import { expect, test } from 'vitest';
import { formatter } from './format.ts';

const en = formatter('en');
const fr = formatter('fr', 'Europe/Paris');
const THIN = '\u202f';

test('12345 is 12,345 in English and 12 345 with a narrow no-break space in French', () => {
	expect(en.number(12345)).toBe('12,345');
	expect(fr.number(12345)).toBe(`12${THIN}345`);
	expect(fr.number(1.25, 1)).toBe('1,3');
});

test('45 of 118 is 38.1%, 38,1 % in French; 9 of 24 is 38% without a decimal', () => {
	expect(en.percent(45 / 118, 118)).toBe('38.1%');
	expect(fr.percent(45 / 118, 118)).toBe(`38,1${THIN}%`);
	expect(en.percent(9 / 24, 24)).toBe('38%');
	expect(en.percent(9 / 24)).toBe('38%');
});

test('nought and everything are 0% and 100% however many people there are', () => {
	expect([en.percent(0, 5000), en.percent(1, 5000)]).toEqual(['0%', '100%']);
});

test('what is not known is an en dash, never 0', () => {
	expect([en.number(null), en.percent(null, 9), en.signed(null), en.date(null), en.partialDate(null)]).toEqual(
		Array(5).fill('–')
	);
	expect([en.interval(null, null), en.estimate(null, null, null)]).toEqual(['–', '–']);
});

test('a gap of 6 is −6 with a minus sign, a surplus +6, and none 0', () => {
	expect([en.signed(-6), en.signed(6), en.signed(0)]).toEqual(['−6', '+6', '0']);
});

test('a civil date is the same day in every zone of the machine', () => {
	expect(en.date('2022-11-17')).toBe('17 November 2022');
	expect(fr.date('2022-11-01')).toBe('1er novembre 2022');
	expect([fr.date('2022-11-11'), fr.dateRange('2022-05-01', '2022-05-21')]).toEqual([
		'11 novembre 2022',
		'1er–21 mai 2022'
	]);
	expect(en.shortDate('2022-11-17')).toBe('17 Nov 2022');
});

test('a date is written as precisely as it is known', () => {
	expect(['2022', '2022-11', '2022-11-17'].map(en.partialDate)).toEqual(['2022', 'November 2022', '17 November 2022']);
	expect(fr.partialDate('2022-08')).toBe('août 2022');
});

test('17:00 in New York on 17 November 2022 is 23:00 in Paris', () => {
	expect(en.dateTime('2022-11-17T22:00:00Z', 'America/New_York')).toBe('17 November 2022, 17:00 (New York Time)');
	expect(fr.instant('2022-11-17T22:00:00Z')).toBe(`17 novembre 2022, 23:00 (heure${THIN}: France)`);
	expect(en.dateTime('2022-11-17T22:00:00Z', 'UTC')).toBe('17 November 2022, 22:00 (UTC)');
});

test('midnight is 00:00 of the new day, not 24:00', () => {
	expect(en.dateTime('2022-11-18T05:00:00Z', 'America/New_York')).toMatch(/^18 November 2022, 00:00/);
});

test('the days of a range share what they have in common', () => {
	expect(en.dateRange('2022-11-17', '2022-11-20')).toBe('17–20 November 2022');
	expect(fr.dateRange('2022-11-17', '2022-11-20')).toBe('17–20 novembre 2022');
	expect(en.dateRange('2022-10-27', '2022-11-04')).toBe('27 October – 4 November 2022');
});

test('an estimate of 3,700 between 2,900 and 5,000 names the best value first', () => {
	expect(en.estimate(2900, 3700, 5000)).toBe('3,700 (2,900–5,000)');
	expect(en.estimate(2900, null, 5000)).toBe('2,900–5,000');
	expect(en.estimate(3700, 3700, 3700)).toBe('3,700');
	expect(en.estimate(50, null, null)).toBe('50');
});

test('an interval of 0.302 to 0.471 among 118 is 30.2%–47.1%', () => {
	expect(en.interval(0.302, 0.471, 118)).toBe('30.2%–47.1%');
});

test('axis dates say the year, the month or the day', () => {
	expect([
		en.tickDate('2022-01-01', 'year'),
		en.tickDate('2022-11-01', 'month'),
		fr.tickDate('2022-11-17', 'day')
	]).toEqual(['2022', 'Nov 2022', '17 nov.']);
});

test('7,310 on an axis is 7.31k, and three names are joined by the word of the language', () => {
	expect([en.compact(7310), en.compact(950), en.compact(1_200_000), fr.compact(7310)]).toEqual([
		'7.31k',
		'950',
		'1.2M',
		`7,31${THIN}k`
	]);
	expect([en.list(['a', 'b', 'c']), fr.list(['a', 'b', 'c'])]).toEqual(['a, b and c', 'a, b et c']);
});
