/**
 * Durbin-Watson statistic of residuals in the order of time, 0 to 4: about 2 where neighbours are unrelated.
 *
 * @returns null where every residual is 0
 * @see Durbin & Watson (1950), Biometrika 37, 409-428
 * @example 1, -1, 1, -1: (4 + 4 + 4) / 4 = 3
 */
export function durbinWatson(residuals: readonly number[]): number | null {
	const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
	if (squares === 0) return null;
	const changes = residuals.reduce((sum, residual, i) => (i === 0 ? 0 : sum + (residual - residuals[i - 1]) ** 2), 0);
	return changes / squares;
}
