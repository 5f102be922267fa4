import { IntList } from './int-list.ts';
import { LineRuns } from './line-runs.ts';

// Both days of a spell in one number: 16 bits each, from 1900-01-01 to 2079; what lies outside stands at the edge.
const EPOCH = 25_567;
const OPEN = 0xffff;

/** Something two rows of one person show. `line` is the later row, `other` the one it is compared with. */
export interface SpellFinding {
	kind: 'identical' | 'same-dates' | 'overlap' | 'rehire';
	line: number;
	other: number;
	/** Rehires: days between the last day employed and the new hire. */
	days: number;
}

/**
 * Remembers the employments of a file, about 16 bytes a row, and says at its end which rows of one person are equal,
 * overlap, or follow after a gap. Rows that follow day by day are one employment (METHODS 1.1) and nothing to say.
 */
export class PersonSpells {
	/** One more than the latest row of each person, 0 where there is none; negative where there are several. */
	private readonly latest = new IntList();
	/** First rows of people who have several. */
	private readonly several = new IntList();
	/** The row that follows of the same person, 0 where there is none. */
	private readonly next = new IntList();
	private readonly spans = new IntList();
	private readonly hashes = new IntList();
	private readonly lines = new LineRuns();

	/** `exit` is null while employed; `hash` is equal for rows whose cells are all equal. */
	add(person: number, hire: number, exit: number | null, hash: number, line: number): void {
		const row = this.lines.length;
		this.latest.extend(person + 1);
		const known = this.latest.at(person);
		if (known > 0) this.several.push(known - 1);
		if (known !== 0) this.next.set(Math.abs(known) - 1, row);
		this.latest.set(person, known === 0 ? row + 1 : -row - 1);
		this.next.push(0);
		this.spans.push((dayOf(hire) << 16) | (exit === null ? OPEN : dayOf(exit)));
		this.hashes.push(hash);
		this.lines.push(line);
	}

	/** What the rows of one person show of each other, in the order of people and of their hires. */
	*findings(): Generator<SpellFinding> {
		const firsts = Int32Array.from({ length: this.several.length }, (_, i) => this.several.at(i)).sort();
		for (const first of firsts) {
			const rows = [first];
			for (let row = this.next.at(first); row > 0; row = this.next.at(row)) rows.push(row);
			yield* this.findingsOf(rows);
		}
	}

	private *findingsOf(rows: number[]): Generator<SpellFinding> {
		const { spans, lines } = this;
		rows.sort((a, b) => (spans.at(a) >>> 0) - (spans.at(b) >>> 0) || a - b);
		const seen = new Map<number, number>();
		let [end, holder] = [-Infinity, -1];
		for (const row of rows) {
			const line = lines.at(row);
			const hire = spans.at(row) >>> 16;
			const exit = spans.at(row) & 0xffff;
			const twin = seen.get(this.hashes.at(row));
			if (twin !== undefined) yield { kind: 'identical', line, other: lines.at(twin), days: 0 };
			else if (holder >= 0 && hire <= end) {
				const isSame = spans.at(holder) === spans.at(row);
				yield { kind: isSame ? 'same-dates' : 'overlap', line, other: lines.at(holder), days: 0 };
			} else if (holder >= 0 && hire > end + 1)
				yield { kind: 'rehire', line, other: lines.at(holder), days: hire - end - 1 };
			seen.set(this.hashes.at(row), row);
			if (exit < end) continue;
			[end, holder] = [exit, row];
		}
	}
}

function dayOf(day: number): number {
	return Math.min(Math.max(day + EPOCH, 0), OPEN - 1);
}
