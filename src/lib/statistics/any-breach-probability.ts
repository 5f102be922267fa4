/**
 * Probability that at least one of several roles falls below its minimum, if the roles are independent.
 *
 * Say so beside it: in an ultimatum teams leave together, and roles with them.
 *
 * @param breaches probability of each role, 0 to 1
 * @returns 0 for no roles; small probabilities keep their digits
 * @see METHODS 8
 * @example 0.5 and 0.5: 0.75
 */
export function anyBreachProbability(breaches: readonly number[]): number {
	return 0 - Math.expm1(breaches.reduce((sum, p) => sum + Math.log1p(-p), 0));
}
