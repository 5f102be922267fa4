import { describe, expect, test } from 'vitest';
import { instantReader } from './instants.ts';
import { isTimeZone, zoneResolver } from './zones.ts';

const NEW_YORK = 'America/New_York';
/** 17:00 in New York on 17 November 2022 is 22:00 UTC (METHODS 2.1, CASES 1.1). */
const DEADLINE = Date.UTC(2022, 10, 17, 22);

describe('instants', () => {
	test.each([
		'2022-11-17T22:00:00Z',
		'2022-11-17T17:00:00-05:00',
		'2022-11-17 17:00 -0500',
		'2022-11-18T03:30:00+05:30',
		'2022-11-17 22:00 UTC',
		'2022-11-17 10:00 PM UTC',
		'17 Nov 2022 22:00 GMT'
	])('%s is the deadline by its own offset, whatever the zone of the column', (text) => {
		expect(instantReader({}, 'Asia/Tokyo')(text)).toEqual({ milliseconds: DEADLINE, kind: 'unique' });
	});

	test('a time without an offset is a wall clock in the zone of the column', () => {
		expect(instantReader({}, NEW_YORK)('2022-11-17 17:00')).toEqual({ milliseconds: DEADLINE, kind: 'unique' });
		expect(instantReader({ dateOrder: 'dmy' }, 'Europe/Paris')('17/11/2022 23h00')).toEqual({
			milliseconds: DEADLINE,
			kind: 'unique'
		});
		expect(instantReader({ dateOrder: 'mdy', centuryStart: 1970 }, NEW_YORK)('11/17/22 5:00 PM')).toEqual({
			milliseconds: DEADLINE,
			kind: 'unique'
		});
	});

	test('TIME_ZONE: no zone, or an abbreviation without a chosen zone, is a problem', () => {
		expect(instantReader({}, null)('2022-11-17 17:00')).toEqual({ problem: 'TIME_ZONE' });
		expect(instantReader({}, null)('2022-11-17 17:00 ET')).toEqual({ problem: 'TIME_ZONE' });
		expect(instantReader({}, NEW_YORK)('2022-11-17 17:00 ET')).toEqual({ milliseconds: DEADLINE, kind: 'unique' });
	});

	test('TIME_GAP: 02:30 on 13 March 2022 does not exist in New York and moves to 03:30 EDT', () => {
		expect(instantReader({}, NEW_YORK)('2022-03-13 02:30')).toEqual({
			milliseconds: Date.UTC(2022, 2, 13, 7, 30),
			kind: 'gap'
		});
	});

	test('TIME_OVERLAP: 01:30 on 6 November 2022 exists twice in New York and is the earlier, EDT', () => {
		expect(instantReader({}, NEW_YORK)('2022-11-06 01:30')).toEqual({
			milliseconds: Date.UTC(2022, 10, 6, 5, 30),
			kind: 'overlap'
		});
	});

	test('zones of 45 minutes and of half an hour of summer time', () => {
		expect(zoneResolver('Asia/Kathmandu')(Date.UTC(2022, 0, 1, 12)).milliseconds).toBe(Date.UTC(2022, 0, 1, 6, 15));
		// Lord Howe: clocks go from 02:00 to 02:30 on 2 October 2022.
		expect(zoneResolver('Australia/Lord_Howe')(Date.UTC(2022, 9, 2, 2, 10))).toEqual({
			milliseconds: Date.UTC(2022, 9, 1, 15, 40),
			kind: 'gap'
		});
	});

	test.each([
		['2022-11-17', 'TIME_INVALID'],
		['yesterday 17:00', 'DATE_INVALID'],
		['2022-11-17 25:00', 'DATE_INVALID'],
		['2022-02-30 10:00Z', 'DATE_IMPOSSIBLE'],
		['3/4/2022 10:00Z', 'DATE_ORDER']
	])('"%s" is the problem %s', (text, problem) => {
		expect(instantReader({}, 'UTC')(text)).toEqual({ problem });
	});

	test('only IANA names are zones', () => {
		expect(['America/New_York', 'UTC', 'ET', 'PST', 'MESZ', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([
			true,
			true,
			false,
			false,
			false,
			false,
			false
		]);
	});
});

test('44882.708333 counted from 1900 is 17 November 2022, 17:00 on the clock of its zone; without a fraction it is no time', () => {
	const read = instantReader({ serialSystem: '1900' }, NEW_YORK);
	expect(read('44882.708333')).toEqual({ milliseconds: DEADLINE, kind: 'unique' });
	expect(instantReader({ serialSystem: '1904' }, NEW_YORK)('43420.7083333333')).toEqual(read('44882.708333'));
	expect(read('44882')).toHaveProperty('problem');
	expect(instantReader({}, NEW_YORK)('44882.7')).toEqual({ problem: 'DATE_SERIAL' });
	expect(instantReader({ serialSystem: '1900' }, null)('44882.7')).toEqual({ problem: 'TIME_ZONE' });
});
