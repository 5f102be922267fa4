import { describe, expect, test } from 'vitest';
import { kaplanMeier } from './kaplan-meier.ts';
import { pooledCounts } from './pooled-counts.ts';
import { recoveryOutlook } from './recovery-outlook.ts';
import { riskSteps } from './risk-steps.ts';
import { survivalCounts } from './survival-counts.ts';
import { timeToFill } from './time-to-fill.ts';

const curveOf = (time: number[], cause: number[]) =>
	kaplanMeier(riskSteps(pooledCounts(survivalCounts({ time, cause }), [0])));
const always = (value: number, days: number) => new Array<number>(days).fill(value);

describe('days to fill', () => {
	const seen = (asOf: number, until: 'accepted' | 'started', ...requisitions: (number | null)[][]) => {
		const rows = requisitions.map(([openedOn, acceptedOn, startsOn, cancelledOn]) => ({
			...{ openedOn: openedOn ?? 0, acceptedOn, startsOn, cancelledOn }
		}));
		const { time, cause } = timeToFill(rows, asOf, until);
		return time.map((days, index) => `${days}${cause[index] === 0 ? '+' : ''}`).join(' ');
	};

	test('accepted after 30 days, started after 60; seen on day 40 the start is not known yet', () => {
		expect(seen(100, 'accepted', [0, 30, 60, null])).toBe('30');
		expect(seen(100, 'started', [0, 30, 60, null])).toBe('60');
		expect(seen(40, 'accepted', [0, 30, 60, null])).toBe('30');
		expect(seen(40, 'started', [0, 30, 60, null])).toBe('40+');
	});

	test('on the day itself it is known, a day before it is not', () => {
		expect([seen(60, 'started', [0, 30, 60, null]), seen(59, 'started', [0, 30, 60, null])]).toEqual(['60', '59+']);
	});

	test('open ones are censored, not left out; cancelled ones on that day; later ones are not there yet', () => {
		expect(seen(90, 'accepted', [0, null, null, null], [10, null, null, 50], [91, null, null, null])).toBe('90+ 40+');
		expect(seen(90, 'accepted', [90, null, null, null], [10, null, null, 95])).toBe('0+ 80+');
	});

	test('cancelled after it was filled is filled, before it was not; accepted before it was opened is day 0', () => {
		expect(seen(90, 'accepted', [0, 30, null, 60], [0, 60, null, 30], [0, 30, null, 30])).toBe('30 30+ 30');
		expect(seen(90, 'accepted', [10, 5, null, null])).toBe('0');
	});
});

describe('back at the minimum', () => {
	const tenOrTwenty = curveOf([10, 20], [1, 1]);

	test('1 of 2 there, one requisition just opened, past ones took 10 and 20 days: half by day 10, surely by 20', () => {
		const days = 31;
		const found = recoveryOutlook({
			present: always(1, days),
			required: always(2, days),
			daysOpen: [0],
			fill: tenOrTwenty
		});
		expect(found.metBy).toEqual([
			{ p: 0.05, day: 10 },
			{ p: 0.5, day: 10 },
			{ p: 0.95, day: 20 }
		]);
		expect([found.met[9], found.met[10], found.met[19], found.met[20]]).toEqual([0, 0.5, 0.5, 1]);
		// Ten days of one missing, ten of one half.
		expect(found.expectedPersonDays).toBeCloseTo(15, 12);
		expect(found.beyondExperience).toBe(0);
	});

	test('open for 12 days already: the 10 days are over, day 8 from now is the 20th', () => {
		const found = recoveryOutlook({
			present: always(1, 10),
			required: always(2, 10),
			daysOpen: [12],
			fill: tenOrTwenty
		});
		expect(found.metBy.map(({ day }) => day)).toEqual([8, 8, 8]);
		expect(found.expectedPersonDays).toBe(8);
	});

	test('two missing, two requisitions: both by day 10 with one quarter; 30 person-days on average', () => {
		const input = { present: always(3, 25), required: always(5, 25), daysOpen: [0, 0], fill: tenOrTwenty };
		const found = recoveryOutlook(input, [0.2, 0.3]);
		expect(found.met[10]).toBeCloseTo(0.25, 12);
		expect(found.metBy.map(({ day }) => day)).toEqual([10, 20]);
		// Ten days of two, then of 0, 1 or 2 with 1/4, 1/2, 1/4: one on average for ten days.
		expect(found.expectedPersonDays).toBeCloseTo(30, 12);
	});

	test('one of four past requisitions never ended within 40 days: the curve ends at 1/4, the rest is not expected', () => {
		// Kaplan-Meier of 10, 20, 20+, 30: 3/4, 1/2, then 0; of 10, 20, 30, 40+: 3/4, 1/2, 1/4.
		const fill = curveOf([10, 20, 30, 40], [1, 1, 1, 0]);
		const found = recoveryOutlook({ present: always(0, 100), required: always(1, 100), daysOpen: [0], fill });
		expect(found.met[99]).toBeCloseTo(0.75, 12);
		expect(found.metBy.map(({ day }) => day)).toEqual([10, 20, null]);
	});

	test('open requisitions of the past slow the curve: with one censored at 15 the start by day 20 is sure all the same', () => {
		// 10, 15+, 20: 2/3 from day 10, 0 from day 20; without the open one it would be 1/2.
		const fill = curveOf([10, 15, 20], [1, 0, 1]);
		const found = recoveryOutlook({ present: always(0, 21), required: always(1, 21), daysOpen: [0], fill });
		expect(found.met[10]).toBeCloseTo(1 / 3, 12);
		expect(found.met[20]).toBe(1);
	});

	test('open longer than any ever took: nothing is known, none is counted on, and it is said', () => {
		const found = recoveryOutlook({ present: always(1, 5), required: always(2, 5), daysOpen: [25], fill: tenOrTwenty });
		expect(found).toMatchObject({ beyondExperience: 1, expectedPersonDays: 5 });
		expect(found.metBy.map(({ day }) => day)).toEqual([null, null, null]);
	});

	test('a known start, a known exit and a minimum that rises: met on the days it is', () => {
		const input = { present: [1, 2, 2, 1, 3], required: [2, 2, 2, 2, 3], daysOpen: [], fill: curveOf([], []) };
		const found = recoveryOutlook(input);
		expect([...found.met]).toEqual([0, 1, 1, 0, 1]);
		expect(found.metBy[0].day).toBe(1);
		expect(found.expectedPersonDays).toBe(2);
	});

	test('at the minimum today: day 0 and nothing missing; no days: nothing known', () => {
		const now = recoveryOutlook({ present: [2], required: [2], daysOpen: [], fill: tenOrTwenty });
		expect(now).toMatchObject({ expectedPersonDays: 0, metBy: [{ day: 0 }, { day: 0 }, { day: 0 }] });
		const none = recoveryOutlook({ present: [], required: [], daysOpen: [0], fill: tenOrTwenty });
		expect(none.metBy[1].day).toBeNull();
	});
});
