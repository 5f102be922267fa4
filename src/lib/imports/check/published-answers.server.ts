import type { AnswerWindow } from '#lib/datasets/dataset.ts';
import { instantColumn, type ColumnTable } from '#lib/server/columns.ts';
import { personHash } from '#lib/server/person-keys.ts';

/** Hexadecimal digits of the part of a person's key that the columns of a version hold. */
const HELD = 16;

/**
 * When the people of a published version of answers answered in time for the last time, in milliseconds since 1970;
 * null for who did not. Both ends of the window are in time (METHODS 2.2).
 */
export function lastAnswersOf(
	table: ColumnTable,
	{ announcedAt, deadlineAt }: AnswerWindow,
	personKey: Uint8Array
): (id: string) => number | null {
	const { person = new Uint32Array(), personKeys = new BigUint64Array() } = table;
	const at = instantColumn(table, 'respondedAt').milliseconds;
	const last = new Float64Array(personKeys.length).fill(NaN);
	for (let row = 0; row < table.rowCount; row++) {
		const isInTime = at[row] >= announcedAt && at[row] <= deadlineAt;
		if (isInTime && !(last[person[row]] > at[row])) last[person[row]] = at[row];
	}
	const hash = personHash(personKey);
	return (id) => {
		const place = placeOf(personKeys, BigInt(`0x${hash(id).slice(0, HELD)}`));
		return place < 0 || Number.isNaN(last[place]) ? null : last[place];
	};
}

/** Place of a key among ascending ones, or -1. */
function placeOf(keys: BigUint64Array, key: bigint): number {
	let low = 0;
	let high = keys.length - 1;
	while (low <= high) {
		const middle = (low + high) >>> 1;
		if (keys[middle] === key) return middle;
		if (keys[middle] < key) low = middle + 1;
		else high = middle - 1;
	}
	return -1;
}
