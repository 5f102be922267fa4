import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from './civil-date.ts';
import { eventClock } from './event-clock.ts';
import { observedCounts } from './observed-counts.ts';
import { survivalCounts } from './survival-counts.ts';
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

describe('stays counted without an entry for each', () => {
	const size = { groups: 2, causes: 2 };

	test('from 100 to 200: a stay from 0 to 150 is a late entry, at risk from 101 on, ended at 151', () => {
		const stays = { count: 1, first: [0], last: [150], cause: [2], group: [1] };
		const { counts, lateEntries, ended } = observedCounts(stays, { from: 100, to: 200, day0: null }, size);
		expect([counts.times, lateEntries, ended]).toEqual([202, 1, 1]);
		expect([counts.starts.indexOf(1), counts.ends.indexOf(1)]).toEqual([202 + 101, 5 * 202 + 151]);
	});

	test('day 0 of 140: the same stay is at risk from time 0 on, ended at 11, and nobody enters late', () => {
		const stays = { count: 1, first: [0], last: [150] };
		const { counts, lateEntries, ended } = observedCounts(stays, { from: 100, to: 200, day0: 140 }, size);
		expect([counts.times, lateEntries, ended]).toEqual([62, 0, 1]);
		expect([counts.starts.indexOf(1), counts.ends.indexOf(1)]).toEqual([0, 62 + 11]);
	});

	test('nobody observed: no times, or nobody at any', () => {
		const nobody = { count: 0, first: [], last: [] };
		expect(observedCounts(nobody, { from: 100, to: 200, day0: null }, size).counts.times).toBe(0);
		const { counts, lateEntries, ended } = observedCounts(nobody, { from: 100, to: 200, day0: 140 }, size);
		expect([counts.starts.some(Boolean), counts.ends.some(Boolean), lateEntries, ended]).toEqual([false, false, 0, 0]);
	});

	test('100 years are counted, a day more is cut off there, and who began so long before the window is not', () => {
		const first = [200 - LONGEST_TENURE_DAYS, 201 - LONGEST_TENURE_DAYS, 100 - LONGEST_TENURE_DAYS];
		const stays = { count: 3, first, last: [200, 200, 200] };
		const { counts, ended } = observedCounts(stays, { from: 100, to: 200, day0: null }, { groups: 1, causes: 1 });
		expect([counts.times, ended]).toEqual([LONGEST_TENURE_DAYS + 1, 1]);
		const at = (cause: number) => counts.ends[cause * counts.times + LONGEST_TENURE_DAYS];
		expect([at(0), at(1), counts.starts.reduce((sum, one) => sum + one, 0)]).toEqual([1, 1, 2]);
	});

	test('a last day that is the first or the last of the window is an end; the day before it, or after it, is none', () => {
		const ends = (last: number, day0: number | null) => {
			const stays = { count: 1, first: [90], last: [last] };
			return observedCounts(stays, { from: 100, to: 200, day0 }, { groups: 1, causes: 1 });
		};
		expect([99, 100, 200, 201].map((last) => ends(last, null).ended)).toEqual([0, 1, 1, 0]);
		expect([139, 140, 200, 201].map((last) => ends(last, 140).ended)).toEqual([0, 1, 1, 0]);
		for (const [last, day0, time] of [
			[100, null, 11],
			[200, null, 111],
			[140, 140, 1],
			[200, 140, 61]
		] as const) {
			const { counts } = ends(last, day0);
			expect(counts.ends.indexOf(1)).toBe(counts.times + time);
		}
	});

	/** What is counted where: [cell, count] by group (and cause) and time, whatever the longest time. */
	const cells = (values: Int32Array, times: number) =>
		Array.from(values).flatMap((value, at) => (value ? [[Math.floor(at / times), at % times, value]] : []));

	test('any stays, tenure or event: the counts of the clock of each stay', () => {
		const day = fc.integer({ min: -3, max: 40 });
		const cause = fc.integer({ min: 1, max: 2 });
		const stay = fc.record({ first: day, length: fc.nat(20), isOpen: fc.boolean(), cause, group: fc.nat(1) });
		const window = fc.record({ from: day, length: fc.nat(30), day0: fc.option(day) });
		fc.assert(
			fc.property(fc.array(stay, { maxLength: 25 }), window, (all, { from, length, day0 }) => {
				const column = <T>(value: (each: (typeof all)[number]) => T) => all.map(value);
				const last = column((each) => (each.isOpen ? OPEN : each.first + each.length));
				const stays = { count: all.length, first: column((each) => each.first), last };
				const [causes, groups] = [column((each) => each.cause), column((each) => each.group)];
				const to = Math.max(from, day0 ?? from) + length;
				const clock = day0 === null ? tenureClock(stays, { from, to }) : eventClock(stays, day0, to);
				const { entry, time, hasEnded, stay: index } = clock;
				const cause = Array.from(index, (each, at) => (hasEnded[at] === 1 ? causes[each] : 0));
				const expected = survivalCounts({ entry, time, cause, group: Array.from(index, (each) => groups[each]) }, size);
				const found = observedCounts({ ...stays, cause: causes, group: groups }, { from, to, day0 }, size);
				for (const what of ['starts', 'ends'] as const)
					expect(cells(found.counts[what], found.counts.times)).toEqual(cells(expected[what], expected.times));
				expect(found.ended).toBe(hasEnded.reduce((sum, one) => sum + one, 0));
				expect(found.lateEntries).toBe(entry?.filter((days) => days > 0).length ?? 0);
			})
		);
	});
});
