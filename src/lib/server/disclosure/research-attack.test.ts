import fc from 'fast-check';
import { expect, test } from 'vitest';
import { researchRelease, type ResearchRelease } from './research-release.ts';
import type { CountedTable } from './research-table.ts';

/** More of them take longer: ATTACKED_ROSTERS=20000 for a long attack. */
const ROSTERS = Number(process.env.ATTACKED_ROSTERS ?? 2000);
const PATIENCE_MS = ROSTERS * 60;
const GROUPINGS = ['role', 'site', 'tenure'];

interface Person {
	answer: string;
	groups: Record<string, string>;
}
type Cell = [row: number, column: number];

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
		return Array.from({ length: size }, () => {
			const role = draw(roles);
			const groups = { role: `role ${role}`, site: `site ${draw(sites)}`, tenure: `tenure ${(role + draw(2)) % 5}` };
			return { answer: `answer ${draw(answers)}`, groups };
		});
	});

test(
	`${ROSTERS} rosters, thresholds 10 to 20: for each hidden cell two rosters so far apart in it publish all tables alike`,
	{ timeout: PATIENCE_MS },
	() => {
		let attacked = 0;
		fc.assert(
			fc.property(roster, fc.constantFrom(10, 15, 20), (people, threshold) => {
				const release = releaseOf(people, threshold);
				fc.pre(release !== null);
				attacked += attack(people, release!);
			}),
			{ numRuns: ROSTERS }
		);
		expect(attacked).toBeGreaterThan(ROSTERS);
	}
);

test('the attack finds a table that gives a cell away: with 4 of 240 alone hidden no two rosters differ in it', () => {
	const people = [
		...Array.from({ length: 4 }, () => person('stay', 'a', 'x')),
		...Array.from({ length: 76 }, () => person('leave', 'a', 'y')),
		...Array.from({ length: 60 }, () => person('stay', 'b', 'x')),
		...Array.from({ length: 100 }, () => person('leave', 'b', 'y'))
	];
	const truth = countsOf(people, 'role', ['a', 'b'], ['leave', 'stay']);
	expect(twinsOf(truth, [[0, 1]], [0, 1])).toEqual([4, 4]);
	const all: Cell[] = [
		[0, 0],
		[0, 1],
		[1, 0],
		[1, 1]
	];
	// 0 to 64 said stay of the 80 in a, whatever the rest.
	expect(twinsOf(truth, all, [0, 1])).toEqual([0, 64]);
});

test('groupings of different people are refused: their tables could be subtracted', () => {
	const table = (counts: number[][]): CountedTable => ({ rows: ['a', 'b'], columns: ['stay', 'leave'], counts });
	const groupings = [
		{
			id: 'role',
			table: table([
				[40, 30],
				[20, 30]
			])
		},
		{
			id: 'site',
			table: table([
				[40, 30],
				[20, 27]
			])
		}
	];
	expect(() => researchRelease(groupings, 10, 'other')).toThrow('same people');
});

function person(answer: string, role: string, site: string): Person {
	return { answer, groups: { role, site, tenure: 'all' } };
}

function releaseOf(people: Person[], threshold: number): ResearchRelease | null {
	const columns = [...new Set(people.map(({ answer }) => answer))].sort();
	const tables = GROUPINGS.map((id) => {
		const rows = [...new Set(people.map(({ groups }) => groups[id]))].sort();
		return { id, table: { rows, columns, counts: countsOf(people, id, rows, columns) } };
	});
	return researchRelease(tables, threshold, 'other');
}

/** People by group and answer; those whose group or answer is not named stand together as "other". */
function countsOf(people: Person[], grouping: string, rows: string[], answers: string[]): number[][] {
	const counts = rows.map(() => answers.map(() => 0));
	const at = (names: string[], name: string) => (names.includes(name) ? names.indexOf(name) : names.indexOf('other'));
	for (const { answer, groups } of people) counts[at(rows, groups[grouping])][at(answers, answer)]++;
	return counts;
}

/**
 * Everything a researcher can fetch is worked out from the shown cells and totals of all tables (pages, data, CSV, event
 * files and figures alike), and an attacker may even know these exactly. So: for each hidden cell that must be protected
 * two rosters are built, person by person, that agree in every shown cell of every table and differ by the threshold in this one.
 */
function attack(people: Person[], release: ResearchRelease): number {
	const { answers, tables, threshold } = release;
	const published = shownOf(people, release);
	let attacked = 0;
	for (const { grouping, table } of tables) {
		if (table === null) continue;
		const { rows, cells } = table.published;
		const truth = countsOf(people, grouping, rows, answers);
		const hidden = truth.flatMap((row, r) => row.flatMap((_, c): Cell[] => (cells[r][c] === null ? [[r, c]] : [])));
		for (const [r, row] of truth.entries())
			for (const c of row.keys()) {
				const columnTotal = truth.reduce((sum, each) => sum + each[c], 0);
				const least = Math.min(row[c], sumOf(row) - row[c], columnTotal - row[c]);
				if (cells[r][c] !== null) {
					if (least < threshold || cells[r][c]! < threshold || cells[r][c]! % 5 !== 0)
						throw new Error(`${grouping} shows a cell of ${row[c]}`);
				} else if (least < threshold) {
					attacked++;
					const twins = twinTables(truth, hidden, [r, c]);
					expect(twins[1][r][c] - twins[0][r][c]).toBeGreaterThanOrEqual(threshold);
					for (const twin of twins)
						expect(shownOf(rosterOf(people, grouping, rows, answers, twin), release)).toBe(published);
				}
			}
	}
	return attacked;
}

/** The roster with another table for one grouping: the answers and all other groups of everybody stay as they are. */
function rosterOf(people: Person[], grouping: string, rows: string[], answers: string[], counts: number[][]): Person[] {
	const left = counts.map((row) => [...row]);
	return people.map(({ answer, groups }) => {
		const column = answers.includes(answer) ? answers.indexOf(answer) : answers.indexOf('other');
		const row = left.findIndex((each) => each[column] > 0);
		left[row][column]--;
		return { answer, groups: { ...groups, [grouping]: rows[row] } };
	});
}

/** Everything that can be shown of some people by the tables of a release: shown cells and all totals, as text. */
function shownOf(people: Person[], { answers, tables }: ResearchRelease): string {
	return tables
		.flatMap(({ grouping, table }) => {
			if (table === null) return [];
			const { rows, cells } = table.published;
			const counts = countsOf(people, grouping, rows, answers);
			const shown = counts.map((row, r) => row.map((count, c) => (cells[r][c] === null ? 'c' : count)));
			const totals = answers.map((_, c) => sumOf(counts.map((row) => row[c])));
			return [grouping, ...shown, counts.map(sumOf), totals].map(String);
		})
		.join('\n');
}

/** The smallest and the largest count of a hidden cell in tables that agree in everything shown. */
function twinsOf(truth: number[][], hidden: Cell[], [r, c]: Cell): number[] {
	return twinTables(truth, hidden, [r, c]).map((table) => table[r][c]);
}

/**
 * Two tables with the same shown cells and totals as the true one, in which a hidden cell is as small and as large as it
 * can be. Found by moving people around a circuit of hidden cells through this one, as long as there is
 * one: where none is left, no table has a smaller or larger count (another way than the product's maximum flow).
 */
function twinTables(truth: number[][], hidden: Cell[], cell: Cell): [number[][], number[][]] {
	const moved = (step: 1 | -1) => {
		const table = truth.map((row) => [...row]);
		while (step > 0 || table[cell[0]][cell[1]] > 0) {
			const circuit = circuitThrough(table, hidden, cell, step);
			if (circuit === null) return table;
			const lowered = circuit.filter((_, index) => (index % 2 === 0) === step < 0);
			const people = Math.min(...lowered.map(([r, c]) => table[r][c]));
			circuit.forEach(([r, c], index) => (table[r][c] += index % 2 === 0 ? step * people : -step * people));
		}
		return table;
	};
	return [moved(-1), moved(1)];
}

/** Hidden cells in turn along a row and along a column, from the given one back to it; every second one is lowered. */
function circuitThrough(table: number[][], hidden: Cell[], start: Cell, step: 1 | -1): Cell[] | null {
	const isStart = ([r, c]: Cell) => r === start[0] && c === start[1];
	const seen = new Set<string>();
	const search = (path: Cell[]): Cell[] | null => {
		const [row, column] = path.at(-1)!;
		const isAlongRow = path.length % 2 === 1;
		for (const next of hidden) {
			const fits = isAlongRow ? next[0] === row && next[1] !== column : next[1] === column && next[0] !== row;
			const isLowered = (path.length % 2 === 0) === step < 0;
			const key = `${next.join()} ${isAlongRow}`;
			if (!fits || isStart(next) || seen.has(key) || (isLowered && table[next[0]][next[1]] === 0)) continue;
			seen.add(key);
			const longer = [...path, next];
			if (isAlongRow && next[1] !== start[1]) {
				const found = search(longer);
				if (found) return found;
			} else if (isAlongRow) return longer;
			else {
				const found = search(longer);
				if (found) return found;
			}
		}
		return null;
	};
	return search([start]);
}

function sumOf(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}
