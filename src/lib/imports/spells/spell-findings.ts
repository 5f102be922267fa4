import type { ReportAtEnd } from '#lib/datasets/dataset.ts';
import type { PartStore } from '#lib/server/part-store.ts';
import type { FilePeople } from './file-people.ts';
import { PersonSpells, type SpellFinding } from './person-spells.ts';

const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const CODES: Record<SpellFinding['kind'], { code: string; severity: 'info' | 'warning'; cells?: string }> = {
	identical: { code: 'ROW_DUPLICATE', severity: 'info', cells: 'equal' },
	'same-dates': { code: 'ROW_DUPLICATE', severity: 'warning', cells: 'different' },
	overlap: { code: 'SPELL_OVERLAP', severity: 'warning' },
	rehire: { code: 'SPELL_REHIRE', severity: 'info' }
};

/** What the rows of a whole roster show of each other: equal rows, overlaps, rehires, ids that lost their zeros. */
export function spellFindings(people: FilePeople, store: PartStore | null) {
	const spells = new PersonSpells(store);
	const ids = new IdLengths();
	return {
		add(person: number, hire: number, exit: number | null, hash: number, line: number): void {
			spells.add(person, hire, exit, hash, line);
			people.seek(person);
			ids.add(people);
		},
		end(report: ReportAtEnd): void {
			for (const { kind, line, other, days } of spells.findings()) {
				const { code, severity, cells } = CODES[kind];
				report(code, severity, { line }, { other, ...(cells && { cells }), ...(kind === 'rehire' && { days }) });
			}
			const lost = ids.lostZeros();
			if (lost) report('ID_ZEROS', lost.isSure ? 'warning' : 'info', { field: 'person_id' }, lost.details);
		}
	};
}

/**
 * Leading zeros that a spreadsheet dropped. Sure where some ids begin with a zero and others of digits are shorter;
 * a suspicion where nearly all ids of digits have one length and the rest are shorter.
 */
export class IdLengths {
	private readonly counts = new Map<number, number>();
	private digits = 0;
	private ids = 0;
	private padded = 0;

	/** Counts the id that stands from `start` to `end`. */
	add({ bytes, start, end }: Pick<FilePeople, 'bytes' | 'start' | 'end'>): void {
		this.ids++;
		for (let i = start; i < end; i++) if (bytes[i] < DIGIT_0 || bytes[i] > DIGIT_9) return;
		const length = end - start;
		this.digits++;
		if (bytes[start] === DIGIT_0 && length > this.padded) this.padded = length;
		this.counts.set(length, (this.counts.get(length) ?? 0) + 1);
	}

	lostZeros(): { isSure: boolean; details: { count: number; shortest: number; longest: number } } | null {
		const lengths = [...this.counts.keys()].sort((a, b) => a - b);
		if (lengths.length < 2 || this.digits < this.ids) return null;
		const longest = lengths.at(-1)!;
		const usual = this.padded > 0 ? this.padded : longest;
		let count = 0;
		for (const length of lengths) if (length < usual) count += this.counts.get(length)!;
		const isSure = this.padded > 0 && count > 0;
		const isSuspected = this.ids >= 20 && this.counts.get(longest)! * 5 >= this.ids * 4;
		return isSure || isSuspected ? { isSure, details: { count, shortest: lengths[0], longest: usual } } : null;
	}
}
