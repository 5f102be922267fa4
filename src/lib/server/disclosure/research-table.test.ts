import { describe, expect, test } from 'vitest';
import { auditTable } from './audit-table.ts';
import { withTotals } from './feasible-interval.ts';
import { publishedRate, researchTable, roundedCount, type CountedTable } from './research-table.ts';
import { smallDifferences } from './small-differences.ts';

const drawn = (text: string) => text.split(' ').map((row) => [...row].map((mark) => mark === 'c'));

describe('the audit of a table', () => {
	const sdcTable = withTotals([
		[30, 47, 64, 89],
		[90, 124, 5, 31],
		[92, 100, 59, 85],
		[800, 991, 651, 685]
	]);

	test('sdcTable: every line has two hidden cells, yet 47 is exactly determined; hiding x|b as well repairs it', () => {
		const open = auditTable(sdcTable, drawn('ccc.. c.c.. .c.c. .c.c. .....'), 5);
		expect(open.find(({ row, column }) => row === 0 && column === 1)).toMatchObject({
			...{ min: 47, max: 47, isExactlyDetermined: true, isProtected: false }
		});
		const repaired = auditTable(sdcTable, drawn('ccc.. ccc.. .c.c. .c.c. .....'), 5);
		expect(repaired.filter(({ isProtected }) => !isProtected)).toEqual([]);
	});

	test('a table of 20 x 12 is audited cell by cell: all 240 hidden, each from 0 to the smaller of its totals or less', () => {
		const counts = Array.from({ length: 20 }, (_, r) =>
			Array.from({ length: 12 }, (_, c) => ((r * 7 + c * 5) % 13) + 1)
		);
		const table = withTotals(counts);
		const hidden = table.map((row, r) => row.map((_, c) => r < 20 && c < 12));
		const audit = auditTable(table, hidden, 5);
		expect(audit).toHaveLength(240);
		for (const { row, column, min, max } of audit) {
			expect(min).toBeLessThanOrEqual(table[row][column]);
			expect(max).toBeGreaterThanOrEqual(table[row][column]);
			expect(max).toBeLessThanOrEqual(Math.min(table[row][12], table[20][column]));
		}
	});
});

describe('a table for researchers', () => {
	const table = (counts: number[][]): CountedTable => ({
		rows: counts.map((_, index) => `role ${index}`),
		columns: ['stay', 'leave', 'silent'].slice(0, counts[0].length),
		counts
	});

	test('counts are rounded to 5: 1 and 2 to 0, 3 and 4 to 5, 12 to 10, 13 to 15', () => {
		expect([1, 2, 3, 4, 5, 12, 13, 37].map(roundedCount)).toEqual([0, 0, 5, 5, 5, 10, 15, 35]);
	});

	test('with every cell, its rest and its total at 10 or more nothing is hidden: 41, 52, 33 become 40, 50, 35', () => {
		const { published, audit } = researchTable(
			table([
				[41, 52, 33],
				[61, 48, 77]
			]),
			10,
			'other'
		)!;
		expect(published.cells).toEqual([
			[40, 50, 35, 125],
			[60, 50, 75, 185],
			[100, 100, 110, 310]
		]);
		expect(audit).toEqual([]);
	});

	test('9 is hidden and 10 is shown; a zero and a group in which everybody left are hidden too', () => {
		const hidden = (counts: number[][]) =>
			researchTable(table(counts), 10, 'other')!.published.cells.map((row) => row.map((cell) => cell === null));
		expect(
			hidden([
				[10, 50, 40],
				[60, 50, 70]
			])[0][0]
		).toBe(false);
		expect(
			hidden([
				[9, 50, 40],
				[60, 50, 70]
			])[0][0]
		).toBe(true);
		expect(
			hidden([
				[0, 50, 40],
				[60, 50, 70]
			])[0][0]
		).toBe(true);
		// All 40 of the first role answered alike: each of its cells is a zero or has a rest of zero.
		expect(
			hidden([
				[40, 0, 0],
				[60, 50, 70]
			])[0].slice(0, 3)
		).toEqual([true, true, true]);
	});

	test('a hidden cell takes others with it, so that it could be any of 11 values or more', () => {
		const { audit } = researchTable(
			table([
				[4, 50, 40],
				[60, 50, 70],
				[30, 20, 90]
			]),
			10,
			'other'
		)!;
		expect(audit.length).toBeGreaterThanOrEqual(4);
		expect(audit.find(({ row, column }) => row === 0 && column === 0)!.isProtected).toBe(true);
	});

	test('groups of 6 and 7 people stand together as "other"; one group alone is withheld', () => {
		const { published } = researchTable(
			table([
				[3, 2, 1],
				[4, 2, 1],
				[60, 50, 70],
				[40, 60, 50]
			]),
			10,
			'other'
		)!;
		expect(published.rows).toEqual(['role 2', 'role 3', 'other']);
		expect(researchTable(table([[60, 50, 70]]), 10, 'other')).toBeNull();
		expect(
			researchTable(
				table([
					[60, 5],
					[50, 2]
				]),
				10,
				'other'
			)
		).toBeNull();
	});

	test('a rate needs part, rest and whole: 20 of 40 is 0.5; a whole of 20 and a hidden part give none', () => {
		expect([publishedRate(20, 40), publishedRate(10, 20), publishedRate(null, 40), publishedRate(35, 40)]).toEqual([
			...[0.5, null, null, null]
		]);
	});
});

describe('what a former release shows', () => {
	test('all staff 120, all except payroll 117: payroll is 3 (METHODS 10.7 d); 10 fewer and the same are safe', () => {
		const former = new Map([
			['all', 120],
			['role Sales', 60],
			['role Support', 25]
		]);
		const next = new Map([
			['all', 117],
			['role Sales', 50],
			['role Support', 25],
			['role New', 4]
		]);
		expect(smallDifferences(former, next, 10)).toEqual([{ name: 'all', difference: 3 }]);
	});
});
