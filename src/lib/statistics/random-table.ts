import { hypergeometricProbability } from './hypergeometric-probability.ts';
import type { TableMargins } from './noncentral-hypergeometric.ts';
import { hypergeometricSupport } from './noncentral-hypergeometric.ts';

/**
 * A random table of counts with given totals: the people of the rows are dealt to the columns without regard to either.
 *
 * Cell after cell from the hypergeometric distribution of what is left, so the work does not grow with the people.
 *
 * @param rows people in each row
 * @param columns people in each column; the same sum
 * @param random uniform numbers in [0, 1)
 * @see Patefield (1981), Appl. Stat. 30, 91-97
 * @example rows 1, 1 and columns 1, 1: (1, 0), (0, 1) or (0, 1), (1, 0), each half of the time
 */
export function randomTable(rows: readonly number[], columns: readonly number[], random: () => number): number[][] {
	const left = [...columns];
	return rows.map((row) => {
		let total = left.reduce((sum, count) => sum + count, 0);
		let toDeal = row;
		return left.map((count, column) => {
			const drawn = hypergeometricDraw({ group: toDeal, successes: count, total }, random);
			left[column] -= drawn;
			toDeal -= drawn;
			total -= count;
			return drawn;
		});
	});
}

/** A count drawn from the hypergeometric distribution: outward from the mode until the probabilities reach a number. */
function hypergeometricDraw(margins: TableMargins, random: () => number): number {
	const { low, high } = hypergeometricSupport(margins);
	if (low === high) return low;
	const { group, successes, total } = margins;
	const step = (k: number) => ((group - k + 1) * (successes - k + 1)) / (k * (total - group - successes + k));
	const mode = Math.floor(((group + 1) * (successes + 1)) / (total + 2));
	let rest = random();
	let [above, below] = [mode, mode];
	let upper = hypergeometricProbability(mode, margins);
	let lower = upper;
	rest -= upper;
	while (rest >= 0 && (above < high || below > low)) {
		if (above < high) {
			upper *= step(++above);
			rest -= upper;
			if (rest < 0) return above;
		}
		if (below > low) {
			lower /= step(below--);
			rest -= lower;
			if (rest < 0) return below;
		}
	}
	// Reached at once, or where rounding leaves the probabilities a hair short of 1.
	return mode;
}
