import { betaQuantile } from './beta-quantile.ts';

export interface LeavingPosterior {
	/** Shapes of the Beta distribution of the probability to leave. */
	a: number;
	b: number;
	mean: number;
	/** Quantiles in the order asked for. */
	quantiles: number[];
	/** False where no history was given: then the prior is the result. */
	hasHistory: boolean;
}

/**
 * What a comparable past event says about the probability to leave: a Beta distribution.
 *
 * No departures in the past do not make the probability zero. A less comparable history counts for less: it is divided
 * by a discount.
 *
 * @param history how many of how many left; none: the prior as entered
 * @param options.prior shapes, each > 0; Jeffreys 1/2 and 1/2 by default
 * @param options.discount >= 1
 * @param options.probabilities of the quantiles
 * @see METHODS 8
 * @example 3 of 10 left: Beta(3.5, 7.5), mean 0.3182
 */
export function leavingPosterior(
	history: { left: number; of: number } | null,
	options: { prior?: { a: number; b: number }; discount?: number; probabilities?: readonly number[] } = {}
): LeavingPosterior {
	const { prior = { a: 0.5, b: 0.5 }, discount = 1, probabilities = [0.05, 0.5, 0.95] } = options;
	const a = prior.a + (history ? history.left / discount : 0);
	const b = prior.b + (history ? (history.of - history.left) / discount : 0);
	return {
		a,
		b,
		mean: a / (a + b),
		quantiles: probabilities.map((p) => betaQuantile(p, a, b)),
		hasHistory: history !== null && history.of > 0
	};
}
