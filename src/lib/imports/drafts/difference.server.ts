import type { Column, ColumnTable } from '#lib/server/columns.ts';
import { headcountByMonth } from '../staging/headcount-months.server.ts';
import type { Difference } from './draft-view.ts';

/** What one row of facts is compared by: its place in the file, a key and the text of each field. */
export interface ComparedRow {
	line: number;
	key: string;
	fields: Record<string, string>;
}

const SAMPLES = 20;

/** Compares two versions of rows of facts; rows with one key are matched in the order of their files. */
export function rowDifference(before: readonly ComparedRow[], after: readonly ComparedRow[]): Difference {
	const waiting = new Map<string, ComparedRow[]>();
	for (const row of before) waiting.set(row.key, [...(waiting.get(row.key) ?? []), row]);
	const result: Difference = { added: 0, removed: 0, changed: 0, unchanged: 0, samples: [], headcountByMonth: [] };
	let matched = 0;
	for (const row of after) {
		const former = waiting.get(row.key)?.shift();
		if (!former) {
			result.added++;
			continue;
		}
		matched++;
		const fields = Object.keys(row.fields).filter((field) => row.fields[field] !== former.fields[field]);
		if (fields.length === 0) result.unchanged++;
		else result.changed++;
		for (const field of fields) {
			const sample = { line: row.line, field, before: former.fields[field] ?? '', after: row.fields[field] };
			if (result.samples.length < SAMPLES) result.samples.push(sample);
		}
	}
	result.removed = before.length - matched;
	return result;
}

/** A table about people and the day it was true (a day number; null where the kind has none). */
export interface PeopleVersion {
	table: ColumnTable;
	asOf: number | null;
}

/** Compares two versions person by person: a person is changed where any of their rows is. */
export function peopleDifference(before: PeopleVersion | null, after: PeopleVersion): Difference {
	const counts = before ? comparePeople(before.table, after.table) : { removed: 0, changed: 0, unchanged: 0 };
	const people = after.table.personKeys?.length ?? 0;
	return {
		...counts,
		added: people - counts.changed - counts.unchanged,
		samples: [],
		headcountByMonth: after.table.columns.hiredOn ? headcountByMonth(before, after) : []
	};
}

function comparePeople(before: ColumnTable, after: ColumnTable) {
	const oldKeys = before.personKeys ?? new BigUint64Array();
	const newKeys = after.personKeys ?? new BigUint64Array();
	const oldRows = rowStarts(before);
	const newRows = rowStarts(after);
	const isEqual = rowComparison(before, after);
	const sameRows = (o: number, n: number) => {
		const length = newRows[n + 1] - newRows[n];
		if (oldRows[o + 1] - oldRows[o] !== length) return false;
		for (let i = 0; i < length; i++) if (!isEqual(oldRows[o] + i, newRows[n] + i)) return false;
		return true;
	};
	let changed = 0;
	let unchanged = 0;
	for (let o = 0, n = 0; o < oldKeys.length && n < newKeys.length;) {
		if (oldKeys[o] < newKeys[n]) o++;
		else if (oldKeys[o] > newKeys[n]) n++;
		else if (sameRows(o++, n++)) unchanged++;
		else changed++;
	}
	return { removed: oldKeys.length - changed - unchanged, changed, unchanged };
}

/** First row of each person, and the number of rows at the end. */
function rowStarts(table: ColumnTable): Uint32Array {
	const people = table.personKeys?.length ?? 0;
	const starts = new Uint32Array(people + 1);
	for (const person of table.person ?? []) starts[person + 1]++;
	for (let i = 0; i < people; i++) starts[i + 1] += starts[i];
	return starts;
}

function rowComparison(before: ColumnTable, after: ColumnTable): (oldRow: number, newRow: number) => boolean {
	const tests = Object.keys(after.columns).map((name) => cellComparison(before.columns[name], after.columns[name]));
	return (oldRow, newRow) => tests.every((test) => test(oldRow, newRow));
}

function cellComparison(before: Column, after: Column): (oldRow: number, newRow: number) => boolean {
	if (before.type === 'code' && after.type === 'code') {
		const newCodes = new Map(after.words.map((word, code) => [word, code]));
		const translated = before.words.map((word) => newCodes.get(word) ?? -1);
		return (o, n) => translated[before.codes[o]] === after.codes[n];
	}
	const old = numbersOf(before);
	const now = numbersOf(after);
	return (o, n) => Object.is(old[o], now[n]);
}

function numbersOf(column: Column): ArrayLike<number> {
	if (column.type === 'code') return column.codes;
	if (column.type === 'day') return column.days;
	return column.type === 'number' ? column.values : column.milliseconds;
}
