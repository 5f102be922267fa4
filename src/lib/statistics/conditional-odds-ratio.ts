import type { TableMargins } from './noncentral-hypergeometric.ts';
import { hypergeometricMean, hypergeometricParts, hypergeometricSupport } from './noncentral-hypergeometric.ts';
import { risingRoot } from './rising-root.ts';

export interface ConditionalOddsRatio {
	/** Odds ratio at which the mean of the count is the count observed; null where only one count is possible. */
	estimate: number | null;
	lower: number;
	/** Infinity is "no upper limit". */
	upper: number;
}

/**
 * Conditional maximum-likelihood odds ratio of a two-by-two table and its exact, equal-tailed limits.
 *
 * Given the margins the count is noncentral hypergeometric. The limits are the odds ratios at which the observed count
 * or more, and the observed count or less, have half the error probability; so they agree with pCentral about 1.
 *
 * @param count successes within the group, within what the margins allow
 * @param margins people of the group, successes and people in all
 * @returns at the smallest possible count estimate and lower limit 0, at the largest Infinity for estimate and upper
 *   limit; estimate null and limits 0 to Infinity where only one count is possible
 * @see Cornfield (1956), Proc. 3rd Berkeley Symp. 4, 135-148; Agresti (2002), Categorical Data Analysis, 3.5
 * @example 6 of 18 against 12 of 17: 0.21890207, limits 0.03887941 to 1.0564918
 */
export function conditionalOddsRatio(count: number, margins: TableMargins, level = 0.95): ConditionalOddsRatio {
	const { low, high } = hypergeometricSupport(margins);
	if (low === high) return { estimate: null, lower: 0, upper: Infinity };
	const tail = Math.log((1 - level) / 2);
	const guess = sampleLogOddsRatio(count, margins);
	const mean = (log: number) => hypergeometricMean(margins, log) - count;
	const atLeast = (log: number) => {
		const { at, above } = hypergeometricParts(margins, count, log);
		return Math.log(at + above) - tail;
	};
	const atMost = (log: number) => {
		const { at, below } = hypergeometricParts(margins, count, log);
		return tail - Math.log(at + below);
	};
	return {
		estimate: count === low ? 0 : count === high ? Infinity : Math.exp(risingRoot(mean, guess)),
		lower: count === low ? 0 : Math.exp(risingRoot(atLeast, guess)),
		upper: count === high ? Infinity : Math.exp(risingRoot(atMost, guess))
	};
}

/** Log of a d / (b c) with a half added to each, so that it is always finite: where the roots are looked for. */
function sampleLogOddsRatio(count: number, { group, successes, total }: TableMargins): number {
	const [b, c] = [group - count, successes - count];
	const d = total - group - c;
	return Math.log(((count + 0.5) * (d + 0.5)) / ((b + 0.5) * (c + 0.5)));
}
