import { cellText } from '../check/check-column.ts';
import type { TextReader } from '../file/decode.ts';
import type { RecordWatcher } from '../file/file-profile.ts';
import type { RecordScanner } from '../file/scanner.ts';
import { twinKey, twinLabel } from './twin-key.ts';

/** Rows that may be one event: the same organisation on the same day. */
export interface Twins {
	/** Names the group in the plan. */
	key: string;
	label: string;
	count: number;
}

const MOST_EVENTS = 200_000;
const LISTED = 200;

/** Finds rows of public events that may be one event told twice, or two sites of one organisation on one day. */
export class EventTwins implements RecordWatcher {
	private readonly groups = new Map<string, Twins>();

	constructor(
		private readonly columns: { organisation: number; date: number },
		private readonly text: TextReader
	) {}

	take(record: RecordScanner): void {
		const { organisation, date } = this.columns;
		const name = cellText(record, organisation, this.text).trim();
		const day = cellText(record, date, this.text).trim();
		const key = twinKey(name, day);
		if (key === null) return;
		const known = this.groups.get(key);
		if (known) known.count++;
		else if (this.groups.size < MOST_EVENTS) this.groups.set(key, { key, label: twinLabel(name, day), count: 1 });
	}

	found(): Twins[] {
		return [...this.groups.values()].filter(({ count }) => count > 1).slice(0, LISTED);
	}
}
