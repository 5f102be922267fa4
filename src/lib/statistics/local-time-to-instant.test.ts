import { expect, test } from 'vitest';
import { localTimeToInstant } from './local-time-to-instant.ts';

// Expected instants: published offsets of the IANA time zone database, worked out by hand.
test.each([
	['2022-11-17T17:00', 'America/New_York', '2022-11-17T22:00:00.000Z', 'unique'],
	['2022-11-17T14:00:00', 'America/Los_Angeles', '2022-11-17T22:00:00.000Z', 'unique'],
	['2024-10-03T20:00', 'UTC', '2024-10-03T20:00:00.000Z', 'unique'],
	// Clocks go from 02:00 to 03:00: 02:30 moves forward by an hour to 03:30 EDT.
	['2023-03-12T02:30', 'America/New_York', '2023-03-12T07:30:00.000Z', 'gap'],
	// 01:30 happens in EDT (05:30Z) and again in EST (06:30Z): the first counts.
	['2023-11-05T01:30', 'America/New_York', '2023-11-05T05:30:00.000Z', 'overlap'],
	['2023-03-26T02:30', 'Europe/Paris', '2023-03-26T01:30:00.000Z', 'gap'],
	// Lord Howe Island moves by 30 minutes: 02:15 does not exist and becomes 02:45 at +11:00.
	['2023-10-01T02:15', 'Australia/Lord_Howe', '2023-09-30T15:45:00.000Z', 'gap'],
	['2023-06-01T12:00', 'Asia/Kathmandu', '2023-06-01T06:15:00.000Z', 'unique'],
	// Samoa skipped 30 December 2011 altogether: noon of that day is noon of the 31st.
	['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z', 'gap']
])('%s in %s is %s, %s', (local, zone, instant, kind) => {
	const found = localTimeToInstant(local, zone);
	expect({ instant: new Date(found.milliseconds).toISOString(), kind: found.kind }).toEqual({ instant, kind });
});

test.each([
	['2022-11-17T17:00', 'ET'],
	['2022-11-17T17:00', 'EST'],
	['2022-11-17T17:00', '+05:00'],
	['2022-11-17T17:00', 'Mars/Olympus'],
	['2022-11-17', 'Europe/Paris'],
	['2022-02-30T17:00', 'Europe/Paris'],
	['2022-11-17T17:00Z', 'Europe/Paris']
])('%s in %s is refused', (local, zone) => {
	expect(() => localTimeToInstant(local, zone)).toThrow(RangeError);
});

test('02:30 of the night the clocks go forward does not exist in New York: it is the instant of 03:30', () => {
	const [gap, after] = ['2023-03-12T02:30', '2023-03-12T03:30'].map((local) =>
		localTimeToInstant(local, 'America/New_York')
	);
	expect([gap.kind, after.kind]).toEqual(['gap', 'unique']);
	expect(gap.milliseconds).toBe(after.milliseconds);
});

test('01:30 of the night the clocks go back is twice in New York: the first, an hour before the second, counts', () => {
	const [before, twice, after] = ['2023-11-05T00:30', '2023-11-05T01:30', '2023-11-05T02:30'].map((local) =>
		localTimeToInstant(local, 'America/New_York')
	);
	expect(twice.kind).toBe('overlap');
	expect([twice.milliseconds - before.milliseconds, after.milliseconds - twice.milliseconds]).toEqual([
		3_600_000, 7_200_000
	]);
});
