import { ByteCache } from '../file/byte-cache.ts';
import { cellText } from '../check/check-column.ts';
import { DateEvidence } from './date-evidence.ts';
import type { TextReader } from '../file/decode.ts';
import { LIMITS } from '../limits.ts';
import { NumberEvidence } from './number-evidence.ts';
import { ESCAPED, STRAY, type RecordScanner } from '../file/scanner.ts';

/** Cells looked at one by one before a column without dates and numbers is taken for plain text. */
const PATIENCE = 5_000;
const EXAMPLES = 5;
/** How many digits are a number and nothing else: 4, 5, 6 and 8 may be a year, a day number, a month or a date. */
const MOST_DIGITS = new Set([1, 2, 3, 7, 9, 10, 11, 12, 13, 14, 15]);

/** Statistics of one source column over all rows, in bounded memory: repeated texts are looked at once. */
export class ColumnProfile {
	filled = 0;
	/** Number of the text of the last record among the first distinct ones of the column; -1 beyond them, -2 empty. */
	cell = -1;
	readonly dates = new DateEvidence();
	readonly numbers = new NumberEvidence();
	readonly examples: string[] = [];
	/** Distinct trimmed texts with counts while there are at most 200, else null. */
	words: Map<string, number> | null = new Map();
	/** Texts that occur and may mean "nothing given" are few, so they are found even among very many. */
	readonly rare = new Map<string, number>();
	private readonly cache = new ByteCache(20_000);
	private counts = new Uint32Array(1024);
	private readonly texts: string[] = [];
	private looked = 0;

	constructor(
		private readonly index: number,
		private readonly text: TextReader,
		private readonly isRemarkable: (word: string) => boolean
	) {}

	read(record: RecordScanner): void {
		const { index, cache } = this;
		const start = record.starts[index];
		const end = record.ends[index];
		this.cell = start === end ? -2 : -1;
		if (start === end) return;
		if ((record.flags[index] & (ESCAPED | STRAY)) !== 0) return this.look(cellText(record, index, this.text).trim(), 1);
		let id = cache.find(record, start, end);
		if (id < 0) {
			id = cache.add(record, start, end);
			if (id < 0 && this.isKnownAsDigits(record.bytes, start, end)) return;
			const text = this.text(record.bytes, start, end).trim();
			if (id < 0) return this.look(text, 1);
			if (id === this.counts.length) this.counts = widened(this.counts);
			this.texts.push(text);
		}
		this.cell = id;
		this.counts[id]++;
	}

	/** Counts one more number of a column of many, as ids are; false where there may be more to learn from the text. */
	private isKnownAsDigits(bytes: Uint8Array, start: number, end: number): boolean {
		if (this.words || this.examples.length < EXAMPLES || !MOST_DIGITS.has(end - start)) return false;
		let value = 0;
		for (let i = start; i < end; i++) {
			const digit = bytes[i] - 0x30;
			if (digit < 0 || digit > 9) return false;
			value = value * 10 + digit;
		}
		this.filled++;
		this.looked++;
		this.numbers.addDigits(value, 1);
		return true;
	}

	/** The first text of the column while it is being read; null where its first cell was empty or very long. */
	firstText(): string | null {
		return this.texts[0] ?? null;
	}

	/** Looks at the texts counted so far; call once, after the last record. */
	finish(): void {
		for (let id = 0; id < this.texts.length; id++) this.look(this.texts[id], this.counts[id]);
		this.texts.length = 0;
	}

	/** Looks at one trimmed text that stands in `count` rows. */
	look(text: string, count: number): void {
		if (text === '') return;
		this.filled += count;
		if (this.words) this.countWord(this.words, text, count);
		if (this.isRemarkable(text)) this.rare.set(text, (this.rare.get(text) ?? 0) + count);
		if (this.examples.length < EXAMPLES && !this.examples.includes(text)) this.examples.push(text.slice(0, 200));
		if (++this.looked > PATIENCE && this.dates.count === 0 && this.numbers.count === 0) return;
		this.dates.add(text, count);
		this.numbers.add(text, count);
	}

	private countWord(words: Map<string, number>, text: string, count: number): void {
		const known = words.get(text);
		if (known === undefined && words.size >= LIMITS.distinctWords) this.words = null;
		else words.set(text, (known ?? 0) + count);
	}
}

/** Profiles of columns from some rows as text, as far as the kind of a file is concerned. */
export function columnProfiles(columns: number, rows: string[][]): ColumnProfile[] {
	const unread: TextReader = (bytes, start, end) => bytes.toString('utf8', start, end);
	const profiles = Array.from({ length: columns }, (_, index) => new ColumnProfile(index, unread, () => false));
	for (const row of rows) for (const [index, profile] of profiles.entries()) profile.look((row[index] ?? '').trim(), 1);
	return profiles;
}

function widened(counts: Uint32Array): Uint32Array<ArrayBuffer> {
	const wider = new Uint32Array(counts.length * 2);
	wider.set(counts);
	return wider;
}
