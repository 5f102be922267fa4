import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedResiduals } from './adjusted-residuals.ts';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { chiSquareUpperTail } from './chi-square-upper-tail.ts';
import { normalTwoSided } from './normal-two-sided.ts';
import { permutationTest } from './permutation-test.ts';
import { randomTable } from './random-table.ts';
import { seededGenerator, xoshiro128 } from './seeded-generator.ts';

test('tails: 3.841458820694124 on 1 degree is 0.05, 200 on 50 is 7.86e-20; normal 1.96 is 0.05, 3.5 0.000465', () => {
	// R 4.2.2 pchisq; mpmath 1.3.0.
	expect(chiSquareUpperTail(3.841458820694124, 1)).toBeCloseTo(0.05, 14);
	expect(chiSquareUpperTail(200, 50) / 7.857610724654742e-20).toBeCloseTo(1, 11);
	expect(chiSquareUpperTail(0.1, 3)).toBeCloseTo(0.9918374237318764, 13);
	expect(chiSquareUpperTail(0, 3)).toBe(1);
	expect(normalTwoSided(1.959963984540054)).toBeCloseTo(0.05, 14);
	expect(normalTwoSided(-3.5) / 0.0004652581580710501).toBeCloseTo(1, 12);
});

describe('Benjamini and Hochberg', () => {
	// 1995, section 3.2; adjusted by R 4.2.2, p.adjust(p, "BH").
	const P = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528];
	const published = [...P, 0.759, 1];

	test('the 15 p-values of 1995: four are flagged at 0.05 where Bonferroni flags three', () => {
		const q = benjaminiHochberg(published);
		expect(q.filter((value) => value! <= 0.05)).toHaveLength(4);
		expect(published.filter((p) => p <= 0.05 / 15)).toHaveLength(3);
		expect(q.map((value) => value!.toFixed(4))).toEqual(
			'.0015 .0030 .0095 .0356 .0603 .0639 .0639 .0645 .0765 .4860 .5812 .7149 .7532 .8132 1.0000'
				.split(' ')
				.map((text) => (text.startsWith('.') ? `0${text}` : text))
		);
		expect(q[3]).toBeCloseTo(0.035625, 14);
	});

	test('0.01, 0.04, null, 0.03 give 0.03, 0.04, null, 0.04: a null is not counted', () => {
		const q = benjaminiHochberg([0.01, 0.04, null, 0.03]);
		expect(q.map((value) => value && Number(value.toFixed(12)))).toEqual([0.03, 0.04, null, 0.04]);
	});

	test('no test at all gives no q; one test keeps its p; equal p share a q', () => {
		expect(benjaminiHochberg([])).toEqual([]);
		expect(benjaminiHochberg([null, null])).toEqual([null, null]);
		expect(benjaminiHochberg([null, 0.03])).toEqual([null, 0.03]);
		expect(benjaminiHochberg([0.02, 0.02, 0.5])).toEqual([0.03, 0.03, 0.5]);
	});

	const ps = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }), { maxLength: 30 });

	test('the order of the tests never matters; q is never below p, never above 1, and rises with p', () => {
		fc.assert(
			fc.property(ps, (values) => {
				const q = benjaminiHochberg(values);
				expect(benjaminiHochberg([...values].reverse())).toEqual([...q].reverse());
				values.forEach((p, i) => {
					if (p === null) return expect(q[i]).toBeNull();
					expect(q[i]).toBeGreaterThanOrEqual(p);
					expect(q[i]).toBeLessThanOrEqual(1);
					values.forEach((other, j) => {
						if (other !== null && other >= p) expect(q[j]).toBeGreaterThanOrEqual(q[i]!);
					});
				});
			})
		);
	});
});

describe('adjusted residuals', () => {
	test('party by gender (Agresti 2007, p. 39): 4.502054, 0.6994517, -5.315946; chi-square 30.07', () => {
		const found = adjustedResiduals([
			[762, 327, 468],
			[484, 239, 477]
		]);
		// Further digits: R 4.2.2, chisq.test(...)$stdres.
		expect(found.residuals[0][0]).toBeCloseTo(4.502053521086705, 11);
		expect(found.residuals[0][1]).toBeCloseTo(0.6994517329844298, 11);
		expect(found.residuals[0][2]).toBeCloseTo(-5.315945542704929, 11);
		expect(found.residuals[1][2]).toBeCloseTo(5.315945542704929, 11);
		expect(found.chiSquare).toBeCloseTo(30.070149095754672, 10);
		expect(found.degrees).toBe(2);
		expect(found.p! / 2.953589183211757e-7).toBeCloseTo(1, 10);
	});

	test('three roles by three answers: chi-square 14.039495 on 4 degrees, p 0.00717 (R 4.2.2, chisq.test)', () => {
		const found = adjustedResiduals([
			[12, 30, 8],
			[20, 25, 15],
			[5, 40, 9]
		]);
		expect(found.chiSquare).toBeCloseTo(14.03949482377114, 11);
		expect(found.degrees).toBe(4);
		expect(found.p).toBeCloseTo(0.007170065527575664, 13);
		expect(found.residuals[1][1]).toBeCloseTo(-3.203784263210416, 12);
		expect(found.expected[2][2]).toBeCloseTo(10.536585365853659, 12);
		expect(found.smallestExpected).toBeCloseTo(9.75609756097561, 12);
	});

	test('an expected count below 5 gives no p, but residuals and the statistic', () => {
		const found = adjustedResiduals([
			[3, 1],
			[1, 3]
		]);
		expect(found).toMatchObject({ chiSquare: 2, degrees: 1, p: null, smallestExpected: 2 });
		expect(found.residuals[0][0]).toBeCloseTo(Math.SQRT2, 14);
	});

	test('an expected count of exactly 5 is enough', () => {
		const found = adjustedResiduals([
			[5, 5],
			[5, 5]
		]);
		expect(found).toMatchObject({ chiSquare: 0, p: 1, smallestExpected: 5 });
	});

	test('an empty row and an empty column are left out of the test; their residuals are null', () => {
		const found = adjustedResiduals([
			[762, 0, 327, 468],
			[0, 0, 0, 0],
			[484, 0, 239, 477]
		]);
		expect(found.chiSquare).toBeCloseTo(30.070149095754672, 10);
		expect(found.degrees).toBe(2);
		expect(found.residuals[1]).toEqual([null, null, null, null]);
		expect(found.residuals[0][1]).toBeNull();
		expect(found.residuals[0][0]).toBeCloseTo(4.502054, 6);
	});

	test.each([
		['one row', [[3, 4, 5]]],
		[
			'one column that is not empty',
			[
				[3, 0],
				[4, 0]
			]
		],
		['no table', []],
		[
			'only zeros',
			[
				[0, 0],
				[0, 0]
			]
		]
	])('%s: nothing to compare, no statistic and no p', (_, counts) => {
		const found = adjustedResiduals(counts);
		expect(found).toMatchObject({ chiSquare: null, degrees: null, p: null });
		expect(found.residuals.flat().every((residual) => residual === null)).toBe(true);
	});
});

describe('the seeded generator', () => {
	test('state 1, 2, 3, 4 gives the words of the reference implementation', () => {
		// Blackman and Vigna's xoshiro128starstar.c, run apart.
		const next = xoshiro128([1, 2, 3, 4]);
		expect(Array.from({ length: 8 }, next)).toEqual([
			11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849
		]);
	});

	test('seed 42 begins with 0.6606157208001621, 0.1117019639532224, 0.0791056456144914', () => {
		// The same algorithm written apart in Python 3 with unbounded integers.
		const random = seededGenerator(42);
		expect([random(), random(), random()]).toEqual([0.6606157208001621, 0.1117019639532224, 0.0791056456144914]);
	});

	test('neighbouring seeds differ and the same seed repeats; all numbers are in [0, 1) with mean near 1/2', () => {
		const numbers = (seed: number) => Array.from({ length: 20_000 }, seededGenerator(seed));
		const first = numbers(1);
		expect(numbers(1)).toEqual(first);
		expect(numbers(2)[0]).not.toBe(first[0]);
		expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...first)).toBeLessThan(1);
		// Four standard errors of the mean of 20 000 uniform numbers: 4 * sqrt(1/12/20000) = 0.0082.
		expect(Math.abs(first.reduce((sum, value) => sum + value, 0) / 20_000 - 0.5)).toBeLessThan(0.0082);
	});
});

describe('random tables', () => {
	test('keep every row total and every column total', () => {
		const line = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(line, line, fc.integer(), (rows, columns, seed) => {
				const all = rows.reduce((sum, count) => sum + count, 0);
				const others = columns.reduce((sum, count) => sum + count, 0);
				const fitting = all >= others ? [...columns, all - others] : columns;
				const fittingRows = all >= others ? rows : [...rows, others - all];
				const table = randomTable(fittingRows, fitting, seededGenerator(seed));
				expect(table.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual(fittingRows);
				expect(fitting.map((_, column) => table.reduce((sum, row) => sum + row[column], 0))).toEqual(fitting);
				expect(table.flat().every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
			})
		);
	});

	test('rows 4, 4 and columns 4, 4: the 3 comes in 16 of 70 draws, the 0 in 1 of 70', () => {
		const random = seededGenerator(7);
		const seen = [0, 0, 0, 0, 0];
		for (let run = 0; run < 40_000; run++) seen[randomTable([4, 4], [4, 4], random)[0][0]]++;
		[1, 16, 36, 16, 1].forEach((ways, count) => {
			const p = ways / 70;
			expect(Math.abs(seen[count] / 40_000 - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 40_000));
		});
	});

	test('a draw beyond the last probability, by rounding, is still a possible table', () => {
		const [[a, b]] = randomTable([4, 4], [4, 4], () => 1);
		expect(a + b).toBe(4);
	});
});

describe('the permutation test', () => {
	test('the tea tasting: p within 4 standard errors of 34/70; seed, runs and generator are told', () => {
		const found = permutationTest(
			[
				[3, 1],
				[1, 3]
			],
			1
		)!;
		expect(found.chiSquare).toBe(2);
		expect(Math.abs(found.p - 34 / 70)).toBeLessThan(4 * found.standardError);
		expect(found.standardError).toBeCloseTo(Math.sqrt((found.p * (1 - found.p)) / 20_000), 15);
		expect(found).toMatchObject({ runs: 20_000, seed: 1, generator: 'xoshiro128** seeded by splitmix32' });
	});

	test('three rows by three answers of 24 people: 0.0331 (R 4.2.2, a million simulated tables)', () => {
		// set.seed(1); chisq.test(rbind(c(3,1,4), c(1,5,0), c(2,2,6)), simulate.p.value = TRUE, B = 1e6): 0.03313.
		const found = permutationTest(
			[
				[3, 1, 4],
				[1, 5, 0],
				[2, 2, 6]
			],
			20221117
		)!;
		expect(found.chiSquare).toBeCloseTo(10.281666666666666, 12);
		expect(Math.abs(found.p - 0.03313)).toBeLessThan(4 * found.standardError);
	});

	test('the same seed gives the same p, another seed another one', () => {
		const table = [
			[3, 1, 4],
			[1, 5, 0],
			[2, 2, 6]
		];
		expect(permutationTest(table, 3, 2000)).toEqual(permutationTest(table, 3, 2000));
		expect(permutationTest(table, 4, 2000)!.p).not.toBe(permutationTest(table, 3, 2000)!.p);
	});

	test('p is never 0: with 99 runs at least 1/100', () => {
		expect(
			permutationTest(
				[
					[50, 0],
					[0, 50]
				],
				1,
				99
			)!.p
		).toBe(1 / 100);
	});

	test('empty rows and columns change nothing; without two of each there is nothing to compare', () => {
		const padded = permutationTest(
			[
				[3, 0, 1],
				[0, 0, 0],
				[1, 0, 3]
			],
			1,
			1000
		);
		expect(padded).toEqual(
			permutationTest(
				[
					[3, 1],
					[1, 3]
				],
				1,
				1000
			)
		);
		expect(permutationTest([[3, 1]], 1)).toBeNull();
		expect(
			permutationTest(
				[
					[3, 0],
					[1, 0]
				],
				1
			)
		).toBeNull();
		expect(permutationTest([], 1)).toBeNull();
	});
});
