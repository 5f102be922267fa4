import { durbinWatson } from './durbin-watson.ts';
import { symmetricFactor } from './symmetric-factor.ts';

export interface NeweyWestFit {
	coefficients: number[];
	/** Robust to changing variance and to correlation over up to `lag` periods. */
	standardErrors: number[];
	residuals: number[];
	/** 2 where neighbouring residuals are unrelated, towards 0 where they are alike; null where all are 0. */
	durbinWatson: number | null;
}

/**
 * Least squares with Newey-West standard errors: a check on a series whose neighbours may be related.
 *
 * Bartlett weights 1 - l / (lag + 1), no prewhitening, no small-sample factor.
 *
 * @param values one per period, e.g. a rate
 * @param columns columns[j][i]: covariate j of period i, a column of ones among them
 * @param lag number of earlier periods a residual may be related to
 * @returns null where columns depend on each other
 * @see Newey & West (1987), Econometrica 55, 703-708
 * @example values 1, 3, 2, 4 on ones, lag 0: mean 2.5, standard error sqrt(5)/4 = 0.5590169943749475
 */
export function neweyWest(
	values: readonly number[],
	columns: readonly (readonly number[])[],
	lag = 3
): NeweyWestFit | null {
	const size = columns.length;
	const factor = symmetricFactor(columns.map((a) => columns.map((b) => product(a, b))).flat(), size);
	if (factor.rank < size) return null;
	const coefficients = [...factor.solve(columns.map((column) => product(column, values)))];
	const residuals = values.map((value, i) =>
		columns.reduce((rest, column, j) => rest - column[i] * coefficients[j], value)
	);
	const scores = columns.map((column) => column.map((value, i) => value * residuals[i]));
	const middle = scores.map((a) => scores.map((b) => bartlettSum(a, b, lag)));
	const standardErrors = columns.map((_, j) => {
		const row = factor.solve(columns.map((_, k) => (k === j ? 1 : 0)));
		return Math.sqrt(middle.reduce((sum, line, k) => sum + row[k] * product(line, row), 0));
	});
	return { coefficients, standardErrors, residuals, durbinWatson: durbinWatson(residuals) };
}

function bartlettSum(a: readonly number[], b: readonly number[], lag: number): number {
	let sum = product(a, b);
	for (let l = 1; l <= lag; l++) {
		const weight = 1 - l / (lag + 1);
		for (let i = l; i < a.length; i++) sum += weight * (a[i] * b[i - l] + a[i - l] * b[i]);
	}
	return sum;
}

function product(a: readonly number[], b: ArrayLike<number>): number {
	return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
