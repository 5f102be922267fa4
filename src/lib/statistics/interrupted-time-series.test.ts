import { describe, expect, test } from 'vitest';
import { durbinWatson } from './durbin-watson.ts';
import { interruptedTimeSeries, termOf } from './interrupted-time-series.ts';
import type { InterruptedTimeSeries } from './interrupted-time-series.ts';
import { neweyWest } from './newey-west.ts';
import { poissonRegression } from './poisson-regression.ts';

// Acute coronary episodes a month and age-standardised population, Sicily, January 2002 to November 2006; smoking ban in
// January 2005: counts published with Lopez Bernal, Cummins & Gasparrini (2017), IJE 46, 348-355, doi 10.1093/ije/dyw098,
// open access; https://github.com/gasparrini/2017_lopezbernal_IJE_codedata, 8545626.
const ACES = [
	...[728, 659, 791, 734, 757, 726, 760, 740, 720, 814, 795, 858, 887, 766, 851, 769, 781, 756, 766, 752],
	...[765, 831, 879, 928, 914, 808, 937, 840, 916, 828, 845, 818, 860, 839, 887, 886, 831, 796, 833, 820],
	...[877, 758, 767, 738, 781, 843, 850, 908, 1021, 859, 976, 888, 962, 838, 810, 876, 843, 936, 912]
];
const STANDARD_POPULATION = [
	...[379875.3, 376495.5, 377040.8, 377116.4, 377383.4, 374113.1, 379513.3, 376295.5, 374653.2, 378485.6],
	...[375955.5, 378349.7, 376762.4, 379032.3, 379360.4, 376162, 377972.4, 381830.7, 379888.6, 380872.2],
	...[380966.9, 381240.4, 382104.9, 381802.7, 381656.3, 383680, 383504.2, 386462.9, 383783.1, 380836.8],
	...[383483, 380906.2, 382926.8, 384052.4, 384449.6, 383428.4, 388153.2, 388373.2, 386470.1, 386033.2],
	...[383686.4, 385509.3, 385901.9, 386516.6, 388436.5, 383255.2, 390148.7, 385874.9, 391613.6, 391750.4],
	...[394005.6, 391364.9, 391664.6, 389022.3, 391878.5, 388575.3, 392989, 390018.8, 390712.3]
];
const SICILY = { counts: ACES, exposure: STANDARD_POPULATION };
const BAN = 36;
const ones = (n: number) => Array.from({ length: n }, () => 1);
const times = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

function expectRelative(value: number, expected: number, tolerance: number) {
	expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}
function estimated(found: ReturnType<typeof interruptedTimeSeries>): InterruptedTimeSeries {
	if (typeof found === 'string') throw new Error(found);
	return found;
}

describe('the Sicily smoking ban', () => {
	test('step model of the authors: rate ratio 0.894, 0.865 to 0.925; dispersion 3.559; scaled 0.839 to 0.953', () => {
		const post = ACES.map((_, index) => (index >= BAN ? 1 : 0));
		const fit = poissonRegression(ACES, STANDARD_POPULATION, [ones(59), times(59), post])!;
		const step = termOf(fit, 2, 0.95);
		const unscaled = termOf({ ...fit, dispersion: 1 }, 2, 0.95);
		const printed = (...values: number[]) => values.map((value) => value.toFixed(3));
		expect(printed(unscaled.rateRatio, unscaled.lower, unscaled.upper)).toEqual(['0.894', '0.865', '0.925']);
		expect(printed(fit.dispersion!, step.lower, step.upper)).toEqual(['3.559', '0.839', '0.953']);
		// R 4.2.2, glm(aces ~ offset(log(stdpop)) + smokban + time, family = quasipoisson, epsilon = 1e-14).
		expectRelative(fit.coefficients[2], -0.11162844256309991, 1e-9);
		expectRelative(fit.coefficients[0], -6.24315091046742, 1e-9);
		expectRelative(step.standardError, 0.03249594070835995, 1e-9);
		expectRelative(fit.dispersion!, 3.5591867637702777, 1e-9);
	});

	test('with a change of trend: step -0.1137, trend change 0.0004, dispersion 3.62 (R 4.2.2, quasipoisson)', () => {
		const found = estimated(interruptedTimeSeries(SICILY, BAN));
		expectRelative(found.trend.coefficient, 0.0048549160482579, 1e-8);
		expectRelative(found.trend.standardError, 0.0010729858551494253, 1e-8);
		expectRelative(found.step.coefficient, -0.11369418100001805, 1e-8);
		expectRelative(found.step.standardError, 0.034739029828081414, 1e-8);
		expectRelative(found.step.z, -3.272808180375998, 1e-8);
		expectRelative(found.trendChange.coefficient, 0.0004168453490657889, 1e-7);
		expectRelative(found.dispersion, 3.6213771121590272, 1e-9);
		// Before: glm on the first 36 months alone.
		expectRelative(found.trendBefore!.coefficient, 0.004854916048257962, 1e-8);
		expectRelative(found.trendBefore!.standardError, 0.0009815086496099213, 1e-8);
		expect(found.wasChangingBefore).toBe(true);
	});

	test('19 723 episodes after, 21 994.4 had the trend gone on', () => {
		const found = estimated(interruptedTimeSeries(SICILY, BAN));
		expect(found.observedAfter).toBe(19_723);
		expectRelative(found.counterfactualAfter, 21994.40721486353, 1e-9);
		expect(found.counterfactual.slice(0, BAN)).toEqual(Array(BAN).fill(null));
		expect(found.counterfactual.slice(BAN).every((value) => value! > 900)).toBe(true);
	});

	test('without the month of the ban the step is -0.1193 (R 4.2.2) and that month has no fitted value', () => {
		const found = estimated(interruptedTimeSeries(SICILY, BAN, { leavesOutBreak: true }));
		expectRelative(found.step.coefficient, -0.119262698694697, 1e-8);
		expectRelative(found.step.standardError, 0.03694044044973068, 1e-8);
		expect([found.fitted[BAN], found.counterfactual[BAN]]).toEqual([null, null]);
		expect(found.observedAfter).toBe(19_723 - 831);
	});

	test('least squares on the rate with Newey-West errors, lag 3: as by the matrix formula in R 4.2.2', () => {
		// X, e of lm(rate ~ time + post + since); S = sum of weighted cross products; V = (X'X)^-1 S (X'X)^-1.
		const rate = ACES.map((count, index) => count / STANDARD_POPULATION[index]);
		const post = ACES.map((_, index) => (index >= BAN ? 1 : 0));
		const since = ACES.map((_, index) => Math.max(0, index - BAN));
		const fit = neweyWest(rate, [ones(59), times(59), post, since])!;
		[1.9410874049635e-3, 1.0358486353127e-5, -2.47171431435457e-4].forEach((expected, j) =>
			expectRelative(fit.coefficients[j], expected, 1e-9)
		);
		[4.072427509156088e-5, 1.7837894074345745e-6, 7.208007840002982e-5, 4.2561061768863575e-6].forEach((expected, j) =>
			expectRelative(fit.standardErrors[j], expected, 1e-8)
		);
		expectRelative(fit.durbinWatson!, 1.5939636367438217, 1e-9);
	});
});

describe('twenty made-up periods', () => {
	const counts = [12, 15, 9, 14, 11, 13, 16, 10, 12, 14, 22, 25, 19, 30, 24, 21, 28, 33, 26, 27];
	const exposure = [100, 101, 99, 102, 103, 101, 104, 105, 103, 104, 100, 96, 93, 92, 90, 91, 89, 90, 92, 93];

	test('varying less than a Poisson process (dispersion 0.548) they keep the Poisson errors: step 0.2258 (R 4.2.2)', () => {
		const found = estimated(interruptedTimeSeries({ counts, exposure }, 10));
		// sum((y - fitted)^2 / fitted) / 16; the dispersion that summary() prints is of the last step but one.
		expectRelative(found.dispersion, 0.5478284552374542, 1e-9);
		expectRelative(found.step.coefficient, 0.6505806768852974, 1e-9);
		expectRelative(found.step.standardError, 0.22582322624179157, 1e-8);
		expectRelative(found.step.p, 0.003965049724498918, 1e-7);
		expectRelative(found.step.rateRatio, Math.exp(0.6505806768852974), 1e-9);
		expectRelative(found.step.upper, Math.exp(0.6505806768852974 + 1.959963984540054 * 0.22582322624179157), 1e-8);
		expectRelative(found.trendBefore!.standardError, 0.031041265548975693, 1e-8);
		expect(found.wasChangingBefore).toBe(false);
		expectRelative(found.fitted[0]!, 12.338376237834106, 1e-9);
		expectRelative(found.fitted[19]!, 29.712982654751656, 1e-9);
		expect(found.observedAfter).toBe(255);
		expectRelative(found.counterfactualAfter, 113.9706604142536, 1e-9);
	});

	test('a wider level has wider limits', () => {
		const [wide, narrow] = [0.99, 0.95].map((level) =>
			estimated(interruptedTimeSeries({ counts, exposure }, 10, { level }))
		);
		expect(wide.step.upper).toBeGreaterThan(narrow.step.upper);
	});

	test('exposure ten times as large changes no ratio', () => {
		const more = exposure.map((value) => value * 10);
		const [a, b] = [exposure, more].map((each) => estimated(interruptedTimeSeries({ counts, exposure: each }, 10)));
		expectRelative(b.step.rateRatio, a.step.rateRatio, 1e-10);
		expectRelative(b.counterfactualAfter, a.counterfactualAfter, 1e-10);
	});
});

describe('refusals', () => {
	const flat = (n: number, value: number) => Array.from({ length: n }, () => value);

	test('8 periods of 10 and 8 of 20: step 2 and both trends 1; with 7 on a side there are too few', () => {
		const found = estimated(
			interruptedTimeSeries({ counts: [...flat(8, 10), ...flat(8, 20)], exposure: flat(16, 1) }, 8)
		);
		expect(found.step.rateRatio).toBeCloseTo(2, 10);
		expect(found.trend.rateRatio).toBeCloseTo(1, 10);
		expect(found.trendChange.rateRatio).toBeCloseTo(1, 10);
		expect(found.dispersion).toBeCloseTo(0, 12);
		const short = { counts: [...flat(7, 10), ...flat(9, 20)], exposure: flat(16, 1) };
		expect(interruptedTimeSeries(short, 7)).toBe('too-few-periods');
		expect(interruptedTimeSeries(short, 9)).toBe('too-few-periods');
		const even = { counts: [...flat(8, 10), ...flat(8, 20)], exposure: flat(16, 1) };
		expect(interruptedTimeSeries(even, 8, { leavesOutBreak: true })).toBe('too-few-periods');
	});

	test('a period in which nobody was employed', () => {
		const series = { counts: flat(16, 3), exposure: [...flat(15, 10), 0] };
		expect(interruptedTimeSeries(series, 8)).toBe('no-exposure');
	});

	test('no event at all, or none on one side: no finite estimate', () => {
		const exposure = flat(16, 100);
		expect(interruptedTimeSeries({ counts: flat(16, 0), exposure }, 8)).toBe('no-estimate');
		expect(interruptedTimeSeries({ counts: [...flat(8, 0), ...flat(8, 5)], exposure }, 8)).toBe('no-estimate');
		expect(interruptedTimeSeries({ counts: [...flat(8, 5), ...flat(8, 0)], exposure }, 8)).toBe('no-estimate');
	});

	test('all events after in the first period: the trend after has no finite estimate', () => {
		const counts = [...flat(8, 5), 9, ...flat(7, 0)];
		expect(interruptedTimeSeries({ counts, exposure: flat(16, 100) }, 8)).toBe('no-estimate');
	});
});

describe('log-linear regression', () => {
	test('2, 4, 8 at 0, 1, 2: coefficients ln 2 and ln 2, dispersion 0', () => {
		const fit = poissonRegression([2, 4, 8], ones(3), [ones(3), [0, 1, 2]])!;
		expect(fit.coefficients.map((value) => value / Math.LN2)).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
		expect(fit.dispersion).toBeCloseTo(0, 12);
	});

	test('as many coefficients as counts leave no dispersion, and errors are not scaled', () => {
		const fit = poissonRegression([2, 4], ones(2), [ones(2), [0, 1]])!;
		expect(fit.dispersion).toBeNull();
		// Of ln 4 - ln 2 the variance is 1/2 + 1/4.
		expect(termOf(fit, 1, 0.95).standardError).toBeCloseTo(Math.sqrt(0.75), 10);
	});

	test('columns that depend on each other are refused', () => {
		expect(poissonRegression([2, 4, 8], ones(3), [ones(3), ones(3)])).toBeNull();
		expect(neweyWest([2, 4, 8], [ones(3), ones(3)])).toBeNull();
	});
});

describe('serial correlation', () => {
	test('1, 3, 2, 4 around their mean without lags: standard error sqrt(5)/4; with lag 1 half the neighbours count', () => {
		expect(neweyWest([1, 3, 2, 4], [ones(4)], 0)!.standardErrors[0]).toBeCloseTo(Math.sqrt(5) / 4, 14);
		// Residuals -1.5, 0.5, -0.5, 1.5: neighbours' products -0.75 - 0.25 - 0.75 = -1.75; 5 + 2 * 0.5 * -1.75 = 3.25.
		expect(neweyWest([1, 3, 2, 4], [ones(4)], 1)!.standardErrors[0]).toBeCloseTo(Math.sqrt(3.25) / 4, 14);
	});

	test('1, -1, 1, -1 have Durbin-Watson 3; equal residuals 0; none at all null', () => {
		expect(durbinWatson([1, -1, 1, -1])).toBe(3);
		expect(durbinWatson([2, 2, 2])).toBe(0);
		expect(durbinWatson([0, 0])).toBeNull();
		expect(neweyWest([3, 3, 3], [ones(3)])!.durbinWatson).toBeNull();
	});
});
