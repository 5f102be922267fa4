import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows } from '../../../test/support/column-tables.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { nelsonAalen } from './nelson-aalen.ts';
import { pooledCounts } from './pooled-counts.ts';
import { restrictedMean } from './restricted-mean.ts';
import { riskSteps } from './risk-steps.ts';
import { survivalCounts } from './survival-counts.ts';
import { survivalLimits } from './survival-limits.ts';
import { survivalQuantile } from './survival-quantile.ts';

/** Cases as [entry or null, time, cause]. */
type Case = [number | null, number, number];

function curveOf(cases: Case[], atLeast = 0) {
	const entry = cases.some(([from]) => from !== null) ? cases.map(([from]) => from ?? -1) : undefined;
	const data = { entry, time: cases.map(([, time]) => time), cause: cases.map(([, , cause]) => cause) };
	return kaplanMeier(riskSteps(pooledCounts(survivalCounts(data, { causes: 2 }), [0]), { atLeast }));
}

/** Times written as in the literature: '+' marks a censored one. */
function trial(text: string): Case[] {
	return text.split(' ').map((word) => [null, Number.parseInt(word, 10), word.endsWith('+') ? 0 : 1]);
}

function golden(name: string): Record<string, (number | null)[]> {
	const text = readFileSync(join(import.meta.dirname, 'goldens', name), 'utf8');
	return JSON.parse(text) as Record<string, (number | null)[]>;
}

function goldenRows(name: string): Record<string, number>[] {
	const rows = csvRows(readFileSync(join(import.meta.dirname, 'goldens', name), 'utf8'));
	return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)])));
}

function expectEach(found: ArrayLike<number | null>, expected: ArrayLike<number | null>, digits = 12) {
	expect(found.length).toBe(expected.length);
	for (let index = 0; index < expected.length; index++) {
		if (expected[index] === null) expect(found[index]).toBeNull();
		else expect(found[index]).toBeCloseTo(expected[index]!, digits);
	}
}

const DRUG = trial('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
const PLACEBO = trial('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

describe('6-MP trial in leukaemia (Freireich et al. 1963), weeks', () => {
	// Published: n, d, S, standard error, log-log limits; to four digits.
	const published = [
		[6, 21, 3, 0.8571, 0.0764, 0.6197, 0.9516],
		[7, 17, 1, 0.8067, 0.0869, 0.5631, 0.9228],
		[10, 15, 1, 0.7529, 0.0963, 0.5032, 0.8894],
		[13, 12, 1, 0.6902, 0.1068, 0.4316, 0.8491],
		[16, 11, 1, 0.6275, 0.1141, 0.3675, 0.8049],
		[22, 7, 1, 0.5378, 0.1282, 0.2678, 0.7468],
		[23, 6, 1, 0.4482, 0.1346, 0.1881, 0.6801]
	];

	test('the curve of the drug is 0.8571 at week 6 and 0.4482 at week 23, with 21 and 6 at risk', () => {
		const curve = curveOf(DRUG);
		const rows = [...curve.times].flatMap((time, step) => {
			if (curve.events[step] === 0) return [];
			const { standardError, lower, upper } = survivalLimits(curve.survival[step], curve.greenwood[step]);
			const rounded = [curve.survival[step], standardError, lower, upper].map((value) => Number(value!.toFixed(4)));
			return [[time, curve.atRisk[step], curve.events[step], ...rounded]];
		});
		expect(rows).toEqual(published);
	});

	test('medians 23 with limits 13 and none, and 8 with 4 and 11; quartiles 13 and 4', () => {
		// Limits by R 4.2.2, survival 3.5-3: quantile(survfit(..., conf.type = "log-log")).
		expect(survivalQuantile(curveOf(DRUG), 0.5)).toEqual({ time: 23, lower: 13, upper: null });
		expect(survivalQuantile(curveOf(PLACEBO), 0.5)).toEqual({ time: 8, lower: 4, upper: 11 });
		expect(survivalQuantile(curveOf(DRUG), 0.25)).toEqual({ time: 13, lower: 6, upper: 22 });
		expect(survivalQuantile(curveOf(PLACEBO), 0.25)).toEqual({ time: 4, lower: 1, upper: 5 });
		expect(survivalQuantile(curveOf(DRUG), 0.75)).toEqual({ time: null, lower: 23, upper: null });
		expect(survivalQuantile(curveOf(PLACEBO), 0.75)).toEqual({ time: 12, lower: 8, upper: 22 });
	});

	test('restricted means to week 20: 16.1165 and 8.4286', () => {
		// R: summary(survfit, rmean = 20)$table.
		expectEach(Object.values(restrictedMean(curveOf(DRUG), 20)!).slice(0, 2), [16.1165266106443, 1.251560196005], 11);
		expectEach(
			Object.values(restrictedMean(curveOf(PLACEBO), 20)!).slice(0, 2),
			[8.42857142857143, 1.26808268250392],
			11
		);
	});
});

test('AML trial (Miller): medians 31 and 23, with limits 13 to none and 5 to 33', () => {
	const maintained = curveOf(trial('9 13 13+ 18 23 28+ 31 34 45+ 48 161+'));
	const not = curveOf(trial('5 5 8 8 12 16+ 23 27 30 33 43 45'));
	expect(survivalQuantile(maintained, 0.5)).toEqual({ time: 31, lower: 13, upper: null });
	expect(survivalQuantile(not, 0.5)).toEqual({ time: 23, lower: 5, upper: 33 });
});

test('Mayo PBC trial, restricted mean to 10 years: 7.146 (0.283) and 7.283 (0.295), as the survRM2 vignette prints', () => {
	const arms = [0, 1].map((arm) => {
		const rows = goldenRows('pbc.csv').filter((row) => row.group === arm);
		const { mean, standardError } = restrictedMean(curveOf(rows.map((row) => [null, row.time, row.event])), 3652.5)!;
		return [mean / 365.25, standardError / 365.25];
	});
	// R: summary(survfit(Surv(time, status == 2) ~ trt), rmean = 3652.5)$table / 365.25.
	expectEach(arms[0], [7.14649299629878, 0.282774849563295], 11);
	expectEach(arms[1], [7.28341576116826, 0.295478092235593], 11);
});

describe('late entry', () => {
	test('entry/time (0,4), (0,6), (5,7), (5,9+): at risk 2, 3, 2, 1 and S 1/2, 1/3, 1/6, 1/6', () => {
		const curve = curveOf([
			[0, 4, 1],
			[0, 6, 1],
			[5, 7, 1],
			[5, 9, 0]
		]);
		expect([...curve.times]).toEqual([4, 6, 7, 9]);
		expect([...curve.atRisk]).toEqual([2, 3, 2, 1]);
		expectEach(curve.survival, [1 / 2, 1 / 3, 1 / 6, 1 / 6], 15);
	});

	test('101 generated cases agree with R at every step', () => {
		const rows = goldenRows('late-entry.csv');
		const r = golden('late-entry.json');
		const curve = curveOf(rows.map((row) => [row.entry, row.time, row.cause]));
		expect([...curve.times]).toEqual(r.times);
		expect([...curve.atRisk]).toEqual(r.atRisk);
		expect([...curve.events]).toEqual(r.events);
		expectEach(curve.survival, r.survival);
		const limits = Array.from(curve.survival, (share, step) => survivalLimits(share, curve.greenwood[step]));
		expectEach(
			limits.map((limit) => limit.lower),
			r.lower
		);
		expectEach(
			limits.map((limit) => limit.upper),
			r.upper
		);
		expectEach(
			limits.map((limit) => limit.standardError),
			r.standardError
		);
		const quantiles = [0.25, 0.5, 0.75].map((p) => survivalQuantile(curve, p));
		expect(quantiles.map((each) => each.time)).toEqual(r.quantiles);
		expect(quantiles.map((each) => each.lower)).toEqual(r.quantilesLower);
		expect(quantiles.map((each) => each.upper)).toEqual(r.quantilesUpper);
		const { mean, standardError } = restrictedMean(curve, 400)!;
		expectEach([mean, standardError], r.restrictedMean400, 10);
		const { hazard, variance } = nelsonAalen(curve);
		expectEach(hazard, r.hazard);
		expectEach(variance.map(Math.sqrt), r.hazardError);
	});

	test('one early exit among two pulls the curve to 0 for good; from 3 at risk on it starts at 5 and reads 2/3', () => {
		const cases: Case[] = [
			[0, 4, 1],
			[3, 4, 1],
			[5, 8, 1],
			[5, 9, 0],
			[5, 9, 0]
		];
		expectEach(curveOf(cases).survival, [0, 0, 0], 15);
		const later = curveOf(cases, 3);
		expect([later.from, later.people, [...later.times]]).toEqual([5, 3, [8, 9]]);
		expectEach(later.survival, [2 / 3, 2 / 3], 15);
	});

	test('who ends by the start is left out, who enters later counts among its people', () => {
		const later = curveOf(
			[
				[0, 2, 1],
				[2, 6, 1],
				[2, 7, 0],
				[6, 9, 1]
			],
			2
		);
		// From 2 on two are at risk; the first has ended at 2.
		expect([later.from, later.people]).toEqual([2, 3]);
		expect([...later.atRisk]).toEqual([2, 2, 1]);
	});

	test('two at risk from 2 on, one of them from the beginning, and a third from 5 on: three people', () => {
		const later = curveOf(
			[
				[0, 9, 1],
				[2, 9, 1],
				[5, 9, 0]
			],
			2
		);
		expect([later.from, later.people]).toEqual([2, 3]);
	});

	test('ten never at risk together: no people, no steps', () => {
		const curve = curveOf(DRUG.slice(0, 9), 10);
		expect([curve.people, curve.from, curve.times.length]).toEqual([0, 0, 0]);
		expect(survivalQuantile(curve, 0.5)).toEqual({ time: null, lower: null, upper: null });
	});

	test('enough at risk on the first day: the curve starts at 0 and is not conditional', () => {
		expect(curveOf(DRUG, 10).from).toBe(0);
		expect(curveOf(DRUG.map(([, time, cause]) => [0, time, cause]) as Case[], 10).from).toBe(0);
	});

	test('a case whose entry is not before its time counts nowhere', () => {
		const alone = curveOf([[0, 5, 1]]);
		const beside = curveOf([
			[0, 5, 1],
			[5, 5, 1],
			[7, 3, 0]
		]);
		expect([...beside.survival]).toEqual([...alone.survival]);
		expect(beside.people).toBe(1);
	});
});

describe('edges of the curve', () => {
	test('nobody: no steps, no median, no restricted mean', () => {
		const curve = curveOf([]);
		expect([curve.people, curve.times.length]).toEqual([0, 0]);
		expect(survivalQuantile(curve, 0.5)).toEqual({ time: null, lower: null, upper: null });
		expect(restrictedMean(curve, 0)).toBeNull();
	});

	test('all censored: S = 1 with error 0, no limits, no median, restricted mean tau', () => {
		const curve = curveOf(trial('3+ 5+ 5+'));
		expect([...curve.survival]).toEqual([1, 1]);
		expect([...curve.censored]).toEqual([1, 2]);
		expect(survivalLimits(1, 0)).toEqual({ standardError: 0, lower: null, upper: null });
		expect(survivalQuantile(curve, 0.5)).toEqual({ time: null, lower: null, upper: null });
		expect(restrictedMean(curve, 4)).toEqual({ mean: 4, standardError: 0, lower: 4, upper: 4 });
	});

	test('the last at risk has the event: S = 0 without error or limits', () => {
		const curve = curveOf(trial('2 5'));
		expect([...curve.survival]).toEqual([0.5, 0]);
		expect(curve.greenwood[1]).toBe(Infinity);
		expect(survivalLimits(0, Infinity)).toEqual({ standardError: null, lower: null, upper: null });
	});

	test('an event and a censoring of the same time: the event first, with both at risk', () => {
		expect([...curveOf(trial('4 4+')).survival]).toEqual([0.5]);
	});

	test('an event at time 0 counts where nobody enters late: 2 of 4 vacant posts filled at once', () => {
		const curve = curveOf(trial('0 0 10 20+'));
		expect([...curve.times]).toEqual([0, 10, 20]);
		expect([...curve.atRisk]).toEqual([4, 2, 1]);
		expect(survivalQuantile(curve, 0.5).time).toBe(5);
	});

	test('four events at 1, 2, 3, 4: median 2.5; restricted mean 2.5 with error 0.559017', () => {
		const curve = curveOf(trial('1 2 3 4'));
		expect(survivalQuantile(curve, 0.5).time).toBe(2.5);
		// By hand: A = 1.5, 0.75, 0.25; variance 2.25/12 + 0.5625/6 + 0.0625/2 = 0.3125.
		expect(restrictedMean(curve, 4)!.mean).toBe(2.5);
		expect(restrictedMean(curve, 4)!.standardError).toBeCloseTo(Math.sqrt(0.3125), 14);
		expect(restrictedMean(curve, 4)!.lower).toBeCloseTo(2.5 - 1.959963984540054 * Math.sqrt(0.3125), 13);
		expect(restrictedMean(curve, 4)!.upper).toBeCloseTo(2.5 + 1.959963984540054 * Math.sqrt(0.3125), 13);
	});

	test('S is exactly a half to the end: the middle between the last event and the longest time', () => {
		expect(survivalQuantile(curveOf(trial('2 4 5+ 9+')), 0.5).time).toBe(6.5);
		// The censoring at 5 is no event: the flat part reaches from 4 to 9.
		expect(survivalQuantile(curveOf(trial('2 4 5+ 9')), 0.5).time).toBe(6.5);
		expect(survivalQuantile(curveOf(trial('2+ 4')), 0.5).time).toBe(4);
		// 5/6 4/5 3/4 is a half at 3; the next event is at 8, not the last time 9.
		expect(survivalQuantile(curveOf(trial('1 2 3 4+ 8 9+')), 0.5).time).toBe(5.5);
		expect(survivalQuantile(curveOf(trial('4 4+')), 0.5).time).toBe(4);
	});

	test('a share of 1 - p up to 1e-9 counts as reached: ten events, p = 0.3', () => {
		// 0.9 * 8/9 * 7/8 is a rounding error away from 0.7.
		expect(survivalQuantile(curveOf(trial('1 2 3 4 5 6 7 8 9 10')), 0.3).time).toBe(3.5);
	});

	test('tau beyond the longest time has no restricted mean; tau at it has', () => {
		const curve = curveOf(trial('2 5+'));
		expect(restrictedMean(curve, 5.5)).toBeNull();
		expect(restrictedMean(curve, 5)!.mean).toBe(3.5);
		expect(restrictedMean(curve, 2)!.mean).toBe(2);
		expect(restrictedMean(curve, 1)).toEqual({ mean: 1, standardError: 0, lower: 1, upper: 1 });
	});

	test('a level of 0.9 gives narrower limits than 0.95, by z = 1.6449', () => {
		const { lower, upper } = survivalLimits(0.5, 0.04, 0.9);
		const reach = (1.6448536269514722 * 0.2) / Math.log(2);
		expect(lower).toBeCloseTo(0.5 ** Math.exp(reach), 14);
		expect(upper).toBeCloseTo(0.5 ** Math.exp(-reach), 14);
		const curve = curveOf(DRUG);
		expect(survivalQuantile(curve, 0.25, 0.5).lower).toBeGreaterThan(survivalQuantile(curve, 0.25).lower!);
		const [narrow, wide] = [restrictedMean(curve, 20, 0.9)!, restrictedMean(curve, 20)!];
		expect((narrow.upper - narrow.lower) / (wide.upper - wide.lower)).toBeCloseTo(
			1.6448536269514722 / 1.959963984540054,
			12
		);
	});
});

test('Nelson-Aalen: 3 of 21 at risk is one term of 1/7 with variance 1/147, exp(-H) = 0.8669 beside S = 0.8571', () => {
	const { times, hazard, variance } = nelsonAalen(curveOf(DRUG));
	expect([times[0], hazard[0], variance[0]]).toEqual([6, 1 / 7, 3 / 441]);
	expect(hazard[1]).toBeCloseTo(1 / 7 + 1 / 17, 15);
	expect(Math.exp(-hazard[0])).toBeCloseTo(0.8668779, 7);
	// A censoring adds nothing.
	expect(hazard[hazard.length - 1]).toBe(hazard[hazard.length - 2]);
});

describe('groups', () => {
	test('two groups counted in one pass are the two curves; taken together the pooled one', () => {
		const all = [...DRUG, ...PLACEBO];
		const data = {
			time: all.map(([, time]) => time),
			cause: all.map(([, , cause]) => cause),
			group: all.map((_, index) => (index < 21 ? 0 : 1))
		};
		const counts = survivalCounts(data, { groups: 2 });
		const stepsOf = (groups: number[]) => riskSteps(pooledCounts(counts, groups));
		expect(kaplanMeier(stepsOf([0])).survival).toEqual(curveOf(DRUG).survival);
		expect(kaplanMeier(stepsOf([1])).survival).toEqual(curveOf(PLACEBO).survival);
		expect(kaplanMeier(stepsOf([0, 1])).survival).toEqual(curveOf(all).survival);
		expect(stepsOf([0, 1]).people).toBe(42);
		expect(stepsOf([]).people).toBe(0);
	});
});

test('of two causes only the second counts: the first is censored, and the incidence of the second alone is kept', () => {
	const data = { time: [1, 2, 3], cause: [1, 2, 0] };
	const steps = riskSteps(pooledCounts(survivalCounts(data, { causes: 2 }), [0]), { causes: [2] });
	expect([...steps.events]).toEqual([0, 1, 0]);
	expect([...steps.censored]).toEqual([1, 0, 1]);
	expect(steps.byCause.map((events) => [...events])).toEqual([[0, 1, 0]]);
	expectEach(kaplanMeier(steps).survival, [1, 0.5, 0.5], 15);
});

const anyCase: fc.Arbitrary<Case> = fc
	.tuple(fc.nat({ max: 8 }), fc.integer({ min: 1, max: 6 }), fc.nat({ max: 2 }))
	.map(([entry, length, cause]) => [entry, entry + length, cause]);
const manyCases = fc.array(anyCase, { minLength: 1, maxLength: 14 });

describe('properties', () => {
	test('survival and Greenwood are what the definitions give, case by case', () => {
		fc.assert(
			fc.property(manyCases, (cases) => {
				const curve = curveOf(cases);
				const times = [...new Set(cases.map(([, time]) => time))].sort((a, b) => a - b);
				expect([...curve.times]).toEqual(times);
				let [share, sum] = [1, 0];
				times.forEach((t, step) => {
					const n = cases.filter(([entry, time]) => entry! < t && t <= time).length;
					const d = cases.filter(([, time, cause]) => time === t && cause > 0).length;
					share *= 1 - d / n;
					if (d > 0) sum += d / (n * (n - d));
					expect([curve.atRisk[step], curve.events[step]]).toEqual([n, d]);
					expect(curve.survival[step]).toBeCloseTo(share, 12);
					if (Number.isFinite(sum)) expect(curve.greenwood[step]).toBeCloseTo(sum, 12);
					else expect(curve.greenwood[step]).toBe(Infinity);
				});
			})
		);
	});

	test('it starts at 1 at most, never rises, and is never NaN; limits enclose it', () => {
		fc.assert(
			fc.property(manyCases, (cases) => {
				const curve = curveOf(cases);
				let former = 1;
				curve.survival.forEach((share, step) => {
					expect(share).toBeGreaterThanOrEqual(0);
					expect(share).toBeLessThanOrEqual(former);
					former = share;
					const { standardError, lower, upper } = survivalLimits(share, curve.greenwood[step]);
					expect([standardError, lower, upper]).not.toContain(NaN);
					if (lower !== null) expect(lower < share && share < upper!).toBe(true);
				});
				const { mean, standardError } = restrictedMean(curve, curve.times[curve.times.length - 1])!;
				expect(Number.isFinite(mean) && Number.isFinite(standardError)).toBe(true);
			})
		);
	});

	test('the order of cases never matters, and splitting one into two with late entry changes nothing', () => {
		const cut = fc.tuple(manyCases, fc.nat(), fc.nat()).map(([cases, which, where]) => {
			const [entry, time, cause] = cases[which % cases.length];
			const at = entry! + 1 + (where % (time - entry!));
			const rest = cases.filter((_, index) => index !== which % cases.length);
			const parts: Case[] =
				at === time
					? [[entry, time, cause]]
					: [
							[entry, at, 0],
							[at, time, cause]
						];
			return { cases, split: [...parts, ...rest].reverse() };
		});
		fc.assert(
			fc.property(cut, ({ cases, split }) => {
				const [whole, parts] = [curveOf(cases), curveOf(split)];
				const at = (curve: typeof whole) =>
					[...curve.times].flatMap((time, step) =>
						curve.events[step] > 0 ? [[time, curve.atRisk[step], curve.survival[step], curve.greenwood[step]]] : []
					);
				expect(at(parts)).toEqual(at(whole));
				expect([...nelsonAalen(parts).hazard].at(-1)).toBe([...nelsonAalen(whole).hazard].at(-1));
			})
		);
	});

	test('the restricted mean is the sum of the curve over the days', () => {
		fc.assert(
			fc.property(manyCases, (cases) => {
				const curve = curveOf(cases);
				const tau = curve.times[curve.times.length - 1];
				let sum = 0;
				for (let day = 0; day < tau; day++) {
					const step = curve.times.findLastIndex((time) => time <= day);
					sum += step < 0 ? 1 : curve.survival[step];
				}
				expect(restrictedMean(curve, tau)!.mean).toBeCloseTo(sum, 10);
			})
		);
	});
});
