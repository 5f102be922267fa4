import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditTable } from './audit-table.ts';
import { withTotals } from './feasible-interval.ts';
import { protectedGroups, protectedTotals } from './protect-groups.ts';
import { isChangeHidden, isSmallChange, isSumGivenAway, knownSum, NOTHING_SHOWN, totalsOnly } from './shown-before.ts';
import type { ShownTable } from './shown-before.ts';

const COLUMNS = ['stay', 'leave', 'silent'];
/** More of them take longer: CORRECTED_STORIES=20000 for a long attack. */
const STORIES = Number(process.env.CORRECTED_STORIES ?? 300);
const PATIENCE_MS = 120_000 + STORIES * 20;

/** What is shown of a table of groups g0, g1 … after everything that was shown before. */
function show(counts: number[][], former: ShownTable[], threshold = 5): ShownTable {
	const sums = COLUMNS.map((_, column) => counts.reduce((sum, row) => sum + row[column], 0));
	const part = { settled: null, former };
	const totals = protectedTotals(sums, threshold, { part, columns: COLUMNS });
	const groups = counts.map((_, index) => `g${index}`);
	const rows = protectedGroups(counts, totals, threshold, {
		isOneOfSeveral: true,
		before: { part, columns: COLUMNS, groups }
	});
	const named = (values: (number | null)[]) => Object.fromEntries(COLUMNS.map((name, i) => [name, values[i]]));
	return {
		totals: named(totals),
		rows: Object.fromEntries(groups.map((group, index) => [group, rows[index] && named(rows[index])]))
	};
}

const marks = ({ totals, rows }: ShownTable) =>
	[...Object.values(rows), totals].map((row) => (row === null ? null : COLUMNS.map((column) => row[column])));

describe('values by hand', () => {
	const first = [
		[30, 10, 8],
		[50, 20, 30],
		[40, 15, 12]
	];

	test('30 who stay become 31: the count and the 121 in all are hidden, with the smallest companions', () => {
		const shown = show(first, []);
		expect(marks(shown)).toEqual([...first, [120, 45, 50]]);
		const corrected = [[31, 10, 8], ...first.slice(1)];
		// Of 121, 45 and 50 the 45 is the smallest companion, and a hidden total is hidden in every group.
		expect(marks(show(corrected, [shown]))).toEqual([
			[null, null, 8],
			[null, null, 30],
			[null, null, 12],
			[null, null, 50]
		]);
	});

	test('30 who stay become 35: five people are as many as may be shown', () => {
		const grown = [[35, 10, 8], ...first.slice(1)];
		expect(marks(show(grown, [show(first, [])]))).toEqual([...grown, [125, 45, 50]]);
	});

	// 10 + 20 are fewer than 8 + 30.
	test('one moves from g0 to g1: totals stay; two counts are hidden and the cheapest two that give them away', () => {
		const moved = [[29, 10, 8], [51, 20, 30], first[2]];
		expect(marks(show(moved, [show(first, [])]))).toEqual([
			[null, null, 8],
			[null, null, 30],
			[40, 15, 12],
			[120, 45, 50]
		]);
	});

	test('a count that was shown as 30 and then hidden at 31 is shown again at 30 and at 36, not at 33', () => {
		const before = [show(first, []), show([[31, 10, 8], ...first.slice(1)], [show(first, [])])];
		expect(show(first, before).rows.g0).toEqual({ stay: 30, leave: 10, silent: 8 });
		expect(show([[36, 10, 8], ...first.slice(1)], before).rows.g0!.stay).toBe(36);
		expect(show([[33, 10, 8], ...first.slice(1)], before).rows.g0!.stay).toBeNull();
	});

	test('everybody stays, 40 and then 41: nobody is the companion, or 41 would follow', () => {
		const before = {
			part: { settled: null, former: [totalsOnly({ stay: 40, leave: 0, silent: 0 })] },
			columns: COLUMNS
		};
		expect(protectedTotals([41, 0, 0], 5, before)).toEqual([null, null, 0].map((value, i) => (i === 2 ? 0 : value)));
	});

	test('10 behind a and b hidden whole, then 6 and 7 beside 30 instead of 40: the 3 more would follow, so none is shown', () => {
		const rows = { a: null, b: null, c: { stay: 40, leave: 0, silent: 0 } };
		const part = { settled: null, former: [{ totals: { stay: 50, leave: 0, silent: 0 }, rows }] };
		const counts = [
			[6, 0, 0],
			[7, 0, 0],
			[30, 0, 0]
		];
		const before = { part, columns: COLUMNS, groups: ['a', 'b', 'c'] };
		const nothing = [null, null, null];
		expect(protectedGroups(counts, [43, 0, 0], 5, { before })).toEqual([nothing, nothing, nothing]);
		// 15 behind them are five more.
		const more = [[8, 0, 0], ...counts.slice(1)];
		expect(protectedGroups(more, [45, 0, 0], 5, { before })).toEqual(more);
	});

	test('a group whose size of 12 became 13 is hidden with the next smallest where sizes tell of somebody', () => {
		const counts = [
			[12, 0, 0],
			[13, 0, 0],
			[40, 0, 0]
		];
		const rows = { a: { asked: 11 }, b: { asked: 13 }, c: { asked: 40 } };
		const before = {
			part: { settled: null, former: [{ totals: {}, rows }] },
			columns: COLUMNS,
			groups: ['a', 'b', 'c'],
			size: 'asked'
		};
		expect(protectedGroups(counts, [65, 0, 0], 5, { before })).toEqual([null, null, [40, 0, 0]]);
	});
});

describe('one count', () => {
	test('differs too little by 1 to 4, not by 0 or 5, and never from a hidden one', () => {
		expect([0, 1, 4, 5].map((change) => isSmallChange(20 + change, 20, 5))).toEqual([false, true, true, false]);
		expect([isSmallChange(20, null, 5), isSmallChange(20, undefined, 5), isSmallChange(19, 20, 5)]).toEqual([
			...[false, false, true]
		]);
	});

	test('shown with these very counts before it stays as it was, hidden or not', () => {
		const settled: ShownTable = { totals: { stay: 20, leave: null }, rows: { a: { stay: 7 }, b: null } };
		const part = { settled, former: [totalsOnly({ stay: 19 })] };
		const isHidden = (row: string | null, column: string) => isChangeHidden(part, 20, { row, column }, 5);
		expect([isHidden(null, 'stay'), isHidden(null, 'leave'), isHidden('a', 'stay'), isHidden('b', 'stay')]).toEqual([
			...[false, true, false, true]
		]);
		expect(isChangeHidden(NOTHING_SHOWN('any'), 20, { row: 'a', column: 'stay' }, 5)).toBe(false);
	});
});

test('17 behind two hidden counts of 40 are known; 18 behind the same two of 41 give one away', () => {
	const table = (total: number, a: number | null, b: number | null): ShownTable => ({
		totals: { stay: total },
		rows: { a: { stay: a }, b: { stay: b }, c: { stay: 23 } }
	});
	expect(knownSum(table(40, null, null), new Set(['a', 'b']), 'stay')).toBe(17);
	expect(knownSum(table(40, null, null), new Set(['a']), 'stay')).toBeNull();
	expect(isSumGivenAway(table(41, 8, 10), table(40, null, null), ['stay'], 5)).toBe(true);
	expect(isSumGivenAway(table(45, 8, 14), table(40, null, null), ['stay'], 5)).toBe(false);
});

describe('whatever is corrected', () => {
	const SIZES = [2, 3, 4];
	const start = fc.constantFrom(...SIZES).chain((groups) =>
		fc.array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 12 }), fc.nat({ max: 20 })), {
			minLength: groups,
			maxLength: groups
		})
	);
	const correction = fc.record({
		group: fc.nat({ max: 3 }),
		column: fc.nat({ max: 2 }),
		by: fc.integer({ min: -7, max: 7 })
	});
	const story = fc.record({
		start,
		corrections: fc.array(fc.array(correction, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
		threshold: fc.constantFrom(3, 5, 10)
	});

	test(
		'no two tables that were shown differ by 1 to threshold - 1 in a count, a total or what they give away',
		{ timeout: PATIENCE_MS },
		() => {
			let shownAgain = 0;
			fc.assert(
				fc.property(story, ({ start, corrections, threshold }) => {
					const shown: ShownTable[] = [];
					const known: number[][][] = [];
					let counts: number[][] = start.map((row) => [...row]);
					for (const step of [[], ...corrections]) {
						counts = counts.map((row) => [...row]);
						for (const { group, column, by } of step) {
							const row = counts[group % counts.length];
							row[column] = Math.max(0, row[column] + by);
						}
						const table = show(counts, shown, threshold);
						const now = knownCounts(counts, table, threshold);
						for (const before of known)
							now.forEach((row, r) =>
								row.forEach((count, c) => {
									const change = Math.abs(count - before[r][c]);
									// NaN, for what cannot be worked out, is neither.
									expect(change > 0 && change < threshold).toBe(false);
									if (change >= threshold) shownAgain++;
								})
							);
						shown.push(table);
						known.push(now);
					}
				}),
				{ numRuns: STORIES }
			);
			expect(shownAgain).toBeGreaterThan(0);
		}
	);
});

/** Each count and total a reader has or can work out, NaN for every other: what is hidden is audited by maximum flow. */
function knownCounts(counts: number[][], { totals, rows }: ShownTable, threshold: number): number[][] {
	const table = withTotals(counts);
	const hidden = table.map((row, r) =>
		row.map((_, c) => {
			const own = r < counts.length ? rows[`g${r}`] : totals;
			if (c === COLUMNS.length) return own === null;
			return own === null || own[COLUMNS[c]] === null;
		})
	);
	const known = table.map((row, r) => row.map((count, c) => (hidden[r][c] ? Number.NaN : count)));
	for (const { row, column, min, max } of auditTable(table, hidden, threshold))
		if (min === max) known[row][column] = min;
	// How many are in a group is known inside an organisation.
	return known.map((row) => row.slice(0, COLUMNS.length));
}
