import { expect, test } from 'vitest';
import { figureCsv } from './figure-csv.ts';
import type { FigureTable } from './figure.ts';

function tableOf(...cells: FigureTable['rows'][number]): FigureTable {
	return { columns: cells.map((_, index) => ({ id: `c${index}`, label: `c${index}`, align: 'start' })), rows: [cells] };
}
const body = (csv: string) => csv.split('\r\n')[1];
const PLAIN = { separator: ',', decimalMark: '.' } as const;

test('a file starts with a byte order mark and every line ends in CRLF', () => {
	const csv = figureCsv(tableOf({ text: 'a', value: 'a' }), PLAIN);
	expect(csv).toBe('\ufeff"c0"\r\n"a"\r\n');
});

test.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx', '\nx', '\0x', '＝1', '＋1', '－1', '＠x'])(
	'the text %j cannot start a formula',
	(text) => {
		const csv = figureCsv(tableOf({ text, value: text }), PLAIN);
		expect(csv.slice('\ufeff"c0"\r\n'.length)).toBe(`"'${text}"\r\n`);
	}
);

test('the number -5 stays -5, and quotes in a text are doubled', () => {
	const csv = figureCsv(tableOf({ text: '−5', value: -5 }, { text: 'a "b"', value: 'a "b"' }), PLAIN);
	expect(body(csv)).toBe('-5,"a ""b"""');
});

test('French Excel gets a semicolon and a decimal comma: 0.4876 is 0,4876', () => {
	const table = tableOf({ text: '48,8 %', value: 0.4876 }, { text: 'x; y', value: 'x; y' });
	expect(body(figureCsv(table, { separator: ';', decimalMark: ',' }))).toBe('0,4876;"x; y"');
});

test('a suppressed cell keeps its mark c and an unknown one is empty, never zero', () => {
	expect(body(figureCsv(tableOf({ text: 'c', value: null }, { text: '–', value: null }), PLAIN))).toBe('"c",');
});

test('a heading that would start a formula is neutralised too', () => {
	const table: FigureTable = { columns: [{ id: 'a', label: '=a', align: 'start' }], rows: [] };
	expect(figureCsv(table, PLAIN)).toBe('\ufeff"\'=a"\r\n');
});
