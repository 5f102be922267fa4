/**
 * Two-proportion z with pooled variance and no continuity correction.
 *
 * A large-sample figure, customary in selection-rate screens; exact tests stand beside it.
 *
 * @param first x of n
 * @param second x of n
 * @returns null where the pooled variance is 0: a group is empty, or nobody or everybody has the property
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., 3.1
 * @example 45 of 100 against 60 of 100: -2.123977
 */
export function twoProportionZ(first: { x: number; n: number }, second: { x: number; n: number }): number | null {
	const n = first.n + second.n;
	const x = first.x + second.x;
	if (first.n === 0 || second.n === 0 || x === 0 || x === n) return null;
	const variance = ((x / n) * ((n - x) / n) * n) / (first.n * second.n);
	return (first.x / first.n - second.x / second.n) / Math.sqrt(variance);
}
