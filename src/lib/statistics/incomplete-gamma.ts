import { poissonProbability } from './point-probability.ts';

/**
 * Regularised incomplete gamma function: lower P(a, x) and upper Q(a, x), for a > 0 and x >= 0.
 *
 * @see DLMF 8.7.1 (series) and 8.9.2 (continued fraction, by Lentz's method)
 * @example incompleteGamma(1, 2).upper is exp(-2) = 0.1353352832366127
 */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
	if (x <= 0) return { lower: 0, upper: 1 };
	if (x < a + 1) {
		const lower = Math.min(1, poissonProbability(a, x) * series(a, x));
		return { lower, upper: 1 - lower };
	}
	const upper = Math.min(1, poissonProbability(a, x) * a * continuedFraction(a, x));
	return { lower: 1 - upper, upper };
}

function series(a: number, x: number): number {
	let term = 1;
	let sum = 1;
	for (let n = 1; n < 100_000; n++) {
		term *= x / (a + n);
		sum += term;
		if (term < sum * 1e-17) break;
	}
	return sum;
}

function continuedFraction(a: number, x: number): number {
	let b = x + 1 - a;
	let c = 1e300;
	let d = 1 / b;
	let value = d;
	for (let n = 1; n < 100_000; n++) {
		const coefficient = -n * (n - a);
		b += 2;
		d = 1 / (coefficient * d + b);
		c = b + coefficient / c;
		value *= c * d;
		if (Math.abs(c * d - 1) < 1e-16) break;
	}
	return value;
}
