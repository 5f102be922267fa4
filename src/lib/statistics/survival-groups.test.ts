import { describe, expect, test } from 'vitest';
import { drawnSteps } from './drawn-steps.ts';
import { pooledCounts } from './pooled-counts.ts';
import { survivalCounts } from './survival-counts.ts';
import { survivalEstimate } from './survival-estimate.ts';
import type { RiskOptions } from './risk-steps.ts';
import { survivalGroups } from './survival-groups.ts';
import type { ComparisonOptions } from './survival-groups.ts';

/** Cases as [entry, time, cause, group]; entry -1: from the beginning. */
type Case = [number, number, number, number?];

function countsOf(cases: Case[], groups = 1) {
	const column = (index: number) => cases.map((each) => each[index] ?? 0);
	const data = { entry: column(0), time: column(1), cause: column(2), group: column(3) };
	return survivalCounts(data, { groups, causes: 2 });
}

const estimate = (cases: Case[], options: RiskOptions = {}, atTimes?: number[]) =>
	survivalEstimate(pooledCounts(countsOf(cases), [0]), { ...options, atTimes, withIncidence: true });

const FOUR: Case[] = [
	[0, 4, 1],
	[0, 6, 2],
	[5, 7, 1],
	[5, 9, 0]
];

describe('what is read off one curve', () => {
	test('a curve that starts at 4, with 3 at risk: its first point has these 3, not the 1 who was there from time 0', () => {
		const found = estimate(
			[
				[-1, 9, 1],
				[4, 8, 1],
				[4, 9, 0]
			],
			{ atLeast: 3 }
		);
		expect(found.points[0]).toMatchObject({ time: 4, share: 1, atRisk: 3 });
	});

	test('four cases, two of them entering at 5: points 1, 1/2, 1/3, 1/6 at times 0, 4, 6, 7', () => {
		const found = estimate(FOUR);
		expect(found.points.map(({ time, events, atRisk }) => [time, events, atRisk])).toEqual([
			[0, 0, 2],
			[4, 1, 2],
			[6, 1, 3],
			[7, 1, 2]
		]);
		[1, 1 / 2, 1 / 3, 1 / 6].forEach((share, index) => expect(found.points[index].share).toBeCloseTo(share, 14));
		expect(found.points[0]).toMatchObject({ lower: null, upper: null });
		// log(-log) limits of 1/2 with G = 1/2: 0.5 ** exp(-+ 1.96 sqrt(0.5) / ln 2).
		const reach = (1.959963984540054 * Math.sqrt(0.5)) / Math.log(2);
		expect(found.points[1].lower).toBeCloseTo(0.5 ** Math.exp(reach), 12);
		expect(found.points[1].upper).toBeCloseTo(0.5 ** Math.exp(-reach), 12);
		expect(found).toMatchObject({ observed: 4, events: 3, until: 9, censoredTimes: [9] });
		expect(found.quantiles.map(({ p, time }) => [p, time])).toEqual([
			[0.25, 4],
			[0.5, 5],
			[0.75, 7]
		]);
	});

	test('incidence of both causes: 1/2 then 2/3 of the first, 1/6 of the second', () => {
		const { incidence } = estimate(FOUR);
		expect(incidence.map(({ cause, events }) => [cause, events])).toEqual([
			[1, 2],
			[2, 1]
		]);
		const [first, second] = incidence.map(({ points }) => points);
		expect(first.map(({ time, events, atRisk }) => [time, events, atRisk])).toEqual([
			[4, 1, 2],
			[7, 1, 2]
		]);
		expect(first[1].share).toBeCloseTo(1 / 2 + 1 / 6, 14);
		expect(second[0].share).toBeCloseTo(1 / 6, 14);
		expect(second[0].lower! < 1 / 6 && 1 / 6 < second[0].upper!).toBe(true);
		// A cause of everybody ends at 1, where there are no limits.
		expect(estimate([[0, 3, 1]]).incidence[0].points).toEqual([
			{ time: 3, share: 1, lower: null, upper: null, events: 1, atRisk: 1 }
		]);
	});

	test('incidence is left out where it is not asked for', () => {
		expect(survivalEstimate(pooledCounts(countsOf(FOUR), [0]))).toMatchObject({ incidence: [], values: [], events: 3 });
	});

	test('a curve of one cause keeps the incidence of both; a cause that does not occur has none', () => {
		const only = estimate(FOUR, { causes: [2] });
		expect([only.events, only.censoredTimes]).toEqual([1, [4, 7, 9]]);
		expect(only.incidence.map(({ cause }) => cause)).toEqual([1, 2]);
		expect(estimate([[0, 3, 2]]).incidence.map(({ cause }) => cause)).toEqual([2]);
	});

	test('values: 1 before the first event, the step from its time on, null before the start and beyond the end', () => {
		const values = estimate(FOUR, {}, [0, 3, 4, 5, 9, 10]).values;
		expect(values.map(({ time, share }) => [time, share])).toEqual([
			[0, 1],
			[3, 1],
			[4, 0.5],
			[5, 0.5],
			[9, expect.closeTo(1 / 6, 12)],
			[10, null]
		]);
		expect([values[1].lower, values[2].lower !== null, values[5].upper]).toEqual([null, true, null]);
		// Two are at risk from 0 on, three from 5 on: the curve starts at 5.
		const later = estimate(FOUR, { atLeast: 3 }, [4, 5, 6]);
		expect(later.values.map(({ share }) => share)).toEqual([null, 1, expect.closeTo(2 / 3, 12)]);
		expect(later.points[0]).toEqual({ time: 5, share: 1, lower: null, upper: null, events: 0, atRisk: 3 });
		expect(later.incidence.map(({ events }) => events)).toEqual([1, 1]);
	});

	test('cases from the beginning are at risk at 0, late ones at 1', () => {
		expect(
			estimate([
				[-1, 0, 1],
				[-1, 5, 0]
			]).points[0]
		).toMatchObject({ time: 0, atRisk: 2 });
		expect(
			estimate([
				[0, 5, 1],
				[3, 5, 0]
			]).points[0]
		).toMatchObject({ time: 0, atRisk: 1 });
	});

	test('nobody, or too few together: no points, no values, no incidence', () => {
		for (const found of [estimate([], {}, [1]), estimate(FOUR, { atLeast: 4 }, [1])]) {
			expect(found).toMatchObject({ points: [], incidence: [], events: 0, until: 0, censoredTimes: [] });
			expect(found.values).toEqual([{ time: 1, share: null, lower: null, upper: null }]);
		}
		expect(estimate(FOUR, { atLeast: 4 }).observed).toBe(4);
	});
});

describe('groups beside each other', () => {
	const groups = (cases: Case[], options: ComparisonOptions = {}, shown = [0, 1]) =>
		survivalGroups(countsOf(cases, 3), shown, options);
	/** A group of two: one event at `first`, one censored at `last`. */
	const pair = (group: number, first: number, last: number): Case[] => [
		[-1, first, 1, group],
		[-1, last, 0, group]
	];

	test('observed for 800 and 1200 days: restricted means to 730 days', () => {
		const found = groups([...pair(0, 100, 800), ...pair(1, 200, 1200)]);
		expect([found.tau, found.longestTau]).toEqual([730, null]);
		// 100 + 630 / 2 and 200 + 530 / 2.
		expect(found.groups.map(({ restrictedMean }) => restrictedMean!.mean)).toEqual([415, 465]);
		expect(found.groups.map(({ group }) => group)).toEqual([0, 1]);
		expect(found.logRank).toMatchObject({ observed: [1, 1], degrees: 1, reason: null });
	});

	test('exactly one year is a year, 364 days are 364', () => {
		expect(groups([...pair(0, 100, 365), ...pair(1, 200, 1200)]).tau).toBe(365);
		expect(groups([...pair(0, 100, 364), ...pair(1, 200, 1200)]).tau).toBe(364);
	});

	test('a tau that is asked for is kept up to the shortest group, and refused beyond with what would do', () => {
		const cases = [...pair(0, 100, 800), ...pair(1, 200, 1200)];
		expect(groups(cases, { tauDays: 800 })).toMatchObject({ tau: 800, longestTau: null });
		const refused = groups(cases, { tauDays: 801 });
		expect(refused).toMatchObject({ tau: null, longestTau: 800 });
		expect(refused.groups.map(({ restrictedMean }) => restrictedMean)).toEqual([null, null]);
	});

	test('a group without a curve does not shorten tau; without any curve there is none', () => {
		const cases: Case[] = [...pair(0, 100, 800), [-1, 50, 1, 1]];
		const found = groups(cases, { atLeast: 2 });
		expect(found.tau).toBe(730);
		expect(found.groups[1].restrictedMean).toBeNull();
		expect(groups([], {})).toMatchObject({ tau: null, longestTau: null, logRank: { reason: 'no-events' } });
		expect(groups([], { tauDays: 30 }, []).groups).toEqual([]);
	});

	test('numbers at risk at the same round times: 0 to 1095 by years, 0 beyond the end of a group', () => {
		const found = groups([...pair(0, 100, 800), ...pair(1, 200, 1200)]);
		expect(found.groups[0].risk.map(({ time }) => time)).toEqual([0, 182, 364, 546, 728, 910, 1092]);
		expect(found.groups[0].risk.map(({ atRisk }) => atRisk)).toEqual([2, 1, 1, 1, 1, 0, 0]);
		expect(found.groups[1].risk.map(({ atRisk }) => atRisk)).toEqual([2, 2, 1, 1, 1, 1, 1]);
	});

	test.each([
		[8, 1, 9],
		[9, 7, 2],
		[240, 30, 9],
		[241, 91, 3],
		[2920, 365, 9],
		[2921, 730, 5],
		[14608, 1826, 9],
		[14609, 3652, 5]
	])('observed for %i days: a step of %i, %i times', (until, step, times) => {
		const [{ risk }] = groups(pair(0, 1, until), {}, [0]).groups;
		expect([risk[1].time, risk.length]).toEqual([step, times]);
	});

	test('late entries: at time 0 those at risk just after it', () => {
		const found = groups(
			[
				[0, 9, 0],
				[0, 8, 1],
				[3, 9, 1]
			],
			{},
			[0]
		);
		expect(found.groups[0].risk.slice(0, 2)).toEqual([
			{ time: 0, atRisk: 2 },
			{ time: 7, atRisk: 3 }
		]);
	});

	test('a curve at 0 while others are observed later is named, one that ends at 0 is not', () => {
		const early = groups([[0, 2, 1], [5, 9, 1, 0], ...pair(1, 3, 9)]);
		expect(early.groups.map(({ isZeroEarly }) => isZeroEarly)).toEqual([true, false]);
		expect(
			groups(
				[
					[-1, 2, 1],
					[-1, 9, 1]
				],
				{},
				[0]
			).groups[0].isZeroEarly
		).toBe(false);
	});

	test('times to read off and causes are handed on', () => {
		const found = groups(FOUR, { atTimes: [6], causes: [1] }, [0]);
		expect(found.groups[0].values).toMatchObject([{ time: 6, share: 0.5 }]);
		expect(found.logRank.observed).toEqual([2]);
	});
});

describe('steps handed out', () => {
	test('all where they are at most 200; censorings are no steps', () => {
		const times = Array.from({ length: 200 }, (_, index) => 10 * index);
		expect(drawnSteps(times, () => true)).toHaveLength(200);
		expect(drawnSteps([1, 2, 3], (index) => index !== 1)).toEqual([0, 2]);
		expect(drawnSteps([], () => true)).toEqual([]);
	});

	test('times 1, 2, 3, 4 and at most two: the steps at 2 and 4; of 1, 2, 9, 10, 20 those at 10 and 20', () => {
		expect(drawnSteps([1, 2, 3, 4], () => true, 2)).toEqual([1, 3]);
		expect(drawnSteps([1, 2, 9, 10, 20], () => true, 2)).toEqual([3, 4]);
		// What is no step takes no place: without 9 and 20 the times 1, 2, 10 remain.
		expect(drawnSteps([1, 2, 9, 10, 20], (index) => index % 2 === 1 || index === 0, 2)).toEqual([1, 3]);
	});

	test('of 1000 steps at most 200, the last among them', () => {
		const times = Array.from({ length: 1000 }, (_, index) => index * index);
		const kept = drawnSteps(times, () => true);
		expect(kept.length).toBeLessThanOrEqual(200);
		expect(kept.at(-1)).toBe(999);
	});
});

test('a group of 4 beside one of 5: too small to test against the rest, unless 4 are asked for', () => {
	const cases = Array.from({ length: 9 }, (_, index): Case => [-1, index + 1, 1, index % 2]);
	const reasons = (leastTested?: number) =>
		survivalGroups(countsOf(cases, 2), [0, 1], { leastTested }).groups.map(({ againstRest }) => againstRest.reason);
	expect([reasons(), reasons(4)]).toEqual([
		[null, 'too-small'],
		[null, null]
	]);
});
