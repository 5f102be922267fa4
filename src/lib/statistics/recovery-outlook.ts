import { expectedShortfall } from './expected-shortfall.ts';
import type { SurvivalCurve } from './kaplan-meier.ts';
import { poissonBinomial } from './poisson-binomial.ts';

export interface RecoveryInput {
	/** People known to be there on each coming day, the first today: known exits and known starts are in it. */
	present: ArrayLike<number>;
	/** The minimum on each of these days. */
	required: ArrayLike<number>;
	/** Days that each open requisition without a known start has been open. */
	daysOpen: readonly number[];
	/** Days from opening to the start, by requisitions of the past, open ones censored. */
	fill: SurvivalCurve;
}

export interface RecoveryOutlook {
	/** First day, 0 for today, on which the minimum is met with probability p or more; null: not within the days. */
	metBy: { p: number; day: number | null }[];
	/** People missing each day, on average, added up over the days. */
	expectedPersonDays: number;
	/** Probability that the minimum is met on each of the days. */
	met: Float64Array;
	/** Open requisitions that are open longer than any filled one took: nothing is known of them, none is counted on. */
	beyondExperience: number;
}

/**
 * When a role is back at its minimum, and how many person-days are missing until then.
 *
 * An open requisition of age e starts somebody within d days with probability 1 - S(e + d) / S(e), S being the curve of
 * past requisitions; beyond its last event the curve stays where it is and nothing more is expected. Requisitions are
 * independent of each other, and none is opened or cancelled from now on.
 *
 * @param probabilities for the range, e.g. 0.05 the earliest, 0.5 the middle and 0.95 the latest
 * @see METHODS 3.6, 5.2
 * @example 1 of 2 people there, one requisition just opened, past ones took 10 and 20 days: met by day 10 with one half,
 * by day 20 surely; 15 person-days missing on average
 */
export function recoveryOutlook(
	{ present, required, daysOpen, fill }: RecoveryInput,
	probabilities: readonly number[] = [0.05, 0.5, 0.95]
): RecoveryOutlook {
	const openNow = daysOpen.map((age) => survivalAt(fill, age));
	const met = new Float64Array(present.length);
	let expectedPersonDays = 0;
	for (let day = 0; day < present.length; day++) {
		const started = poissonBinomial(
			daysOpen.map((age, index) => (openNow[index] > 0 ? 1 - survivalAt(fill, age + day) / openNow[index] : 0))
		);
		const missing = Math.max(0, required[day] - present[day]);
		for (let count = missing; count < started.length; count++) met[day] += started[count];
		met[day] = Math.min(1, met[day]);
		// Who has not started is as good as a leaver from a team of all who may start.
		expectedPersonDays += expectedShortfall(Float64Array.from(started).reverse(), missing);
	}
	const metBy = probabilities.map((p) => {
		const day = met.findIndex((probability) => probability >= p - ROUNDING);
		return { p, day: day < 0 ? null : day };
	});
	return { metBy, expectedPersonDays, met, beyondExperience: openNow.filter((share) => share === 0).length };
}

const ROUNDING = 1e-12;

/** Share of past requisitions still open after so many days. */
function survivalAt({ times, survival }: SurvivalCurve, day: number): number {
	let share = 1;
	for (let step = 0; step < times.length && times[step] <= day; step++) share = survival[step];
	return share;
}
