import type { Layout } from '#lib/datasets/dataset.ts';
import type { RecordWatcher } from '../file/file-profile.ts';
import type { RecordScanner } from '../file/scanner.ts';
import { FieldNames } from '../mapping.ts';
import type { ImportPlan } from '../plan.ts';
import { IntList } from '../spells/int-list.ts';
import { PersonIndex } from '../spells/person-index.ts';

/** More people than this under one id are one more, together: such an id is no id. */
const MOST_PEOPLE = 20;

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
	/** Name and birth date of the second and further people of an id. */
	private readonly others = new Map<number, [name: number, birth: number][]>();

	/** `names` are the columns of the name, in order; `birth` that of the birth date. */
	constructor(
		private readonly person: number,
		private readonly nameColumns: readonly number[],
		private readonly birth: number
	) {}

	take(record: RecordScanner): void {
		if (this.personOf(record) === 1) return;
		this.conflicts++;
		if (this.lines.length < 3) this.lines.push(record.line);
	}

	/** Which person of its id the record is about, in the order they appear: 1 is the first. */
	personOf(record: RecordScanner): number {
		const { index, person, names, births } = this;
		const number = index.numberOfBytes(record.bytes, record.starts[person], record.ends[person]);
		const name = nameHash(record, this.nameColumns);
		const birth = lettersHash(record, this.birth);
		if (index.isNew) {
			names.push(name);
			births.push(birth);
			return 1;
		}
		if (isSame(names.at(number), name) || isSame(births.at(number), birth)) return 1;
		const others = this.others.get(number) ?? [];
		const known = others.findIndex((other) => isSame(other[0], name) || isSame(other[1], birth));
		if (known >= 0) return known + 2;
		if (others.length < MOST_PEOPLE) this.others.set(number, [...others, [name, birth]]);
		return others.length + 2;
	}
}

/** Looks for ids of two people where a file has ids, names and birth dates, mapped or not; null where it has not. */
export function identityEvidence(plan: ImportPlan, layout: Layout): IdentityEvidence | null {
	const person = plan.columns.findIndex(({ field }) => field === 'person_id');
	const named = columnsByName(plan, layout);
	const [birth] = named('birth_date');
	const names = nameColumns(named);
	return person < 0 || birth === undefined || names.length === 0 ? null : new IdentityEvidence(person, names, birth);
}

/** The columns of names, in order. */
export function nameColumns(named: (field: string) => number[]): number[] {
	return ['full_name', 'first_name', 'last_name'].flatMap(named);
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

/** A hash of a name in one or more columns; 0 where all are empty. */
export function nameHash(record: RecordScanner, columns: readonly number[]): number {
	let name = 0;
	for (const column of columns) name = Math.imul(name ^ lettersHash(record, column), 0x01000193);
	return name;
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
