import { cellText } from '../check/check-column.ts';
import type { TextReader } from '../file/decode.ts';
import type { RecordWatcher } from '../file/file-profile.ts';
import type { RecordScanner } from '../file/scanner.ts';
import { LIMITS } from '../limits.ts';
import type { ColumnProfile } from '../values/column-profile.ts';

const CELLS = 100_000;
const FIRST_CELLS = 256;

/** A status beside an exit date: where the texts of the file are counted. */
interface Pair {
	exits: Map<string, number>;
	day: string;
	/** Rows that are not counted there yet. */
	rows: number;
}

/** How often each status stands beside each exit date, as texts of the file. Bounded. */
export class StatusCross implements RecordWatcher {
	private readonly texts = new Map<string, Map<string, number>>();
	private readonly pairs: Pair[] = [];
	/** One more than the place in `pairs`, by the cells of status and exit; 0 where they have none. */
	private readonly places: Int32Array[] = [];
	private cells = 0;

	constructor(
		private readonly status: number,
		private readonly exit: number,
		/** A rehire date, or -1: an exit beside one may end an earlier employment. */
		private readonly rehire: number,
		private readonly text: TextReader
	) {}

	/** Rows by exit date by status. */
	get counts(): ReadonlyMap<string, ReadonlyMap<string, number>> {
		for (const pair of this.pairs) {
			pair.exits.set(pair.day, (pair.exits.get(pair.day) ?? 0) + pair.rows);
			pair.rows = 0;
		}
		return this.texts;
	}

	take(record: RecordScanner, columns: readonly ColumnProfile[]): void {
		if (this.rehire >= 0 && record.starts[this.rehire] < record.ends[this.rehire]) return;
		// Cells without a number are -1, empty ones -2.
		const [status, exit] = [columns[this.status].cell + 2, columns[this.exit].cell + 2];
		const place = this.places[status]?.[exit] ?? 0;
		if (place > 0) {
			this.pairs[place - 1].rows++;
			return;
		}
		const pair = this.countText(record);
		if (pair && status !== 1 && exit !== 1) this.remember(pair, status, exit);
	}

	/** Counts the texts of a record; null where no more are kept. */
	private countText(record: RecordScanner): Pair | null {
		const word = cellText(record, this.status, this.text).trim();
		const day = cellText(record, this.exit, this.text).trim();
		const known = this.texts.get(word);
		if (!known && this.texts.size >= LIMITS.distinctWords) return null;
		const exits = known ?? new Map<string, number>();
		if (!known) this.texts.set(word, exits);
		const count = exits.get(day);
		if (count === undefined && ++this.cells > CELLS) return null;
		exits.set(day, (count ?? 0) + 1);
		return { exits, day, rows: 0 };
	}

	private remember(pair: Pair, status: number, exit: number): void {
		let places = this.places[status] ?? new Int32Array(FIRST_CELLS);
		if (exit >= places.length) {
			const wider = new Int32Array(Math.max(exit + 1, 2 * places.length));
			wider.set(places);
			places = wider;
		}
		places[exit] = this.pairs.push(pair);
		this.places[status] = places;
	}
}
