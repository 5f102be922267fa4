/**
 * Quantile of type 1 (inverse of the empirical distribution): the smallest value v with (number <= v) / n >= p.
 *
 * Always a value that occurs, so a time that somebody answered; no interpolation.
 *
 * @param sorted ascending values
 * @param p 0 < p <= 1
 * @returns null where there are no values
 * @see Hyndman & Fan (1996), Am Stat 50, 361-365; R quantile(type = 1)
 * @example quantileType1([1, 2, 3, 4], 0.5) is 2
 */
export function quantileType1(sorted: ArrayLike<number>, p: number): number | null {
	const n = sorted.length;
	if (n === 0) return null;
	let rank = Math.max(1, Math.ceil(n * p));
	// n * p may round up past a whole number (0.1 * 30): the rank below serves where its share already is p.
	if (rank > 1 && (rank - 1) / n >= p) rank--;
	return sorted[rank - 1];
}
