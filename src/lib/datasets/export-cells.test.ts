import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportHeader, exportLine } from './export-cells.ts';
import type { StoredAs } from './stored-columns.ts';

const KINDS: StoredAs[] = ['text', 'number', 'date', 'boolean', 'instant'];
const line = (cells: unknown[], variant: 'csv' | 'excel-fr' = 'csv') => exportLine(cells, KINDS, variant);

test('a row with comma and point, and with semicolon and decimal comma for Excel in French', () => {
	const cells = ['Zoë', -0.5, '2022-11-17', true, new Date('2022-11-17T22:00:00Z')];
	expect(line(cells)).toBe('"Zoë",-0.5,2022-11-17,yes,2022-11-17T22:00:00.000Z\r\n');
	expect(line(cells, 'excel-fr')).toBe('"Zoë";-0,5;2022-11-17;yes;2022-11-17T22:00:00.000Z\r\n');
	expect(line([null, null, null, false, null])).toBe(',,,no,\r\n');
	expect(exportHeader(['a', 'b'], 'excel-fr')).toBe('\ufeff"a";"b"\r\n');
});

describe('formulas', () => {
	test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '\0x', '＝1', '－1', '＋1', '＠x'])(
		'the text %j gets an apostrophe in front, the number -5 does not',
		(text) => {
			const [[first, second]] = parse(line([text, -5, null, null, null]), { relax_column_count: true }) as string[][];
			expect([first, second]).toEqual([`'${text}`, '-5']);
		}
	);

	test('whatever the texts are, a second reader finds the same cells, and none begins like a formula', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (texts) => {
				const [cells] = parse(
					exportLine(
						texts,
						texts.map(() => 'text'),
						'csv'
					)
				) as string[][];
				expect(cells.map((cell, i) => cell === texts[i] || cell === `'${texts[i]}`)).toEqual(texts.map(() => true));
				expect(cells.filter((cell) => /^[=+\-@\t\r\n\0＝＋－＠]/.test(cell))).toEqual([]);
			})
		);
	});
});
