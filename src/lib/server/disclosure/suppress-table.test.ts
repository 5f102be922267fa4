import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feasibleInterval, withTotals } from './feasible-interval.ts';
import type { HiddenCells } from './feasible-interval.ts';
import { primaryCells, suppressTable, unprotectedCells } from './suppress-table.ts';

// Trying every table takes a second or two, and several times that on a busy machine.
const PATIENCE_MS = 120_000;

/** The hidden cells of a table drawn with '.' for shown and 'c' for hidden, one word a row, totals included. */
const drawn = (text: string): HiddenCells => text.split(' ').map((row) => [...row].map((mark) => mark === 'c'));
const marks = (hidden: HiddenCells | null) =>
	hidden && hidden.map((row) => row.map((isHidden) => (isHidden ? 'c' : '.')).join('')).join(' ');

describe('the 4 x 4 table of sdcTable (test-simpleheuristic)', () => {
	const table = withTotals([
		[30, 47, 64, 89],
		[90, 124, 5, 31],
		[92, 100, 59, 85],
		[800, 991, 651, 685]
	]);

	test('every line has two hidden cells, yet w|b follows from the rest: 47', () => {
		const hidden = drawn('ccc.. c.c.. .c.c. .c.c. .....');
		expect(feasibleInterval(table, hidden, 0, 1)).toEqual({ min: 47, max: 47 });
		expect(feasibleInterval(table, hidden, 0, 0).max).toBeGreaterThan(feasibleInterval(table, hidden, 0, 0).min);
	});

	test('hiding x|b as well repairs it', () => {
		const { min, max } = feasibleInterval(table, drawn('ccc.. ccc.. .c.c. .c.c. .....'), 0, 1);
		expect(max - min).toBeGreaterThanOrEqual(5);
	});
});

describe('how far a hidden count can move', () => {
	const table = withTotals([
		[3, 7],
		[5, 2]
	]);

	test('a single hidden cell is known exactly', () => {
		expect(feasibleInterval(table, drawn('c.. ... ...'), 0, 0)).toEqual({ min: 3, max: 3 });
	});

	test('with all four hidden the 3 lies between 1 and 8: row 10, column 8, and 10 + 8 of 17 overlap by 1', () => {
		expect(feasibleInterval(table, drawn('cc. cc. ...'), 0, 0)).toEqual({ min: 1, max: 8 });
	});

	test('with its totals hidden too nothing bounds it from above', () => {
		expect(feasibleInterval(table, drawn('c.c ... c.c'), 0, 0)).toEqual({ min: 0, max: Infinity });
	});
});

test('a cell of 2 takes three companions with it: the cheapest rectangle, not the nearest', () => {
	const hidden = suppressTable(
		[
			[2, 40, 9],
			[30, 50, 60],
			[8, 70, 7]
		],
		5
	);
	// 9 + 8 + 7 = 24 is less than any other rectangle through the 2.
	expect(marks(hidden)).toBe('c.c. .... c.c. ....');
});

test('nothing is hidden where nothing is from 1 to 4; zeros are shown', () => {
	expect(
		marks(
			suppressTable(
				[
					[0, 5],
					[9, 0]
				],
				5
			)
		)
	).toBe('... ... ...');
});

test('a table that interior cells cannot protect is refused', () => {
	// The total of the first row is 3: it follows from the grand total whatever is hidden inside.
	expect(
		suppressTable(
			[
				[1, 2],
				[20, 30]
			],
			5
		)
	).toBeNull();
});

test('a table of 12 x 3 beyond the exhaustive search is protected too', () => {
	const counts = Array.from({ length: 12 }, (_, row) => [20 + row, row % 3 === 0 ? 2 : 11, 30 - row]);
	const hidden = suppressTable(counts, 5)!;
	expect(primaryCells(withTotals(counts), 5)).toHaveLength(4);
	expect(unprotectedCells(withTotals(counts), hidden, 5)).toEqual([]);
	expect(hidden.flat().filter(Boolean).length).toBeLessThanOrEqual(12);
});

test('a dense table of 30 x 9 at a threshold of 20, in which a quarter is small, is protected without a long search', () => {
	// Counts of an exponential curve with a mean of 60, by turns of the golden section.
	const counts = Array.from({ length: 30 }, (_, r) =>
		Array.from({ length: 9 }, (_, c) => Math.floor(-60 * Math.log(((9 * r + c + 1) * 0.6180339887) % 1)))
	);
	expect(counts.flat().filter((count) => count > 0 && count < 20)).toHaveLength(72);
	expect(unprotectedCells(withTotals(counts), suppressTable(counts, 20)!, 20)).toEqual([]);
});

describe('properties', () => {
	const choices = fc.array(fc.boolean(), { minLength: 25, maxLength: 25 });
	const drawnTables = fc
		.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
		.chain(([rows, columns]) => {
			const row = fc.array(fc.nat(9), { minLength: columns, maxLength: columns });
			const counts = fc.array(row, { minLength: rows, maxLength: rows });
			return fc.record({ counts, first: choices, more: choices });
		});

	test('to hide more never makes a hidden cell narrower, and followed up to 3 it is as wide as that', () => {
		fc.assert(
			fc.property(drawnTables, ({ counts, first, more }) => {
				const table = withTotals(counts);
				const cells = table.flatMap((row, r) => row.map((count, c) => ({ r, c, count })));
				const hidden = (isHidden: (at: number) => boolean) =>
					table.map((row, r) => row.map((_, c) => isHidden(r * 5 + c)));
				const few = hidden((at) => first[at]);
				const many = hidden((at) => first[at] || more[at]);
				for (const { r, c, count } of cells.filter(({ r, c }) => few[r][c])) {
					const [own, wider] = [few, many].map((each) => feasibleInterval(table, each, r, c));
					expect(wider.min).toBeLessThanOrEqual(own.min);
					expect(wider.max).toBeGreaterThanOrEqual(own.max);
					const near = { min: Math.max(own.min, count - 3), max: Math.min(own.max, count + 3) };
					expect(feasibleInterval(table, few, r, c, 3)).toEqual(near);
				}
			})
		);
	});

	const tables = (most: number, rows: number, columns: number) =>
		fc.array(fc.array(fc.nat({ max: most }), { minLength: columns, maxLength: columns }), {
			minLength: rows,
			maxLength: rows
		});

	test('the interval of a cell is what trying every table finds', { timeout: PATIENCE_MS }, () => {
		const masks = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
		fc.assert(
			fc.property(tables(2, 2, 3), masks, (counts, mask) => {
				const table = withTotals(counts);
				const hidden = table.map((row, r) => row.map((_, c) => mask[r * 4 + c]));
				const solutions = everyTable(counts, hidden, 12);
				fc.pre(solutions !== null);
				for (const [r, row] of hidden.entries())
					for (const [c, isHidden] of row.entries()) {
						if (!isHidden) continue;
						const values = solutions!.map((solution) => solution[r][c]);
						const { min, max } = feasibleInterval(table, hidden, r, c);
						expect(min).toBe(values.reduce((a, b) => Math.min(a, b)));
						if (max !== Infinity) expect(max).toBe(values.reduce((a, b) => Math.max(a, b)));
						else expect(values.reduce((a, b) => Math.max(a, b))).toBeGreaterThanOrEqual(10);
					}
			}),
			{ numRuns: 60 }
		);
	});

	test(
		'no count from 1 to 4 can be narrowed to fewer than 6 values, by trying every table',
		{ timeout: PATIENCE_MS },
		() => {
			fc.assert(
				fc.property(tables(12, 2, 3), (counts) => {
					const hidden = suppressTable(counts, 5);
					fc.pre(hidden !== null);
					const solutions = everyTable(counts, hidden!, 40);
					fc.pre(solutions !== null);
					for (const { row, column } of primaryCells(withTotals(counts), 5)) {
						const values = solutions!.map((solution) => solution[row][column]);
						const width = values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
						expect(width).toBeGreaterThanOrEqual(5);
					}
				}),
				{ numRuns: 60 }
			);
		}
	);
});

/** Every table with totals that fits what is shown, cells up to `most`; null where that would be too many to try. */
function everyTable(counts: number[][], hidden: HiddenCells, most: number): number[][][] | null {
	const truth = withTotals(counts);
	const [rows, columns] = [counts.length, counts[0].length];
	const open = counts.flatMap((row, r) => row.map((_, c) => [r, c])).filter(([r, c]) => hidden[r][c]);
	const trial = counts.map((row, r) => row.map((value, c) => (hidden[r][c] ? 0 : value)));
	const found: number[][][] = [];
	let tried = 0;
	// What a line may still hold; without limit where its total is hidden.
	const rowRoom = (r: number) => (hidden[r][columns] ? most : truth[r][columns] - sum(trial[r]));
	const columnRoom = (c: number) => (hidden[rows][c] ? most : truth[rows][c] - sum(trial.map((row) => row[c])));
	const fill = (index: number): boolean => {
		if (++tried > 60_000) return false;
		if (index === open.length) {
			const whole = withTotals(trial);
			if (whole.every((row, r) => row.every((value, c) => hidden[r][c] || value === truth[r][c]))) found.push(whole);
			return true;
		}
		const [r, c] = open[index];
		const room = Math.min(rowRoom(r), columnRoom(c), most);
		for (let value = 0; value <= room; value++) {
			trial[r][c] = value;
			if (!fill(index + 1)) return false;
			trial[r][c] = 0;
		}
		return true;
	};
	return fill(0) ? found : null;
}

function sum(values: number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
