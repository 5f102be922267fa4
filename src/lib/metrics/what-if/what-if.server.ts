import { leavingCosts } from '#lib/statistics/leaving-costs.ts';
import type { CostAssumptions } from '#lib/statistics/leaving-costs.ts';
import { layoffOutlook } from '#lib/statistics/layoff-outlook.ts';
import type { LayoffGroup } from '#lib/statistics/layoff-outlook.ts';
import { leavingPosterior } from '#lib/statistics/leaving-posterior.ts';
import { shiftedLeavers } from '#lib/statistics/shifted-leavers.ts';
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
	const posteriors = segments.map(({ history }) =>
		leavingPosterior(history, { prior: params.prior, discount: params.discount, probabilities: [0.05, 0.95] })
	);
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
	const leaving = segments.map((segment, index) => {
		const { mean, variance } = momentsOf(segment.people, posteriors[index], shift);
		return { expectedLeavers: mean, variance, annualPay: params.pay[segment.role] ?? params.pay[''] ?? null };
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

/** Mean and variance of the leavers among so many, from those among two: the size only scales both parts of it. */
function momentsOf(people: number, { a, b }: { a: number; b: number }, shift: number) {
	const two = shiftedLeavers(2, { a, b }, { reach: Math.abs(shift) })(shift);
	const mean = two.mean / 2;
	const square = (two.variance - two.mean + two.mean ** 2) / 2;
	return { mean: people * mean, variance: people * (mean - square) + people ** 2 * (square - mean ** 2) };
}
