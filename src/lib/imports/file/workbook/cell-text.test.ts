import { describe, expect, test } from 'vitest';
import { formatOfCode } from './cell-formats.ts';
import { dayText, numberCellText, plainNumber } from './cell-text.ts';

describe('days of a workbook, as openpyxl 3.0.9 reads them', () => {
	test.each([
		[1, '1900', '1900-01-01'],
		[59, '1900', '1900-02-28'],
		[61, '1900', '1900-03-01'],
		[44_197, '1900', '2021-01-01'],
		[44_882.69594907408, '1900', '2022-11-17 16:42:10'],
		[0.75, '1900', '18:00:00'],
		[2_958_465, '1900', '9999-12-31'],
		[42_735, '1904', '2021-01-01'],
		[43_420.69594907408, '1904', '2022-11-17 16:42:10'],
		[2_957_003, '1904', '9999-12-31']
	] as const)('day %d of the %s system is %s', (serial, system, expected) => {
		expect(dayText(serial, system)).toBe(expected);
	});

	test('day 60 of the 1900 system is 29 February 1900, which does not exist and is said so later', () => {
		expect(dayText(60, '1900')).toBe('1900-02-29');
	});

	test('half a second before midnight is the next day; negative days and days after 9999 are none', () => {
		expect(dayText(44_196.999999, '1900')).toBe('2021-01-01');
		expect([dayText(-1, '1900'), dayText(2_958_466, '1900'), dayText(NaN, '1900')]).toEqual([null, null, null]);
	});
});

describe('number formats', () => {
	test.each([
		'yyyy-mm-dd',
		'dd\\.mm\\.yyyy',
		'[$-407]d. mmmm yyyy',
		'h:mm',
		'mmm-yy',
		'd/m/yyyy;@',
		'[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'
	])('%s shows days', (code) => {
		expect(formatOfCode(code)).toEqual({ kind: 'date' });
	});

	test.each([
		'General',
		'0.00',
		'0%',
		'#,##0 "days"',
		'"hired" 0',
		'[Red]0.0;[Blue]-0.0',
		'_-* #,##0.00_-',
		'0.00E+00',
		'@',
		'[h]:mm',
		'0\\d'
	])('%s shows numbers', (code) => {
		expect(formatOfCode(code)).toEqual({ kind: 'number' });
	});

	test('a number of five zeros fills ids up, as the sheet shows them', () => {
		const format = formatOfCode('00000');
		expect(numberCellText('42', format, '1900')).toBe('00042');
		expect(numberCellText('1234567', format, '1900')).toBe('1234567');
		expect(numberCellText('-4.5', format, '1900')).toBe('-4.5');
	});
});

test.each([
	['42', '42'],
	['0.30000000000000004', '0.3'],
	['5.0000000000000003E-2', '0.05'],
	['1E-7', '0.0000001'],
	['-1.5E-7', '-0.00000015'],
	['1.2E+22', '12000000000000000000000'],
	['12345678901234567', '12345678901234567'],
	['16000.0', '16000'],
	['#REF!', '#REF!']
])('the stored number %s is %s', (stored, expected) => {
	expect(plainNumber(stored)).toBe(expected);
});
