import { CellMemo } from './cell-memo.ts';
import { NO_DAY } from './columns.ts';
import type { CodeColumn, Column, ColumnTable } from './columns.ts';
import { personIndex } from './person-index.ts';

export interface ColumnSpec {
	name: string;
	type: Column['type'];
}

/** What the columns of a kind hold. Rows are sorted by person, then by the columns of `sortBy`, then as they came. */
export interface ColumnLayout {
	columns: ColumnSpec[];
	sortBy: string[];
	isAboutPeople: boolean;
}

/** A value for a column: text, a day number, a number or milliseconds; null where empty. */
export type ColumnValue = string | number | null;

interface GrowingColumn {
	push(value: ColumnValue, cell: number): void;
	finish(order: Uint32Array): Column;
	/** Order of two rows by this column, empty last. */
	compare(a: number, b: number): number;
}

/** Collects rows in the order of the file and finishes them as one table of columns. */
export function columnBuilder(layout: ColumnLayout) {
	const growing = layout.columns.map((spec) => growingColumn(spec.type));
	const people = layout.isAboutPeople ? personIndex() : null;
	let person = new Uint32Array(1024);
	let rowCount = 0;
	const place = (high: number, low: number) => {
		if (people === null) {
			rowCount++;
			return false;
		}
		if (rowCount === person.length) person = enlarged(person);
		const known = people.size();
		person[rowCount++] = people.indexOf(high, low);
		return people.size() > known;
	};
	return {
		/** Adds a row; `key` are the hexadecimal digits of the person key, or '' where rows are not about people. */
		add(key: string, values: readonly ColumnValue[]): void {
			for (let i = 0; i < growing.length; i++) growing[i].push(values[i], -1);
			place(Number.parseInt(key.slice(0, 8), 16), Number.parseInt(key.slice(8, 16), 16));
		},
		/**
		 * Adds a row as the file has it; `key` are the bytes of the person key. `cells` numbers the distinct cells of each
		 * column. True when the person is new.
		 */
		addCells(key: Buffer, values: readonly ColumnValue[], cells: Int32Array): boolean {
			for (let i = 0; i < growing.length; i++) growing[i].push(values[i], cells[i]);
			return place(key.readUInt32BE(0), key.readUInt32BE(4));
		},
		finish(): ColumnTable {
			const sorted = people?.finish();
			if (sorted) for (let row = 0; row < rowCount; row++) person[row] = sorted.rank[person[row]];
			const sortBy = layout.sortBy.map((name) => growing[layout.columns.findIndex((spec) => spec.name === name)]);
			const order = sorted
				? rowOrder(person.subarray(0, rowCount), sorted.keys.length, sortBy)
				: Uint32Array.from({ length: rowCount }, (_, row) => row);
			const columns = Object.fromEntries(layout.columns.map((spec, i) => [spec.name, growing[i].finish(order)]));
			if (!sorted) return { rowCount, columns };
			return { rowCount, columns, person: order.map((row) => person[row]), personKeys: sorted.keys };
		}
	};
}

/** Rows by person (counting sort, stable), then by the given columns within the few rows of one person. */
function rowOrder(person: Uint32Array, people: number, sortBy: GrowingColumn[]): Uint32Array {
	const starts = new Uint32Array(people + 1);
	for (const p of person) starts[p + 1]++;
	for (let p = 0; p < people; p++) starts[p + 1] += starts[p];
	const next = starts.slice(0, people);
	const order = new Uint32Array(person.length);
	for (let row = 0; row < person.length; row++) order[next[person[row]]++] = row;
	const compare = (a: number, b: number) => {
		for (const column of sortBy) {
			const by = column.compare(a, b);
			if (by !== 0) return by;
		}
		return a - b;
	};
	for (let p = 0; p < people; p++)
		if (starts[p + 1] - starts[p] > 1) order.subarray(starts[p], starts[p + 1]).sort(compare);
	return order;
}

function growingColumn(type: Column['type']): GrowingColumn {
	if (type === 'code') return growingCodes();
	if (type === 'day') {
		return growingNumbers(new Int32Array(1024), NO_DAY, (days) => ({ type: 'day', days: days as Int32Array }));
	}
	return growingNumbers(new Float64Array(1024), NaN, (all) => {
		const values = all as Float64Array;
		return type === 'number' ? { type: 'number', values } : { type: 'instant', milliseconds: values };
	});
}

function growingNumbers<T extends Int32Array | Float64Array>(
	first: T,
	empty: number,
	column: (values: T) => Column
): GrowingColumn {
	let values = first;
	let length = 0;
	const rank = (row: number) => (values[row] === NO_DAY || Number.isNaN(values[row]) ? Infinity : values[row]);
	return {
		push(value) {
			if (length === values.length) values = enlarged(values);
			values[length++] = typeof value === 'number' ? value : empty;
		},
		finish: (order) => column(picked(values, order)),
		compare: (a, b) => (values[a] === values[b] ? 0 : rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0)
	};
}

/** Codes are given as words first occur; the array widens from 8 to 16 to 32 bits with its dictionary. */
function growingCodes(): GrowingColumn {
	let codes: CodeColumn['codes'] = new Uint8Array(1024);
	let length = 0;
	const words = [''];
	const codeOf = new Map<string, number>([['', 0]]);
	const memo = new CellMemo<ColumnValue>();
	const newCode = (word: string) => {
		const code = words.length;
		words.push(word);
		codeOf.set(word, code);
		if (code === 256) codes = Uint16Array.from(codes);
		if (code === 65_536) codes = Uint32Array.from(codes);
		return code;
	};
	const codeFor = (value: ColumnValue, cell: number) => {
		const known = memo.find(cell, value);
		if (known >= 0) return known;
		const word = value === null ? '' : String(value);
		const code = codeOf.get(word) ?? newCode(word);
		memo.keep(cell, value, code);
		return code;
	};
	return {
		push(value, cell) {
			const code = codeFor(value, cell);
			if (length === codes.length) codes = enlarged(codes);
			codes[length++] = code;
		},
		finish: (order) => ({ type: 'code', codes: picked(codes, order), words }),
		compare: (a, b) => codes[a] - codes[b]
	};
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

function enlarged<T extends Numbers>(array: T): T {
	const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
	larger.set(array);
	return larger;
}

function picked<T extends Numbers>(values: T, order: Uint32Array): T {
	const result = new (values.constructor as new (length: number) => T)(order.length);
	for (let i = 0; i < order.length; i++) result[i] = values[order[i]];
	return result;
}
