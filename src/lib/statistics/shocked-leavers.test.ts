import { describe, expect, test } from 'vitest';
import { leavingMoments } from './leaving-moments.ts';
import { shiftedLeavers } from './shifted-leavers.ts';
import { shockTables } from './shock-grid.ts';
import { shockedLeavers } from './shocked-leavers.ts';

const exactly = { step: 1, shift: 0, spacing: 0.1, most: 27 };

function expectEach(found: ArrayLike<number>, expected: ArrayLike<number>, digits: number) {
	expect(found.length).toBe(expected.length);
	Array.from(expected).forEach((value, k) => expect(found[k]).toBeCloseTo(value, digits));
}

describe('person by person', () => {
	test('2 people with Beta(1, 1): a third each; one person: one half; nobody: certainty of 0', () => {
		expectEach(shockedLeavers(2, { a: 1, b: 1 }, exactly)(0).mass, [1 / 3, 1 / 3, 1 / 3], 12);
		expectEach(shockedLeavers(1, { a: 1, b: 1 }, exactly)(0).mass, [0.5, 0.5], 12);
		expectEach(shockedLeavers(0, { a: 1, b: 1 }, exactly)(0).mass, [1], 12);
	});

	test.each([
		['ten tenths', 10, 0.1, 0],
		['two halves', 2, 0.5, 0],
		['four tenths and 0.6 assumed', 4, 0.1, 0.6]
	])('5 people of Beta(2, 3), log-odds up by 1 as %s: mean 3.0205', (_, multiple, spacing, shift) => {
		// R 4.2.2: integrate(function(x) dbinom(k, 5, plogis(x + 1)) * exp(2 * x - 5 * log1p(exp(x)) - lbeta(2, 3)), -60, 60).
		const { mass, mean, variance } = shockedLeavers(5, { a: 2, b: 3 }, { ...exactly, spacing, shift })(multiple);
		const expected = [0.051284671064551, 0.114119632249012, 0.181801328202937, 0.237053472126162];
		expectEach(mass, [...expected, 0.247093623421882, 0.168647272935457], 10);
		expect([mean, variance]).toEqual([expect.closeTo(3.0204935633982, 10), expect.closeTo(2.0211046258029, 10)]);
	});

	test('3 people of Beta(0.5, 0.5), log-odds down by 2: 57.2 % none, 13.3 % all', () => {
		const { mass } = shockedLeavers(3, { a: 0.5, b: 0.5 }, exactly)(-20);
		expectEach(mass, [0.57224241023972, 0.18153060530847, 0.11338729455376, 0.13283968989794], 11);
	});
});

// The other way to the same integral, over an uneven grid.
test.each([
	[600, 0.5, 0.5, 110, 0.3],
	[550, 0.5, 600, 110, 0],
	[90, 3.5, 7.5, 110, 0],
	[111, 3.5, 7.5, 110, 0],
	[257, 40, 3, 2, -1],
	[40, 0.01, 0.01, 1, 0]
])('%i people of Beta(%f, %f) by steps of %i agree with the uneven grid under every shock', (n, a, b, step, shift) => {
	const even = shockedLeavers(n, { a, b }, { step, shift, spacing: 0.2, most: 27 });
	const uneven = shiftedLeavers(n, { a, b }, { step, reach: 7 });
	for (const multiple of [-27, -5, 0, 1, 8, 27]) {
		const [found, expected] = [even(multiple), uneven(multiple * 0.2 + shift)];
		expectEach(found.mass, expected.mass, 6);
		expect(found.mean / expected.mean).toBeCloseTo(1, 5);
		expect(found.variance / expected.variance).toBeCloseTo(1, 5);
	}
});

test('shocks of almost nothing, and a probability known as well as exactly, need no even grid', () => {
	const hardly = shockedLeavers(2, { a: 1, b: 1 }, { ...exactly, spacing: 1e-8 });
	expectEach(hardly(27).mass, [1 / 3, 1 / 3, 1 / 3], 6);
	const known = shockedLeavers(1, { a: 2e7, b: 8e7 }, { ...exactly, spacing: 0.5 });
	expect(known(2).mean).toBeCloseTo(1 / (1 + 4 / Math.E), 6);
});

test('segments that share a posterior have each their own leavers, whatever order shocks are asked in', () => {
	const tables = shockTables(exactly.spacing, exactly.most);
	const shape = { a: 0.5, b: 0.5 };
	const options = (shift: number) => ({ ...exactly, step: 10, shift });
	const cases = [
		[600, 0],
		[607, 0],
		[600, 0.3],
		[40, 0]
	] as const;
	const shared = cases.map(([people, shift]) => shockedLeavers(people, shape, options(shift), tables));
	for (const multiple of [-27, 3, -27, 0, 27])
		cases.forEach(([people, shift], index) => {
			const alone = shockedLeavers(people, shape, options(shift))(multiple);
			const found = shared[index](multiple);
			expectEach(found.mass, alone.mass, 15);
			expect([found.mean, found.variance]).toEqual([alone.mean, alone.variance]);
		});
});

describe('moments of the probability to leave', () => {
	test('Beta(1, 1): 1/2 and 1/3; Beta(0.01, 0.03): 1/4 and 0.01 * 1.01 / (0.04 * 1.04)', () => {
		expect(leavingMoments({ a: 1, b: 1 })(0)).toEqual({ mean: 0.5, square: expect.closeTo(1 / 3, 15) });
		const { mean, square } = leavingMoments({ a: 0.01, b: 0.03 })(0);
		expect([mean, square]).toEqual([expect.closeTo(0.25, 15), expect.closeTo(0.0101 / 0.0416, 14)]);
	});

	test('Beta(2, 3), log-odds up by 1: 3.0205 of 5 leave, with variance 2.0211; hardly moved is not moved', () => {
		// R 4.2.2, as above.
		const { mean, square } = leavingMoments({ a: 2, b: 3 })(1);
		expect(5 * mean).toBeCloseTo(3.0204935633982, 10);
		expect(5 * (mean - square) + 25 * (square - mean * mean)).toBeCloseTo(2.0211046258029, 10);
		for (const shape of [
			{ a: 0.01, b: 0.03 },
			{ a: 40, b: 9000 }
		]) {
			const [still, moved] = [leavingMoments(shape)(0), leavingMoments(shape)(1e-13)];
			expect(moved.mean / still.mean).toBeCloseTo(1, 10);
			expect(moved.square / still.square).toBeCloseTo(1, 10);
		}
	});
});
