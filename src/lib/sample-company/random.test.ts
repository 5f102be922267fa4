import { expect, test } from 'vitest';
import { cumulative, Random, randomFor } from './random.ts';

// Worked out with an independent mulberry32 in Python (integers masked to 32 bits).
test('seed 1 gives 0.6270739405881613, 0.002735721180215478, 0.5274470399599522', () => {
	const random = new Random(1);
	expect([random.next(), random.next(), random.next()]).toEqual([
		0.6270739405881613, 0.002735721180215478, 0.5274470399599522
	]);
});

test('a weight of 0 is never drawn and 3 of 4 draws go to a weight of 3 against 1', () => {
	const random = randomFor(7, 0);
	const sums = cumulative([0, 3, 1]);
	const drawn = [0, 0, 0];
	for (let draw = 0; draw < 40_000; draw++) drawn[random.weighted(sums)]++;
	expect(drawn[0]).toBe(0);
	// Standard error of the share is 0.0022.
	expect(Math.abs(drawn[1] / 40_000 - 0.75)).toBeLessThan(0.01);
});

test('exponential numbers of mean 3 have mean 3 and median 3 ln 2', () => {
	const random = randomFor(7, 1);
	const drawn = Array.from({ length: 40_000 }, () => random.exponential(3)).sort((a, b) => a - b);
	// Standard errors are 0.015 and 0.015.
	expect(Math.abs(drawn.reduce((sum, value) => sum + value, 0) / 40_000 - 3)).toBeLessThan(0.07);
	expect(Math.abs(drawn[20_000] - 3 * Math.LN2)).toBeLessThan(0.07);
});

test('neighbouring items have streams that do not resemble each other', () => {
	const first = Array.from({ length: 10_000 }, (_, index) => randomFor(1, index).next());
	const mean = first.reduce((sum, value) => sum + value, 0) / 10_000;
	let covariance = 0;
	for (let index = 1; index < 10_000; index++) covariance += (first[index] - mean) * (first[index - 1] - mean);
	expect(Math.abs(mean - 0.5)).toBeLessThan(0.015);
	// Correlation of neighbours; its standard error is 0.01.
	expect(Math.abs(covariance / 10_000 / (1 / 12))).toBeLessThan(0.05);
});
