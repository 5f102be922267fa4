import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sheetRows, workbookParts, zipFile } from '../zip-file.ts';
import { accept, ask, PLAIN, refuse, report, sample, type BadInput } from './sample.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/workbooks');
const fixture = (name: string) => () => readFileSync(join(FOLDER, name));
const table = PLAIN.trimEnd()
	.split('\n')
	.map((line) => line.split(','));
const latin = (text: string) => Buffer.from(text, 'latin1');
const zipOf = (...names: string[]) => zipFile(names.map((name) => ({ name, content: PLAIN })));

/** A workbook whose last sheet claims this about itself. */
function lyingWorkbook(claimed: { size: number }): Buffer {
	const parts = workbookParts({ Staff: sheetRows(...table) });
	parts[parts.length - 1].claimed = claimed;
	return zipFile(parts);
}

/** What a file is by its content, whatever its name says. */
export const PACKED_SAMPLES: BadInput[] = [
	sample('a workbook named .csv', () => zipFile(workbookParts({ Staff: sheetRows(...table) })), accept([], 2)),
	sample('a workbook of LibreOffice', fixture('libreoffice.xlsx'), accept([], 2), { fileName: 'staff.xlsx' }),
	sample('a workbook with days counted from 1904', fixture('openpyxl-1904.xlsx'), accept(['ROW_BLANK'], 3), {
		fileName: 'staff.xlsx'
	}),
	sample('a workbook with two tables', fixture('xlsxwriter.xlsx'), ask(['FILE_SHEET', 'FILE_PREAMBLE'], 2), {
		fileName: 'staff.xlsx',
		answers: { sheet: '1', header: '3' }
	}),
	sample(
		'an impossible day in row 4 of a workbook, below a cell of two lines',
		() =>
			zipFile(
				workbookParts({
					Staff: sheetRows(
						...table.slice(0, 2),
						['002', '2020-01-31', '', 'Head\nCook'],
						['3', '2020-02-30', '', 'Cook']
					)
				})
			),
		report('DATE_IMPOSSIBLE', { line: 4, column: 2, rows: 2 })
	),
	sample('gzip around the table, named .csv', () => gzipSync(PLAIN), accept([], 2)),
	sample('gzip cut short', () => gzipSync(PLAIN).subarray(0, 60), refuse('FILE_DAMAGED')),
	sample('gzip around gzip', () => gzipSync(gzipSync(PLAIN)), refuse('FILE_COMPRESSED')),
	sample('gzip around a PDF document', () => gzipSync('%PDF-1.7\n'), refuse('FILE_NOT_CSV')),
	sample('100 MB of zeros in gzip', () => gzipSync(Buffer.alloc(100_000_000)), refuse('LIMIT_RATIO')),
	sample('a workbook whose sheet is larger than it says', () => lyingWorkbook({ size: 20 }), refuse('FILE_DAMAGED')),
	sample('a ZIP file around the table', () => zipOf('roster.csv'), refuse('FILE_COMPRESSED')),
	sample('a ZIP file cut short', () => zipOf('roster.csv').subarray(0, 90), refuse('FILE_DAMAGED')),
	sample('an old Excel workbook named .csv', fixture('libreoffice.xls'), refuse('FILE_NOT_CSV')),
	sample('an OpenDocument spreadsheet', fixture('libreoffice.ods'), refuse('FILE_NOT_CSV'), { fileName: 'staff.ods' }),
	sample('a Word document', () => zipOf('[Content_Types].xml', 'word/document.xml'), refuse('FILE_NOT_CSV')),
	sample('a binary Excel workbook', () => zipOf('[Content_Types].xml', 'xl/workbook.bin'), refuse('FILE_NOT_CSV')),
	sample('a PDF document named .csv', latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n'), refuse('FILE_NOT_CSV')),
	sample('a web page named .xls', '<html><table><tr><td>person_id</td></tr></table></html>', refuse('FILE_NOT_CSV'), {
		fileName: 'export.xls'
	}),
	sample('JSON', '[{"person_id": 1, "hire_date": "2020-01-31"}]', refuse('FILE_NOT_CSV')),
	sample('XML', '<?xml version="1.0"?><staff><person id="1"/></staff>', refuse('FILE_NOT_CSV')),
	sample('an image', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), refuse('FILE_NOT_CSV')),
	sample('a program', latin('\x7fELF\x02\x01\x01\0\0\0'), refuse('FILE_NOT_CSV')),
	sample('a Parquet file', latin('PAR1\x15\x04\x15\x10'), refuse('FILE_NOT_CSV')),
	sample('a SQLite database', latin('SQLite format 3\0\x10\0'), refuse('FILE_NOT_CSV')),
	sample('a rich text document', '{\\rtf1\\ansi person_id}', refuse('FILE_NOT_CSV'))
];
