import { symmetricFactor } from './symmetric-factor.ts';

export interface PoissonRegression {
	coefficients: number[];
	/** Unscaled standard errors, as if the variance were the mean. */
	standardErrors: number[];
	/** Pearson chi-square over the degrees of freedom; null where there are none. */
	dispersion: number | null;
	/** Expected counts, one per observation. */
	fitted: number[];
}

const MOST_STEPS = 100;
// The steps shrink quadratically: the one after this is exact to the last digits.
const SETTLED = 1e-9;
// Expected counts that fall below this say that a coefficient runs away: the data have no finite estimate.
const VANISHING = 1e-9;

/**
 * Log-linear regression of counts: log of the expected count = log of the exposure + the columns times coefficients.
 *
 * Maximum likelihood by iteratively reweighted least squares. The dispersion tells by how much the variance exceeds the
 * mean; quasi-Poisson standard errors are these times its root.
 *
 * @param counts events, one per observation
 * @param exposure people or time at risk, > 0; 1 where there is none
 * @param columns columns[j][i]: covariate j of observation i, a column of ones among them
 * @returns null where columns depend on each other or no finite estimate exists
 * @see McCullagh & Nelder (1989), Generalized Linear Models, 2nd ed., 2.5 and 6.2
 * @example counts 2, 4, 8, columns of ones and 0, 1, 2: coefficients ln 2, ln 2
 */
export function poissonRegression(
	counts: readonly number[],
	exposure: readonly number[],
	columns: readonly (readonly number[])[]
): PoissonRegression | null {
	const offset = exposure.map(Math.log);
	let fitted = counts.map((count) => count + 0.1);
	let coefficients: number[] | null = null;
	for (let step = 0; step < MOST_STEPS; step++) {
		const working = counts.map((count, i) => Math.log(fitted[i]) - offset[i] + (count - fitted[i]) / fitted[i]);
		const information = crossProducts(columns, fitted);
		const factor = symmetricFactor(information.flat(), columns.length);
		if (factor.rank < columns.length) return null;
		const next = [...factor.solve(columns.map((column) => weightedSum(column, fitted, working)))];
		fitted = offset.map((log, i) => Math.exp(columns.reduce((sum, column, j) => sum + column[i] * next[j], log)));
		if (!fitted.every((value) => value > VANISHING && Number.isFinite(value))) return null;
		const isSettled = coefficients?.every((value, j) => Math.abs(value - next[j]) <= SETTLED * (1 + Math.abs(next[j])));
		coefficients = next;
		if (isSettled) return resultOf(counts, columns, coefficients, fitted);
	}
	return null;
}

function resultOf(
	counts: readonly number[],
	columns: readonly (readonly number[])[],
	coefficients: number[],
	fitted: number[]
): PoissonRegression {
	const factor = symmetricFactor(crossProducts(columns, fitted).flat(), columns.length);
	const standardErrors = columns.map((_, j) => Math.sqrt(factor.solve(columns.map((_, k) => (k === j ? 1 : 0)))[j]));
	const degrees = counts.length - columns.length;
	const chiSquare = counts.reduce((sum, count, i) => sum + (count - fitted[i]) ** 2 / fitted[i], 0);
	return { coefficients, standardErrors, dispersion: degrees > 0 ? chiSquare / degrees : null, fitted };
}

function crossProducts(columns: readonly (readonly number[])[], weights: readonly number[]): number[][] {
	return columns.map((a) => columns.map((b) => weightedSum(a, weights, b)));
}

function weightedSum(a: readonly number[], weights: readonly number[], b: readonly number[]): number {
	return a.reduce((sum, value, i) => sum + value * weights[i] * b[i], 0);
}
