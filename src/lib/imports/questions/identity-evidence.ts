import type { Layout } from '#lib/datasets/dataset.ts';
import type { RecordWatcher } from '../file/file-profile.ts';
import type { RecordScanner } from '../file/scanner.ts';
import { FieldNames } from '../mapping.ts';
import type { ImportPlan } from '../plan.ts';
import { IntList } from '../spells/int-list.ts';
import { PersonIndex } from '../spells/person-index.ts';

/**
 * Ids that stand for two people: rows of one id in which both the name and the birth date differ. A married name or a
 * corrected birth date alone is no conflict. Nothing of either is kept but a hash, and that only while the file is read.
 */
export class IdentityEvidence implements RecordWatcher {
	/** Rows whose id stood for somebody else further up, and the first lines of them. */
	conflicts = 0;
	readonly lines: number[] = [];
	private readonly index = new PersonIndex();
	private readonly names = new IntList();
	private readonly births = new IntList();

	/** `names` are the columns of the name, in order; `birth` that of the birth date. */
	constructor(
		private readonly person: number,
		private readonly nameColumns: readonly number[],
		private readonly birth: number
	) {}

	take(record: RecordScanner): void {
		if (!this.isSomebodyElse(record)) return;
		this.conflicts++;
		if (this.lines.length < 3) this.lines.push(record.line);
	}

	/** True where the id of the record stood for another person further up. */
	isSomebodyElse(record: RecordScanner): boolean {
		const { index, person } = this;
		const number = index.numberOfBytes(record.bytes, record.starts[person], record.ends[person]);
		let name = 0;
		for (const column of this.nameColumns) name = Math.imul(name ^ lettersHash(record, column), 0x01000193);
		const birth = lettersHash(record, this.birth);
		if (index.isNew) {
			this.names.push(name);
			this.births.push(birth);
			return false;
		}
		return !isSame(this.names.at(number), name) && !isSame(this.births.at(number), birth);
	}
}

/** Looks for ids of two people where a file has ids, names and birth dates, mapped or not; null where it has not. */
export function identityEvidence(plan: ImportPlan, layout: Layout): IdentityEvidence | null {
	const person = plan.columns.findIndex(({ field }) => field === 'person_id');
	const named = columnsByName(plan, layout);
	const [birth] = named('birth_date');
	const names = ['full_name', 'first_name', 'last_name'].flatMap(named);
	return person < 0 || birth === undefined || names.length === 0 ? null : new IdentityEvidence(person, names, birth);
}

/** Columns whose header names a field, mapped or not: names and birth dates are never mapped. */
export function columnsByName(plan: ImportPlan, layout: Layout): (field: string) => number[] {
	const names = new FieldNames(layout);
	const found = plan.columns.map(({ header }) => names.find(header)[0]?.field.name ?? null);
	return (field) => found.flatMap((name, index) => (name === field ? [index] : []));
}

/** An empty cell (hash 0) says nothing against another. */
function isSame(a: number, b: number): boolean {
	return a === b || a === 0 || b === 0;
}

/** A hash of a cell without blanks and capitals; 0 where it is empty. */
export function lettersHash(record: RecordScanner, column: number): number {
	let hash = 0;
	for (let i = record.starts[column]; i < record.ends[column]; i++) {
		const byte = record.bytes[i];
		if (byte === 0x20) continue;
		const letter = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
		hash = Math.imul((hash || 0x811c9dc5) ^ letter, 0x01000193);
	}
	return hash;
}
