import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditTable } from './audit-table.ts';
import { withTotals } from './feasible-interval.ts';
import { researchRelease } from './research-release.ts';
import { publishedRate, RESEARCH_THRESHOLD, researchTable, roundedCount, type CountedTable } from './research-table.ts';
import { smallDifferences } from './small-differences.ts';

const PATIENCE_MS = 60_000;
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
			researchTable(table(counts), 'other')!.published.cells.map((row) => row.map((cell) => cell === null));
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
			'other'
		)!;
		expect(published.rows).toEqual(['role 2', 'role 3', 'other']);
		expect(researchTable(table([[60, 50, 70]]), 'other')).toBeNull();
		expect(
			researchTable(
				table([
					[60, 5],
					[50, 2]
				]),
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
		expect(smallDifferences(former, next, RESEARCH_THRESHOLD)).toEqual([{ name: 'all', difference: 3 }]);
	});
});

describe('what a researcher can fetch', () => {
	interface Person {
		answer: string;
		groups: Record<string, string>;
	}
	// Few people of many groups and uneven answers: where suppression has most to do.
	const roster = fc
		.record({
			size: fc.integer({ min: 30, max: 300 }),
			roles: fc.integer({ min: 2, max: 7 }),
			sites: fc.integer({ min: 2, max: 4 }),
			answers: fc.integer({ min: 2, max: 4 }),
			skew: fc.integer({ min: 1, max: 4 }),
			seed: fc.integer({ min: 1, max: 2 ** 31 - 1 })
		})
		.map(({ size, roles, sites, answers, skew, seed }): Person[] => {
			let state = seed;
			const draw = (choices: number) => {
				state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647;
				return Math.floor((state / 2_147_483_647) ** skew * choices);
			};
			return Array.from({ length: size }, () => ({
				answer: `answer ${draw(answers)}`,
				groups: { role: `role ${draw(roles)}`, site: `site ${draw(sites)}` }
			}));
		});

	test(
		'no hidden cell of 2,000 rosters of 30 to 300 people can be narrowed to fewer than 11 values',
		{ timeout: PATIENCE_MS },
		() => {
			let attacked = 0;
			fc.assert(
				fc.property(roster, (people) => {
					const release = researchRelease(
						['role', 'site'].map((id) => ({ id, table: counted(people, id) })),
						'other'
					);
					fc.pre(release !== null);
					for (const { grouping, table } of release!.tables) {
						if (table === null) continue;
						const { published } = table;
						const truth = truthOf(people, grouping, published.rows, release!.answers);
						attacked += attack(published.cells, truth);
					}
					expect(JSON.stringify(release!.tables.map(({ table }) => table?.published))).not.toMatch(
						/\d{4}-\d{2}|person/
					);
				}),
				{ numRuns: 2000 }
			);
			expect(attacked).toBeGreaterThan(2000);
		}
	);

	function counted(people: Person[], grouping: string): CountedTable {
		const rows = [...new Set(people.map(({ groups }) => groups[grouping]))].sort();
		const columns = [...new Set(people.map(({ answer }) => answer))].sort();
		return { rows, columns, counts: truthOf(people, grouping, rows, columns) };
	}

	/** The true counts of a released table: groups it does not name stand together. */
	function truthOf(people: Person[], grouping: string, rows: string[], answers: string[]): number[][] {
		const counts = rows.map(() => answers.map(() => 0));
		const at = (names: string[], name: string) => (names.includes(name) ? names.indexOf(name) : names.indexOf('other'));
		for (const { answer, groups } of people) counts[at(rows, groups[grouping])][at(answers, answer)]++;
		return counts;
	}

	/**
	 * What an attacker who even knows every shown count and total exactly could say of the hidden cells. A table with
	 * these margins exists exactly where no set of columns asks for more than the rows that reach it hold (Gale 1957):
	 * tried for every set of columns, which is another way than the product's.
	 */
	function attack(cells: (number | null)[][], truth: number[][]): number {
		const isHidden = truth.map((row, r) => row.map((_, c) => cells[r][c] === null));
		let sensitive = 0;
		const columnTotals = truth[0].map((_, c) => truth.reduce((sum, row) => sum + row[c], 0));
		truth.forEach((row, r) =>
			row.forEach((count, c) => {
				const total = row.reduce((sum, value) => sum + value, 0);
				const least = Math.min(count, total - count, columnTotals[c] - count);
				if (!isHidden[r][c]) {
					expect(least).toBeGreaterThanOrEqual(RESEARCH_THRESHOLD);
					expect(cells[r][c]! % 5).toBe(0);
					return;
				}
				if (least >= RESEARCH_THRESHOLD) return;
				sensitive++;
				const width = widthOf(isHidden, truth, r, c);
				expect(width).toBeGreaterThanOrEqual(RESEARCH_THRESHOLD);
			})
		);
		return sensitive;
	}

	function widthOf(isHidden: boolean[][], truth: number[][], row: number, column: number): number {
		const rows = truth.map((cells, r) => cells.reduce((sum, value, c) => (isHidden[r][c] ? sum + value : sum), 0));
		const columns = truth[0].map((_, c) => truth.reduce((sum, cells, r) => (isHidden[r][c] ? sum + cells[c] : sum), 0));
		const known = truth[row][column];
		const most = Math.min(rows[row], columns[column]);
		const fits = (value: number) => isFeasible(isHidden, rows, columns, [row, column, value]);
		// Values that fit are a run without gaps: found by halving on either side of the true one.
		return lastThatFits(fits, known, most) + lastThatFits((value) => fits(-value), -known, 0);
	}

	function lastThatFits(fits: (value: number) => boolean, from: number, to: number): number {
		let [low, high] = [from, to];
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (fits(middle)) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	function isFeasible(
		isHidden: boolean[][],
		rows: number[],
		columns: number[],
		[r, c, value]: [number, number, number]
	): boolean {
		const left = rows.map((total, row) => (row === r ? total - value : total));
		const wanted = columns.map((total, column) => (column === c ? total - value : total));
		if (left[r] < 0 || wanted[c] < 0) return false;
		for (let set = 0; set < 1 << columns.length; set++) {
			const isIn = (column: number) => (set & (1 << column)) !== 0;
			const asked = wanted.reduce((sum, total, column) => (isIn(column) ? sum + total : sum), 0);
			const reaching = left.reduce((sum, total, row) => {
				const reaches = columns.some(
					(_, column) => isIn(column) && isHidden[row][column] && !(row === r && column === c)
				);
				return reaches ? sum + total : sum;
			}, 0);
			if (asked > reaching) return false;
		}
		return true;
	}
});
