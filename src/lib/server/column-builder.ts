import { largeArray } from '../statistics/large-array.ts';
import type { Column, ColumnTable } from './columns.ts';
import { growingColumn, type GrowingColumn } from './growing-columns.ts';
import { partsInMemory, type PartStore } from './part-store.ts';
import { personIndex } from './person-index.ts';
import { ValueParts } from './value-parts.ts';

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

/** Values of some rows by number; `valueOf` gives the value of a number, which is always the same one, or of a row. */
export interface NumberedValues {
	numbers: Int32Array;
	/** The value of a row whose number is below 0, and of a number otherwise. */
	valueOf(number: number, row: number): ColumnValue;
}

/** People by number: the first 8 bytes of their keys, ascending, and the place among them of each. */
interface RankedPeople {
	keys: BigUint64Array;
	rank: Uint32Array;
}

/**
 * Collects rows in the order of the file and finishes them as one table of columns. With a store outside of memory a
 * column of the table is put together whenever it is asked for: who needs it more than once keeps it.
 */
export function columnBuilder(layout: ColumnLayout, store: PartStore = partsInMemory()) {
	const growing = layout.columns.map((spec) => growingColumn(spec.type, store));
	const persons = new ValueParts(Uint32Array, store);
	let people = layout.isAboutPeople ? personIndex() : null;
	let rowCount = 0;
	const columnsIn = (order: Uint32Array) => {
		const columns: Record<string, Column> = {};
		layout.columns.forEach(({ name }, i) => {
			const get = () => growing[i].inOrder(order);
			if (store.isOutside) Object.defineProperty(columns, name, { get, enumerable: true });
			else columns[name] = get();
			if (!store.isOutside) growing[i].release();
		});
		return columns;
	};
	return {
		/** Adds a row; `key` are the hexadecimal digits of the person key, or '' where rows are not about people. */
		add(key: string, values: readonly ColumnValue[]): void {
			for (let i = 0; i < growing.length; i++) growing[i].push(values[i]);
			if (people) persons.push(people.indexOf(hexNumber(key, 0), hexNumber(key, 8)));
			rowCount++;
		},
		/** Adds rows column by column: `numbered[i]` holds the values of `layout.columns[i]`, `numbers` those of people. */
		addRows(rows: number, numbered: readonly NumberedValues[], numbers: Int32Array): void {
			for (let i = 0; i < growing.length; i++) growing[i].pushAll(numbered[i], rows);
			for (let row = 0; row < rows; row++) persons.push(numbers[row]);
			rowCount += rows;
		},
		/** `ranked` are the people where rows were added with their numbers. */
		finish(ranked?: RankedPeople): ColumnTable {
			const sorted = layout.isAboutPeople ? (ranked ?? people?.finish()) : undefined;
			people = null;
			if (!sorted) return { rowCount, columns: columnsIn(Uint32Array.from({ length: rowCount }, (_, row) => row)) };
			const person = persons.readInto(largeArray(Uint32Array, rowCount));
			persons.release();
			for (let row = 0; row < rowCount; row++) person[row] = sorted.rank[person[row]];
			const sortBy = layout.sortBy.map((name) => growing[layout.columns.findIndex((spec) => spec.name === name)]);
			const order = rowOrder(person, sorted.keys.length, sortBy);
			return { rowCount, columns: columnsIn(order), person, personKeys: sorted.keys };
		}
	};
}

function hexNumber(digits: string, from: number): number {
	return Number.parseInt(digits.slice(from, from + 8), 16);
}

/**
 * Rows by person (counting sort, stable), then by the given columns within the few rows of one person. `person` becomes
 * the person of each row in this order.
 */
function rowOrder(person: Uint32Array, people: number, sortBy: GrowingColumn[]): Uint32Array {
	const starts = largeArray(Uint32Array, people + 1);
	for (const p of person) starts[p + 1]++;
	for (let p = 0; p < people; p++) starts[p + 1] += starts[p];
	const order = largeArray(Uint32Array, person.length);
	// The start of each person moves to its end, which is where the next one starts.
	for (let row = 0; row < person.length; row++) order[starts[person[row]]++] = row;
	const keys = sortBy.map((column) => column.sortKeys());
	const compare = (a: number, b: number) => {
		for (const key of keys) {
			const first = key(a);
			const second = key(b);
			if (first !== second) return first < second ? -1 : 1;
		}
		return a - b;
	};
	for (let p = 0, from = 0; p < people; from = starts[p++]) {
		if (starts[p] - from > 1) order.subarray(from, starts[p]).sort(compare);
		person.fill(p, from, starts[p]);
	}
	return order;
}
