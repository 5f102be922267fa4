import { twoByTwoTest } from './two-by-two-test.ts';
import { twoProportionZ } from './two-proportion-z.ts';

/** One group of a selection: `retained` of `people`. */
export interface RetainedGroup {
	retained: number;
	people: number;
}

export interface FourFifthsRow extends RetainedGroup {
	/** retained / people; null in an empty group. */
	retentionRate: number | null;
	/** False where the group is too small a part of all; then it is neither compared nor the reference. */
	isIncluded: boolean;
	isReference: boolean;
	/** Retention rate over that of the reference. */
	impactRatio: number | null;
	isBelowFourFifths: boolean | null;
	/** Separation rate over that of the reference; Infinity where only the reference lost nobody. */
	separationRateRatio: number | null;
	zPooled: number | null;
	pMidp: number | null;
	pMinlike: number | null;
	/** One person more retained here and one fewer in the reference would reverse the direction. */
	isReversedByOnePerson: boolean | null;
}

type Comparison = Omit<FourFifthsRow, 'retained' | 'people' | 'retentionRate' | 'isIncluded' | 'isReference'>;

const NOT_COMPARED: Comparison = {
	impactRatio: null,
	isBelowFourFifths: null,
	separationRateRatio: null,
	zPooled: null,
	pMidp: null,
	pMinlike: null,
	isReversedByOnePerson: null
};

/**
 * Four-fifths ratios: the retention rate of each group over the highest one. A screening heuristic, arithmetic only.
 *
 * Whether a ratio is below four fifths is decided in whole numbers: 0.44 / 0.55 is 0.7999999999999999 in floating point.
 *
 * @param groups the groups in a fixed order; of equal rates the first is the reference
 * @param leastPercent groups with a smaller share of all people are listed but not compared; a whole percentage
 * @returns one row per group, in the same order; nothing is compared where nobody was retained at all
 * @see 29 CFR 1607.4(D); Questions and Answers of 2 March 1979, 44 FR 11996, nos. 20 to 22
 * @example rates 60, 45, 48 and 51 of 100: ratios 1, 0.75, 0.80, 0.85, and only 0.75 is below four fifths
 */
export function fourFifths(groups: readonly RetainedGroup[], leastPercent = 2): FourFifthsRow[] {
	const all = groups.reduce((sum, group) => sum + group.people, 0);
	const isIncluded = ({ people }: RetainedGroup) => people > 0 && people * 100 >= leastPercent * all;
	const reference = groups.filter(isIncluded).reduce<RetainedGroup | null>((best, group) => {
		return best === null || group.retained * best.people > best.retained * group.people ? group : best;
	}, null);
	return groups.map((group) => {
		const isCompared = reference !== null && reference.retained > 0 && isIncluded(group);
		return {
			...group,
			retentionRate: group.people === 0 ? null : group.retained / group.people,
			isIncluded: isIncluded(group),
			isReference: group === reference,
			...(isCompared ? comparison(group, reference) : NOT_COMPARED)
		};
	});
}

function comparison(group: RetainedGroup, reference: RetainedGroup): Comparison {
	const [x, n, xRef, nRef] = [group.retained, group.people, reference.retained, reference.people];
	const { pMidp, pMinlike } = twoByTwoTest(x, { group: n, successes: x + xRef, total: n + nRef });
	const isSame = group === reference;
	return {
		impactRatio: (x * nRef) / (n * xRef),
		isBelowFourFifths: 5 * x * nRef < 4 * xRef * n,
		separationRateRatio: separationRatio(n - x, n, nRef - xRef, nRef),
		zPooled: isSame ? null : twoProportionZ({ x, n }, { x: xRef, n: nRef }),
		pMidp: isSame ? null : pMidp,
		pMinlike: isSame ? null : pMinlike,
		isReversedByOnePerson: isSame ? null : (x + 1) * nRef > (xRef - 1) * n
	};
}

function separationRatio(left: number, n: number, leftRef: number, nRef: number): number | null {
	if (leftRef === 0) return left === 0 ? null : Infinity;
	return (left * nRef) / (n * leftRef);
}
