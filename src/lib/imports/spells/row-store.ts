import type { CellValue } from '../check/row-sink.ts';
import { IntList } from './int-list.ts';
import { PersonIndex } from './person-index.ts';

/**
 * Rows of a file kept in a few bytes each until all of them are known: 4 bytes a mapped cell, each distinct value once.
 * Bounded by the row limit.
 */
export class RowStore {
	private readonly lines = new IntList();
	private readonly people = new IntList();
	private readonly index = new PersonIndex();
	private readonly ids: string[] = [];
	private readonly columns: Map<number, StoredColumn>;

	private width = 0;

	/** `person` is the slot of the id, `slots` those of the other values that are kept. */
	constructor(
		private readonly person: number,
		slots: readonly number[]
	) {
		this.columns = new Map(slots.map((slot) => [slot, new StoredColumn()]));
	}

	get count(): number {
		return this.lines.length;
	}

	add(values: readonly CellValue[], line: number): void {
		this.width = values.length;
		const id = values[this.person] as string;
		const number = this.index.numberOf(id);
		if (this.index.isNew) this.ids.push(id);
		this.people.push(number);
		this.lines.push(line);
		for (const [slot, column] of this.columns) column.push(values[slot]);
	}

	line(row: number): number {
		return this.lines.at(row);
	}

	value(row: number, slot: number): CellValue {
		return this.columns.get(slot)?.at(row) ?? null;
	}

	/** True where two rows have the same values in these slots. */
	areEqual(a: number, b: number, slots: readonly number[]): boolean {
		return slots.every((slot) => this.columns.get(slot)?.isEqual(a, b) ?? true);
	}

	/** A row as it came, with what was not kept empty. */
	values(row: number): CellValue[] {
		const values = new Array<CellValue>(this.width).fill(null);
		values[this.person] = this.ids[this.people.at(row)];
		for (const [slot, column] of this.columns) values[slot] = column.at(row);
		return values;
	}

	/** The rows of each person, in the order of the file; people in the order they are first seen. */
	*byPerson(): Generator<number[]> {
		const starts = new Uint32Array(this.ids.length + 1);
		for (let row = 0; row < this.count; row++) starts[this.people.at(row) + 1]++;
		for (let person = 0; person < this.ids.length; person++) starts[person + 1] += starts[person];
		const order = new Uint32Array(this.count);
		const next = starts.slice();
		for (let row = 0; row < this.count; row++) order[next[this.people.at(row)]++] = row;
		for (let person = 0; person < this.ids.length; person++)
			yield Array.from(order.subarray(starts[person], starts[person + 1]));
	}
}

/** One column of values, each distinct value once. */
class StoredColumn {
	private readonly values: CellValue[] = [];
	private readonly numbers = new Map<CellValue, number>();
	private readonly rows = new IntList();
	private empty = 0;

	push(value: CellValue): void {
		// A column that is empty so far takes no memory.
		if (value === null && this.values.length === 0) {
			this.empty++;
			return;
		}
		if (this.empty > 0) this.fillEmpty();
		let number = this.numbers.get(value);
		if (number === undefined) {
			number = this.values.push(value) - 1;
			this.numbers.set(value, number);
		}
		this.rows.push(number);
	}

	at(row: number): CellValue {
		return this.values.length === 0 ? null : this.values[this.rows.at(row)];
	}

	isEqual(a: number, b: number): boolean {
		return this.values.length === 0 || this.rows.at(a) === this.rows.at(b);
	}

	private fillEmpty(): void {
		this.numbers.set(null, this.values.push(null) - 1);
		for (; this.empty > 0; this.empty--) this.rows.push(0);
	}
}
