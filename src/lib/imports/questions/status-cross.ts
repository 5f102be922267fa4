import { cellText } from '../check/check-column.ts';
import type { TextReader } from '../file/decode.ts';
import type { RecordWatcher } from '../file/file-profile.ts';
import type { RecordScanner } from '../file/scanner.ts';
import { LIMITS } from '../limits.ts';
import type { ColumnProfile } from '../values/column-profile.ts';

const CELLS = 100_000;

/** How often each status stands beside each exit date, as texts of the file. Bounded. */
export class StatusCross implements RecordWatcher {
	readonly counts = new Map<string, Map<string, number>>();
	private readonly known = new Map<number, { exits: Map<string, number>; day: string }>();
	private cells = 0;

	constructor(
		private readonly status: number,
		private readonly exit: number,
		/** A rehire date, or -1: an exit beside one may end an earlier employment. */
		private readonly rehire: number,
		private readonly text: TextReader
	) {}

	take(record: RecordScanner, columns: readonly ColumnProfile[]): void {
		if (this.rehire >= 0 && record.starts[this.rehire] < record.ends[this.rehire]) return;
		const [status, exit] = [columns[this.status].cell, columns[this.exit].cell];
		const isNumbered = status !== -1 && exit !== -1;
		const key = (status + 2) * 0x100000 + exit + 2;
		let place = isNumbered ? this.known.get(key) : undefined;
		if (!place) {
			const found = this.place(record);
			if (!found) return;
			place = found;
			if (isNumbered) this.known.set(key, place);
		}
		const count = place.exits.get(place.day);
		if (count === undefined && ++this.cells > CELLS) return;
		place.exits.set(place.day, (count ?? 0) + 1);
	}

	private place(record: RecordScanner): { exits: Map<string, number>; day: string } | null {
		const word = cellText(record, this.status, this.text).trim();
		const day = cellText(record, this.exit, this.text).trim();
		const known = this.counts.get(word);
		if (!known && this.counts.size >= LIMITS.distinctWords) return null;
		const exits = known ?? new Map<string, number>();
		if (!known) this.counts.set(word, exits);
		return { exits, day };
	}
}
