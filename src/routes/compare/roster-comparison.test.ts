import { describe, expect, test } from 'vitest';
import { serverLanguage } from '../language.server.ts';
import type { ComparedEvent } from './compared-events.ts';
import { curvesLogRank, onSameDays, rosterComparison, stayUntil, type RosterCurve } from './roster-comparison.ts';

const curve = (...counts: (number | null)[]): RosterCurve => ({
	...{ people: counts[0]!, stepDays: 30, isExact: false },
	points: counts.map((remaining, index) => ({ day: index * 30, remaining }))
});
const FAST = curve(100, 60, 40);
const SLOW = curve(100, 90, 80);

/** Every day to day 60, with how many were left from some days on. */
const daily = (...changes: [day: number, remaining: number][]): RosterCurve => ({
	...{ people: changes[0][1], stepDays: 1, isExact: true },
	points: Array.from({ length: 61 }, (_, day) => ({
		day,
		remaining: changes.findLast(([from]) => from <= day)![1]
	}))
});
const FIRST = daily([0, 20], [3, 16], [10, 14], [40, 9]);
const SECOND = daily([0, 30], [5, 27], [10, 21], [45, 20]);

describe('how long people stayed', () => {
	test('100, 60, 40 over 60 days: 30 days of all and 30 of 60% are 48; 40% are left', () => {
		// By hand: 30 * 1 + 30 * 0.6. Greenwood: (18^2 * 40 / (100 * 60)) = 2.16, its root 1.4697.
		expect(stayUntil(FAST, 60)).toMatchObject({ mean: 48, share: 0.4 });
		expect(stayUntil(FAST, 60)!.standardError).toBeCloseTo(Math.sqrt(2.16), 10);
	});

	test('a count that is not shown stands for the last that is: 100, c, 40 is 60 days of all', () => {
		expect(stayUntil(curve(100, null, 40), 60)!.mean).toBe(60);
	});

	test('two curves by hand: 60 left against 20, expected 25 + 16 and 25 + 24 less what each had at risk', () => {
		// Day 30: 50 of 200 leave, 25 expected of each. Day 60: 30 of 150 leave, 12 of 60 and 18 of 90 expected.
		const found = curvesLogRank([FAST, SLOW]);
		expect(found.observed).toEqual([60, 20]);
		expect(found.expected).toEqual([37, 43]);
		// Variance: 50 * 150/199 * 1/4 + 30 * 120/149 * 0.4 * 0.6.
		const variance = (50 * 150) / 199 / 4 + ((30 * 120) / 149) * 0.24;
		expect(found.chiSquare).toBeCloseTo(23 ** 2 / variance, 10);
	});

	// R 4.2.2, survival 3.5-3: survdiff() of 20 and 30 people, survfit() with rmean = 60.
	test('day by day as R: 11 and 10 left, 7.9202 and 13.0798 expected, chi-square 2.166556; means 38.6 and 44', () => {
		const found = curvesLogRank([FIRST, SECOND]);
		expect(found.observed).toEqual([11, 10]);
		expect(found.expected[0]).toBeCloseTo(7.920222447, 8);
		expect(found.chiSquare).toBeCloseTo(2.166555697, 8);
		expect(stayUntil(FIRST, 60)!.mean).toBeCloseTo(38.6, 10);
		expect(stayUntil(FIRST, 60)!.standardError).toBeCloseTo(5.204997598, 8);
		expect(stayUntil(SECOND, 60)!.mean).toBeCloseTo(44, 10);
	});

	test('beside a curve of every 30 days all are counted so: chi-square 1.779105 in R', () => {
		const both = onSameDays([FIRST, SECOND, FAST]).slice(0, 2);
		expect(both[0].points).toEqual([
			{ day: 0, remaining: 20 },
			{ day: 30, remaining: 14 },
			{ day: 60, remaining: 9 }
		]);
		expect(curvesLogRank(both).chiSquare).toBeCloseTo(1.779104742, 8);
		expect(onSameDays([FIRST, SECOND])[0].stepDays).toBe(1);
	});
});

describe('the box of a comparison', () => {
	const english = serverLanguage('en');
	const event = (title: string, roster: RosterCurve | null, organisation?: string) => {
		const own = organisation && { reader: { scope: { organisation } } };
		return { title, chosen: { roster, own } } as unknown as ComparedEvent;
	};

	test('without a roster behind any event there is none', () => {
		expect(rosterComparison([event('Press', null)], english)).toBeNull();
	});

	test('one event has a mean and no test, two have both, counted up to the day that both have', () => {
		const one = rosterComparison([event('Press', null), event('Fast', FAST)], english)!;
		expect(one.table.rows.map(([name, , , mean]) => [name.text, mean.text])).toEqual([['Fast', '48.0']]);
		expect(one.test).toBe('A log-rank test needs two events with a roster behind them.');
		const both = rosterComparison([event('Fast', FAST), event('Short', curve(100, 90))], english)!;
		expect(both.table.rows.map(([, , , mean]) => mean.value)).toEqual([30, 30]);
		expect(both.test).toMatch(
			/^Log-rank test that all stayed alike: chi-square \d+\.\d\d on 1 degree of freedom, p < 0\.001\.$/
		);
	});

	test('a roster that ends on day 0 has no mean and does not shorten the others', () => {
		const ended = {
			...FIRST,
			points: FIRST.points.map((point) => (point.day > 0 ? { ...point, remaining: null } : point))
		};
		const found = rosterComparison([event('Ended', ended), event('Second', SECOND)], english)!;
		expect(found.table.rows.map(([, , , mean]) => mean.value)).toEqual([null, expect.closeTo(44, 10)]);
		expect(found.test).toBe('A log-rank test needs two events with a roster behind them.');
	});

	test('it says from which counts: own rosters day by day, releases every 30 days, both every 30 days', () => {
		const lede = (...events: ComparedEvent[]) => rosterComparison(events, english)!.lede;
		expect(lede(event('First', FIRST, 'a'))).toContain('day by day from rosters of yours');
		expect(lede(event('Fast', FAST))).toContain('from counts rounded to five');
		expect(lede(event('Fast', FAST), event('First', FIRST, 'a'))).toContain('of rosters of yours exactly');
	});

	test('two events of one roster may count the same people, of two rosters they do not', () => {
		const isSame = (a: string, b: string) =>
			rosterComparison([event('First', FIRST, a), event('Second', SECOND, b)], english)!.isOfSamePeople;
		expect([isSame('a', 'a'), isSame('a', 'b')]).toEqual([true, false]);
	});
});
