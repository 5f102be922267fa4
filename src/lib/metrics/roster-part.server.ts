import type { Column, ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { personColumn } from './employment-spells.server.ts';

/** The columns by which an analyst may look at a part of the people. */
export const PART_COLUMNS = ['department', 'site', 'level'] as const;
export type PartColumn = (typeof PART_COLUMNS)[number];
/** Which people: those whose newest row has these words. */
export type RosterPart = Partial<Record<PartColumn, string>>;

const MOST_KEPT = 6;
const kept = new WeakMap<ColumnTable, Map<string, ColumnTable>>();

/**
 * A roster of only those people whose newest row has these words; each with all of their rows, so that a move from one
 * site to another does not look like an exit. Kept while the roster is in memory, the six used last.
 *
 * @param table a roster, sorted by person, hiredOn, exitedOn (open last), line
 * @example of 3 people, of whom one moved from Paris to Lyon, the part of Lyon has both rows of that person
 */
export function rosterPart(table: ColumnTable, part: RosterPart): ColumnTable {
	const key = JSON.stringify(PART_COLUMNS.map((name) => part[name] ?? null));
	const parts = kept.get(table) ?? new Map<string, ColumnTable>();
	kept.set(table, parts);
	const found = parts.get(key) ?? rowsOf(table, rowsOfPeople(table, part));
	parts.delete(key);
	parts.set(key, found);
	for (const oldest of parts.keys()) {
		if (parts.size <= MOST_KEPT) break;
		parts.delete(oldest);
	}
	return found;
}

const usedWords = new WeakMap<ColumnTable, Map<PartColumn, string[]>>();

/**
 * The words of a column that some row has, in the order of the alphabet; '' where a row has none. Found once while the
 * columns are in memory.
 */
export function wordsOf(table: ColumnTable, column: PartColumn): readonly string[] {
	const known = usedWords.get(table) ?? new Map<PartColumn, string[]>();
	usedWords.set(table, known);
	const words = known.get(column) ?? usedWordsOf(table, column);
	known.set(column, words);
	return words;
}

function usedWordsOf(table: ColumnTable, column: PartColumn): string[] {
	const { codes, words } = codeColumn(table, column);
	const isUsed = new Uint8Array(words.length);
	for (let row = 0; row < codes.length; row++) isUsed[codes[row]] = 1;
	return words.filter((_, code) => isUsed[code] === 1).sort((a, b) => a.localeCompare(b, 'en'));
}

function rowsOfPeople(table: ColumnTable, part: RosterPart): Uint32Array {
	const person = personColumn(table);
	const wanted = PART_COLUMNS.flatMap((name) => {
		const word = part[name];
		if (word === undefined) return [];
		const { codes, words } = codeColumn(table, name);
		return [{ codes, code: words.indexOf(word) }];
	});
	const rows = new Uint32Array(table.rowCount);
	let [count, first] = [0, 0];
	for (let row = 0; row < table.rowCount; row++) {
		if (row + 1 < table.rowCount && person[row + 1] === person[row]) continue;
		const isWanted = wanted.every(({ codes, code }) => codes[row] === code);
		for (let own = first; own <= row && isWanted; own++) rows[count++] = own;
		first = row + 1;
	}
	return rows.slice(0, count);
}

function rowsOf(table: ColumnTable, rows: Uint32Array): ColumnTable {
	const columns = Object.entries(table.columns).map(([name, column]) => [name, columnOf(column, rows)]);
	const person = table.person && Uint32Array.from(rows, (row) => table.person![row]);
	return { ...table, rowCount: rows.length, columns: Object.fromEntries(columns), person };
}

function columnOf(column: Column, rows: Uint32Array): Column {
	if (column.type === 'code') {
		const codes = new (column.codes.constructor as Uint32ArrayConstructor)(rows.length);
		rows.forEach((row, at) => (codes[at] = column.codes[row]));
		return { ...column, codes };
	}
	if (column.type === 'day') return { ...column, days: Int32Array.from(rows, (row) => column.days[row]) };
	if (column.type === 'number') return { ...column, values: Float64Array.from(rows, (row) => column.values[row]) };
	return { ...column, milliseconds: Float64Array.from(rows, (row) => column.milliseconds[row]) };
}
