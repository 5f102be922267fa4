import type { TypedArray } from '@uwdata/flechette';
import { NO_DAY, type CodeColumn, type Column } from './columns.ts';

/** How packed values become a column again. */
export type Packing =
	| { type: 'code'; words: string[] }
	/** With `before`: 0 is no day, other values are days after it. */
	| { type: 'day'; before?: number }
	/** With `distinct`: values are places in it; null is empty. */
	| { type: 'number' | 'instant'; distinct?: (number | null)[] }
	/** With `people`: values are the rows of each person, of whom there are so many. */
	| { type: 'person'; people?: number };

export interface Packed {
	values: TypedArray;
	packing: Packing;
}

const MOST_BYTES = 0xff;
const MOST_DAYS = 0xffff;

/** A column in as few bytes as its values need: days in 2 where they span 179 years, few different numbers in 1. */
export function packedColumn(column: Column): Packed {
	if (column.type === 'code') return { values: column.codes, packing: { type: 'code', words: column.words } };
	if (column.type === 'day') return packedDays(column.days);
	const numbers = column.type === 'number' ? column.values : column.milliseconds;
	return packedNumbers(numbers, column.type);
}

export function unpackedColumn(values: TypedArray, packing: Exclude<Packing, { type: 'person' }>): Column {
	// Copies where nothing is unpacked: a view would keep the bytes of all columns.
	if (packing.type === 'code')
		return { type: 'code', codes: (values as CodeColumn['codes']).slice(), words: packing.words };
	if (packing.type === 'day') return { type: 'day', days: unpackedDays(values, packing.before) };
	const numbers = unpackedNumbers(values, packing.distinct);
	return packing.type === 'number' ? { type: 'number', values: numbers } : { type: 'instant', milliseconds: numbers };
}

function packedDays(days: Int32Array): Packed {
	let first = Infinity;
	let last = -Infinity;
	for (const day of days) {
		if (day === NO_DAY) continue;
		if (day < first) first = day;
		if (day > last) last = day;
	}
	if (last - first >= MOST_DAYS) return { values: days, packing: { type: 'day' } };
	const before = last < first ? 0 : first - 1;
	const values = new Uint16Array(days.length);
	for (let row = 0; row < days.length; row++) values[row] = days[row] === NO_DAY ? 0 : days[row] - before;
	return { values, packing: { type: 'day', before } };
}

function unpackedDays(values: TypedArray, before: number | undefined): Int32Array {
	if (before === undefined) return (values as Int32Array).slice();
	const days = new Int32Array(values.length);
	for (let row = 0; row < days.length; row++) days[row] = values[row] === 0 ? NO_DAY : Number(values[row]) + before;
	return days;
}

function packedNumbers(numbers: Float64Array, type: 'number' | 'instant'): Packed {
	const places = new Map<number, number>();
	const values = new Uint8Array(numbers.length);
	for (let row = 0; row < numbers.length; row++) {
		const number = numbers[row];
		let place = places.get(number);
		if ((place === undefined && places.size > MOST_BYTES) || !isWritten(number))
			return { values: numbers, packing: { type } };
		if (place === undefined) places.set(number, (place = places.size));
		values[row] = place;
	}
	const distinct = [...places.keys()].map((number) => (Number.isNaN(number) ? null : number));
	return { values, packing: { type, distinct } };
}

/** JSON has no infinity and no negative zero; what is not a number stands as null. */
function isWritten(number: number): boolean {
	return number === 0 ? !Object.is(number, -0) : Math.abs(number) !== Infinity;
}

function unpackedNumbers(values: TypedArray, distinct: (number | null)[] | undefined): Float64Array {
	if (distinct === undefined) return (values as Float64Array).slice();
	const known = distinct.map((number) => number ?? NaN);
	const numbers = new Float64Array(values.length);
	for (let row = 0; row < numbers.length; row++) numbers[row] = known[Number(values[row])];
	return numbers;
}

/** The person of each row, which ascend, as the number of rows of each person. */
export function packedPeople(person: Uint32Array, people: number): Packed {
	const counts = new Uint8Array(people);
	for (let row = 0; row < person.length; row++) {
		const isAscending = row === 0 || person[row] >= person[row - 1];
		if (!isAscending || counts[person[row]] === MOST_BYTES) return { values: person, packing: { type: 'person' } };
		counts[person[row]]++;
	}
	return { values: counts, packing: { type: 'person', people } };
}

export function unpackedPeople(values: TypedArray, people: number | undefined, rowCount: number): Uint32Array {
	if (people === undefined) return (values as Uint32Array).slice(0, rowCount);
	const person = new Uint32Array(rowCount);
	let row = 0;
	for (let i = 0; i < people; i++) for (let n = Number(values[i]); n > 0; n--) person[row++] = i;
	return person;
}
