import { breachProbability } from './breach-probability.ts';
import { convolve } from './convolve.ts';
import { expectedShortfall } from './expected-shortfall.ts';
import { hypergeometricProbability } from './hypergeometric-probability.ts';
import { remainingQuantile } from './remaining-quantile.ts';
import type { RoleOutlook } from './what-if-outlook.ts';

/** People of whom so many posts are removed, some of whom count for the role. */
export interface LayoffGroup {
	people: number;
	/** Of these, who count for the role. */
	inRole: number;
	/** Posts removed, >= 0; more than there are people removes all. */
	posts: number;
}

/**
 * What remains of a role when posts are removed and it is not said whose: of each group every choice is as likely.
 *
 * @param role everybody who counts for it now, and its minimum
 * @param groups without people in common
 * @param probabilities of the quantiles of the people remaining, each > 0 and <= 1
 * @see METHODS 4.1 (hypergeometric), 3.6
 * @example 2 of 4 posts go, 3 of the 4 count for the role, 2 required: 1 or 2 go with 1/2 each, breach 1/2
 */
export function layoffOutlook(
	{ staff, required }: { staff: number; required: number },
	groups: readonly LayoffGroup[],
	probabilities: readonly number[] = [0.05, 0.5, 0.95]
): RoleOutlook {
	const removed = convolve(groups.map(removedOf));
	const leavers = new Float64Array(staff + 1);
	leavers.set(removed);
	const mean = removed.reduce((sum, share, count) => sum + share * count, 0);
	const variance = removed.reduce((sum, share, count) => sum + share * (count - mean) ** 2, 0);
	return {
		expectedLeavers: mean,
		sdLeavers: Math.sqrt(variance),
		expectedRemaining: staff - mean,
		remaining: probabilities.map((p) => ({ p, people: remainingQuantile(leavers, p) })),
		breachProbability: breachProbability(leavers, required),
		expectedShortfall: expectedShortfall(leavers, required)
	};
}

/** Probabilities of 0, 1, ... removed among those in the role. */
function removedOf({ people, inRole, posts }: LayoffGroup): Float64Array {
	const gone = Math.min(posts, people);
	const most = Math.min(inRole, gone);
	const least = Math.max(0, gone - (people - inRole));
	const margins = { group: inRole, successes: gone, total: people };
	// Where the number is certain it is so to the last digit.
	return Float64Array.from({ length: most + 1 }, (_, count) =>
		least === most ? Number(count === most) : hypergeometricProbability(count, margins)
	);
}
