import type { SurvivalCurve } from './kaplan-meier.ts';
import { logRankAgainstRest } from './log-rank-against-rest.ts';
import type { RestLogRank } from './log-rank-against-rest.ts';
import { logRank } from './log-rank.ts';
import type { LogRank } from './log-rank.ts';
import { pooledCounts } from './pooled-counts.ts';
import { restrictedMean } from './restricted-mean.ts';
import type { RestrictedMean } from './restricted-mean.ts';
import type { SurvivalCounts } from './survival-counts.ts';
import { survivalEstimate } from './survival-estimate.ts';
import type { EstimateOptions, SurvivalEstimate } from './survival-estimate.ts';

export interface GroupSurvival extends SurvivalEstimate {
	/** Index of the group. */
	group: number;
	/** Up to the common tau; null where there is none. */
	restrictedMean: RestrictedMean | null;
	/** At risk at the times of the table, the same for all groups. */
	risk: { time: number; atRisk: number | null }[];
	/** Whether the curve is 0 while cases are still observed later: an early event among few. */
	isZeroEarly: boolean;
	/** Log-rank test against all the other groups together. */
	againstRest: RestLogRank;
}

export interface SurvivalComparison {
	groups: GroupSurvival[];
	/** End of the restricted means; null where no group has a curve, or the one asked for is too long. */
	tau: number | null;
	/** The longest that could be asked for, where less was; else null. */
	longestTau: number | null;
	logRank: LogRank;
}

export interface ComparisonOptions extends EstimateOptions {
	/** Null: the longest time that all groups with a curve reach, in whole years. */
	tauDays?: number | null;
	/** Groups with fewer cases are not tested against the rest; 5 by default. */
	leastTested?: number;
}

const YEAR = 365;
const LEAST_TESTED = 5;
const TABLE_STEPS = [1, 7, 30, 91, 182, YEAR, 2 * YEAR, 1826];

/**
 * Survival of several groups beside each other, times in days: curves, restricted means up to one common end, numbers at
 * risk at the same round times, the log-rank test, and that of each group against the rest.
 *
 * @param shown indices of the groups, any number
 * @see METHODS 5.2 to 5.4, 4.2
 * @example groups observed for 800 and 1200 days: restricted means to 730 days
 */
export function survivalGroups(
	counts: SurvivalCounts,
	shown: readonly number[],
	options: ComparisonOptions
): SurvivalComparison {
	const pooled = shown.map((group) => pooledCounts(counts, [group]));
	const estimates = pooled.map((each) => survivalEstimate(each, options));
	const { tau, longestTau } = commonTau(estimates, options.tauDays ?? null);
	const times = tableTimes(estimates);
	const againstRest = logRankAgainstRest(pooled, options.causes, options.leastTested ?? LEAST_TESTED);
	return {
		groups: estimates.map((estimate, index) => ({
			...estimate,
			group: shown[index],
			restrictedMean: tau === null ? null : restrictedMean(estimate.curve, tau),
			risk: times.map((time) => ({ time, atRisk: riskAt(pooled[index].atRisk, time) })),
			isZeroEarly: isZeroEarly(estimate.curve),
			againstRest: againstRest[index]
		})),
		tau,
		longestTau,
		logRank: logRank(pooled, options.causes)
	};
}

/** The tau asked for, or the whole years that every curve reaches. */
function commonTau(estimates: SurvivalEstimate[], asked: number | null) {
	const ends = estimates.filter(({ curve }) => curve.people > 0).map(({ until }) => until);
	if (ends.length === 0) return { tau: null, longestTau: null };
	const longest = Math.min(...ends);
	if (asked !== null) return asked > longest ? { tau: null, longestTau: longest } : { tau: asked, longestTau: null };
	return { tau: longest < YEAR ? longest : Math.floor(longest / YEAR) * YEAR, longestTau: null };
}

/** At most nine round times from 0 to the last observation of any group; more beyond 80 years. */
function tableTimes(estimates: SurvivalEstimate[]): number[] {
	const until = Math.max(0, ...estimates.map((estimate) => estimate.until));
	const step = TABLE_STEPS.find((each) => until / each <= 8) ?? 3652;
	return Array.from({ length: Math.floor(until / step) + 1 }, (_, index) => index * step);
}

/** At time 0 those under observation from the beginning, or just after it. */
function riskAt(atRisk: Int32Array, time: number): number {
	return (time === 0 ? atRisk[0] || atRisk[1] : atRisk[time]) ?? 0;
}

function isZeroEarly({ survival, times }: SurvivalCurve): boolean {
	const zero = survival.findIndex((share) => share === 0);
	return zero >= 0 && zero < times.length - 1;
}
