import { logGamma } from './log-gamma.ts';

const HALF_LOG_TWO_PI = 0.9189385332046728;
const TWO_PI = 6.283185307179586;

/**
 * Binomial probability of x in n trials, also for x and n that are not whole (then the binomial with gamma functions).
 * Accurate to the last digits where x and n are large, since no large logarithms are subtracted.
 *
 * @param p probability of success; `q` is 1 - p, given apart so that it keeps its digits
 * @see Loader (2000), Fast and accurate computation of binomial probabilities
 * @example binomialProbability(2, 4, 0.5, 0.5) is 0.375
 */
export function binomialProbability(x: number, n: number, p: number, q = 1 - p): number {
	if (p === 0) return x === 0 ? 1 : 0;
	if (q === 0) return x === n ? 1 : 0;
	if (x === 0) return n === 0 ? 1 : Math.exp(p < 0.1 ? -deviance(n, n * q) - n * p : n * Math.log(q));
	if (x === n) return Math.exp(q < 0.1 ? -deviance(n, n * p) - n * q : n * Math.log(p));
	if (x < 0 || x > n) return 0;
	const exponent =
		stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
	return Math.exp(exponent) * Math.sqrt(n / (TWO_PI * x * (n - x)));
}

/**
 * Poisson probability of x where `mean` are expected, also for x that is not whole.
 *
 * @example poissonProbability(0, 2) is exp(-2) = 0.1353352832366127
 */
export function poissonProbability(x: number, mean: number): number {
	if (mean === 0) return x === 0 ? 1 : 0;
	if (x < 0) return 0;
	if (x === 0) return Math.exp(-mean);
	return Math.exp(-stirlingError(x) - deviance(x, mean)) / Math.sqrt(TWO_PI * x);
}

/** ln(x!) less Stirling's formula. */
function stirlingError(x: number): number {
	if (x <= 16) return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
	const square = x * x;
	return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / x;
}

/** x ln(x/m) + m - x, without cancellation where x is near m. */
function deviance(x: number, mean: number): number {
	const difference = x - mean;
	if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
	const ratio = difference / (x + mean);
	let sum = difference * ratio;
	let term = 2 * x * ratio;
	for (let j = 3; j < 2000; j += 2) {
		term *= ratio * ratio;
		const next = sum + term / j;
		if (next === sum) break;
		sum = next;
	}
	return sum;
}
