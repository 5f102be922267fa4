import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NumberEvidence } from './number-evidence.ts';
import { decimalProof, decimalsOf, numberOfText, readNumberText } from './numbers.ts';
import { rangeOfText } from './ranges.ts';

const value = (text: string, mark: '.' | ',' = '.') => {
	const written = readNumberText(text);
	return written && numberOfText(written, mark);
};

describe('numbers', () => {
	test.each([
		['1234.5', '.', 1234.5],
		['1,234.5', '.', 1234.5],
		['1.234,5', ',', 1234.5],
		["1'234.50", '.', 1234.5],
		['1 234,5', ',', 1234.5],
		['1\u202f234,5', ',', 1234.5],
		['1,234', '.', 1234],
		['1,234', ',', 1.234],
		['-5', '.', -5],
		['(5)', '.', -5],
		['1e3', '.', 1000],
		['16000.0', '.', 16000],
		['.5', '.', 0.5]
	] as const)('"%s" with the mark "%s" is %d', (text, mark, expected) => {
		expect(value(text, mark)).toBe(expected);
	});

	test.each(['NaN', 'Infinity', '1e999', '1,23,4', '1..2', 'about 5', '', '12a', '--5', '(5', '1.234.5', '0x10'])(
		'NUMBER_INVALID: "%s" is no number',
		(text) => {
			expect(value(text)).toBeNull();
		}
	);

	test('a decimal point under a decimal comma is no number rather than a hundred times as much', () => {
		expect(value('8.45', ',')).toBeNull();
		expect(value('8,45', '.')).toBeNull();
	});

	test.each([
		['1234', 'none'],
		['1.5', '.'],
		['1,5', ','],
		['0.125', '.'],
		['1,234,567', '.'],
		['1.234.567', ','],
		['1,234.5', '.'],
		['1.234', 'ambiguous'],
		['1,234', 'ambiguous'],
		['1.2.3', 'invalid']
	])('"%s" proves %s', (text, proof) => {
		expect(decimalProof(readNumberText(text)!)).toBe(proof);
	});

	test('8.40 has 2 decimals and 8 none', () => {
		expect([decimalsOf(readNumberText('8.40')!, '.'), decimalsOf(readNumberText('8')!, '.')]).toEqual([2, 0]);
	});

	test('any number printed with either mark and grouping is read back', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -99_999_999, max: 99_999_999 }),
				fc.constantFrom(['.', ','], [',', '.'], [',', ' '], ['.', "'"]),
				(cents, [mark, group]) => {
					const [whole, part] = (Math.abs(cents) / 100).toFixed(2).split('.');
					const text = (cents < 0 ? '-' : '') + whole.replace(/\B(?=(?:\d{3})+$)/g, group) + mark + part;
					expect(value(text, mark as '.' | ',')).toBe(cents / 100);
				}
			)
		);
	});
});

describe('the decimal mark of a column', () => {
	const decide = (texts: string[]) => {
		const evidence = new NumberEvidence();
		for (const text of texts) evidence.add(text, 1);
		return evidence;
	};
	test('2 cells with a comma before two digits prove the comma', () => {
		expect(decide(['1.234', '0,80', '1,25']).decide()).toMatchObject({
			mark: ',',
			isAsked: false,
			proofs: 2,
			examples: ['0,80', '1,25']
		});
	});
	test('NUMBER_DECIMAL: 1.234 alone proves nothing and is asked', () => {
		expect(decide(['1.234', '5']).decide()).toMatchObject({ mark: null, isAsked: true, examples: ['1.234'] });
	});
	test('NUMBER_DECIMAL: proofs of both marks are asked', () => {
		expect(decide(['1.25', '1,25']).decide().isAsked).toBe(true);
	});
	test('percentages: a value above 1 means of a hundred, decimals within 1 a fraction, only 0 and 1 a question', () => {
		expect(decide(['8.4', '0.5']).percentScale('.')).toBe('hundred');
		expect(decide(['0.084', '1']).percentScale('.')).toBe('fraction');
		expect(decide(['0', '1']).percentScale('.')).toBeNull();
	});
});

describe('published figures', () => {
	test.each([
		['3700', 3700, 3700, 3700],
		['16000.0', 16000, 16000, 16000],
		['about 3,700', null, 3700, null],
		['environ 3700', null, 3700, null],
		['up to 336', null, null, 336],
		['<5', null, null, 5],
		['at least 200', 200, null, null],
		['>10,000', 10000, null, null],
		['50 to 200', 50, null, 200],
		['1,000 to 1,200 did not accept', 1000, null, 1200],
		['2,900–3,700', 2900, null, 3700],
		['hundreds', null, null, null],
		['not published', null, null, null]
	])('"%s" is low %s, best %s, high %s and keeps its words', (text, low, best, high) => {
		expect(rangeOfText(text, '.')).toEqual({ low, best, high, text });
	});
});
