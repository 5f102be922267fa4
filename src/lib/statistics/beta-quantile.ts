import { incompleteBeta } from './incomplete-beta.ts';
import { binomialProbability } from './point-probability.ts';

// A step of the log-odds this short is the last: the next would be about as short as its square.
const SHORT = 1e-9;
// Beyond these log-odds doubles hold no probability.
const FARTHEST = 745;
const MOST_STEPS = 30;

/**
 * Quantile of the Beta(a, b) distribution, 0 to 1.
 *
 * Newton's method for the logarithm of the smaller tail, which keeps its digits, over the log-odds. That logarithm is
 * concave, so that every step but the first comes from the same side; a step that leaves the bracket is halved.
 *
 * @param p probability, 0 <= p <= 1
 * @param a shape > 0
 * @param b shape > 0
 * @see METHODS 8; inverse of DLMF 8.17.2
 * @example Beta(2, 3), p = 0.5: 0.3857275681323
 */
export function betaQuantile(p: number, a: number, b: number): number {
	if (p === 0 || p === 1) return p;
	const isLower = p <= 0.5;
	return 1 / (1 + Math.exp(-logOddsAt(isLower ? p : 1 - p, isLower, a, b)));
}

/** The log-odds below which, or above which, so much of the distribution lies. */
function logOddsAt(tail: number, isLower: boolean, a: number, b: number): number {
	let [low, high, logOdds] = [-FARTHEST, FARTHEST, Math.log(a / b)];
	for (let count = 0; count < MOST_STEPS; count++) {
		const [x, y] = [1 / (1 + Math.exp(-logOdds)), 1 / (1 + Math.exp(logOdds))];
		const { lower, upper } = incompleteBeta(x, a, b, y);
		const found = isLower ? lower : upper;
		const beyond = Math.log(found / tail);
		if (beyond > 0 === isLower) high = logOdds;
		else low = logOdds;
		const density = (binomialProbability(a, a + b, x, y) * a * b) / (a + b);
		const step = ((isLower ? -beyond : beyond) * found) / density;
		const next = logOdds + step;
		if (Math.abs(step) < SHORT) return next;
		logOdds = next > low && next < high ? next : (low + high) / 2;
	}
	return logOdds;
}
