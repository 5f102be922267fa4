import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protectedGroups, protectedTotals } from './protect-groups.ts';

type Pair = [left: number, right: number];
interface Range {
	least: number;
	most: number;
}

// Two answers and up to five groups: what a reader can work out is then a sum of ranges, without any solver.
const companies = fc.array(fc.tuple(fc.nat({ max: 45 }), fc.nat({ max: 45 })), { minLength: 1, maxLength: 5 });
const thresholds = fc.integer({ min: 5, max: 20 });

test('at thresholds of 5 to 20 no smaller count is shown, and each could be any of one more values than the threshold', () => {
	let hidden = 0;
	fc.assert(
		fc.property(companies, thresholds, (groups, threshold) => {
			const totals: Pair = [sumOf(groups, 0), sumOf(groups, 1)];
			fc.pre(totals[0] + totals[1] >= threshold);
			const shownTotals = protectedTotals(totals, threshold);
			const shown = protectedGroups(groups, shownTotals, threshold);
			const isSmall = (count: number) => count > 0 && count < threshold;
			expect([...shownTotals, ...shown.flat()].filter((count) => count !== null && isSmall(count))).toEqual([]);
			for (const [index, own] of groups.entries())
				for (const column of [0, 1]) {
					const count = shown[index]?.[column] ?? null;
					expect(count === null || count === own[column]).toBe(true);
					if (!isSmall(own[column])) continue;
					hidden++;
					const { least, most } = rangeOf(index, column, groups, shown, shownTotals);
					expect(least).toBeLessThanOrEqual(own[column]);
					expect(most).toBeGreaterThanOrEqual(own[column]);
					expect(most - least).toBeGreaterThanOrEqual(threshold);
				}
		}),
		{ numRuns: 1500 }
	);
	expect(hidden).toBeGreaterThan(1500);
});

/**
 * What a count can be for all a reader knows: the size of each group that is not hidden whole, every shown count and
 * total, and how many people there are.
 */
function rangeOf(
	index: number,
	column: number,
	groups: Pair[],
	shown: ((number | null)[] | null)[],
	totals: (number | null)[]
): Range {
	const isWhole = (at: number) => shown[at] === null;
	const sizeOf = (at: number) => groups[at][0] + groups[at][1];
	// The people of all groups that are hidden whole; how many are in which of them is not known.
	const apart = groups.reduce((sum, _, at) => (isWhole(at) ? sum + sizeOf(at) : sum), 0);
	const own = (at: number): Range => {
		const count = shown[at]?.[column] ?? null;
		return count === null ? { least: 0, most: sizeOf(at) } : { least: count, most: count };
	};
	const others = groups.map((_, at) => at).filter((at) => at !== index && !isWhole(at));
	const known = others.map(own);
	if (!isWhole(index) && apart > 0) known.push({ least: 0, most: apart });
	const mine = isWhole(index) ? { least: 0, most: apart } : own(index);
	const total = totals[column];
	if (total === null) return mine;
	// Another group that is hidden whole may have all the rest, or nothing of it.
	const isAlone = !isWhole(index) || groups.every((_, at) => at === index || !isWhole(at));
	const least = total - known.reduce((sum, { most }) => sum + most, 0);
	return {
		least: isAlone ? Math.max(mine.least, least) : 0,
		most: Math.min(mine.most, total - known.reduce((sum, range) => sum + range.least, 0))
	};
}

function sumOf(groups: Pair[], column: number): number {
	return groups.reduce((sum, pair) => sum + pair[column], 0);
}
