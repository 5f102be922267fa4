import { isUtf8 } from 'node:buffer';
import { firstFilledCell } from './blank-record.ts';
import { cellText } from '../check/check-column.ts';
import { ColumnProfile } from '../values/column-profile.ts';
import { textReader, type TextReader } from './decode.ts';
import type { Issue } from '../issue.ts';
import { LIMITS, type Limits } from '../limits.ts';
import type { ImportPlan } from '../plan.ts';
import { NON_ASCII, openScanner, STRAY, type RecordScanner } from './scanner.ts';
import { isArtefact, mayMeanEmpty } from '../values/words.ts';

/** No word that may mean "nothing given" starts with one. */
const DIGIT = /\d/;

/** Looks at each whole record after the profiles of its columns: what several cells or rows say together. */
export interface RecordWatcher {
	take(record: RecordScanner, columns: readonly ColumnProfile[]): void;
}

/** One pass over all bytes of a file: shape of every record and statistics of every column, in bounded memory. */
export class FileProfile {
	readonly scanner: RecordScanner;
	readonly columns: ColumnProfile[];
	readonly sample: { line: number; cells: string[] }[] = [];
	/** Records whose bytes are not UTF-8: how many, the first line, three of them as bytes. */
	readonly undecodable = { count: 0, line: 0, bytes: [] as Buffer[] };
	readonly counts = { records: 0, short: 0, long: 0, blank: 0, repeated: 0, trailing: 0, stray: 0 };
	lastRecord: { line: number; cells: string[] } | null = null;
	private header: string[] | null = null;
	private headerBytes = 0;
	private last: Buffer = Buffer.alloc(0);
	private readonly text: TextReader;

	constructor(
		private readonly plan: ImportPlan,
		private readonly watchers: readonly RecordWatcher[],
		private readonly checksUtf8: boolean,
		private readonly limits: Limits = LIMITS
	) {
		this.text = textReader(plan.encoding);
		const mayBeEmpty = (word: string) => word.length <= 40 && !DIGIT.test(word[0]) && mayMeanEmpty(word, {});
		const isRemarkable = (word: string) => mayBeEmpty(word) || isArtefact(word);
		this.columns = plan.columns.map(
			({ field }, index) =>
				new ColumnProfile(index, this.text, field === 'separation_reason' ? isRemarkable : mayBeEmpty)
		);
		this.scanner = openScanner(plan, (record) => this.take(record), limits);
	}

	/** Call after the last byte. */
	finish(): void {
		for (const column of this.columns) column.finish();
		if (this.last.length > 0) {
			const cells: string[] = [];
			const scanner = openScanner(this.plan, (record) => {
				for (let i = 0; i < record.count; i++) cells.push(cellText(record, i, this.text).trim());
			});
			scanner.write(this.last);
			scanner.end();
			this.lastRecord = { line: this.lastLine, cells };
		}
	}
	private lastLine = 0;

	private take(record: RecordScanner): void {
		if (record.line <= this.plan.headerLine) {
			if (record.line === this.plan.headerLine) this.takeHeader(record);
			return;
		}
		const { counts } = this;
		const expected = this.columns.length;
		if (firstFilledCell(record) < 0) {
			counts.blank++;
			return;
		}
		if (this.isRepeatedHeader(record)) {
			counts.repeated++;
			return;
		}
		if (++counts.records > this.limits.rows) {
			record.fatal = { code: 'LIMIT_ROWS', severity: 'fatal', line: record.line, details: { limit: this.limits.rows } };
			return;
		}
		const isTrailing = record.count === expected + 1 && record.starts[expected] === record.ends[expected];
		if (isTrailing) counts.trailing++;
		else if (record.count < expected) counts.short++;
		else if (record.count > expected) counts.long++;
		if (this.checksUtf8 && record.recordFlags & NON_ASCII) this.checkEncoding(record);
		if (this.sample.length < 20) this.sample.push({ line: record.line, cells: this.cellsOf(record) });
		this.remember(record);
		if (record.count !== expected && !isTrailing) return;
		for (const column of this.columns) column.read(record);
		if (record.recordFlags & STRAY) counts.stray++;
		for (const watcher of this.watchers) watcher.take(record, this.columns);
	}

	private cellsOf(record: RecordScanner): string[] {
		return Array.from({ length: record.count }, (_, i) => cellText(record, i, this.text));
	}

	private takeHeader(record: RecordScanner): void {
		this.header = this.cellsOf(record);
		this.headerBytes = record.ends[0] - record.starts[0];
	}

	/** The names of the columns are no values of theirs. */
	private isRepeatedHeader(record: RecordScanner): boolean {
		const { header } = this;
		const isLike = record.count === header?.length && record.ends[0] - record.starts[0] === this.headerBytes;
		if (!isLike) return false;
		return header.every((cell, i) => cellText(record, i, this.text) === cell);
	}

	/** Keeps the bytes of a short record, in case it is the last one and holds totals. */
	private remember(record: RecordScanner): void {
		const length = record.recordEnd - record.recordStart;
		this.lastLine = record.line;
		this.last =
			length > 0 && length < 2000 && this.isLabelled(record)
				? Buffer.from(record.bytes.subarray(record.recordStart, record.recordEnd))
				: EMPTY;
	}

	/** Cheap test before copying: rows of totals begin with t, s, g or nothing (after quotes and blanks). */
	private isLabelled(record: RecordScanner): boolean {
		const first = record.bytes[record.starts[0]] | 0x20;
		return record.starts[0] === record.ends[0] || first === 0x74 || first === 0x73 || first === 0x67 || first === 0x20;
	}

	private checkEncoding(record: RecordScanner): void {
		const bytes = record.bytes.subarray(record.recordStart, record.recordEnd);
		if (isUtf8(bytes)) return;
		const { undecodable } = this;
		if (undecodable.count++ === 0) undecodable.line = record.line;
		if (undecodable.bytes.length < 3) undecodable.bytes.push(Buffer.from(bytes.subarray(0, 200)));
	}
}

const EMPTY = Buffer.alloc(0);

/** The fatal finding of a file without rows below its header. */
export function headerOnly(profile: FileProfile): Issue | null {
	return profile.counts.records === 0 ? { code: 'FILE_HEADER_ONLY', severity: 'fatal' } : null;
}
