import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionalOddsRatio } from './conditional-odds-ratio.ts';
import { hypergeometricProbability } from './hypergeometric-probability.ts';
import { hypergeometricMean, hypergeometricParts, hypergeometricSupport } from './noncentral-hypergeometric.ts';
import type { TableMargins } from './noncentral-hypergeometric.ts';
import { risingRoot } from './rising-root.ts';
import { twoByTwoTest } from './two-by-two-test.ts';
import { twoProportionZ } from './two-proportion-z.ts';

const margins = (group: number, successes: number, total: number): TableMargins => ({ group, successes, total });
const VIGNETTE = margins(18, 18, 35);
const TEA = margins(4, 4, 8);

function expectRelative(value: number | null, expected: number, tolerance = 1e-12) {
	expect(Math.abs(value! - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
}

describe('published tables', () => {
	test('6 of 18 against 12 of 17: minlike 0.04371 although the interval holds 1; central 0.06059, mid-p 0.03527', () => {
		const p = twoByTwoTest(6, VIGNETTE);
		expect(p.pMinlike).toBeCloseTo(0.04371, 5);
		expect(p.pCentral).toBeCloseTo(0.06059, 5);
		expect(p.pMidp).toBeCloseTo(0.03527, 5);
	});

	test('its odds ratio is 0.2189, 0.0389 to 1.0565, as R prints to its three digits', () => {
		const odds = conditionalOddsRatio(6, VIGNETTE);
		expect(odds.estimate).toBeCloseTo(0.2189021, 6);
		expect(odds.lower).toBeCloseTo(0.03888003, 5);
		expect(odds.upper).toBeCloseTo(1.056491, 5);
	});

	test('Fisher’s tea tasting: odds ratio 6.408309 and two-sided p 0.4857', () => {
		expect(conditionalOddsRatio(3, TEA).estimate).toBeCloseTo(6.408309, 4);
		expect(twoByTwoTest(3, TEA).pMinlike).toBeCloseTo(0.4857, 4);
	});
});

// mpmath 1.3.0, 40 digits: whole distribution summed, roots by bisection in 140 steps.
const REFERENCE: [number, TableMargins, { odds: number[]; p: number[] }][] = [
	[
		6,
		VIGNETTE,
		{
			odds: [0.21890206820148433, 0.038879409269294535, 1.0564918005739834],
			p: [0.03527143049867257, 0.060587644131322206, 0.04371016837622244, 0.9823642847506637]
		}
	],
	[
		3,
		TEA,
		{
			odds: [6.408319658199674, 0.21173559544657858, 626.243530588814],
			p: [0.2571428571428571, 0.4857142857142857, 0.4857142857142857, 0.12857142857142856]
		}
	],
	[
		40,
		margins(200, 310, 3000),
		{
			odds: [2.3417134861686137, 1.57689490867347, 3.414207642549037],
			p: [2.4372642090418307e-5, 3.463980080350535e-5, 2.003294961583595e-5, 1.2186321045209153e-5]
		}
	],
	[
		2,
		margins(500, 5, 10000),
		{
			odds: [12.704138866741028, 1.0588606935256304, 111.16222181310958],
			p: [0.023710225609766496, 0.04511637578040483, 0.022558187890202416, 0.01185511280488325]
		}
	],
	[
		45,
		margins(50, 60, 400),
		{
			odds: [192.1101982817747, 64.84018312482713, 711.6808705873923],
			p: [1.159019714512871e-40, 2.3068601925571753e-40, 1.1534300962785879e-40, 5.795098572564355e-41]
		}
	],
	[
		1,
		margins(30, 4, 90),
		{
			odds: [0.658036763882544, 0.01206980916141363, 8.61586134613392],
			p: [0.7834525025536262, 1, 1, 0.608273748723187]
		}
	]
];

describe.each(REFERENCE)('%i of %o', (count, table, expected) => {
	test(`has odds ratio ${expected.odds.join(', ')} to 12 digits`, () => {
		const { estimate, lower, upper } = conditionalOddsRatio(count, table);
		[estimate, lower, upper].forEach((value, index) => expectRelative(value, expected.odds[index]));
	});

	test(`has p ${expected.p.join(', ')} to 12 digits`, () => {
		const { pMidp, pCentral, pMinlike, pMidpUpper } = twoByTwoTest(count, table);
		[pMidp, pCentral, pMinlike, pMidpUpper].forEach((value, index) => expectRelative(value, expected.p[index]));
	});
});

test('300 of 400 where 40 are expected keeps its digits far out: p 8.489786288124474e-253', () => {
	// mpmath 1.3.0, as above.
	expectRelative(twoByTwoTest(300, margins(400, 500, 5000)).pMidp, 8.489786288124474e-253);
});

test('a role of 9 000 among a million, 1 200 of 90 000 leavers: p 6.0897e-42, in some milliseconds', () => {
	// R 4.2.2, dhyper(0:9000, 90000, 910000, 9000) summed.
	const p = twoByTwoTest(1200, margins(9000, 90_000, 1_000_000));
	expectRelative(p.pMidp, 6.089678562792646e-42, 1e-10);
	expectRelative(p.pMinlike, 5.383749617121633e-42, 1e-10);
	const odds = conditionalOddsRatio(1200, margins(9000, 90_000, 1_000_000));
	// The conditional and the sample odds ratio differ by the order of 1 / counts.
	expectRelative(odds.estimate, (1200 * (910_000 - 7800)) / (7800 * (90_000 - 1200)), 1e-3);
});

describe('edges', () => {
	test('the smallest possible count has odds ratio and lower limit 0', () => {
		const odds = conditionalOddsRatio(0, margins(10, 5, 50));
		expect([odds.estimate, odds.lower]).toEqual([0, 0]);
		// P(X = 0) = 0.025 is where the upper limit lies.
		expect(hypergeometricParts(margins(10, 5, 50), 0, Math.log(odds.upper)).at).toBeCloseTo(0.025, 12);
	});

	test('the largest possible count has odds ratio and upper limit Infinity', () => {
		const odds = conditionalOddsRatio(5, margins(10, 5, 50));
		expect([odds.estimate, odds.upper]).toEqual([Infinity, Infinity]);
		expect(hypergeometricParts(margins(10, 5, 50), 5, Math.log(odds.lower)).at).toBeCloseTo(0.025, 12);
	});

	test.each([
		['an empty role', 0, margins(0, 5, 50)],
		['the whole company', 5, margins(50, 5, 50)],
		['nobody left', 0, margins(10, 0, 50)],
		['everybody left', 10, margins(10, 50, 50)]
	])('%s: every p is 1, no odds ratio, limits 0 to Infinity', (_, count, table) => {
		expect(twoByTwoTest(count, table)).toEqual({ pMidp: 1, pCentral: 1, pMinlike: 1, pMidpUpper: 1 });
		expect(conditionalOddsRatio(count, table)).toEqual({ estimate: null, lower: 0, upper: Infinity });
	});

	test('a count at the middle of a symmetric table has every two-sided p 1 and odds ratio 1', () => {
		const p = twoByTwoTest(2, TEA);
		for (const value of [p.pMidp, p.pCentral, p.pMinlike]) expect(value).toBeCloseTo(1, 14);
		expect(conditionalOddsRatio(2, TEA).estimate).toBeCloseTo(1, 12);
	});

	test('a wider level has wider limits: 99 % of 6 of 18 against 12 of 17 holds the 95 % limits', () => {
		const [wide, narrow] = [0.99, 0.95].map((level) => conditionalOddsRatio(6, VIGNETTE, level));
		expect(wide.lower).toBeLessThan(narrow.lower);
		expect(wide.upper).toBeGreaterThan(narrow.upper);
	});
});

test('group 4 of 8 with 4 successes: 3 has 16/70, fewer 53/70, more 1/70; the mean is 2', () => {
	const { below, at, above } = hypergeometricParts(TEA, 3);
	expect([below * 70, at * 70, above * 70].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([53, 16, 1]);
	expect(hypergeometricProbability(3, TEA)).toBeCloseTo(16 / 70, 14);
	expect(hypergeometricMean(TEA, 0)).toBeCloseTo(2, 13);
});

/** Counts of every way to choose who leaves, one by one: the definition itself. */
function enumerated(group: number, successes: number, total: number): number[] {
	const ways = new Array<number>(group + 1).fill(0);
	for (let chosen = 0; chosen < 1 << total; chosen++) {
		if (bits(chosen) === successes) ways[bits(chosen & ((1 << group) - 1))]++;
	}
	return ways;
}
function bits(word: number): number {
	let count = 0;
	for (let rest = word; rest > 0; rest &= rest - 1) count++;
	return count;
}

const smallTable = fc
	.integer({ min: 2, max: 9 })
	.chain((total) =>
		fc.tuple(fc.integer({ min: 0, max: total }), fc.integer({ min: 0, max: total }), fc.constant(total))
	)
	.map(([group, successes, total]) => margins(group, successes, total))
	.chain((table) => {
		const { low, high } = hypergeometricSupport(table);
		return fc.integer({ min: low, max: high }).map((count) => ({ count, table }));
	});
const anyTable = fc
	.integer({ min: 2, max: 400 })
	.chain((total) =>
		fc.tuple(fc.integer({ min: 1, max: total }), fc.integer({ min: 1, max: total }), fc.constant(total))
	)
	.map(([group, successes, total]) => margins(group, successes, total))
	.chain((table) => {
		const { low, high } = hypergeometricSupport(table);
		return fc.integer({ min: low, max: high }).map((count) => ({ count, table }));
	});

describe('properties', () => {
	test('for up to 9 people all p are those of counting every way to choose the leavers', () => {
		fc.assert(
			fc.property(smallTable, ({ count, table }) => {
				const ways = enumerated(table.group, table.successes, table.total);
				const all = ways.reduce((sum, way) => sum + way, 0);
				const total = (holds: (k: number) => boolean) =>
					ways.reduce((sum, way, k) => sum + (holds(k) ? way : 0), 0) / all;
				const at = ways[count] / all;
				const [atMost, atLeast] = [total((k) => k <= count), total((k) => k >= count)];
				const p = twoByTwoTest(count, table);
				expect(p.pCentral).toBeCloseTo(Math.min(1, 2 * Math.min(atMost, atLeast)), 12);
				const { low, high } = hypergeometricSupport(table);
				const midp = low === high ? 1 : Math.min(1, 2 * Math.min(atMost - at / 2, atLeast - at / 2));
				expect(p.pMidp).toBeCloseTo(midp, 12);
				expect(p.pMinlike).toBeCloseTo(
					total((k) => ways[k] <= ways[count]),
					12
				);
				expect(p.pMidpUpper).toBeCloseTo(low === high ? 1 : atLeast - at / 2, 12);
			})
		);
	});

	test('p_central is below 0.05 exactly where the conditional interval leaves out 1', () => {
		fc.assert(
			fc.property(anyTable, ({ count, table }) => {
				const { lower, upper } = conditionalOddsRatio(count, table);
				expect(twoByTwoTest(count, table).pCentral < 0.05).toBe(lower > 1 || upper < 1);
			})
		);
	});

	test('the estimate lies within its limits and has the observed count as mean', () => {
		fc.assert(
			fc.property(anyTable, ({ count, table }) => {
				const { estimate, lower, upper } = conditionalOddsRatio(count, table);
				if (estimate === null) return;
				expect(lower).toBeLessThanOrEqual(estimate);
				expect(upper).toBeGreaterThanOrEqual(estimate);
				if (estimate > 0 && estimate < Infinity)
					expect(hypergeometricMean(table, Math.log(estimate))).toBeCloseTo(count, 9);
			})
		);
	});

	test('role and rest exchanged, the odds ratio is inverted and two-sided p stay', () => {
		fc.assert(
			fc.property(anyTable, ({ count, table }) => {
				const other = { ...table, group: table.total - table.group };
				const own = twoByTwoTest(count, table);
				const exchanged = twoByTwoTest(table.successes - count, other);
				expect(exchanged.pMidp).toBeCloseTo(own.pMidp, 10);
				expect(exchanged.pMinlike).toBeCloseTo(own.pMinlike, 10);
				const [a, b] = [conditionalOddsRatio(count, table), conditionalOddsRatio(table.successes - count, other)];
				expect(Math.log(b.lower)).toBeCloseTo(-Math.log(a.upper), 9);
			})
		);
	});

	test('nothing is ever NaN and every p lies between 0 and 1', () => {
		fc.assert(
			fc.property(anyTable, ({ count, table }) => {
				for (const p of Object.values(twoByTwoTest(count, table))) {
					expect(p).toBeGreaterThanOrEqual(0);
					expect(p).toBeLessThanOrEqual(1);
				}
				const { lower, upper } = conditionalOddsRatio(count, table);
				expect([lower, upper].some(Number.isNaN)).toBe(false);
			})
		);
	});

	test('probabilities below, at and above a count add up to 1, whatever the odds ratio', () => {
		fc.assert(
			fc.property(anyTable, fc.double({ min: -8, max: 8, noNaN: true }), ({ count, table }, log) => {
				const { below, at, above } = hypergeometricParts(table, count, log);
				expect(below + at + above).toBeCloseTo(1, 12);
			})
		);
	});
});

test('the cube root of 2 is 1.2599210498948732, from any guess and where the function is infinite on one side', () => {
	for (const guess of [1, -30, 500])
		expectRelative(
			risingRoot((x) => x * x * x - 2, guess),
			1.2599210498948732,
			1e-14
		);
	expect(risingRoot((x) => (x <= 0 ? -Infinity : Math.log(x)), -5)).toBeCloseTo(1, 14);
	expect(risingRoot((x) => x, 0)).toBe(0);
	let evaluations = 0;
	risingRoot((x) => (evaluations++, Math.exp(x) - 3), 1);
	expect(evaluations).toBeLessThan(20);
});

describe('the two-proportion z', () => {
	test('of 45 in 100 against 60 in 100 is -2.123976976214366 (R 4.2.2, prop.test without correction)', () => {
		expect(twoProportionZ({ x: 45, n: 100 }, { x: 60, n: 100 })).toBeCloseTo(-2.123976976214366, 12);
	});

	test('is null where a group is empty, or nobody or everybody has the property', () => {
		expect(twoProportionZ({ x: 0, n: 0 }, { x: 1, n: 2 })).toBeNull();
		expect(twoProportionZ({ x: 1, n: 2 }, { x: 0, n: 0 })).toBeNull();
		expect(twoProportionZ({ x: 0, n: 5 }, { x: 0, n: 9 })).toBeNull();
		expect(twoProportionZ({ x: 5, n: 5 }, { x: 9, n: 9 })).toBeNull();
	});
});
