import { hypergeometricProbability } from './hypergeometric-probability.ts';
import type { TableMargins } from './noncentral-hypergeometric.ts';
import { hypergeometricParts, hypergeometricSupport } from './noncentral-hypergeometric.ts';

export interface TwoByTwoTest {
	/** Two-sided, half of the observed probability counted; the one to show. */
	pMidp: number;
	/** Two-sided, equal tails; agrees with the conditional interval of the odds ratio about 1. */
	pCentral: number;
	/** As R's fisher.test; for comparison only, it may contradict the interval. */
	pMinlike: number;
	/** One-sided: the group has more than by chance. */
	pMidpUpper: number;
}

// R's fisher.test takes probabilities as tied within this factor.
const TIE = 1e-7;

/**
 * Exact tests of a two-by-two table with fixed margins: is the group's count more or less than chance gives?
 *
 * Under the reference model the successes fall on the people at random, so the count is hypergeometric. Where only one
 * count is possible (an empty group, nobody or everybody with the property) every p is 1: nothing to compare.
 *
 * @param count successes within the group, within what the margins allow
 * @param margins people of the group, successes and people in all
 * @see Fisher (1935), JRSS 98, 39-54; Lancaster (1961), JASA 56, 223-234 (mid-p); Fay (2010), R Journal 2(1), 53-58
 * @example 6 of 18 against 12 of 17: pMidp 0.03527, pCentral 0.06059, pMinlike 0.04371
 */
export function twoByTwoTest(count: number, margins: TableMargins): TwoByTwoTest {
	const { low, high } = hypergeometricSupport(margins);
	if (low === high) return { pMidp: 1, pCentral: 1, pMinlike: 1, pMidpUpper: 1 };
	const { below, at, above } = hypergeometricParts(margins, count);
	const twice = (lower: number, upper: number) => Math.min(1, 2 * Math.min(lower, upper));
	return {
		pMidp: twice(below + at / 2, above + at / 2),
		pCentral: twice(below + at, above + at),
		pMinlike: noMoreLikely(count, margins),
		pMidpUpper: above + at / 2
	};
}

/** Sum of the probabilities of all counts that are no more likely than the one observed. */
function noMoreLikely(count: number, margins: TableMargins): number {
	const { low, high } = hypergeometricSupport(margins);
	const limit = hypergeometricProbability(count, margins) * (1 + TIE);
	const isLikelier = (k: number) => hypergeometricProbability(k, margins) > limit;
	const mode = Math.floor(((margins.group + 1) * (margins.successes + 1)) / (margins.total + 2));
	if (!isLikelier(mode)) return 1;
	// The likelier counts are one run around the mode.
	const first = firstOf(low, mode, isLikelier);
	const afterLast = firstOf(mode, high + 1, (k) => k > high || !isLikelier(k));
	return hypergeometricParts(margins, first).below + hypergeometricParts(margins, afterLast - 1).above;
}

/** The first whole number from `low` on for which a condition holds, given that it holds at `high` and ever after. */
function firstOf(low: number, high: number, holds: (k: number) => boolean): number {
	let [from, to] = [low, high];
	while (from < to) {
		const middle = Math.floor((from + to) / 2);
		if (holds(middle)) to = middle;
		else from = middle + 1;
	}
	return from;
}
