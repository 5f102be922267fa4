import { expect, test } from 'vitest';
import type { StoredAs } from '#lib/datasets/stored-columns.ts';
import { copyField, COPY_END, COPY_START, NULL_FIELD, roomFor, type CopiedType } from './copy-binary.ts';
import type { CellValue } from '../check/row-sink.ts';

// Expected bytes: PostgreSQL's manual, COPY, "Binary Format"; values as the send functions of the types lay them out.
function bytesOf(as: StoredAs, type: CopiedType, value: CellValue): string | null {
	const bytes = Buffer.alloc(roomFor(value) + 2);
	const length = copyField({ name: 'x', as, field: 0 }, type)(value, bytes, 2);
	return length === NULL_FIELD ? null : bytes.toString('hex', 2, 2 + length);
}

test('a copy begins with the signature of 11 bytes, flags 0 and extension 0, and ends with -1 in 2 bytes', () => {
	expect(COPY_START.toString('hex')).toBe('5047434f50590aff0d0a00' + '00000000' + '00000000');
	expect(COPY_END.toString('hex')).toBe('ffff');
});

test('a date is its days since 2000-01-01: 0 for that day, 8,356 for 2022-11-17, -10,957 for 1970-01-01', () => {
	expect(bytesOf('date', 'date', 10_957)).toBe('00000000');
	expect(bytesOf('date', 'date', 19_313)).toBe('000020a4');
	expect(bytesOf('date', 'date', 0)).toBe('ffffd533');
	expect(bytesOf('date', 'date', null)).toBeNull();
});

test('an instant is its microseconds since 2000-01-01T00:00Z, also one millisecond before it', () => {
	expect(bytesOf('instant', 'timestamp with time zone', 946_684_800_000)).toBe('0000000000000000');
	expect(bytesOf('instant', 'timestamp with time zone', 946_684_800_001)).toBe('00000000000003e8');
	expect(bytesOf('instant', 'timestamp with time zone', 946_684_799_999)).toBe('fffffffffffffc18');
});

test('yes is 01 and no 00, 336 as integer 00000150, 0.5 as double 3fe0…', () => {
	expect([bytesOf('boolean', 'boolean', 1), bytesOf('boolean', 'boolean', 0)]).toEqual(['01', '00']);
	expect(bytesOf('number', 'integer', 336)).toBe('00000150');
	expect(bytesOf('number', 'integer', -2)).toBe('fffffffe');
	expect(bytesOf('number', 'double precision', 0.5)).toBe('3fe0000000000000');
});

test('text is UTF-8 without the NUL that PostgreSQL cannot store; tabs and backslashes stay as they are', () => {
	expect(bytesOf('text', 'text', 'Zoë\0\t\\')).toBe('5a6fc3ab095c');
	expect(bytesOf('text', 'text', '')).toBe('');
	expect(bytesOf('text', 'text', null)).toBeNull();
});

test('"up to 336" fills the upper bound and the text of a range, 3 columns of 4', () => {
	const range = { low: null, best: 300, high: 336, text: 'up to\t336' };
	const columns = (value: CellValue) => [
		bytesOf('low', 'integer', value),
		bytesOf('best', 'integer', value),
		bytesOf('high', 'double precision', value),
		bytesOf('range-text', 'text', value)
	];
	expect(columns(range)).toEqual([null, '0000012c', '4075000000000000', Buffer.from('up to\t336').toString('hex')]);
	expect(columns(null)).toEqual([null, null, null, null]);
});
