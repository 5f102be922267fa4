import { cellText } from '../check/check-column.ts';
import type { TextReader } from '../file/decode.ts';
import type { RecordWatcher } from '../file/file-profile.ts';
import type { RecordScanner } from '../file/scanner.ts';
import type { ColumnProfile } from '../values/column-profile.ts';
import { IntList } from './int-list.ts';
import { PersonIndex } from './person-index.ts';

const NEVER = -2_147_483_648;

/** Looks up what a text of a column says, once for each distinct text. */
type ReadText = (text: string) => number;

/**
 * Counts the people of a file of snapshots who are not in the last one and of whom no row says that they left. Counts
 * as the conversion will: people whose latest row says active.
 */
export class SnapshotPeople implements RecordWatcher {
	private readonly index = new PersonIndex();
	private readonly lastDay = new IntList();
	private readonly outDay = new IntList();
	private readonly days: (record: RecordScanner, columns: readonly ColumnProfile[]) => number;
	private readonly outs: (record: RecordScanner, columns: readonly ColumnProfile[]) => number;
	private latest = NEVER;

	constructor(
		private readonly person: number,
		period: { column: number; read: ReadText },
		status: { column: number; isOut: (text: string) => boolean },
		text: TextReader
	) {
		this.days = cached(period.column, period.read, text);
		this.outs = cached(status.column, (word) => (status.isOut(word) ? 1 : 0), text);
	}

	take(record: RecordScanner, columns: readonly ColumnProfile[]): void {
		const person = this.index.numberOfBytes(record.bytes, record.starts[this.person], record.ends[this.person]);
		if (this.index.isNew) {
			this.lastDay.push(NEVER);
			this.outDay.push(NEVER);
		}
		const day = this.days(record, columns);
		const isOut = this.outs(record, columns) === 1;
		const list = isOut ? this.outDay : this.lastDay;
		if (day > list.at(person)) list.set(person, day);
		if (!isOut && day > this.latest) this.latest = day;
	}

	/** People without a row in the last snapshot whose last row says that they are employed. */
	missing(): number {
		let count = 0;
		for (let person = 0; person < this.index.size; person++) {
			const last = this.lastDay.at(person);
			if (last > NEVER && last < this.latest && this.outDay.at(person) < last) count++;
		}
		return count;
	}
}

/** Reads a column by the numbers its profile gives to texts, so that each text is read once. */
function cached(column: number, read: ReadText, text: TextReader) {
	const known = new Map<number, number>();
	return (record: RecordScanner, columns: readonly ColumnProfile[]): number => {
		if (column < 0) return 0;
		const { cell } = columns[column];
		const given = cell >= 0 ? known.get(cell) : undefined;
		if (given !== undefined) return given;
		const value = read(cellText(record, column, text).trim());
		if (cell >= 0) known.set(cell, value);
		return value;
	};
}
