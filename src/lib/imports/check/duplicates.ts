import { ROW_KEYS } from '../drafts/row-keys.ts';
import type { CheckColumn } from './check-column.ts';

const SLOT = 3;

/** Remembers the rows of a file by two hashes, 12 bytes a row, and tells the line on which an equal row stood. */
export class DuplicateRows {
	/** Two hashes and the line of a row beside each other, so that a look costs one access to memory. */
	private slots = new Int32Array(1024 * SLOT);
	private mask = 1023;
	private size = 0;

	/** The line of an earlier equal row, or 0 after remembering this one. */
	lineOf(first: number, second: number, line: number): number {
		if (this.size * 4 >= this.mask * 3) this.grow();
		const at = this.slotOf(first, second);
		const { slots } = this;
		if (slots[at + 2] !== 0) return slots[at + 2];
		slots[at] = first;
		slots[at + 1] = second;
		slots[at + 2] = line;
		this.size++;
		return 0;
	}

	private slotOf(first: number, second: number): number {
		const { slots, mask } = this;
		let at = ((first ^ (first >>> 16)) & mask) * SLOT;
		while (slots[at + 2] !== 0 && (slots[at] !== first || slots[at + 1] !== second)) {
			at += SLOT;
			if (at === slots.length) at = 0;
		}
		return at;
	}

	private grow(): void {
		const old = this.slots;
		this.slots = new Int32Array(old.length * 2);
		this.mask = 2 * this.mask + 1;
		for (let from = 0; from < old.length; from += SLOT) {
			if (old[from + 2] === 0) continue;
			const at = this.slotOf(old[from], old[from + 1]);
			for (let i = 0; i < SLOT; i++) this.slots[at + i] = old[from + i];
		}
	}
}

// Facts of which one thing may stand in two rows; people, answers and events are compared by rules of their own.
const KEYED = new Set(['staffing_requirement', 'qualification', 'incident', 'executive_departure', 'requisition']);

/** Finds rows that stand for one thing, by the columns that tell the things of a table apart. */
export class KeyedRows {
	private readonly rows = new DuplicateRows();

	private constructor(private readonly columns: readonly CheckColumn[]) {}

	/** Null where the table has no such key. Columns of the key that a file need not have may be absent. */
	static of(table: string, columns: readonly CheckColumn[]): KeyedRows | null {
		const names = KEYED.has(table) ? ROW_KEYS[table].map((name) => (name === 'person_key' ? 'person_id' : name)) : [];
		const own = columns.filter(({ field }) => names.includes(field.name));
		return own.length > 0 ? new KeyedRows(own) : null;
	}

	/** The line of an earlier row of the same thing, or 0; of the cells that were read last. */
	lineOf(line: number): number {
		let first = 0;
		let second = 0;
		for (const { hash, secondHash } of this.columns) {
			first = Math.imul(first ^ hash, 0x9e3779b1);
			second = (Math.imul(second, 0x85ebca6b) + hash + secondHash) | 0;
		}
		return this.rows.lineOf(first, second, line);
	}
}
