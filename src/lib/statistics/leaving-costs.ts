/** People of one kind who may leave. */
export interface CostSegment {
	/** Mean and variance of how many leave. */
	expectedLeavers: number;
	variance: number;
	/** Annual pay of one of them; null where it is not known. All in one currency. */
	annualPay: number | null;
}

export interface CostAssumptions {
	/** Months of pay a leaver gets. */
	severanceMonths: number;
	/** What the employer pays on top of pay, as a share of it. */
	onCostRate: number;
	/** Share of the leavers who are replaced, and the cost of replacing one in years of pay. */
	backfillShare: number;
	replacement: Triple;
	/** Months over which pay is no longer paid. */
	horizonMonths: number;
}

export interface Triple {
	low: number;
	best: number;
	high: number;
}

export interface LeavingCosts {
	severance: { expected: number; sd: number };
	backfill: Triple;
	avoidedSalary: number;
	/** Severance and backfill less the pay avoided: low by the low replacement cost, and so on. */
	net: Triple;
}

/** Replacement cost of one leaver in years of pay, as it is offered; `REPLACEMENT_SOURCES` stand beside it. */
export const USUAL_REPLACEMENT: Triple = { low: 0.21, best: 0.5, high: 2 };

/**
 * What leavers cost in money: severance, replacements as a range, and the pay that is no longer paid.
 *
 * Leaves out lost revenue, outages, litigation, morale, and people who would have left anyway; net is no recommendation.
 * The standard deviation of the severance is that of the number of leavers alone, the segments being independent.
 *
 * @param segments people by pay; those without leavers need no pay
 * @returns null where the pay of people who may leave is not known
 * @see METHODS 8; the sources of the replacement cost in `REPLACEMENT_SOURCES`
 * @example 10 leavers expected of variance 4, pay 60 000, 3 months, on-cost 0.2, half replaced, 12 months:
 * severance 180 000 (sd 36 000), backfill 63 000 to 600 000, pay avoided 720 000
 */
export function leavingCosts(segments: readonly CostSegment[], assumed: CostAssumptions): LeavingCosts | null {
	const leaving = segments.filter(({ expectedLeavers, variance }) => expectedLeavers > 0 || variance > 0);
	if (leaving.some(({ annualPay }) => annualPay === null)) return null;
	const { severanceMonths, onCostRate, backfillShare, replacement, horizonMonths } = assumed;
	const monthly = 1 / 12;
	let [pay, variance] = [0, 0];
	for (const segment of leaving) {
		pay += segment.expectedLeavers * (segment.annualPay ?? 0);
		variance += segment.variance * (segment.annualPay ?? 0) ** 2;
	}
	const severanceYears = monthly * severanceMonths * (1 + onCostRate);
	const severance = { expected: pay * severanceYears, sd: Math.sqrt(variance) * severanceYears };
	const avoidedSalary = pay * (1 + onCostRate) * monthly * horizonMonths;
	const backfill = eachOf(replacement, (years) => pay * years * backfillShare);
	return {
		severance,
		backfill,
		avoidedSalary,
		net: eachOf(backfill, (cost) => severance.expected + cost - avoidedSalary)
	};
}

function eachOf({ low, best, high }: Triple, value: (each: number) => number): Triple {
	return { low: value(low), best: value(best), high: value(high) };
}
