import type { RecordScanner } from '../file/scanner.ts';
import type { CheckColumn } from './check-column.ts';

/** Tells of a record whether it is about somebody who was erased, by the ids that `isErased` knows. */
export function erasedRows(
	columns: readonly CheckColumn[],
	isErased: ((id: string) => boolean) | null | undefined
): (record: RecordScanner) => boolean {
	const person = columns.find(({ field }) => field.type === 'person-id');
	if (!isErased || !person) return () => false;
	return (record) => {
		if (person.index >= record.count) return false;
		person.read(record);
		return typeof person.value === 'string' && isErased(person.value);
	};
}
