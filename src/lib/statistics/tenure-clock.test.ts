import { expect, test } from 'vitest';
import { dayNumber } from './civil-date.ts';
import { eventClock } from './event-clock.ts';
import { LONGEST_TENURE_DAYS, tenureClock } from './tenure-clock.ts';
import type { ObservedTimes } from './tenure-clock.ts';

const OPEN = 2147483647;
const WINDOW = { from: dayNumber('2022-01-01'), to: dayNumber('2022-12-31') };

function stays(...dates: [string, string | null][]) {
	return {
		count: dates.length,
		first: dates.map(([first]) => dayNumber(first)),
		last: dates.map(([, last]) => (last === null ? OPEN : dayNumber(last)))
	};
}

/** Rows of stay, entry, time, ended. */
function rowsOf({ stay, entry, time, hasEnded }: ObservedTimes) {
	return Array.from(stay, (index, at) => [index, entry ? entry[at] : null, time[at], hasEnded[at]]);
}

test('hired 100 days before the window, left on its first day: entry 100, time 101, ended', () => {
	expect(rowsOf(tenureClock(stays(['2021-09-23', '2022-01-01']), WINDOW))).toEqual([[0, 100, 101, 1]]);
});

test('hired in the window: entry 0; a day of both hire and exit is time 1', () => {
	const found = tenureClock(stays(['2022-03-01', '2022-03-01'], ['2022-03-01', '2022-03-10']), WINDOW);
	expect(rowsOf(found)).toEqual([
		[0, 0, 1, 1],
		[1, 0, 10, 1]
	]);
});

test('hired on the first day of the window is no late entry; a day before is, by one day', () => {
	const found = tenureClock(stays(['2022-01-01', '2022-01-05'], ['2021-12-31', '2022-01-05']), WINDOW);
	expect(rowsOf(found)).toEqual([
		[0, 0, 5, 1],
		[1, 1, 6, 1]
	]);
});

test('an exit on the last day of the window is an event, one a day later is censored with the same time', () => {
	const found = tenureClock(
		stays(['2022-12-22', '2022-12-31'], ['2022-12-22', '2023-01-01'], ['2022-12-22', null]),
		WINDOW
	);
	expect(rowsOf(found)).toEqual([
		[0, 0, 10, 1],
		[1, 0, 10, 0],
		[2, 0, 10, 0]
	]);
});

test('who left before the window or comes after it is left out; the others keep their index', () => {
	const found = tenureClock(stays(['2020-01-01', '2021-12-31'], ['2023-01-01', null], ['2022-12-31', null]), WINDOW);
	expect(rowsOf(found)).toEqual([[2, 0, 1, 0]]);
});

test('a rehire is a stay of its own, whose tenure starts again', () => {
	const found = tenureClock(stays(['2022-01-01', '2022-02-01'], ['2022-06-01', '2022-06-30']), WINDOW);
	expect(rowsOf(found).map(([, , time]) => time)).toEqual([32, 30]);
});

test('hired on 29 February 2020: 366 days later, on 28 February 2021, time 366', () => {
	const window = { from: dayNumber('2020-01-01'), to: dayNumber('2021-12-31') };
	expect(rowsOf(tenureClock(stays(['2020-02-29', '2021-02-28']), window))).toEqual([[0, 0, 366, 1]]);
});

test('nobody is followed beyond 100 years: a mistyped year of hire is censored there or left out', () => {
	const first = [WINDOW.to - LONGEST_TENURE_DAYS, WINDOW.to - LONGEST_TENURE_DAYS + 1];
	const found = tenureClock({ count: 2, first, last: [WINDOW.to, WINDOW.to] }, WINDOW);
	expect(rowsOf(found).map(([, , time, hasEnded]) => [time, hasEnded])).toEqual([
		[LONGEST_TENURE_DAYS, 0],
		[LONGEST_TENURE_DAYS, 1]
	]);
	const before = [WINDOW.from - LONGEST_TENURE_DAYS, WINDOW.from - LONGEST_TENURE_DAYS + 1];
	const kept = tenureClock({ count: 2, first: before, last: [WINDOW.from, WINDOW.from] }, WINDOW);
	expect(rowsOf(kept)).toEqual([[1, LONGEST_TENURE_DAYS - 1, LONGEST_TENURE_DAYS, 1]]);
});

test('event clock: left 9 days after day 0 has time 10; still there at the horizon 30 days after, 31 censored', () => {
	const day0 = dayNumber('2022-11-17');
	const found = eventClock(
		stays(['2020-01-01', '2022-11-26'], ['2020-01-01', null], ['2022-11-17', '2022-11-17']),
		day0,
		day0 + 30
	);
	expect(rowsOf(found)).toEqual([
		[0, null, 10, 1],
		[1, null, 31, 0],
		[2, null, 1, 1]
	]);
});

test('event clock: an exit at the horizon is an event, one a day later is censored', () => {
	const day0 = dayNumber('2022-11-17');
	const found = eventClock(stays(['2020-01-01', '2022-12-17'], ['2020-01-01', '2022-12-18']), day0, day0 + 30);
	expect(rowsOf(found)).toEqual([
		[0, null, 31, 1],
		[1, null, 31, 0]
	]);
});

test('event clock: who left the day before or came the day after is not in the base', () => {
	const day0 = dayNumber('2022-11-17');
	const found = eventClock(stays(['2020-01-01', '2022-11-16'], ['2022-11-18', null]), day0, day0 + 30);
	expect(rowsOf(found)).toEqual([]);
});
