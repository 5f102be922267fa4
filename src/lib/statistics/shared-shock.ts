import { gaussHermite } from './gauss-hermite.ts';
import { poissonBinomial } from './poisson-binomial.ts';

const NODES = 128;

let known: ReturnType<typeof gaussHermite> | undefined;
/** The nodes are the same for every team: worked out when first needed. */
const shocks = () => (known ??= gaussHermite(NODES));

/**
 * Probabilities of 0, 1, ... n leavers where people go together: one standard normal shock u moves the log-odds of
 * everybody by sigma * u.
 *
 * Independence understates the tail of an ultimatum. The shock is averaged over 128 Gauss-Hermite nodes; against fine
 * integration the probability of a breach is right to 1e-7 for teams of 20 and to 1e-4 for teams of 50 with sigma up to
 * 2, and to 0.003 for 200.
 *
 * @param probabilities of each person to leave without a shock, each 0 to 1; 0 and 1 stay what they are
 * @param sigma >= 0; 0 is independence; offer 0, 0.5, 1 and 2
 * @returns n + 1 probabilities, that of k leavers at index k
 * @see METHODS 3.6
 * @example ten people of 0.2, 6 required, sigma 1: fewer than 6 remain with probability 0.157920 (0.032793 at sigma 0)
 */
export function sharedShock(probabilities: ArrayLike<number>, sigma: number): Float64Array {
	if (sigma === 0) return poissonBinomial(probabilities);
	const odds = Float64Array.from(probabilities, (p) => Math.log(p / (1 - p)));
	const { nodes, weights } = shocks();
	const mass = new Float64Array(odds.length + 1);
	nodes.forEach((shock, index) => {
		const shifted = poissonBinomial(odds.map((logit) => 1 / (1 + Math.exp(-(logit + sigma * shock)))));
		shifted.forEach((probability, k) => (mass[k] += weights[index] * probability));
	});
	return mass;
}
