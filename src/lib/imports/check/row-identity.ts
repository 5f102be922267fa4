import type { Layout, ReportFinding } from '#lib/datasets/dataset.ts';
import type { RecordScanner } from '../file/scanner.ts';
import type { ImportPlan } from '../plan.ts';
import {
	columnsByName,
	identityEvidence,
	lettersHash,
	nameColumns,
	nameHash,
	type IdentityEvidence
} from '../questions/identity-evidence.ts';
import { IntList } from '../spells/int-list.ts';
import { PersonIndex } from '../spells/person-index.ts';
import type { CellValue } from './row-sink.ts';

/**
 * Who the rows of a roster are about. An id that stands for several people is handled as the analyst chose: 'split'
 * gives the second the id "<id> (2)" and so on. One name and day of birth (of hire, where no birth is given) under two
 * ids is said and never merged.
 */
export class RowIdentity {
	private readonly pairs = new PersonIndex();
	private readonly ids = new PersonIndex();
	/** Id and line of the first row with each name and day. */
	private readonly idOf = new IntList();
	private readonly lineOf = new IntList();
	/** Ids a person was found under already: said once. */
	private readonly said = new Set<number>();

	private constructor(
		private readonly choice: ImportPlan['idConflict'],
		private readonly evidence: IdentityEvidence | null,
		private readonly columns: { person: number; names: number[]; day: number },
		private readonly slot: number
	) {}

	/** Null for layouts other than employments and for files without ids. `slot` is that of the person's id. */
	static of(plan: ImportPlan, layout: Layout, slot: number): RowIdentity | null {
		const columnOf = (field: string) => plan.columns.findIndex((column) => column.field === field);
		const person = columnOf('person_id');
		if (!layout.isEmployments || person < 0) return null;
		const named = columnsByName(plan, layout);
		const isSettled = plan.idConflict === 'exclude' || plan.idConflict === 'split';
		const day = named('birth_date')[0] ?? columnOf('hire_date');
		const columns = { person, names: day < 0 ? [] : nameColumns(named), day };
		const evidence = isSettled ? identityEvidence(plan, layout) : null;
		return evidence === null && columns.names.length === 0
			? null
			: new RowIdentity(plan.idConflict, evidence, columns, slot);
	}

	/** True where the row got another id. */
	settle(record: RecordScanner, values: CellValue[], report: ReportFinding): boolean {
		const number = this.evidence?.personOf(record) ?? 1;
		if (number > 1 && this.choice === 'exclude') {
			report('SPELL_ID_CONFLICT', 'error', 'person_id');
			return false;
		}
		if (number > 1) {
			values[this.slot] = `${String(values[this.slot])} (${number})`;
			report('SPELL_ID_CONFLICT', 'warning', 'person_id');
		}
		if (this.columns.names.length > 0) this.findTwin(record, values, report);
		return number > 1;
	}

	private findTwin(record: RecordScanner, values: CellValue[], report: ReportFinding): void {
		const { names, day } = this.columns;
		const [name, birth] = [nameHash(record, names), lettersHash(record, day)];
		if (name === 0 || birth === 0) return;
		const id = this.ids.numberOf(String(values[this.slot]));
		const isNew = this.ids.isNew;
		const pair = this.pairs.numberOfHash(name, birth);
		if (this.pairs.isNew) {
			this.idOf.push(id);
			this.lineOf.push(record.line);
		} else if (this.idOf.at(pair) !== id && (isNew || !this.said.has(id))) {
			this.said.add(id);
			report('SPELL_SAME_PERSON', 'warning', 'person_id', { other: this.lineOf.at(pair) });
		}
	}
}
