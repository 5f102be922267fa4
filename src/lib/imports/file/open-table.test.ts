import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sheetRows, workbookParts, zipFile } from '../../../../test/support/zip-file.ts';
import { LIMITS, type Limits } from '../limits.ts';
import { bytesInMemory } from './file-bytes.ts';
import { openTable } from './open-table.ts';
import { RefusedTable } from './refused-table.ts';

const FOLDER = join(import.meta.dirname, '../../../../test/fixtures/workbooks');
const fixture = (name: string) => readFileSync(join(FOLDER, name));

async function read(bytes: Uint8Array, sheet?: string, limits: Partial<Limits> = {}) {
	const { origin, fatal, pieces } = await openTable(bytesInMemory(bytes), sheet, { ...LIMITS, ...limits });
	const parts: Uint8Array[] = [];
	for await (const piece of pieces) parts.push(Uint8Array.from(piece));
	return { origin, fatal, text: Buffer.concat(parts).toString() };
}
async function refusal(bytes: Uint8Array, limits: Partial<Limits> = {}) {
	try {
		return (await read(bytes, undefined, limits)).fatal;
	} catch (error) {
		if (error instanceof RefusedTable) return error.issue;
		throw error;
	}
}

describe('workbooks of other writers', () => {
	test('openpyxl: ids keep zeros, days are days, a time stays, a formula never computed is empty and counted', async () => {
		const { origin, text } = await read(fixture('openpyxl.xlsx'));
		expect(text.split('\n')).toEqual([
			'person_id,hire_date,exit_date,job_title,fte,badge,note,is_manager,answered_at',
			'00042,2020-01-31,,Développeur,0.8,00042,"said ""no"",',
			'then left",TRUE,2022-11-17 16:42:10',
			'00043,2021-02-28,2022-11-18,Cook,1,00043,,FALSE,',
			'',
			'00044,2021-03-01,,,,,,,',
			''
		]);
		expect(origin).toEqual({
			packing: 'workbook',
			sheet: 'Staff',
			sheets: ['Staff'],
			numberColumns: [5, 6],
			emptyFormulas: 1
		});
	});

	test('openpyxl with days counted from 1904 gives the same rows', async () => {
		expect((await read(fixture('openpyxl-1904.xlsx'))).text).toBe((await read(fixture('openpyxl.xlsx'))).text);
	});

	test('XlsxWriter: the sheet with a table is taken, others are offered, hidden ones are not', async () => {
		const { origin, text } = await read(fixture('xlsxwriter.xlsx'));
		expect(text).toBe(
			[
				'Staff of Example Corp',
				'',
				'person_id,hire_date,job_title,fte,total',
				'007,2020-02-29,Site Reliability Engineer,0.3,0.3',
				'008,1900-02-28,  Cook _x0041_ ,0.0000001,',
				''
			].join('\n')
		);
		expect([origin.sheet, origin.sheets]).toEqual(['Staff', ['Staff', 'Leavers']]);
	});

	test('a named sheet is read instead, also a hidden one', async () => {
		const leavers = await read(fixture('xlsxwriter.xlsx'), 'Leavers');
		expect([leavers.origin.sheet, leavers.text]).toEqual(['Leavers', 'person_id,exit_date\n009,2022-11-18\n']);
		expect((await read(fixture('xlsxwriter.xlsx'), 'Secret')).text).toBe('a,b\n1,2\n');
	});

	test('texts inside their cells are read, empty last cells are kept', async () => {
		expect((await read(fixture('inline-strings.xlsx'))).text).toBe(
			'person_id,hire_date,job_title\n001,2020-01-31,Cook & porter\n002,31/12/2021,\n'
		);
	});

	test('LibreOffice: the table of the CSV file it was made from', async () => {
		expect((await read(fixture('libreoffice.xlsx'))).text).toBe(
			'person_id,hire_date,exit_date,job_title,fte\n00042,2020-01-31,,Développeur,0.8\n00043,2021-02-28,2022-11-18,"Cook; second line\nof it",1\n'
		);
	});
});

describe('what a workbook may hold', () => {
	const sheet = (xml: string, rest = {}) => read(zipFile(workbookParts({ A: xml }, rest)));

	test('rows 1 and 4 of a sheet are records 1 and 4, formatted empty rows at the end are none', async () => {
		const xml =
			'<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="4"><c r="B4"><v>2</v></c></row><row r="9"><c r="A9" s="1"/></row>';
		expect((await sheet(xml)).text).toBe('1,,3\n\n\n,2,\n');
	});

	test('a shared text of two runs is one text, its Japanese reading is left out', async () => {
		const texts =
			'<si><r><t>Tokyo </t></r><r><t>office</t></r><rPh sb="0" eb="2"><t>TOU</t></rPh></si><si><t>a_x000D_b</t></si>';
		const { text } = await sheet('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c></row>', {
			texts
		});
		expect(text).toBe('Tokyo office,"a\rb"\n');
	});

	test('errors are text, truth is a word, an own date loses its midnight', async () => {
		const xml =
			'<row><c t="e"><v>#N/A</v></c><c t="b"><v>0</v></c><c t="d"><v>2022-11-17T00:00:00</v></c><c t="str"><f>A1</f><v>x</v></c></row>';
		expect((await sheet(xml)).text).toBe('#N/A,FALSE,2022-11-17,x\n');
	});

	test('a prefix on every element changes nothing', async () => {
		const parts = workbookParts({ A: '' });
		const last = parts[parts.length - 1];
		last.content =
			'<s:worksheet xmlns:s="x"><s:sheetData><s:row><s:c><s:v>7</s:v></s:c></s:row></s:sheetData></s:worksheet>';
		expect((await read(zipFile(parts))).text).toBe('7\n');
	});

	test('a cell of a table whose letters begin like a PDF or hold sep= stays a cell', async () => {
		expect((await sheet(sheetRows(['%PDF-1.7', 'sep=;'], ['1', '2']))).text).toBe('%PDF-1.7,sep=;\n1,2\n');
	});

	test('an empty workbook is FILE_EMPTY', async () => {
		expect(await refusal(zipFile(workbookParts({ A: '' })))).toMatchObject({ code: 'FILE_EMPTY' });
	});
});

describe('gzip', () => {
	const table = Buffer.from(Array.from({ length: 3000 }, (_, i) => `${i},${(i * 7919) % 10_007}\n`).join(''));

	test('a table in gzip, also in two parts, is the table', async () => {
		expect(await read(gzipSync(table))).toMatchObject({ text: table.toString(), origin: { packing: 'gzip' } });
		const halves = [gzipSync(table.subarray(0, 9000)), gzipSync(table.subarray(9000))];
		expect((await read(Buffer.concat(halves))).text).toBe(table.toString());
	});

	test('cut at any of 60 places, or with one bit changed in its checksum, it is FILE_DAMAGED', async () => {
		const packed = gzipSync(table);
		for (let i = 1; i <= 60; i++) {
			const cut = 2 + Math.floor(((packed.length - 3) * i) / 60);
			expect(await refusal(packed.subarray(0, cut)), `cut at ${cut}`).toMatchObject({ code: 'FILE_DAMAGED' });
		}
		const changed = Buffer.from(packed);
		changed[changed.length - 6] ^= 1;
		expect(await refusal(changed)).toMatchObject({ code: 'FILE_DAMAGED', details: { kind: 'gzip' } });
	});

	test('LIMIT_UNPACKED: unpacked bytes at the limit are read, one above is refused with both numbers', async () => {
		expect(await refusal(gzipSync(table), { unpackedBytes: table.length })).toBeNull();
		expect(await refusal(gzipSync(table), { unpackedBytes: table.length - 1 })).toEqual({
			code: 'LIMIT_UNPACKED',
			severity: 'fatal',
			details: { size: table.length, limit: table.length - 1 }
		});
	});

	test('LIMIT_RATIO: 100,000 zeros in 130 bytes are read up to their ratio and refused above it', async () => {
		const packed = gzipSync(Buffer.alloc(100_000, '0'));
		const ratio = Math.ceil(100_000 / packed.length);
		expect(await refusal(packed, { ratioFreeBytes: 0, unpackRatio: ratio })).toBeNull();
		expect(await refusal(packed, { ratioFreeBytes: 0, unpackRatio: ratio - 1 })).toMatchObject({
			code: 'LIMIT_RATIO',
			details: { ratio, limit: ratio - 1 }
		});
		expect(await refusal(packed, { ratioFreeBytes: 100_000, unpackRatio: 2 })).toBeNull();
	});

	test('256 MiB of zeros in 260 kB are refused once 201 times their size is unpacked, not at the end', async () => {
		const packed = gzipSync(Buffer.alloc(2 ** 28));
		expect(Math.floor(2 ** 28 / packed.length)).toBeGreaterThan(1000);
		expect(await refusal(packed)).toMatchObject({ code: 'LIMIT_RATIO', details: { ratio: 201, limit: 200 } });
	});
});

describe('limits of a workbook', () => {
	const rows = sheetRows(['a', 'b'], ['c', 'd']);

	test('LIMIT_CELLS: 4 cells are read at a limit of 4 and refused at 3, in row 2', async () => {
		const bytes = zipFile(workbookParts({ A: rows }));
		expect(await refusal(bytes, { cells: 4 })).toBeNull();
		expect(await refusal(bytes, { cells: 3 })).toMatchObject({
			code: 'LIMIT_CELLS',
			line: 2,
			details: { cells: 4, limit: 3 }
		});
	});

	test('LIMIT_UNPACKED: a table of 8 bytes is read at that limit and refused at 7', async () => {
		const bytes = zipFile(workbookParts({ A: rows }));
		expect(await refusal(bytes, { unpackedBytes: 8 })).toBeNull();
		expect(await refusal(bytes, { unpackedBytes: 7 })).toMatchObject({
			code: 'LIMIT_UNPACKED',
			details: { size: 8, limit: 7 }
		});
	});

	test('LIMIT_UNPACKED: a part of a workbook is counted while it is unpacked', async () => {
		const parts = workbookParts({ A: rows });
		const largest = Math.max(...parts.map(({ content }) => content.length));
		expect(await refusal(zipFile(parts), { workbookBytes: largest })).toBeNull();
		expect(await refusal(zipFile(parts), { workbookBytes: largest - 1 })).toMatchObject({ code: 'LIMIT_UNPACKED' });
	});

	test('LIMIT_TEXTS: shared texts of 6 bytes are read at that limit and refused at 5', async () => {
		const bytes = zipFile(
			workbookParts({ A: '<row><c t="s"><v>1</v></c></row>' }, { texts: '<si><t>abc</t></si><si><t>def</t></si>' })
		);
		expect(await refusal(bytes, { sharedTextBytes: 6 })).toBeNull();
		expect(await refusal(bytes, { sharedTextBytes: 5 })).toMatchObject({
			code: 'LIMIT_TEXTS',
			details: { size: 6, limit: 5 }
		});
	});

	test('LIMIT_TEXTS: a million empty shared texts are not held in memory', async () => {
		const texts = '<si/>'.repeat(1_000_000);
		const bytes = zipFile(workbookParts({ A: '<row><c t="s"><v>1</v></c></row>' }, { texts }));
		expect(await refusal(bytes, { sharedTextBytes: 1_000_000, unpackRatio: 10_000 })).toMatchObject({
			code: 'LIMIT_TEXTS'
		});
	});

	test('LIMIT_UNPACKED: styles and lists of parts of 70 MB are refused, whatever a sheet may hold', async () => {
		const styles = `<cellXfs>${'<xf numFmtId="14"/>'.repeat(3_700_000)}</cellXfs>`;
		const bytes = zipFile(workbookParts({ A: sheetRows(['a', 'b'], ['c', 'd']) }, { styles }));
		expect(await refusal(bytes, { unpackRatio: 10_000 })).toMatchObject({
			code: 'LIMIT_UNPACKED',
			details: { limit: 2 ** 26 }
		});
	});

	test('an archive of 10,001 parts or with 4 MB of names is no workbook', async () => {
		const parts = (count: number, name: (i: number) => string) =>
			zipFile(Array.from({ length: count }, (_, i) => ({ name: name(i), content: '' })));
		expect(await refusal(parts(10_000, String))).toMatchObject({ code: 'FILE_COMPRESSED' });
		expect(await refusal(parts(10_001, String))).toMatchObject({ code: 'FILE_COMPRESSED', details: { kind: 'zip' } });
		expect(await refusal(parts(150, (i) => `${i}${'x'.repeat(30_000)}`))).toMatchObject({ code: 'FILE_COMPRESSED' });
	});

	test('a sheet of 60 MB of blanks in 60 kB is refused by its ratio', async () => {
		const bytes = zipFile(workbookParts({ A: `${rows}<row>${' '.repeat(60_000_000)}</row>` }));
		expect(await refusal(bytes)).toMatchObject({ code: 'FILE_DAMAGED' });
		const wide = `<row>${'<c><v>1</v></c>'.repeat(4_000_000)}</row>`;
		expect(await refusal(zipFile(workbookParts({ A: wide })))).toMatchObject({ severity: 'fatal' });
	});
});

describe('archives that lie', () => {
	const lie = (claimed: { size?: number; checksum?: number }) => {
		const parts = workbookParts({ A: sheetRows(['a', 'b'], ['c', 'd']) });
		parts[parts.length - 1].claimed = claimed;
		return zipFile(parts);
	};
	test.each([
		['a size too small', lie({ size: 10 })],
		['a size too large', lie({ size: 10_000 })],
		['a wrong checksum', lie({ checksum: 1 })],
		['no such sheet', zipFile(workbookParts({ A: sheetRows(['a', 'b']) }).slice(0, -1))],
		['a row above the last', zipFile(workbookParts({ A: '<row r="1048577"><c><v>1</v></c></row>' }))],
		[
			'rows that go back',
			zipFile(workbookParts({ A: '<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>' }))
		],
		['XML that does not close', zipFile(workbookParts({ A: '<row><c><v>1</c></row>' }))]
	])('%s is FILE_DAMAGED', async (_, bytes) => {
		expect(await refusal(bytes)).toMatchObject({ code: 'FILE_DAMAGED', details: { kind: 'xlsx' } });
	});

	test('entities of its own and a document type are FILE_DAMAGED, nothing is expanded', async () => {
		const parts = workbookParts({ A: '' });
		parts[parts.length - 1].content =
			'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><worksheet><sheetData><row><c t="str"><v>&c;</v></c></row></sheetData></worksheet>';
		expect(await refusal(zipFile(parts))).toMatchObject({ code: 'FILE_DAMAGED' });
	});

	test('a part named twice, a path upwards and a cut file are not unpacked', async () => {
		const parts = workbookParts({ A: sheetRows(['a', 'b'], ['c', 'd']) });
		expect(await refusal(zipFile([...parts, parts[0]]))).toMatchObject({
			code: 'FILE_DAMAGED',
			details: { kind: 'zip' }
		});
		expect(await refusal(zipFile([{ name: '../a.csv', content: 'a,b' }]))).toMatchObject({ code: 'FILE_DAMAGED' });
		const whole = zipFile(parts);
		for (const cut of [40, 500, whole.length - 30, whole.length - 1])
			expect(await refusal(whole.subarray(0, cut)), `cut at ${cut}`).toMatchObject({ code: 'FILE_DAMAGED' });
	});
});

describe('other files are refused by content with their kind', () => {
	const zipOf = (...names: string[]) => zipFile(names.map((name) => ({ name, content: 'x' })));
	test.each([
		['ods', fixture('libreoffice.ods'), 'FILE_NOT_CSV'],
		['xls', fixture('libreoffice.xls'), 'FILE_NOT_CSV'],
		['docx', zipOf('[Content_Types].xml', 'word/document.xml'), 'FILE_NOT_CSV'],
		['xlsb', zipOf('[Content_Types].xml', 'xl/workbook.bin'), 'FILE_NOT_CSV'],
		['zip', zipOf('roster.csv'), 'FILE_COMPRESSED'],
		[
			'protected',
			Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
			'FILE_NOT_CSV'
		],
		['pdf', Buffer.from('%PDF-1.7\n1,2\n'), 'FILE_NOT_CSV'],
		['html', Buffer.from('\ufeff<!DOCTYPE html><table><tr><td>1'), 'FILE_NOT_CSV'],
		['rar', Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), 'FILE_COMPRESSED']
	])('%s', async (kind, bytes, code) => {
		expect(await refusal(bytes)).toMatchObject({ code, severity: 'fatal', details: { kind } });
	});
});
