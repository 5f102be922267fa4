import { chiSquareUpperTail } from './chi-square-upper-tail.ts';

export interface TableResiduals {
	/** Counts expected under independence; null in an empty row or column. */
	expected: (number | null)[][];
	/** (observed - expected) in standard errors; null where there is nothing to compare. */
	residuals: (number | null)[][];
	/** Pearson's statistic over the rows and columns that are not empty; null where fewer than two are left. */
	chiSquare: number | null;
	degrees: number | null;
	/** Upper tail of the chi-square distribution; null where any expected count is below 5. */
	p: number | null;
	smallestExpected: number | null;
}

const FEWEST_EXPECTED = 5;

/**
 * Where a table of counts departs from independence: expected counts and adjusted residuals, with Pearson's test.
 *
 * An adjusted residual is about standard normal if rows and columns are independent: beyond 2 is unusual, beyond 3
 * very. Empty rows and columns are left out of the test. With small expected counts there is no p: the chi-square
 * distribution is then no guide; see `permutationTest`.
 *
 * @param counts counts[row][column], whole numbers >= 0
 * @see Agresti (2007), An Introduction to Categorical Data Analysis, 2nd ed., 2.4.5 and p. 39
 * @example (762, 327, 468), (484, 239, 477): first row 4.502054, 0.6994517, -5.315946; chi-square 30.07
 */
export function adjustedResiduals(counts: readonly (readonly number[])[]): TableResiduals {
	const rows = counts.map((row) => sum(row));
	const columns = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column])));
	const total = sum(rows);
	const cells = counts.map((row, r) => row.map((count, c) => cellOf(count, rows[r], columns[c], total)));
	const used = cells.flat().filter((cell) => cell.expected !== null);
	const degrees = (countOfUsed(rows) - 1) * (countOfUsed(columns) - 1);
	const isTable = used.length > 0 && degrees > 0;
	const chiSquare = isTable ? sum(used.map((cell) => cell.contribution)) : null;
	const smallestExpected = used.length === 0 ? null : Math.min(...used.map((cell) => cell.expected ?? Infinity));
	const isLargeEnough = smallestExpected !== null && smallestExpected >= FEWEST_EXPECTED;
	return {
		expected: cells.map((row) => row.map((cell) => cell.expected)),
		residuals: cells.map((row) => row.map((cell) => (isTable ? cell.residual : null))),
		chiSquare,
		degrees: isTable ? degrees : null,
		p: chiSquare !== null && isLargeEnough ? chiSquareUpperTail(chiSquare, degrees) : null,
		smallestExpected
	};
}

function cellOf(count: number, row: number, column: number, total: number) {
	if (row === 0 || column === 0) return { expected: null, residual: null, contribution: 0 };
	const expected = (row * column) / total;
	const variance = expected * (1 - row / total) * (1 - column / total);
	return {
		expected,
		residual: variance === 0 ? null : (count - expected) / Math.sqrt(variance),
		contribution: (count - expected) ** 2 / expected
	};
}

function countOfUsed(totals: number[]): number {
	return totals.filter((total) => total > 0).length;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
