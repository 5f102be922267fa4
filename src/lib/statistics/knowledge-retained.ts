/** What a year of tenure is worth: everybody alike, up to a cap, or less with every year. */
export type KnowledgeWeight =
	{ kind: 'headcount' } | { kind: 'capped'; capYears: number } | { kind: 'saturating'; tauYears: number };

/** The default: knowledge grows evenly for five years, then no further. */
export const CAPPED_AT_FIVE_YEARS: KnowledgeWeight = { kind: 'capped', capYears: 5 };

/**
 * Share of the tenure-weighted staff of a base date that is still there, 0 to 1.
 *
 * An index without validation, no measure of knowledge: show it beside headcount, name the weight, and give the other
 * weights as well. Tenure is that of the base date for those who stayed and those who left.
 *
 * @param base everybody employed on the base date: tenure in years on that date, and whether they are still there
 * @param weight 'headcount': 1; 'capped': min(tenure, cap) / cap; 'saturating': 1 - exp(-tenure / tau), often tau 2
 * @returns null where nobody, or no tenure, is in the base
 * @see METHODS 3.3
 * @example of 1, 4 and 10 years the one of 10 leaves: 0.6667 by headcount, 0.5 capped at 5 years
 */
export function knowledgeRetained(
	base: readonly { tenureYears: number; hasStayed: boolean }[],
	weight: KnowledgeWeight = CAPPED_AT_FIVE_YEARS
): number | null {
	let [all, kept] = [0, 0];
	for (const { tenureYears, hasStayed } of base) {
		const worth = knowledgeWeight(tenureYears, weight);
		all += worth;
		if (hasStayed) kept += worth;
	}
	return all === 0 ? null : kept / all;
}

/** What one person of a tenure is worth: 1 at most. Four years are 0.8 capped at five, 0.8647 saturating with 2. */
export function knowledgeWeight(tenureYears: number, weight: KnowledgeWeight): number {
	if (weight.kind === 'headcount') return 1;
	if (weight.kind === 'capped') return Math.min(tenureYears, weight.capYears) / weight.capYears;
	return -Math.expm1(-tenureYears / weight.tauYears);
}
