import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { pieces } from '../../../../test/support/read-table.ts';
import { cellText } from '../check/check-column.ts';
import { textReader } from './decode.ts';
import { openScanner, RecordScanner, STRAY, type ScanLimits } from './scanner.ts';

function scan(
	content: string | Uint8Array,
	{ delimiter = ',', size = 7, limits }: { delimiter?: string; size?: number; limits?: ScanLimits } = {}
) {
	const read = textReader('utf-8');
	const records: string[][] = [];
	const lines: number[] = [];
	const strays: number[] = [];
	const scanner = new RecordScanner(
		delimiter.charCodeAt(0),
		(record) => {
			records.push(Array.from({ length: record.count }, (_, i) => cellText(record, i, read)));
			lines.push(record.line);
			if (record.recordFlags & STRAY) strays.push(record.line);
		},
		limits
	);
	for (const piece of pieces(Buffer.from(content), size)) scanner.write(piece);
	scanner.end();
	return { records, lines, strays, fatal: scanner.fatal, lineCount: scanner.nextLine - 1 };
}

const cell = fc.oneof(
	fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '😀', '0') }),
	fc.constantFrom('', 'plain', '2022-11-17')
);

describe('the scanner agrees with csv-parse', () => {
	test('on any quoted table, however the bytes are cut', () => {
		const table = fc
			.integer({ min: 2, max: 5 })
			.chain((width) =>
				fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 })
			);
		fc.assert(
			fc.property(
				table,
				fc.constantFrom(',', ';', '\t', '|'),
				fc.constantFrom('\n', '\r\n', '\r'),
				fc.integer({ min: 1, max: 9 }),
				fc.boolean(),
				(rows, delimiter, end, size, hasEnd) => {
					const print = (text: string) =>
						/["\r\n]|^$/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
					const text = rows.map((cells) => cells.map(print).join(delimiter)).join(end) + (hasEnd ? end : '');
					const oracle = parse(text, {
						delimiter,
						record_delimiter: [end],
						relax_column_count: true,
						skip_empty_lines: false
					}) as string[][];
					const found = scan(text, { delimiter, size });
					expect(found.fatal).toBeNull();
					expect(found.records).toEqual(oracle);
					expect(found.records).toEqual(rows);
				}
			),
			{ numRuns: 400 }
		);
	});

	test('cutting into single bytes changes nothing in 4-byte characters and doubled quotes', () => {
		const text = 'a,"x""😀""y"\r\n"é\r\nè",😀\r\n';
		expect(scan(text, { size: 1 }).records).toEqual([
			['a', 'x"😀"y'],
			['é\r\nè', '😀']
		]);
	});
});

describe('physical lines', () => {
	test('a record after a cell with 2 line ends starts on line 5 of a file with a header', () => {
		expect(scan('h,i\n1,"a\nb\r\nc"\n2,d\n').lines).toEqual([1, 2, 5]);
	});

	test('LF, CRLF and lone CR each end one line, also mixed', () => {
		expect(scan('a,1\r\nb,2\nc,3\rd,4').lines).toEqual([1, 2, 3, 4]);
	});

	test('a CR and LF in two chunks are one line end', () => {
		expect(scan('ab,1\r\ncd,2\r\n', { size: 5 }).lines).toEqual([1, 2]);
	});

	test('3 records on 3 lines make a line count of 3 with and without an end of line', () => {
		expect(scan('a,1\nb,2\nc,3').lineCount).toBe(3);
		expect(scan('a,1\nb,2\nc,3\n').lineCount).toBe(3);
	});

	test('0x1A at the very end is ignored', () => {
		expect(scan('a,1\nb,2\n\u001a').records).toEqual([
			['a', '1'],
			['b', '2']
		]);
	});
});

describe('quotes', () => {
	test('QUOTE_UNCLOSED names line 3, where the quote opened, after a record on lines 1 and 2', () => {
		const { fatal, records } = scan('"a\nb",1\n2,"c\n3,d\n');
		expect(records).toEqual([['a\nb', '1']]);
		expect(fatal).toMatchObject({ code: 'QUOTE_UNCLOSED', severity: 'fatal', line: 3 });
	});

	test('a quoted cell of 4 lines is read at a limit of 4 and refused at 3', () => {
		const limits = (recordLines: number) => ({ recordBytes: 1000, recordLines });
		expect(scan('"a\nb\nc\nd",1\n', { limits: limits(4) }).fatal).toBeNull();
		expect(scan('"a\nb\nc\nd",1\n', { limits: limits(3) }).fatal).toMatchObject({ code: 'QUOTE_UNCLOSED', line: 1 });
	});

	test('a stray quote inside a cell is text and is flagged', () => {
		const { records, strays } = scan('5" pipe,1\n"a"b,2\n"a" ,3\nc,4\n');
		expect(records).toEqual([
			['5" pipe', '1'],
			['"a"b', '2'],
			['a', '3'],
			['c', '4']
		]);
		expect(strays).toEqual([1, 2]);
	});

	test('LIMIT_RECORD: a record of 20 bytes is read at that limit and refused at 19', () => {
		const limits = (recordBytes: number) => ({ recordBytes, recordLines: 10 });
		const text = `${'x'.repeat(17)},1\n`;
		expect(scan(text, { limits: limits(20), size: 64 }).fatal).toBeNull();
		expect(scan(text, { limits: limits(19), size: 64 }).fatal).toMatchObject({ code: 'LIMIT_RECORD', line: 1 });
	});
});

describe('backslashes before quotes, where they were chosen', () => {
	const escaped = (content: string, size: number, escape?: 'doubled' | 'backslash') => {
		const records: string[][] = [];
		const read = textReader('utf-8');
		const scanner = openScanner({ delimiter: ',', escape }, (record) => {
			records.push(Array.from({ length: record.count }, (_, i) => cellText(record, i, read)));
		});
		for (const piece of pieces(Buffer.from(content), size)) scanner.write(piece);
		scanner.end();
		return { records, fatal: scanner.fatal?.code };
	};

	test('csv-parse and our reader find the same cells in 300 generated files, cut anywhere', () => {
		const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', '\\', ',', '\n', ' '), maxLength: 6 });
		const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });
		const property = fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, size) => {
			const print = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
			const content = rows.map((cells) => cells.map(print).join(',')).join('\n');
			const { records } = escaped(content, size, 'backslash');
			expect(records).toEqual(rows);
			expect(records).toEqual(parse(content, { escape: '\\' }));
		});
		fc.assert(property, { numRuns: 300 });
	});

	test('a path that ends with a backslash closes its cell, unless backslashes were chosen', () => {
		const content = String.raw`"C:\dir\",b` + '\n"d",""""\n';
		expect(escaped(content, 3)).toEqual({
			records: [
				['C:\\dir\\', 'b'],
				['d', '"']
			],
			fatal: undefined
		});
		expect(escaped(String.raw`"C:\dir\",b`, 3, 'backslash').fatal).toBe('QUOTE_UNCLOSED');
		expect(escaped(String.raw`"d\n","e""f\\"`, 3, 'backslash').records).toEqual([['d\\n', 'e"f\\']]);
	});
});
