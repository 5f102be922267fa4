import { randomTable } from './random-table.ts';
import { GENERATOR, seededGenerator } from './seeded-generator.ts';

export interface PermutationTest {
	/** Pearson's statistic of the table as observed. */
	chiSquare: number;
	/** (tables at least as far from independence + 1) / (runs + 1): never 0. */
	p: number;
	/** Monte Carlo standard error of p: sqrt(p (1 - p) / runs). */
	standardError: number;
	runs: number;
	seed: number;
	generator: string;
}

// Statistics that differ by rounding only are tied.
const TIE = 1e-7;

/**
 * Permutation test of independence of rows and columns, for tables with counts too small for a chi-square distribution.
 *
 * Draws tables with the same totals and counts those whose Pearson statistic is at least the one observed.
 *
 * @param counts counts[row][column], whole numbers >= 0; empty rows and columns are left out
 * @param seed a whole number, kept with the result
 * @returns null where fewer than two rows or columns have anybody: nothing to compare
 * @see Hope (1968), JRSS B 30, 582-598; Phipson & Smyth (2010), SAGMB 9, 39 (for the 1 added)
 * @example (3, 1), (1, 3), seed 1: p near 34/70 = 0.4857, standard error 0.0035
 */
export function permutationTest(
	counts: readonly (readonly number[])[],
	seed: number,
	runs = 20_000
): PermutationTest | null {
	const rows = counts.map(sum);
	const columns = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column])));
	const usedRows = rows.filter((total) => total > 0);
	const usedColumns = columns.filter((total) => total > 0);
	if (usedRows.length < 2 || usedColumns.length < 2) return null;
	const table = counts.filter((_, row) => rows[row] > 0).map((row) => row.filter((_, column) => columns[column] > 0));
	const total = sum(usedRows);
	const statistic = (cells: readonly (readonly number[])[]) => {
		let chiSquare = 0;
		cells.forEach((row, r) =>
			row.forEach((count, c) => {
				const expected = (usedRows[r] * usedColumns[c]) / total;
				chiSquare += (count - expected) ** 2 / expected;
			})
		);
		return chiSquare;
	};
	const chiSquare = statistic(table);
	const random = seededGenerator(seed);
	let asFar = 0;
	for (let run = 0; run < runs; run++)
		if (statistic(randomTable(usedRows, usedColumns, random)) >= chiSquare * (1 - TIE)) asFar++;
	const p = (asFar + 1) / (runs + 1);
	return { chiSquare, p, standardError: Math.sqrt((p * (1 - p)) / runs), runs, seed, generator: GENERATOR };
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
