import { incompleteBeta } from './incomplete-beta.ts';
import { incompleteGamma } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';

// Beyond this many units of log density nothing is left to add.
const TAIL = 40;

/**
 * Probability that fewer people remain than are required, where each leaves with the same probability: independently,
 * or under one standard normal shock u that moves everybody's log-odds by sigma * u.
 *
 * For teams of any size, where summing over the numbers of leavers would take too long. So many leave exactly if the
 * order statistic of as many uniform draws lies below the shocked probability; that draw is a beta variable, and the
 * shock is integrated over it on the scale of log-odds, where the integrand is smooth.
 *
 * @param people who may leave, >= 0
 * @param required a whole number >= 0
 * @param probability of each to leave, 0 to 1
 * @param sigma >= 0; 0 is independence
 * @returns 0 where nothing is required, 1 where the people are too few already; right to 1e-10
 * @see METHODS 3.6
 * @example ten people of 0.2, 6 required: 0.0327934976 independent, 0.157920224943 with sigma 1
 */
export function equalBreachProbability(people: number, required: number, probability: number, sigma = 0): number {
	const leavers = people - required + 1;
	if (required === 0 || (probability === 0 && leavers > 0)) return 0;
	if (leavers <= 0 || probability === 1) return 1;
	const stayers = people - leavers + 1;
	if (sigma === 0) return incompleteBeta(probability, leavers, stayers).lower;
	const centre = Math.log(leavers / stayers);
	const spread = Math.sqrt(1 / leavers + 1 / stayers);
	const step = Math.min(0.2, spread / 4, sigma / 4);
	const from = centre - 8 * spread - TAIL / leavers;
	const to = centre + 8 * spread + TAIL / stayers;
	const logOdds = Math.log(probability / (1 - probability));
	const scale = logGamma(leavers + stayers) - logGamma(leavers) - logGamma(stayers);
	let sum = 0;
	for (let x = from; x <= to; x += step) {
		// ln b and ln(1 - b) of b = 1 / (1 + exp(-x)), without loss at either end.
		const below = -Math.log1p(Math.exp(-x));
		const density = Math.exp(scale + leavers * below + stayers * (below - x));
		sum += density * normalUpperTail((x - logOdds) / sigma);
	}
	return Math.min(1, sum * step);
}

function normalUpperTail(z: number): number {
	const beyond = incompleteGamma(0.5, (z * z) / 2).upper / 2;
	return z >= 0 ? beyond : 1 - beyond;
}
