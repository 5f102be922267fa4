import { clopperPearsonInterval } from './clopper-pearson-interval.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { leadingCount } from './leading-count.ts';
import { binomialProbability } from './point-probability.ts';

export interface RateRatio {
	/** (x1/T1) / (x2/T2); Infinity where only x2 is 0, null where both are. */
	ratio: number | null;
	lower: number | null;
	/** Infinity is "no upper limit". */
	upper: number | null;
	/** Two-sided, equal tails; agrees with the interval about 1. */
	pCentral: number | null;
	pMidp: number | null;
	/** As R's poisson.test; for comparison only, it may contradict the interval. */
	pMinlike: number | null;
}

/**
 * Exact ratio of two rates: x1 events over exposure T1 against x2 over T2.
 *
 * Given n = x1 + x2, x1 is binomial with share T1/(T1+T2) if the rates are equal; no large-sample approximation.
 *
 * @param first count and exposure (same unit for both)
 * @param second the rate compared with
 * @returns all null where an exposure is 0
 * @see Fay (2010), R Journal 2(1), 53-58 (exactci)
 * @example 2/17877 against 10/20000: ratio 0.2237512, 0.02383738 to 1.04995468, pCentral 0.0606, pMinlike 0.04213
 */
export function rateRatio(
	first: { events: number; exposure: number },
	second: { events: number; exposure: number },
	level = 0.95
): RateRatio {
	const [x1, t1, x2, t2] = [first.events, first.exposure, second.events, second.exposure];
	if (t1 === 0 || t2 === 0)
		return { ratio: null, lower: null, upper: null, pCentral: null, pMidp: null, pMinlike: null };
	const n = x1 + x2;
	const limits = clopperPearsonInterval(x1, n, level) ?? { lower: 0, upper: 1 };
	const odds = (share: number) => (share === 1 ? Infinity : ((share / (1 - share)) * t2) / t1);
	const ratio = n === 0 ? null : x2 === 0 ? Infinity : x1 / t1 / (x2 / t2);
	return { ratio, lower: odds(limits.lower), upper: odds(limits.upper), ...probabilities(x1, n, t1, t2) };
}

function probabilities(x: number, n: number, t1: number, t2: number) {
	if (n === 0) return { pCentral: 1, pMidp: 1, pMinlike: 1 };
	const p = t1 / (t1 + t2);
	const q = t2 / (t1 + t2);
	const point = binomialProbability(x, n, p, q);
	const atLeast = x === 0 ? 1 : incompleteBeta(p, x, n - x + 1, q).lower;
	const atMost = x === n ? 1 : incompleteBeta(p, x + 1, n - x, q).upper;
	return {
		pCentral: Math.min(1, 2 * Math.min(atMost, atLeast)),
		pMidp: Math.min(1, 2 * Math.min(atMost - point / 2, atLeast - point / 2)),
		pMinlike: noMoreLikely(point, n, p, q)
	};
}

/** Sum of all probabilities not above that of the point: they rise up to the mode and fall after it. */
function noMoreLikely(point: number, n: number, p: number, q: number): number {
	const isUnlikely = (k: number) => binomialProbability(k, n, p, q) <= point * (1 + 1e-7);
	const rising = Math.min(n, Math.floor((n + 1) * p)) + 1;
	const below = leadingCount(rising, isUnlikely);
	const likely = leadingCount(n + 1 - rising, (beyond) => !isUnlikely(rising + beyond));
	const above = rising + likely;
	const atMost = below === 0 ? 0 : below > n ? 1 : incompleteBeta(p, below, n - below + 1, q).upper;
	const atLeast = above > n ? 0 : incompleteBeta(p, above, n - above + 1, q).lower;
	return Math.min(1, atMost + atLeast);
}
