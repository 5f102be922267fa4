import { leavingCosts } from '#lib/statistics/leaving-costs.ts';
import type { CostAssumptions } from '#lib/statistics/leaving-costs.ts';
import { layoffOutlook } from '#lib/statistics/layoff-outlook.ts';
import type { LayoffGroup } from '#lib/statistics/layoff-outlook.ts';
import { leavingMoments } from '#lib/statistics/leaving-moments.ts';
import type { LeavingMoments } from '#lib/statistics/leaving-moments.ts';
import { leavingPosterior } from '#lib/statistics/leaving-posterior.ts';
import type { LeavingPosterior } from '#lib/statistics/leaving-posterior.ts';
import { whatIfOutlook } from '#lib/statistics/what-if-outlook.ts';
import type { OutlookSegment } from '#lib/statistics/what-if-outlook.ts';
import type { RequirementRow } from '../requirements-in-force.ts';
import type { SegmentOutlook, WhatIfRow, WhatIfSegment, WhatIfSummary } from './what-if.ts';

/** A function, who counts for it, and how many of them are in each segment asked. */
export interface WhatIfFunction {
	inForce: RequirementRow;
	qualified: number;
	/** One entry a segment. */
	asked: ArrayLike<number>;
	/** Posts removed around it; empty where none are. */
	layoff: LayoffGroup[];
}

export interface WhatIfParams {
	prior: { a: number; b: number };
	/** What the history is divided by, >= 1. */
	discount: number;
	/** What the odds to leave are multiplied by, by assumption. */
	oddsFactor: number;
	sigmas: number[];
	quantiles: number[];
	costs: CostAssumptions | null;
	/** Annual pay by role family; '' for all others. */
	pay: Record<string, number>;
}

type Found = Pick<WhatIfSummary, 'anyBreach' | 'expectedLeavers' | 'costs' | 'withoutHistory' | 'asked'> & {
	segments: SegmentOutlook[];
};

/**
 * What an ultimatum, or the removal of posts, would leave of each function with a minimum.
 *
 * Each segment has one unknown probability to leave, known as far as a past event of the same segment tells; without one
 * the prior is the result. Segments are independent, or move together under a shared shock.
 *
 * @param functions with a minimum; segments asked, without people there is nothing to ask
 * @returns one row per function in the order given; what it costs in the summary
 * @see METHODS 3.6, 8; whatIfOutlook, layoffOutlook, leavingCosts
 * @example one function of 3 people, 3 required, prior Beta(1, 1), no history: breach 0.75, 1.5 short on average
 */
export function whatIf(
	{ functions, segments }: { functions: readonly WhatIfFunction[]; segments: readonly WhatIfSegment[] },
	params: WhatIfParams
): { rows: WhatIfRow[]; found: Found } {
	const posteriors = posteriorsOf(segments, params);
	const shift = Math.log(params.oddsFactor);
	const outlookSegments = functions.flatMap(({ asked }, role) =>
		segments.flatMap((_, index): OutlookSegment[] => {
			const { a, b } = posteriors[index];
			return asked[index] === 0 ? [] : [{ role, people: asked[index], a, b, shift }];
		})
	);
	const roles = functions.map(({ inForce, qualified }) => ({ staff: qualified, required: inForce.requiredMin }));
	const isAsked = segments.some(({ people }) => people > 0);
	const outlooks = isAsked ? whatIfOutlook({ roles, segments: outlookSegments }, params.sigmas, params.quantiles) : [];
	const rows = functions.map((each, index): WhatIfRow => ({
		...rowOf(each),
		outlooks: outlooks.map(({ sigma, roles: found }) => ({ sigma, ...found[index] })),
		layoff: each.layoff.length === 0 ? null : layoffOutlook(roles[index], each.layoff, params.quantiles)
	}));
	const momentsOf = momentsUnder(shift);
	const leaving = segments.map((segment, index) => {
		const { people, role } = segment;
		const { mean, square } = momentsOf(posteriors[index]);
		const variance = people * (mean - square) + people ** 2 * (square - mean ** 2);
		return { expectedLeavers: people * mean, variance, annualPay: params.pay[role] ?? params.pay[''] ?? null };
	});
	const found: Found = {
		anyBreach: outlooks.map((each) => ({
			sigma: each.sigma,
			probability: each.anyBreachProbability,
			ofNew: each.anyNewBreachProbability
		})),
		expectedLeavers: leaving.reduce((sum, { expectedLeavers }) => sum + expectedLeavers, 0),
		costs: params.costs === null || !isAsked ? null : leavingCosts(leaving, params.costs),
		withoutHistory: segments.reduce((sum, { people }, index) => sum + (posteriors[index].hasHistory ? 0 : people), 0),
		asked: segments.reduce((sum, { people }) => sum + people, 0),
		segments: segments.map((segment, index) => {
			const { mean, quantiles } = posteriors[index];
			return { ...segment, mean, lower: quantiles[0], upper: quantiles[1] };
		})
	};
	return { rows, found };
}

function rowOf({ inForce, qualified, asked }: WhatIfFunction) {
	const { functionId, name, roleFamily, isCritical, requiredMin } = inForce;
	const people = Array.from(asked).reduce((sum, count) => sum + count, 0);
	return { functionId, name, roleFamily, isCritical, required: requiredMin, qualified, asked: people };
}

/** One for each segment; segments of the same history share theirs. */
function posteriorsOf(segments: readonly WhatIfSegment[], { prior, discount }: WhatIfParams): LeavingPosterior[] {
	const known = new Map<string, LeavingPosterior>();
	return segments.map(({ history }) => {
		const key = history === null ? '' : `${history.left} ${history.of}`;
		const found = known.get(key) ?? leavingPosterior(history, { prior, discount, probabilities: [0.05, 0.95] });
		known.set(key, found);
		return found;
	});
}

/** Means of the probability to leave and of its square, worked out once for each posterior. */
function momentsUnder(shift: number): (posterior: LeavingPosterior) => LeavingMoments {
	const known = new Map<LeavingPosterior, LeavingMoments>();
	return (posterior) => {
		const found = known.get(posterior) ?? leavingMoments(posterior)(shift);
		known.set(posterior, found);
		return found;
	};
}
