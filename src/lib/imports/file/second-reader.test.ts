import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pieces } from '../../../../test/support/read-table.ts';
import { cellText } from '../check/check-column.ts';
import type { Delimiter, Encoding } from '../plan.ts';
import { byteSource, textReader } from './decode.ts';
import { bytesInMemory } from './file-bytes.ts';
import { openTable } from './open-table.ts';
import { RecordScanner } from './scanner.ts';

/** Our reading of a file whose encoding and delimiter are known. */
async function readRecords(bytes: Uint8Array, encoding: Encoding, delimiter: Delimiter, size: number) {
	const read = textReader(encoding);
	const records: string[][] = [];
	const lines: number[] = [];
	const scanner = new RecordScanner(delimiter.charCodeAt(0), (record) => {
		records.push(Array.from({ length: record.count }, (_, i) => cellText(record, i, read)));
		lines.push(record.line);
	});
	const source = byteSource(encoding, (chunk) => scanner.write(chunk));
	const { pieces: unpacked } = await openTable(bytesInMemory(bytes));
	for await (const part of unpacked) for (const piece of pieces(part, size)) source.write(piece);
	source.end();
	scanner.end();
	return { records, lines, fatal: scanner.fatal };
}

// Letters that all encodings below have.
const LETTER = ['a', 'Z', '0', 'é', 'ß', '"', ',', ';', '\t', '|', '\n', '\r\n', '\r', ' ', "'", '=', '\\'];
const table = fc.integer({ min: 2, max: 6 }).chain((width) =>
	fc.array(
		fc.array(fc.string({ unit: fc.constantFrom(...LETTER), maxLength: 8 }), { minLength: width, maxLength: width }),
		{
			minLength: 1,
			maxLength: 10
		}
	)
);
const FORMS = [
	{ encoding: 'utf-8', write: (text: string) => Buffer.from(text) },
	{ encoding: 'utf-8', write: (text: string) => Buffer.from(`\ufeff${text}`) },
	{ encoding: 'utf-16le', write: (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le') },
	{ encoding: 'utf-16be', write: (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16() },
	{ encoding: 'windows-1252', write: (text: string) => Buffer.from(text, 'latin1') }
] as const;

/** The table as text; cells are quoted where they must be and, by chance, where they need not. */
function printed(rows: string[][], delimiter: string, ends: string[], quotesAll: boolean): string {
	const print = (cell: string) =>
		quotesAll || cell === '' || cell.includes(delimiter) || /["\r\n]/.test(cell) || cell.startsWith('\ufeff')
			? `"${cell.replaceAll('"', '""')}"`
			: cell;
	return rows.map((cells, i) => cells.map(print).join(delimiter) + ends[i % ends.length]).join('');
}

test('csv-parse and our reader find the same cells in 500 generated files of 5 encodings, also in gzip', async () => {
	await fc.assert(
		fc.asyncProperty(
			table,
			fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
			fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 3 }),
			fc.constantFrom(...FORMS),
			fc.record({ quotesAll: fc.boolean(), isPacked: fc.boolean(), size: fc.integer({ min: 1, max: 40 }) }),
			async (rows, delimiter, ends, { encoding, write }, { quotesAll, isPacked, size }) => {
				const text = printed(rows, delimiter, ends, quotesAll);
				const oracle = parse(text, {
					delimiter,
					record_delimiter: ['\r\n', '\n', '\r'],
					skip_empty_lines: false
				}) as string[][];
				const bytes = write(text);
				const { records, fatal } = await readRecords(isPacked ? gzipSync(bytes) : bytes, encoding, delimiter, size);
				expect(fatal).toBeNull();
				expect(records).toEqual(oracle);
				expect(records).toEqual(rows);
			}
		),
		{ numRuns: 500 }
	);
});

test('every record starts on the line that counting line ends before it gives', async () => {
	await fc.assert(
		fc.asyncProperty(
			table,
			fc.constantFrom('\n', '\r\n', '\r'),
			fc.integer({ min: 1, max: 40 }),
			async (rows, end, size) => {
				const { lines } = await readRecords(Buffer.from(printed(rows, ',', [end], true)), 'utf-8', ',', size);
				let line = 1;
				const expected = rows.map((_, i) => {
					const before = line;
					line += printed([rows[i]], ',', [end], true).match(/\r\n|\r|\n/g)?.length ?? 0;
					return before;
				});
				expect(lines).toEqual(expected);
			}
		),
		{ numRuns: 200 }
	);
});
