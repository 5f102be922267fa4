import { endianness } from 'node:os';
import type { ColumnTable } from '#lib/server/columns.ts';

// A 64-bit key is read as two 32-bit halves: comparing BigInts costs an allocation each.
const HIGH = endianness() === 'LE' ? 1 : 0;

const kept = new WeakMap<ColumnTable, WeakMap<ColumnTable, Int32Array>>();

/**
 * The matches of two published tables, found once and kept while both are in memory.
 *
 * @see personMatches
 */
export function keptMatches(table: ColumnTable, other: ColumnTable): Int32Array {
	const own = kept.get(table) ?? new WeakMap<ColumnTable, Int32Array>();
	kept.set(table, own);
	const matches = own.get(other) ?? personMatches(table, other);
	own.set(other, matches);
	return matches;
}

/** For every person of one table the index of the same person in another, or -1; both lists of keys are sorted. */
export function personMatches(table: ColumnTable, other: ColumnTable): Int32Array {
	const a = halves(table);
	const b = halves(other);
	const matches = new Int32Array(a.length / 2).fill(-1);
	let [i, j] = [0, 0];
	while (i < a.length && j < b.length) {
		const order = a[i + HIGH] - b[j + HIGH] || a[i + 1 - HIGH] - b[j + 1 - HIGH];
		if (order === 0) matches[i / 2] = j / 2;
		if (order <= 0) i += 2;
		if (order >= 0) j += 2;
	}
	return matches;
}

function halves(table: ColumnTable): Uint32Array {
	const keys = table.personKeys;
	if (!keys) throw new Error('The table is not about people: it has no person keys.');
	return new Uint32Array(keys.buffer, keys.byteOffset, keys.length * 2);
}
