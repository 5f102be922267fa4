import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows } from '../../../test/support/column-tables.ts';
import { logRank } from './log-rank.ts';
import { pooledCounts } from './pooled-counts.ts';
import { survivalCounts } from './survival-counts.ts';
import { symmetricFactor } from './symmetric-factor.ts';

interface Case {
	entry: number;
	time: number;
	cause: number;
	group: number;
}

function testOf(cases: Case[], size = 2, causes?: number[]) {
	const of = (name: keyof Case) => cases.map((each) => each[name]);
	const data = { entry: of('entry'), time: of('time'), cause: of('cause'), group: of('group') };
	const counts = survivalCounts(data, { groups: size, causes: 2 });
	return logRank(
		Array.from({ length: size }, (_, group) => pooledCounts(counts, [group])),
		causes
	);
}

/** Times written as in the literature: '+' marks a censored one. */
function arm(text: string, group: number): Case[] {
	return text.split(' ').map((word) => {
		return { entry: -1, time: Number.parseInt(word, 10), cause: word.endsWith('+') ? 0 : 1, group };
	});
}

const LEUKAEMIA = [
	...arm('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+', 0),
	...arm('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23', 1)
];

test('6-MP trial: observed 9 and 21, expected 19.2505 and 10.7495, chi-square 16.7929 on 1 degree', () => {
	// R 4.2.2, survival 3.5-3: survdiff.
	const { observed, expected, chiSquare, degrees, p, reason } = testOf(LEUKAEMIA);
	expect([observed, degrees, reason]).toEqual([[9, 21], 1, null]);
	expect(expected[0]).toBeCloseTo(19.2505009480311, 12);
	expect(expected[1]).toBeCloseTo(10.7494990519689, 12);
	expect(chiSquare).toBeCloseTo(16.7929409892165, 11);
	// R: pchisq(16.7929409892165, 1, lower.tail = FALSE).
	expect(p! / 4.168809109334609e-5).toBeCloseTo(1, 9);
});

test('AML trial (Miller): chi-square 3.3964, p 0.0653', () => {
	const cases = [...arm('9 13 13+ 18 23 28+ 31 34 45+ 48 161+', 0), ...arm('5 5 8 8 12 16+ 23 27 30 33 43 45', 1)];
	const { chiSquare, p } = testOf(cases);
	expect(chiSquare).toBeCloseTo(3.3963886989776, 11);
	expect(p).toBeCloseTo(0.0653393220405052, 12);
});

test('three groups with late entry: chi-square as the score test of an exact Cox model in R', () => {
	const read = (name: string) => readFileSync(join(import.meta.dirname, 'goldens', name), 'utf8');
	const golden = JSON.parse(read('late-entry.json')) as { logRankChiSquare: number[] };
	const cases = csvRows(read('late-entry.csv')).map((row) => ({
		entry: Number(row.entry),
		time: Number(row.time),
		cause: Number(row.cause),
		group: Number(row.group)
	}));
	const { chiSquare, degrees, observed } = testOf(cases, 3);
	expect([degrees, observed]).toEqual([2, [25, 14, 11]]);
	expect(chiSquare).toBeCloseTo(golden.logRankChiSquare[0], 10);
});

describe('what cannot be tested', () => {
	const at = (entry: number, time: number, group: number, cause = 1): Case => ({ entry, time, group, cause });

	test('no groups at all', () => {
		expect(logRank([])).toMatchObject({ observed: [], chiSquare: null, reason: 'no-events' });
	});

	test('of two causes only the one asked for counts', () => {
		const cases = [at(0, 3, 0, 1), at(0, 4, 1, 2), at(0, 5, 0, 2)];
		expect(testOf(cases, 2, [2]).observed).toEqual([1, 1]);
		expect(testOf(cases, 2).observed).toEqual([2, 1]);
	});

	test('no events: nothing observed, null with the reason', () => {
		const found = testOf([at(0, 3, 0, 0), at(0, 4, 1, 0)]);
		expect(found).toMatchObject({ observed: [0, 0], chiSquare: null, p: null, degrees: 0, reason: 'no-events' });
		expect(testOf([])).toMatchObject({ chiSquare: null, reason: 'no-events' });
	});

	test('one group only', () => {
		expect(testOf([at(0, 3, 0), at(0, 4, 0)])).toMatchObject({ chiSquare: null, p: null, reason: 'one-group' });
		// The other is gone before the first event.
		expect(testOf([at(0, 3, 0), at(0, 4, 0), at(0, 1, 1, 0)])).toMatchObject({ reason: 'one-group' });
	});

	test('two groups that are never at risk together', () => {
		const found = testOf([at(0, 3, 0), at(0, 4, 0), at(5, 8, 1), at(5, 9, 1)]);
		expect(found).toMatchObject({ observed: [2, 2], expected: [2, 2], chiSquare: null, reason: 'never-together' });
	});

	test('everybody at risk has the event at once: no variance, nothing to test', () => {
		expect(testOf([at(0, 3, 0), at(0, 3, 1)])).toMatchObject({ chiSquare: null, degrees: 0, reason: 'never-together' });
	});

	test('a third group that is never at risk at an event costs no degree', () => {
		const { chiSquare, degrees, expected } = testOf([...LEUKAEMIA, at(40, 50, 2, 0)], 3);
		expect([degrees, expected[2]]).toEqual([1, 0]);
		expect(chiSquare).toBeCloseTo(16.7929409892165, 11);
	});
});

/** Chi-square from the definition, over cases, the inverse by elimination. */
function byDefinition(cases: Case[], size: number): { chiSquare: number; determinant: number } {
	const times = [...new Set(cases.filter((each) => each.cause > 0).map((each) => each.time))];
	const difference = Array.from({ length: size }, () => 0);
	const variance = difference.map(() => difference.map(() => 0));
	for (const t of times) {
		const inRisk = cases.filter(({ entry, time }) => entry < t && t <= time);
		const n = inRisk.length;
		const d = inRisk.filter(({ time, cause }) => time === t && cause > 0).length;
		const share = difference.map((_, group) => inRisk.filter((each) => each.group === group).length / n);
		const own = difference.map(
			(_, group) => inRisk.filter((each) => each.group === group && each.time === t && each.cause > 0).length
		);
		own.forEach((events, j) => {
			difference[j] += events - d * share[j];
			share.forEach((other, l) => {
				if (n > 1) variance[j][l] += ((d * (n - d)) / (n - 1)) * ((j === l ? share[j] : 0) - share[j] * other);
			});
		});
	}
	const [u, v] = [difference.slice(0, -1), variance.slice(0, -1).map((row) => row.slice(0, -1))];
	if (size === 2) return { chiSquare: u[0] ** 2 / v[0][0], determinant: v[0][0] };
	const determinant = v[0][0] * v[1][1] - v[0][1] * v[1][0];
	const quadratic = u[0] ** 2 * v[1][1] - 2 * u[0] * u[1] * v[0][1] + u[1] ** 2 * v[0][0];
	return { chiSquare: quadratic / determinant, determinant };
}

const cases = (size: number) =>
	fc.array(
		fc
			.record({
				entry: fc.nat({ max: 5 }),
				length: fc.integer({ min: 1, max: 6 }),
				cause: fc.nat({ max: 2 }),
				group: fc.nat({ max: size - 1 })
			})
			.map(({ entry, length, cause, group }) => ({ entry, time: entry + length, cause, group })),
		{ minLength: 2, maxLength: 16 }
	);

test.each([2, 3])('with %i groups it is what the definition gives case by case, in any order of cases', (size) => {
	fc.assert(
		fc.property(cases(size), (each) => {
			const found = testOf(each, size);
			const { chiSquare, determinant } = byDefinition(each, size);
			expect(found.observed.reduce((a, b) => a + b)).toBeCloseTo(
				found.expected.reduce((a, b) => a + b),
				10
			);
			if (found.chiSquare === null) expect([found.p, found.reason === null]).toEqual([null, false]);
			else expect(found.p! >= 0 && found.p! <= 1).toBe(true);
			if (determinant > 1e-9) expect(found.chiSquare).toBeCloseTo(chiSquare, 8);
			expect(testOf([...each].reverse(), size).observed).toEqual(found.observed);
		})
	);
});

describe('factor of a symmetric matrix', () => {
	test('[[4, 2], [2, 3]] has rank 2 and solves [2, 3] to [0, 1]', () => {
		const factor = symmetricFactor([4, 2, 2, 3], 2);
		expect(factor.rank).toBe(2);
		expect([...factor.solve([2, 3])]).toEqual([0, 1]);
	});

	test('[[1, 1], [1, 1]] has rank 1; a zero row is left out', () => {
		expect(symmetricFactor([1, 1, 1, 1], 2).rank).toBe(1);
		expect([...symmetricFactor([1, 1, 1, 1], 2).solve([3, 3])]).toEqual([3, 0]);
		const factor = symmetricFactor([0, 0, 0, 0, 2, 1, 0, 1, 2], 3);
		expect(factor.rank).toBe(2);
		const [first, second, third] = factor.solve([0, 3, 3]);
		expect([first, second]).toEqual([0, 1]);
		expect(third).toBeCloseTo(1, 15);
	});

	test('A x = b for any A made of M M-transposed', () => {
		const numbers = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 9, maxLength: 9 });
		const vectors = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 3 });
		fc.assert(
			fc.property(numbers, vectors, (m, x) => {
				const entry = (r: number, c: number) => [0, 1, 2].reduce((sum, k) => sum + m[r * 3 + k] * m[c * 3 + k], 0);
				const matrix = Array.from({ length: 9 }, (_, at) => entry(Math.floor(at / 3), at % 3));
				const b = [0, 1, 2].map((r) => x.reduce((sum, value, c) => sum + matrix[r * 3 + c] * value, 0));
				const solved = symmetricFactor(matrix, 3).solve(b);
				const again = [0, 1, 2].map((r) => solved.reduce((sum, value, c) => sum + matrix[r * 3 + c] * value, 0));
				again.forEach((value, r) => expect(value).toBeCloseTo(b[r], 6));
			})
		);
	});
});
