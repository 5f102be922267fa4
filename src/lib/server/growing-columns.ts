import { largeArray } from '../statistics/large-array.ts';
import type { ColumnValue, NumberedValues } from './column-builder.ts';
import { NO_DAY, type CodeColumn, type Column } from './columns.ts';
import type { PartStore } from './part-store.ts';
import { ValueParts, type ArrayOf, type Values } from './value-parts.ts';

/** A column that is being collected, in the order rows come. */
export interface GrowingColumn {
	push(value: ColumnValue): void;
	pushAll(values: NumberedValues, rows: number): void;
	/** The values in this order; may be called again. */
	inOrder(order: Uint32Array): Column;
	/** A number for each row by which rows are put in order, empty last. */
	sortKeys(): (row: number) => number;
	/** Lets go of what was collected. */
	release(): void;
}

const NO_CODE = -1;
const MOST_PLACES = 65_536;

export function growingColumn(type: Column['type'], store: PartStore): GrowingColumn {
	if (type === 'code') return growingCodes(store);
	if (type === 'day')
		return growingNumbers(new NumberRows(Int32Array, NO_DAY, store), (days) => ({
			type: 'day',
			days: days as Int32Array<ArrayBuffer>
		}));
	return growingNumbers(new NumberRows(Float64Array, NaN, store), (all) => {
		const values = all as Float64Array<ArrayBuffer>;
		return type === 'number' ? { type: 'number', values } : { type: 'instant', milliseconds: values };
	});
}

/** Days and shares repeat: while there are at most 65,536 different numbers, a row holds the place of its own, in 2 bytes. */
function growingNumbers(rows: NumberRows, column: (values: Int32Array | Float64Array) => Column): GrowingColumn {
	const { empty } = rows;
	let known = new Int32Array(256).fill(NO_CODE);
	const numberOf = (value: ColumnValue) => (typeof value === 'number' ? value : empty);
	return {
		push(value) {
			const number = numberOf(value);
			rows.push(number, rows.placeOf(number));
		},
		pushAll({ numbers, valueOf }, count) {
			for (let row = 0; row < count; row++) {
				const number = numbers[row];
				while (number >= known.length) known = widened(known);
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
		inOrder: (order) => column(rows.inOrder(order)),
		sortKeys() {
			const at = rows.reader();
			return (row) => {
				const value = at(row);
				return Object.is(value, empty) ? Infinity : value;
			};
		},
		release: () => rows.release()
	};
}

class NumberRows {
	/** Places of the numbers among the distinct ones. */
	private readonly places: ValueParts;
	/** Further numbers themselves, once there are too many different ones. */
	private values: ValueParts | null = null;
	private readonly distinct: number[];
	private readonly known: Map<number, number>;

	constructor(
		private readonly ArrayOf: Int32ArrayConstructor | Float64ArrayConstructor,
		readonly empty: number,
		private readonly store: PartStore
	) {
		this.places = new ValueParts(Uint16Array, store);
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
		if (!this.values && place !== NO_CODE) return this.places.push(place);
		this.values ??= new ValueParts(this.ArrayOf, this.store);
		this.values.push(number);
	}

	pushPlace(place: number): void {
		this.places.push(place);
	}

	/** The number of each row. */
	reader(): (row: number) => number {
		const { distinct, values } = this;
		const first = this.places.length;
		const places = this.places.readInto(arrayOf(this.store, Uint16Array, first));
		if (!values) return (row) => distinct[places[row]];
		const further = values.readInto(arrayOf(this.store, this.ArrayOf, values.length));
		return (row) => (row < first ? distinct[places[row]] : further[row - first]);
	}

	inOrder(order: Uint32Array): Int32Array | Float64Array {
		const at = this.reader();
		const sorted = arrayOf(this.store, this.ArrayOf, order.length) as Int32Array | Float64Array;
		for (let i = 0; i < sorted.length; i++) sorted[i] = at(order[i]);
		return sorted;
	}

	release(): void {
		this.places.release();
		this.values?.release();
	}
}

/** Codes are given as words first occur; the array widens from 8 to 16 to 32 bits with its dictionary. */
function growingCodes(store: PartStore): GrowingColumn {
	const codes = new ValueParts(Uint8Array, store);
	const words = [''];
	const codeOf = new Map<string, number>([['', 0]]);
	let known = new Int32Array(256).fill(NO_CODE);
	const newCode = (word: string) => {
		const code = words.length;
		words.push(word);
		codeOf.set(word, code);
		if (code === 256) codes.widen(Uint16Array);
		if (code === 65_536) codes.widen(Uint32Array);
		return code;
	};
	const codeFor = (value: ColumnValue) => {
		const word = value === null ? '' : String(value);
		return codeOf.get(word) ?? newCode(word);
	};
	const all = () => codes.readInto(arrayOf(store, codes.ArrayOf, codes.length)) as CodeColumn['codes'];
	return {
		push: (value) => codes.push(codeFor(value)),
		pushAll({ numbers, valueOf }, rows) {
			for (let row = 0; row < rows; row++) {
				const number = numbers[row];
				while (number >= known.length) known = widened(known);
				if (number >= 0 && known[number] === NO_CODE) known[number] = codeFor(valueOf(number, row));
				codes.push(number < 0 ? codeFor(valueOf(number, row)) : known[number]);
			}
		},
		inOrder(order) {
			const given = all();
			const sorted = arrayOf(store, codes.ArrayOf, order.length) as CodeColumn['codes'];
			for (let i = 0; i < order.length; i++) sorted[i] = given[order[i]];
			return { type: 'code', codes: sorted, words };
		},
		sortKeys() {
			const of = all();
			return (row) => of[row];
		},
		release: () => codes.release()
	};
}

function widened(known: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const wider = new Int32Array(2 * known.length);
	wider.set(known);
	return wider.fill(NO_CODE, known.length);
}

/** Where memory is short the system gets that of an array back as soon as it is let go. */
function arrayOf({ isOutside }: PartStore, ArrayOf: ArrayOf, length: number): Values {
	return isOutside ? largeArray<Values>(ArrayOf, length) : new ArrayOf(length);
}
