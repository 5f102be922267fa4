/** People of one group in each stratum, and how many of them have the property. */
export interface StratifiedCounts {
	people: ArrayLike<number>;
	cases: ArrayLike<number>;
}

export interface OrderReversal {
	/** Indices of two groups: the share of `higher` is above that of `lower` in all, and below it by strata. */
	higher: number;
	lower: number;
	/** Share of `higher` less share of `lower`: in all (above 0), and stratified (below 0). */
	difference: number;
	stratified: number;
	/** Strata with people of both. */
	strata: number;
	/** Whether `higher` is below `lower` in every one of them, not only on the whole. */
	isEverywhere: boolean;
}

/**
 * Pairs of groups whose order turns round once they are compared within strata: Simpson's paradox.
 *
 * Within strata the difference of shares is averaged with the weights of Mantel and Haenszel, n1 n2 / (n1 + n2): strata
 * with people of one group only say nothing. Pairs that meet in fewer than two strata are not compared.
 *
 * @param groups counts over the same strata
 * @param leastPeople groups with fewer people are left out
 * @see METHODS 2.3; Mantel & Haenszel (1959), JNCI 22, 719-748; Charig et al. (1986), BMJ 292, 879-882
 * @example kidney stones: 273 of 350 against 289 of 350 in all, 81/87 and 192/263 against 234/270 and 55/80 by size:
 * the second is higher in all (0.826 to 0.78), the first in both strata
 */
export function orderReversals(groups: readonly StratifiedCounts[], leastPeople = 1): OrderReversal[] {
	const totals = groups.map(({ people, cases }) => ({ people: sum(people), cases: sum(cases) }));
	const found: OrderReversal[] = [];
	for (let first = 0; first < groups.length; first++)
		for (let second = first + 1; second < groups.length; second++) {
			if (Math.min(totals[first].people, totals[second].people) < leastPeople) continue;
			// Whole numbers: equal shares are equal.
			const order = totals[first].cases * totals[second].people - totals[second].cases * totals[first].people;
			if (order === 0) continue;
			const [higher, lower] = order > 0 ? [first, second] : [second, first];
			const within = withinStrata(groups[higher], groups[lower]);
			if (within.strata < 2 || !(within.stratified < -ROUNDING)) continue;
			const [high, low] = [totals[higher], totals[lower]];
			found.push({ higher, lower, difference: high.cases / high.people - low.cases / low.people, ...within });
		}
	return found;
}

// Equal shares in every stratum may leave this much.
const ROUNDING = 1e-12;

function withinStrata(higher: StratifiedCounts, lower: StratifiedCounts) {
	let [strata, weights, sumOfDifferences] = [0, 0, 0];
	let isEverywhere = true;
	for (let stratum = 0; stratum < higher.people.length; stratum++) {
		const [n1, n2] = [higher.people[stratum], lower.people[stratum]];
		if (n1 === 0 || n2 === 0) continue;
		const cross = higher.cases[stratum] * n2 - lower.cases[stratum] * n1;
		strata++;
		weights += (n1 * n2) / (n1 + n2);
		sumOfDifferences += cross / (n1 + n2);
		if (cross >= 0) isEverywhere = false;
	}
	return { stratified: sumOfDifferences / weights, strata, isEverywhere };
}

function sum(values: ArrayLike<number>): number {
	return Array.from(values).reduce((all, value) => all + value, 0);
}
