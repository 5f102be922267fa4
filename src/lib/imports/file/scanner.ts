import type { Issue } from '../issue.ts';
import { LIMITS } from '../limits.ts';
import type { ViewedBytes } from './byte-cache.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
/** No byte: nothing escapes but a doubled quote. */
const NONE = 256;

/** What is special about a cell. */
export const QUOTED = 1;
export const ESCAPED = 2;
export const STRAY = 4;
export const NUL = 8;
/** Some byte of the cell is above 0x7F. */
export const NON_ASCII = 16;
/** Quotes or backslashes of the cell stand behind a backslash. */
export const BACKSLASHED = 32;

export interface ScanLimits {
	recordBytes: number;
	recordLines: number;
}

/** A scanner for the table that a plan describes. */
export function openScanner(
	plan: { delimiter: string; sheet?: string; escape?: 'doubled' | 'backslash' },
	onRecord: (record: RecordScanner) => void,
	limits: ScanLimits = LIMITS
): RecordScanner {
	const scanner = new RecordScanner(plan.delimiter.charCodeAt(0), onRecord, limits, plan.sheet !== undefined);
	if (plan.escape === 'backslash') scanner.escape = BACKSLASH;
	return scanner;
}

/**
 * Push scanner of delimited bytes (RFC 4180) in any encoding that extends ASCII. Calls `onRecord` with itself once per
 * record: cell `i` is `bytes[starts[i] .. ends[i])` without its quotes, `flags[i]` says what is special about it and
 * `line` is the physical line on which the record starts. Line ends are LF, CRLF and CR, also mixed. A quote that does
 * not open a cell is text.
 */
export class RecordScanner implements ViewedBytes {
	bytes: Buffer = Buffer.alloc(0);
	view: DataView = new DataView(new ArrayBuffer(0));
	starts = new Int32Array(64);
	ends = new Int32Array(64);
	flags = new Uint8Array(64);
	count = 0;
	line = 1;
	/** Line after the record, so after the last one the number of lines plus one. */
	nextLine = 1;
	/** All flags of the record's cells together. */
	recordFlags = 0;
	recordStart = 0;
	recordEnd = 0;
	/** Set where the file cannot be read on; nothing more is delivered. */
	fatal: Issue | null = null;
	/** The byte behind which a quote of a quoted cell does not close it. */
	escape = NONE;
	private readonly classes = new Uint8Array(256);
	private position = 0;
	private memory: Buffer = Buffer.alloc(0);

	constructor(
		delimiter: number,
		private readonly onRecord: (record: RecordScanner) => void,
		private readonly limits: ScanLimits = LIMITS,
		/** Every record is one line, also where its cells hold line ends: the rows of a sheet. */
		private readonly isByRow = false
	) {
		this.classes.fill(NON_ASCII, 0x80);
		this.classes[0] = NUL;
		this.classes[QUOTE] = STRAY;
		for (const end of [delimiter, LF, CR]) this.classes[end] = 1;
		this.delimiter = delimiter;
	}
	private readonly delimiter: number;

	write(chunk: Uint8Array): void {
		if (this.fatal) return;
		const view = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
		this.hold(this.bytes.length === 0 ? view : this.joined(this.bytes, view));
		this.deliver(false);
	}

	/** The unfinished record and the chunk that goes on with it, in memory that the next chunk uses again. */
	private joined(rest: Buffer, chunk: Buffer): Buffer {
		const length = rest.length + chunk.length;
		if (length > this.memory.length) this.memory = Buffer.allocUnsafeSlow(length + (length >> 3));
		this.memory.set(rest);
		this.memory.set(chunk, rest.length);
		return this.memory.subarray(0, length);
	}

	end(): void {
		if (this.fatal) return;
		if (this.bytes.length > this.position && this.bytes[this.bytes.length - 1] === 0x1a)
			this.hold(this.bytes.subarray(0, this.bytes.length - 1));
		this.deliver(true);
	}

	private deliver(isLast: boolean): void {
		const { bytes } = this;
		while (this.position < bytes.length) {
			const next = this.scanRecord(this.position, isLast);
			if (next < 0) {
				if (!this.fatal && bytes.length - this.position > this.limits.recordBytes)
					this.refuse('LIMIT_RECORD', this.nextLine, bytes.length - this.position);
				break;
			}
			this.recordStart = this.position;
			if (next - this.position > this.limits.recordBytes) {
				this.refuse('LIMIT_RECORD', this.line, next - this.position);
				return;
			}
			this.position = next;
			this.onRecord(this);
			if (this.fatal) return;
		}
		// The chunk belongs to the caller: keep only a copy of the unfinished record.
		this.hold(Buffer.from(bytes.subarray(this.position)));
		this.position = 0;
	}

	private hold(bytes: Buffer): void {
		this.bytes = bytes;
		this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	}

	/** Finds the cells of the record at `from`; returns where the next one starts, or -1 where bytes are missing. */
	private scanRecord(from: number, isLast: boolean): number {
		const { bytes, classes, delimiter } = this;
		const { length } = bytes;
		let { starts, ends, flags } = this;
		let line = this.nextLine;
		let at = from;
		let all = 0;
		for (let count = 0; ; count++) {
			if (count === starts.length) {
				this.grow();
				({ starts, ends, flags } = this);
			}
			const opened = at;
			let flag = 0;
			let valueEnd = -1;
			if (at < length && bytes[at] === QUOTE) {
				const close = this.scanQuoted(at, line, from, isLast);
				if (close < 0) return -1;
				line = this.quotedLine;
				flag = this.quotedFlag;
				valueEnd = close;
				at = close + 1;
				while (at < length && bytes[at] === SPACE && delimiter !== SPACE) at++;
			}
			const resumed = at;
			while (at < length) {
				const kind = classes[bytes[at]];
				if (kind === 1) break;
				flag |= kind;
				at++;
			}
			if (valueEnd < 0 || at > resumed) {
				// Text after a closing quote: the whole cell is kept as it stands.
				starts[count] = opened;
				ends[count] = at;
				flag = valueEnd < 0 ? flag : (flag & (NUL | NON_ASCII)) | STRAY;
			} else {
				starts[count] = opened + 1;
				ends[count] = valueEnd;
			}
			flags[count] = flag;
			all |= flag;
			if (at < length && bytes[at] === delimiter) {
				at++;
				continue;
			}
			if (at >= length && !isLast) return -1;
			if (at < length && bytes[at] === CR) {
				if (at + 1 >= length && !isLast) return -1;
				if (bytes[at + 1] === LF) at++;
			}
			this.closeRecord(count + 1, all, line);
			return at + 1;
		}
	}

	private closeRecord(count: number, flags: number, lastLine: number): void {
		this.recordEnd = this.ends[count - 1];
		this.recordFlags = flags;
		this.count = count;
		this.line = this.nextLine;
		this.nextLine = (this.isByRow ? this.line : lastLine) + 1;
	}

	private quotedLine = 0;
	private quotedFlag = 0;

	/** Position of the closing quote of the cell opened at `at`, or -1. */
	private scanQuoted(at: number, line: number, from: number, isLast: boolean): number {
		const { bytes, limits, escape } = this;
		const { length } = bytes;
		const openedLine = line;
		let flag = QUOTED;
		let i = at + 1;
		for (; i < length; i++) {
			const byte = bytes[i];
			if (byte > QUOTE) {
				if (byte > 0x7f) flag |= NON_ASCII;
				else if (byte === escape && (bytes[i + 1] === QUOTE || bytes[i + 1] === escape)) {
					flag |= ESCAPED | BACKSLASHED;
					i++;
				}
				continue;
			}
			if (byte === QUOTE) {
				if (i + 1 >= length && !isLast) return this.unfinished(i, from, openedLine);
				if (bytes[i + 1] !== QUOTE) {
					this.quotedLine = line;
					this.quotedFlag = flag;
					return i;
				}
				flag |= ESCAPED;
				i++;
			} else if (byte === LF || (byte === CR && i + 1 < length && bytes[i + 1] !== LF)) {
				line++;
				if ((line - this.nextLine >= limits.recordLines && !this.isByRow) || i - from > limits.recordBytes)
					return this.refuse('QUOTE_UNCLOSED', openedLine);
			} else if (byte === 0) flag |= NUL;
		}
		if (isLast) return this.refuse('QUOTE_UNCLOSED', openedLine);
		return this.unfinished(i, from, openedLine);
	}

	private unfinished(i: number, from: number, openedLine: number): -1 {
		return i - from > this.limits.recordBytes ? this.refuse('QUOTE_UNCLOSED', openedLine) : -1;
	}

	private refuse(code: string, line: number, size?: number): -1 {
		const details = { ...(size !== undefined && { size }), limit: this.limits.recordBytes };
		this.fatal = { code, severity: 'fatal', line, details };
		return -1;
	}

	private grow(): void {
		const size = this.starts.length * 2;
		const wider = (old: Int32Array) => {
			const larger = new Int32Array(size);
			larger.set(old);
			return larger;
		};
		this.starts = wider(this.starts);
		this.ends = wider(this.ends);
		const flags = new Uint8Array(size);
		flags.set(this.flags);
		this.flags = flags;
	}
}
