/** A symmetric matrix that is nowhere negative, as L D L'; rows that depend on those before them are left out. */
export interface SymmetricFactor {
	/** Rows that do not depend on earlier ones. */
	rank: number;
	/** A solution x of A x = b; 0 in the rows left out. */
	solve(b: ArrayLike<number>): Float64Array;
}

/**
 * Factor of a symmetric positive semi-definite matrix, for solving.
 *
 * @param matrix n rows of n numbers, row by row; only the lower triangle is read
 * @param tolerance a row whose pivot is below this share of its diagonal element depends on those before it
 * @see Golub & Van Loan (2013), Matrix Computations, 4.1
 * @example [[4, 2], [2, 3]] has rank 2; solve([2, 3]) is [0, 1]
 */
export function symmetricFactor(matrix: ArrayLike<number>, n: number, tolerance = 1e-10): SymmetricFactor {
	const lower = new Float64Array(n * n);
	const pivots = new Float64Array(n);
	for (let row = 0; row < n; row++) {
		for (let column = 0; column < row; column++) {
			let value = matrix[row * n + column];
			for (let k = 0; k < column; k++) value -= lower[row * n + k] * lower[column * n + k] * pivots[k];
			lower[row * n + column] = pivots[column] === 0 ? 0 : value / pivots[column];
		}
		const diagonal = matrix[row * n + row];
		let pivot = diagonal;
		for (let k = 0; k < row; k++) pivot -= lower[row * n + k] ** 2 * pivots[k];
		pivots[row] = pivot > tolerance * diagonal ? pivot : 0;
	}
	return { rank: pivots.filter((pivot) => pivot > 0).length, solve: (b) => solved(lower, pivots, b) };
}

function solved(lower: Float64Array, pivots: Float64Array, b: ArrayLike<number>): Float64Array {
	const n = pivots.length;
	const x = new Float64Array(n);
	for (let row = 0; row < n; row++) {
		let value = b[row];
		for (let k = 0; k < row; k++) value -= lower[row * n + k] * x[k];
		x[row] = value;
	}
	for (let row = n - 1; row >= 0; row--) {
		if (pivots[row] === 0) {
			x[row] = 0;
			continue;
		}
		x[row] /= pivots[row];
		for (let k = row + 1; k < n; k++) x[row] -= lower[k * n + row] * x[k];
	}
	return x;
}
