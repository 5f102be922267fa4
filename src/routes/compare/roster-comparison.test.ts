import { describe, expect, test } from 'vitest';
import { serverLanguage } from '../language.server.ts';
import type { ComparedEvent } from './compared-events.ts';
import { releasedLogRank, rosterComparison, stayUntil } from './roster-comparison.ts';

const curve = (...counts: (number | null)[]) => ({
	people: counts[0]!,
	points: counts.map((remaining, index) => ({ day: index * 30, remaining }))
});
const FAST = curve(100, 60, 40);
const SLOW = curve(100, 90, 80);

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
		const found = releasedLogRank([FAST, SLOW]);
		expect(found.observed).toEqual([60, 20]);
		expect(found.expected).toEqual([37, 43]);
		// Variance: 50 * 150/199 * 1/4 + 30 * 120/149 * 0.4 * 0.6.
		const variance = (50 * 150) / 199 / 4 + ((30 * 120) / 149) * 0.24;
		expect(found.chiSquare).toBeCloseTo(23 ** 2 / variance, 10);
	});
});

describe('the box of a comparison', () => {
	const english = serverLanguage('en');
	const event = (title: string, released: ReturnType<typeof curve> | null) =>
		({ title, chosen: { release: released && { curve: released } } }) as unknown as ComparedEvent;

	test('without a roster behind any event there is none', () => {
		expect(rosterComparison([event('Press', null)], english)).toBeNull();
	});

	test('one event has a mean and no test, two have both, counted up to the day that both have', () => {
		const one = rosterComparison([event('Press', null), event('Fast', FAST)], english)!;
		expect(one.table.rows.map(([name, , , mean]) => [name.text, mean.text])).toEqual([['Fast', '48']]);
		expect(one.test).toBe('A log-rank test needs two events with a roster behind them.');
		const both = rosterComparison([event('Fast', FAST), event('Short', curve(100, 90))], english)!;
		expect(both.table.rows.map(([, , , mean]) => mean.value)).toEqual([30, 30]);
		expect(both.test).toMatch(
			/^Log-rank test that all stayed alike: chi-square \d+\.\d\d on 1 degree of freedom, p < 0\.001\.$/
		);
	});
});
