import { conditionalOddsRatio } from './conditional-odds-ratio.ts';
import { hypergeometricSupport } from './noncentral-hypergeometric.ts';
import { twoByTwoTest } from './two-by-two-test.ts';
import type { TwoByTwoTest } from './two-by-two-test.ts';

export interface GroupAgainstRest extends TwoByTwoTest {
	/** Leavers expected if the leavers were people at random. */
	expected: number;
	/** Share of the rest that left; null where there is no rest. */
	restRate: number | null;
	rateDifference: number | null;
	/** Infinity where the rest lost nobody. */
	riskRatio: number | null;
	/** Conditional maximum likelihood. */
	oddsRatio: number | null;
	oddsLower: number;
	oddsUpper: number;
	/** a d / (b c) of the table; Infinity where only b c is 0. */
	oddsRatioSample: number | null;
	/** (left - expected) in standard errors; its sign is the direction. */
	adjustedResidual: number | null;
	/** False where the margins allow one count only: an empty group, everybody in it, nobody or everybody left. */
	isComparable: boolean;
}

/**
 * Was a group hit harder than chance? Its leavers against those of everybody else.
 *
 * Reference model: the leavers fall on the people at random, so the group's number is hypergeometric.
 *
 * @param group people and leavers of the group
 * @param all people and leavers of the whole, the group included
 * @returns comparisons null, limits 0 to Infinity and every p 1 where there is nothing to compare
 * @see Agresti (2002), Categorical Data Analysis, 2nd ed., 3.1 and 3.5
 * @example 6 of 10 against 2 of 20: expected 2.667, risk ratio 6, sample odds ratio 13.5, pCentral 0.01447
 */
export function groupAgainstRest(
	group: { people: number; left: number },
	all: { people: number; left: number }
): GroupAgainstRest {
	const margins = { group: group.people, successes: all.left, total: all.people };
	const { low, high } = hypergeometricSupport(margins);
	const isComparable = low < high;
	const rest = { people: all.people - group.people, left: all.left - group.left };
	const expected = all.people === 0 ? 0 : (group.people * all.left) / all.people;
	const odds = conditionalOddsRatio(group.left, margins);
	return {
		expected,
		restRate: rest.people === 0 ? null : rest.left / rest.people,
		...(isComparable ? ratios(group, rest, expected, all) : NOTHING_TO_COMPARE),
		oddsRatio: odds.estimate,
		oddsLower: odds.lower,
		oddsUpper: odds.upper,
		...twoByTwoTest(group.left, margins),
		isComparable
	};
}

const NOTHING_TO_COMPARE = { rateDifference: null, riskRatio: null, oddsRatioSample: null, adjustedResidual: null };

interface Part {
	people: number;
	left: number;
}

function ratios(group: Part, rest: Part, expected: number, all: Part) {
	const [rate, restRate] = [group.left / group.people, rest.left / rest.people];
	const odds = group.left * (rest.people - rest.left);
	const otherOdds = (group.people - group.left) * rest.left;
	const variance = expected * (1 - group.people / all.people) * (1 - all.left / all.people);
	return {
		rateDifference: rate - restRate,
		riskRatio: rest.left === 0 ? Infinity : rate / restRate,
		oddsRatioSample: otherOdds === 0 ? Infinity : odds / otherOdds,
		adjustedResidual: (group.left - expected) / Math.sqrt(variance)
	};
}
