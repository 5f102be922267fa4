import type { PartStore } from '#lib/server/part-store.ts';
import { IntList } from './int-list.ts';
import { LineRuns } from './line-runs.ts';
import { RowPages } from './row-pages.ts';

// Both days of a spell in one number: 16 bits each, from 1900-01-01 to 2079; what lies outside stands at the edge.
const EPOCH = 25_567;
const OPEN = 0xffff;

/** What is known of a row: its days, the hash of its cells, and one more than the row before of the same person. */
const [SPAN, HASH, BEFORE] = [0, 1, 2];
const WIDTH = 3;
/** More people than a file has. */
const PEOPLE = 2 ** 24;

interface KnownRow {
	row: number;
	/** Both days, unsigned. */
	span: number;
	hash: number;
	before: number;
}

/** Something two rows of one person show. `line` is the later row, `other` the one it is compared with. */
export interface SpellFinding {
	kind: 'identical' | 'same-dates' | 'overlap' | 'rehire';
	line: number;
	other: number;
	/** Rehires: days between the last day employed and the new hire. */
	days: number;
}

/**
 * Remembers the employments of a file, 12 bytes a row and 4 a person, and says at its end which rows of one person are
 * equal, overlap, or follow after a gap. Rows that follow day by day are one employment (METHODS 1.1) and nothing to say.
 */
export class PersonSpells {
	/** One more than the latest row of each person, 0 where there is none; negative where there are several. */
	private readonly latest = new IntList();
	/** People who have several, and the first row of each. */
	private readonly several = new IntList();
	private readonly firsts = new IntList();
	private readonly rows: RowPages;
	private readonly lines = new LineRuns();

	constructor(store: PartStore | null = null) {
		this.rows = new RowPages(WIDTH, store);
	}

	/** `exit` is null while employed; `hash` is equal for rows whose cells are all equal. */
	add(person: number, hire: number, exit: number | null, hash: number, line: number): void {
		const row = this.lines.length;
		this.latest.extend(person + 1);
		const known = this.latest.at(person);
		if (known > 0) {
			this.several.push(person);
			this.firsts.push(known - 1);
		}
		this.latest.set(person, known === 0 ? row + 1 : -row - 1);
		const page = this.rows.add();
		const place = this.rows.placeOf(row);
		page[place + SPAN] = (dayOf(hire) << 16) | (exit === null ? OPEN : dayOf(exit));
		page[place + HASH] = hash;
		page[place + BEFORE] = Math.abs(known);
		this.lines.push(line);
	}

	/** What the rows of one person show of each other, in the order of people and of their hires. */
	*findings(): Generator<SpellFinding> {
		const { several, firsts, latest } = this;
		const ordered = new Float64Array(several.length);
		for (let i = 0; i < ordered.length; i++) ordered[i] = firsts.at(i) * PEOPLE + several.at(i);
		for (const place of ordered.sort()) {
			const rows: KnownRow[] = [];
			for (let row = -latest.at(place % PEOPLE); row > 0; row = rows[rows.length - 1].before)
				rows.push(this.known(row - 1));
			yield* this.findingsOf(rows);
		}
	}

	private known(row: number): KnownRow {
		const page = this.rows.pageOf(row);
		const place = this.rows.placeOf(row);
		return { row, span: page[place + SPAN] >>> 0, hash: page[place + HASH], before: page[place + BEFORE] };
	}

	private *findingsOf(rows: KnownRow[]): Generator<SpellFinding> {
		const { lines } = this;
		rows.sort((a, b) => a.span - b.span || a.row - b.row);
		const seen = new Map<number, number>();
		let end = -Infinity;
		let holder: KnownRow | null = null;
		for (const known of rows) {
			const { row, span, hash } = known;
			const line = lines.at(row);
			const hire = span >>> 16;
			const exit = span & 0xffff;
			const twin = seen.get(hash);
			if (twin !== undefined) yield { kind: 'identical', line, other: lines.at(twin), days: 0 };
			else if (holder && hire <= end) {
				const isSame = holder.span === span;
				yield { kind: isSame ? 'same-dates' : 'overlap', line, other: lines.at(holder.row), days: 0 };
			} else if (holder && hire > end + 1)
				yield { kind: 'rehire', line, other: lines.at(holder.row), days: hire - end - 1 };
			seen.set(hash, row);
			if (exit < end) continue;
			[end, holder] = [exit, known];
		}
	}
}

function dayOf(day: number): number {
	return Math.min(Math.max(day + EPOCH, 0), OPEN - 1);
}
