import { accept, ask, PLAIN, refuse, report, roster, ROSTER_HEADER, sample, type BadInput } from './sample.ts';

const COLUMNS = Array.from({ length: 501 }, (_, i) => `c${i + 1}`).join(',');
const mac = { é: 0x8e };
const dos = { é: 0x82 };

/** The plain roster in an encoding that has the letter é at this byte. */
function inBytes(letters: Record<string, number>): Buffer {
	return Buffer.from([...PLAIN].map((letter) => letters[letter] ?? letter.charCodeAt(0)));
}

/** Delimiters, encodings, headers, quotes, lengths: whether bytes become rows at all. */
export const SHAPE_SAMPLES: BadInput[] = [
	sample('semicolons between the cells of a .csv', PLAIN.replaceAll(',', ';'), accept([], 2)),
	sample('tabs between the cells of a .csv', PLAIN.replaceAll(',', '\t'), accept([], 2)),
	sample('vertical bars between the cells of a .csv', PLAIN.replaceAll(',', '|'), accept([], 2)),
	sample('a sep= line above the header', `sep=;\r\n${PLAIN.replaceAll(',', ';')}`, accept([], 2)),
	sample(
		'semicolons from line 4 on',
		roster('1,2020-01-31,,Cook', '2,2020-01-31,,Cook', '3;2020-01-31;;Cook', '4;2020-01-31;;Cook'),
		report('ROW_SHORT', { line: 4, rows: 2 })
	),
	sample(
		'commas and semicolons that fit equally well',
		'person_id;hire_date;job_title,a,b\n1;2020-01-31;Cook,x,y\n2;2020-01-31;Cook,x,y\n',
		ask(['FILE_DELIMITER'], 2),
		{ answers: { delimiter: ';', 'field:job_title': '3' } }
	),
	sample('a single column', 'person_id\n1\n2\n', refuse('FILE_NOT_CSV')),
	sample('UTF-8 with a mark before a quoted header', `\ufeff"person_id"${PLAIN.slice(9)}`, accept([], 2)),
	sample('UTF-16 with the low byte first and a mark', Buffer.from(`\ufeff${PLAIN}`, 'utf16le'), accept([], 2)),
	sample(
		'UTF-16 with the high byte first and a mark',
		Buffer.from(`\ufeff${PLAIN}`, 'utf16le').swap16(),
		accept([], 2)
	),
	sample('UTF-16 with the low byte first and no mark', Buffer.from(PLAIN, 'utf16le'), ask(['FILE_ENCODING'], 2), {
		answers: { encoding: 'utf-16le' }
	}),
	sample(
		'UTF-16 with the high byte first and no mark',
		Buffer.from(PLAIN, 'utf16le').swap16(),
		ask(['FILE_ENCODING'], 2),
		{
			answers: { encoding: 'utf-16be' }
		}
	),
	sample('Windows-1252', Buffer.from(PLAIN, 'latin1'), ask(['FILE_ENCODING'], 2), {
		answers: { encoding: 'windows-1252' }
	}),
	sample('MacRoman', inBytes(mac), ask(['FILE_ENCODING'], 2), { answers: { encoding: 'macintosh' } }),
	sample('code page 850', inBytes(dos), ask(['FILE_ENCODING'], 2), { answers: { encoding: 'ibm850' } }),
	sample(
		'UTF-8 with one line of Latin-1 in the middle',
		Buffer.concat([Buffer.from(PLAIN), Buffer.from('003,2020-01-31,,Jardini\xe8re\n', 'latin1')]),
		ask(['FILE_ENCODING'], 3),
		{ answers: { encoding: 'windows-1252' } }
	),
	sample(
		'letters encoded twice',
		roster('1,2020-01-31,,Cook', '2,2020-01-31,,IngÃ©nieure'),
		report('CELL_MOJIBAKE', { line: 3, column: 4, rows: 2 })
	),
	sample(
		'a replacement character',
		roster('1,2020-01-31,,Cook', '2,2020-01-31,,Ing\ufffdnieure'),
		report('CELL_MOJIBAKE', { line: 3, column: 4, rows: 2 })
	),
	sample('a NUL byte in a cell', roster('1,2020-01-31,,Cook', '2,2020-01-31,,Co\0ok', '3,2020-01-31,,Cook'), {
		...report('CELL_NUL', { line: 3, column: 4, rows: 2 }),
		codes: ['CELL_NUL', 'CELL_CONTROL']
	}),
	sample('bytes of no text at all', () => Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * i) % 7)), {
		verdict: 'refuse',
		codes: ['FILE_NOT_CSV']
	}),
	sample(
		'a short row',
		roster('1,2020-01-31,,Cook', '2,2020-01-31', '3,2020-01-31,,Cook'),
		report('ROW_SHORT', { line: 3, rows: 2 })
	),
	sample(
		'a long row',
		roster('1,2020-01-31,,Cook', '2,2020-01-31,,Cook,more', '3,2020-01-31,,Cook'),
		report('ROW_LONG', { line: 3, rows: 2 })
	),
	sample('a delimiter at the end of every row', roster('1,2020-01-31,,Cook,', '2,2020-01-31,,Cook,'), accept([], 2)),
	sample(
		'two columns of one name',
		'person_id,person_id,hire_date,job_title\n1,A,2020-01-31,Cook\n',
		ask(['HEADER_DUPLICATE'], 1),
		{ answers: { 'field:person_id': '2' } }
	),
	sample('two columns without a name', 'person_id,hire_date,job_title,,\n1,2020-01-31,Cook,a,b\n', accept([], 1)),
	sample('only a header', `${ROSTER_HEADER}\n`, refuse('FILE_HEADER_ONLY')),
	sample('no header', '001,2020-01-31,Cook\n002,2021-02-28,Porter\n', ask(['FILE_NO_HEADER'], 2), {
		answers: { header: 'none', 'field:person_id': '1', 'field:hire_date': '2', 'field:job_title': '3' }
	}),
	sample(
		'two title lines above the header',
		`Staff list of 2023\n\nConfidential\n${PLAIN}`,
		ask(['FILE_PREAMBLE'], 2),
		{
			answers: { header: '4' }
		}
	),
	sample('the header repeated among the rows', roster('1,2020-01-31,,Cook', ROSTER_HEADER, '2,2020-01-31,,Cook'), {
		...accept(['ROW_HEADER_REPEAT'], 2)
	}),
	sample(
		'an accented header repeated above words of its own',
		'prénom,person_id,hire_date,status,job_title\nA,1,2020-01-31,active,Cook\nprénom,person_id,hire_date,status,job_title\nB,2,2020-01-31,active,Cook\n',
		accept(['ROW_HEADER_REPEAT'], 2)
	),
	sample('blank lines among the rows', roster('1,2020-01-31,,Cook', '', ' ', '2,2020-01-31,,Cook'), {
		...accept(['ROW_BLANK'], 2)
	}),
	sample('a last row of totals', 'function_id,name,required_min\na,A,2\nb,B,3\nTotal,,5\n', ask(['ROW_TOTAL'], 2), {
		kind: 'staffing-requirements',
		given: {},
		answers: { 'total-row': 'skip' }
	}),
	sample(
		'a quote that is never closed',
		roster('1,2020-01-31,,"Head', 'Cook"', '2,2020-01-31,,"Porter', '3,2020-01-31,,Cook'),
		refuse('QUOTE_UNCLOSED', 4)
	),
	sample(
		'a quote inside a cell',
		roster('1,2020-01-31,,Cook', '2,2020-01-31,,5" pipe fitter'),
		report('QUOTE_STRAY', { line: 3, column: 4, rows: 2 })
	),
	sample('line ends inside cells', roster('1,2020-01-31,,"Head\nCook"', '2,2020-01-31,,Cook'), accept([], 2)),
	sample(
		'an impossible date below a cell of three lines',
		roster('1,2020-01-31,,"Head\r\nCook\nI"', '2,2020-02-30,,Cook'),
		report('DATE_IMPOSSIBLE', { line: 5, column: 2, rows: 1 })
	),
	sample(
		'line ends of three kinds',
		`${ROSTER_HEADER}\r\n1,2020-01-31,,Cook\r2,2020-01-31,,Cook\n3,2020-02-30,,Cook`,
		report('DATE_IMPOSSIBLE', { line: 4, column: 2, rows: 2 })
	),
	sample(
		'a cell of 70,000 letters',
		() => roster('1,2020-01-31,,Cook', `2,2020-01-31,,${'x'.repeat(70_000)}`),
		report('CELL_TOO_LONG', { line: 3, column: 4, rows: 1 })
	),
	sample('a header of 70,000 letters', () => `${ROSTER_HEADER},${'x'.repeat(70_000)}\n1,2020-01-31,,Cook,\n`, {
		verdict: 'refuse',
		codes: ['LIMIT_HEADER'],
		line: 1
	}),
	sample(
		'a line of 1.2 million letters',
		() => roster('1,2020-01-31,,Cook', `2,2020-01-31,,${'x'.repeat(1_200_000)}`),
		refuse('LIMIT_RECORD', 3)
	),
	sample('501 columns', () => `${COLUMNS}\n${COLUMNS.replaceAll('c', '')}\n`, refuse('LIMIT_COLUMNS')),
	sample(
		'a cell made to slow matching down',
		() => roster('1,2020-01-31,,Cook', `2,${'1'.repeat(20_000)}${' -'.repeat(15_000)}!,,Cook`),
		report('DATE_INVALID', { line: 3, column: 2, rows: 1 })
	),
	sample('no byte at all', '', refuse('FILE_EMPTY')),
	sample('only a byte order mark', '\ufeff', refuse('FILE_EMPTY')),
	sample('only blank lines', '\r\n\n  \n\r', refuse('FILE_EMPTY')),
	sample('three million blank lines', () => '\n'.repeat(3_000_000), refuse('FILE_EMPTY'))
];
