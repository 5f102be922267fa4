import type { StoredColumn } from '#lib/datasets/stored-columns.ts';
import type { CellValue } from '../check/row-sink.ts';

/** The types of database columns that are written, as `format_type` names them. */
export const COPIED_TYPES = [
	'text',
	'boolean',
	'date',
	'integer',
	'double precision',
	'timestamp with time zone'
] as const;
export type CopiedType = (typeof COPIED_TYPES)[number];

/** What opens and ends a copy in PostgreSQL's binary format: signature, no flags, no extension; a row of -1 fields. */
export const COPY_START = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
export const COPY_END = Buffer.from([0xff, 0xff]);

export const NULL_FIELD = -1;

/** Writes a checked value at `at` and returns how many bytes it took, or NULL_FIELD where the column stays empty. */
export type CopyField = (value: CellValue, bytes: Buffer, at: number) => number;

/** Bytes of room a value may need. */
export function roomFor(value: CellValue): number {
	if (typeof value === 'string') return 3 * value.length;
	return typeof value === 'object' && value !== null ? 3 * value.text.length + 8 : 24;
}

// PostgreSQL counts from 2000-01-01.
const EPOCH_DAY = 10_957;
const EPOCH_MS = EPOCH_DAY * 86_400_000;

/** How the values of a column are written; person keys are written by who hashes them. */
export function copyField(column: StoredColumn, type: CopiedType): CopyField {
	const write = numberWriter(type);
	switch (column.as) {
		case 'date':
		case 'instant':
		case 'boolean':
		case 'number':
			return (value, bytes, at) => (typeof value === 'number' ? write(value, bytes, at) : NULL_FIELD);
		case 'low':
		case 'best':
		case 'high': {
			const bound = column.as;
			return (value, bytes, at) => {
				const number = isRange(value) ? value[bound] : null;
				return number === null ? NULL_FIELD : write(number, bytes, at);
			};
		}
		case 'range-text':
			return (value, bytes, at) => (isRange(value) ? writeText(value.text, bytes, at) : NULL_FIELD);
		default:
			return (value, bytes, at) =>
				value === null || isRange(value) ? NULL_FIELD : writeText(String(value), bytes, at);
	}
}

function numberWriter(type: CopiedType): (value: number, bytes: Buffer, at: number) => number {
	switch (type) {
		case 'boolean':
			return (value, bytes, at) => bytes.writeUInt8(value === 1 ? 1 : 0, at) - at;
		case 'date':
			return (day, bytes, at) => bytes.writeInt32BE(day - EPOCH_DAY, at) - at;
		case 'integer':
			return (value, bytes, at) => bytes.writeInt32BE(value, at) - at;
		case 'double precision':
			return (value, bytes, at) => bytes.writeDoubleBE(value, at) - at;
		case 'timestamp with time zone':
			return (ms, bytes, at) => bytes.writeBigInt64BE(BigInt(ms - EPOCH_MS) * 1000n, at) - at;
		case 'text':
			return (value, bytes, at) => writeText(String(value), bytes, at);
	}
}

/** NUL, which PostgreSQL cannot store, is left out. */
function writeText(text: string, bytes: Buffer, at: number): number {
	return bytes.write(text.includes('\0') ? text.replaceAll('\0', '') : text, at, 'utf8');
}

function isRange(value: CellValue): value is Extract<CellValue, object> {
	return typeof value === 'object' && value !== null;
}
