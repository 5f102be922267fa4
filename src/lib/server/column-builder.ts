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

/** Values of some rows by number; `valueOf` gives the value of a number, which is always the same one, or of a row. */
export interface NumberedValues {
	numbers: Int32Array;
	/** The value of a row whose number is below 0, and of a number otherwise. */
	valueOf(number: number, row: number): ColumnValue;
}

interface GrowingColumn {
	push(value: ColumnValue): void;
	pushAll(values: NumberedValues, rows: number): void;
	/** The values in this order; what was collected is let go, column by column. */
	finish(order: Uint32Array): Column;
	/** Order of two rows by this column, empty last. */
	compare(a: number, b: number): number;
}

/** People by number: the first 8 bytes of their keys, ascending, and the place among them of each. */
interface RankedPeople {
	keys: BigUint64Array;
	rank: Uint32Array;
}

/** Collects rows in the order of the file and finishes them as one table of columns. */
export function columnBuilder(layout: ColumnLayout) {
	const growing = layout.columns.map((spec) => growingColumn(spec.type));
	let people = layout.isAboutPeople ? personIndex() : null;
	let person = new Uint32Array(1024);
	let rowCount = 0;
	return {
		/** Adds a row; `key` are the hexadecimal digits of the person key, or '' where rows are not about people. */
		add(key: string, values: readonly ColumnValue[]): void {
			for (let i = 0; i < growing.length; i++) growing[i].push(values[i]);
			if (rowCount === person.length) person = enlarged(person);
			if (people) person[rowCount] = people.indexOf(hexNumber(key, 0), hexNumber(key, 8));
			rowCount++;
		},
		/** Adds rows column by column: `numbered[i]` holds the values of `layout.columns[i]`, `numbers` those of people. */
		addRows(rows: number, numbered: readonly NumberedValues[], numbers: Int32Array): void {
			for (let i = 0; i < growing.length; i++) growing[i].pushAll(numbered[i], rows);
			while (rowCount + rows > person.length) person = enlarged(person);
			person.set(numbers.subarray(0, rows), rowCount);
			rowCount += rows;
		},
		/** `ranked` are the people where rows were added with their numbers. */
		finish(ranked?: RankedPeople): ColumnTable {
			const sorted = layout.isAboutPeople ? (ranked ?? people?.finish()) : undefined;
			people = null;
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

function hexNumber(digits: string, from: number): number {
	return Number.parseInt(digits.slice(from, from + 8), 16);
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
	if (type === 'day')
		return growingNumbers(Int32Array, NO_DAY, (days) => ({ type: 'day', days: days as Int32Array<ArrayBuffer> }));
	return growingNumbers(Float64Array, NaN, (all) => {
		const values = all as Float64Array<ArrayBuffer>;
		return type === 'number' ? { type: 'number', values } : { type: 'instant', milliseconds: values };
	});
}

const MOST_PLACES = 65_536;

/** Days and shares repeat: while there are at most 65,536 different numbers, a row holds the place of its own, in 2 bytes. */
function growingNumbers(
	ArrayOf: Int32ArrayConstructor | Float64ArrayConstructor,
	empty: number,
	column: (values: Int32Array | Float64Array) => Column
): GrowingColumn {
	const rows = new NumberRows(ArrayOf, empty);
	let known = new Int32Array(256).fill(NO_CODE);
	const numberOf = (value: ColumnValue) => (typeof value === 'number' ? value : empty);
	const rank = (value: number) => (Object.is(value, empty) ? Infinity : value);
	return {
		push(value) {
			const number = numberOf(value);
			rows.push(number, rows.placeOf(number));
		},
		pushAll({ numbers, valueOf }, count) {
			for (let row = 0; row < count; row++) {
				const number = numbers[row];
				while (number >= known.length) known = widened(known, NO_CODE);
				const place = number < 0 ? NO_CODE : known[number];
				if (place !== NO_CODE && rows.hasPlaces) {
					rows.pushPlace(place);
					continue;
				}
				const value = numberOf(valueOf(number, row));
				const found = rows.placeOf(value);
				if (number >= 0) known[number] = found;
				rows.push(value, found);
			}
		},
		finish: (order) => column(rows.finish(order)),
		compare(a, b) {
			const first = rank(rows.at(a));
			const second = rank(rows.at(b));
			return first < second ? -1 : first > second ? 1 : 0;
		}
	};
}

class NumberRows {
	private places = new Uint16Array(1024);
	/** The numbers themselves, once there are too many different ones. */
	private values: Int32Array | Float64Array | null = null;
	private length = 0;
	private readonly distinct: number[];
	private readonly known: Map<number, number>;

	constructor(
		private readonly ArrayOf: Int32ArrayConstructor | Float64ArrayConstructor,
		empty: number
	) {
		this.distinct = [empty];
		this.known = new Map([[empty, 0]]);
	}

	get hasPlaces(): boolean {
		return this.values === null;
	}

	/** The place of a number; NO_CODE where it gets none. */
	placeOf(number: number): number {
		const place = this.known.get(number);
		if (place !== undefined) return place;
		if (this.values || this.distinct.length === MOST_PLACES) return NO_CODE;
		this.known.set(number, this.distinct.length);
		return this.distinct.push(number) - 1;
	}

	push(number: number, place: number): void {
		if (!this.values && place !== NO_CODE) return this.pushPlace(place);
		let values = this.values ?? this.withoutPlaces();
		if (this.length === values.length) values = enlarged(values);
		values[this.length++] = number;
		this.values = values;
	}

	pushPlace(place: number): void {
		if (this.length === this.places.length) this.places = enlarged(this.places);
		this.places[this.length++] = place;
	}

	private withoutPlaces(): Int32Array | Float64Array {
		const values = new this.ArrayOf(Math.max(2 * this.length, 1024));
		for (let row = 0; row < this.length; row++) values[row] = this.at(row);
		this.places = new Uint16Array();
		return values;
	}

	at(row: number): number {
		return this.values ? this.values[row] : this.distinct[this.places[row]];
	}

	/** The numbers in this order; what was collected is let go. */
	finish(order: Uint32Array): Int32Array | Float64Array {
		const sorted = new this.ArrayOf(order.length);
		for (let i = 0; i < sorted.length; i++) sorted[i] = this.at(order[i]);
		this.places = new Uint16Array();
		this.values = null;
		return sorted;
	}
}

/** Codes are given as words first occur; the array widens from 8 to 16 to 32 bits with its dictionary. */
function growingCodes(): GrowingColumn {
	let codes: CodeColumn['codes'] = new Uint8Array(1024);
	let length = 0;
	const words = [''];
	const codeOf = new Map<string, number>([['', 0]]);
	let known = new Int32Array(256).fill(NO_CODE);
	const newCode = (word: string) => {
		const code = words.length;
		words.push(word);
		codeOf.set(word, code);
		if (code === 256) codes = Uint16Array.from(codes);
		if (code === 65_536) codes = Uint32Array.from(codes);
		return code;
	};
	const codeFor = (value: ColumnValue) => {
		const word = value === null ? '' : String(value);
		return codeOf.get(word) ?? newCode(word);
	};
	return {
		push(value) {
			const code = codeFor(value);
			if (length === codes.length) codes = enlarged(codes);
			codes[length++] = code;
		},
		pushAll({ numbers, valueOf }, rows) {
			for (let row = 0; row < rows; row++) {
				const number = numbers[row];
				while (number >= known.length) known = widened(known, NO_CODE);
				if (number < 0) codeFor(valueOf(number, row));
				else if (known[number] === NO_CODE) known[number] = codeFor(valueOf(number, row));
			}
			while (length + rows > codes.length) codes = enlarged(codes);
			for (let row = 0; row < rows; row++) {
				const number = numbers[row];
				codes[length + row] = number < 0 ? codeFor(valueOf(number, row)) : known[number];
			}
			length += rows;
		},
		finish(order) {
			const sorted = picked(codes, order);
			codes = new Uint8Array();
			return { type: 'code', codes: sorted, words };
		},
		compare: (a, b) => codes[a] - codes[b]
	};
}

const NO_CODE = -1;

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

function enlarged<T extends Numbers>(array: T): T {
	const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
	larger.set(array);
	return larger;
}

function widened<T extends Int32Array | Float64Array>(array: T, empty: number): T {
	const wider = enlarged(array);
	wider.fill(empty, array.length);
	return wider;
}

function picked<T extends Numbers>(values: T, order: Uint32Array): T {
	const result = new (values.constructor as new (length: number) => T)(order.length);
	for (let i = 0; i < order.length; i++) result[i] = values[order[i]];
	return result;
}
