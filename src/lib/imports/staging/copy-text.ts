import type { StoredColumn } from '#lib/datasets/stored-columns.ts';
import { civilDate } from '#lib/statistics/civil-date.ts';
import type { CellValue } from '../check/row-sink.ts';

/** A value as a field of PostgreSQL's COPY text format; the values were checked before. */
export type CopyField = (value: CellValue) => string;

export const COPY_NULL = '\\N';

const SPECIAL = /[\\\t\n\r\0]/;

/** Text with the four characters COPY reads as its own escaped, and NUL, which PostgreSQL cannot store, left out. */
export function copyString(text: string): string {
	if (!SPECIAL.test(text)) return text;
	return text
		.replaceAll('\0', '')
		.replaceAll('\\', '\\\\')
		.replaceAll('\t', '\\t')
		.replaceAll('\n', '\\n')
		.replaceAll('\r', '\\r');
}

/** How the values of a column are written; person keys are written by who hashes them. */
export function copyField(column: StoredColumn): CopyField {
	switch (column.as) {
		case 'date':
			return dateField();
		case 'instant':
			return (value) => (typeof value === 'number' ? new Date(value).toISOString() : COPY_NULL);
		case 'boolean':
			return (value) => (value === null ? COPY_NULL : value === 1 ? 't' : 'f');
		case 'low':
		case 'best':
		case 'high':
			return boundField(column.as);
		case 'range-text':
			return (value) => (isRange(value) ? copyString(value.text) : COPY_NULL);
		default:
			return plainField;
	}
}

function plainField(value: CellValue): string {
	if (typeof value === 'string') return copyString(value);
	return typeof value === 'number' ? String(value) : COPY_NULL;
}

// A file has few different days.
function dateField(): CopyField {
	const texts = new Map<number, string>();
	return (value) => {
		if (typeof value !== 'number') return COPY_NULL;
		let text = texts.get(value);
		if (text === undefined) texts.set(value, (text = civilDate(value)));
		return text;
	};
}

function boundField(bound: 'low' | 'best' | 'high'): CopyField {
	return (value) => {
		const number = isRange(value) ? value[bound] : null;
		return number === null ? COPY_NULL : String(number);
	};
}

function isRange(value: CellValue): value is Extract<CellValue, object> {
	return typeof value === 'object' && value !== null;
}
