import { refusedTable } from '../refused-table.ts';
import { csvCell } from './csv-cell.ts';
import { readXml, unescaped } from './xml-events.ts';

const ENTRY_BYTES = 4;

/** The texts that cells share, kept as the bytes they become in the table. */
export class SharedTexts {
	count = 0;
	private bytes: Buffer = Buffer.alloc(1 << 16);
	private starts = new Uint32Array(1 << 12);

	constructor(private readonly limit: number) {}

	add(text: string): void {
		const cell = csvCell(text);
		const start = this.starts[this.count];
		const needed = start + Buffer.byteLength(cell);
		// Texts without a letter take room too.
		const size = Math.max(needed, this.count * ENTRY_BYTES);
		if (size > this.limit) throw refusedTable('LIMIT_TEXTS', { size, limit: this.limit });
		if (needed > this.bytes.length) this.bytes = grown(this.bytes, Math.max(needed, this.bytes.length * 1.5));
		if (this.count + 2 > this.starts.length) {
			const starts = new Uint32Array(this.starts.length * 2);
			starts.set(this.starts);
			this.starts = starts;
		}
		this.bytes.write(cell, start);
		this.starts[++this.count] = needed;
	}

	/** Length in bytes; 0 for an empty text and for a number that no text has. */
	lengthOf(index: number): number {
		return index >= 0 && index < this.count ? this.starts[index + 1] - this.starts[index] : 0;
	}

	copyTo(target: Buffer, at: number, index: number): void {
		this.bytes.copy(target, at, this.starts[index], this.starts[index + 1]);
	}
}

function grown(bytes: Buffer, size: number): Buffer {
	const larger = Buffer.allocUnsafe(Math.ceil(size));
	bytes.copy(larger);
	return larger;
}

/** Reads the part of shared texts; runs of one text are joined, readings of Japanese names left out. */
export async function readSharedTexts(pieces: AsyncIterable<Uint8Array>, limit: number): Promise<SharedTexts> {
	const texts = new SharedTexts(limit);
	let current = '';
	let isText = false;
	let isReading = false;
	await readXml(pieces, {
		open(name) {
			if (name === 'si') current = '';
			else if (name === 'rPh') isReading = true;
			else if (name === 't') isText = !isReading;
		},
		text(part) {
			if (isText) current += part;
		},
		close(name) {
			if (name === 'si') texts.add(unescaped(current));
			else if (name === 'rPh') isReading = false;
			else if (name === 't') isText = false;
		}
	});
	return texts;
}
