import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pieces } from '../../../../test/support/read-table.ts';
import { byteOrderMark, byteSource, textReader, unmarkedUtf16, utf8Validator } from './decode.ts';
import { foreignFile, isBinary } from './magic.ts';
import type { Encoding } from '../plan.ts';

function decoded(bytes: Uint8Array, encoding: Encoding, size: number): string {
	const out: Uint8Array[] = [];
	const source = byteSource(encoding, (chunk) => out.push(Uint8Array.from(chunk)));
	for (const piece of pieces(bytes, size)) source.write(piece);
	source.end();
	const all = Buffer.concat(out);
	return textReader(encoding)(all, 0, all.length);
}
const text = 'Prénom;Ubersetzung;€;😀';

describe('encodings', () => {
	test('UTF-8 and UTF-16 with a mark give the same text without it, however the bytes are cut', () => {
		const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
		const swapped = Buffer.from(wide).swap16();
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 12 }), (size) => {
				expect(decoded(Buffer.from(`\ufeff${text}`), 'utf-8', size)).toBe(text);
				expect(decoded(wide, 'utf-16le', size)).toBe(text);
				expect(decoded(swapped, 'utf-16be', size)).toBe(text);
			})
		);
	});

	test.each([
		['windows-1252', [0xe9, 0x80, 0x8c], 'é€Œ'],
		['iso-8859-15', [0xe9, 0xa4, 0xbc], 'é€Œ'],
		['macintosh', [0x8e, 0xdb, 0xce], 'é€Œ'],
		['ibm850', [0x82, 0x84, 0x9c, 0xe1], 'éä£ß']
	] as const)('%s', (encoding, bytes, expected) => {
		expect(decoded(Uint8Array.from(bytes), encoding, 1)).toBe(expected);
	});

	test('a file of two bytes and an empty file are passed on', () => {
		expect(decoded(Buffer.from('ab'), 'utf-8', 1)).toBe('ab');
		expect(decoded(Buffer.alloc(0), 'utf-8', 1)).toBe('');
	});

	test('UTF-16 without a mark is recognised by its NUL bytes', () => {
		expect(unmarkedUtf16(Buffer.from('person_id,answer', 'utf16le'))).toBe('utf-16le');
		expect(unmarkedUtf16(Buffer.from('person_id,answer', 'utf16le').swap16())).toBe('utf-16be');
		expect(unmarkedUtf16(Buffer.from('person_id,answer'))).toBeNull();
		expect(byteOrderMark(Buffer.from('ab'))).toBeNull();
	});

	test('valid UTF-8 stays valid wherever a character is cut; one wrong byte is found', () => {
		const validate = (bytes: Uint8Array, size: number) => {
			const validator = utf8Validator();
			for (const piece of pieces(bytes, size)) validator.write(piece);
			return validator.end();
		};
		for (let size = 1; size <= 5; size++) expect(validate(Buffer.from('aé😀€'), size)).toBe(true);
		for (let size = 1; size <= 5; size++) expect(validate(Buffer.from([0x61, 0xe9, 0x62, 0x63]), size)).toBe(false);
		expect(validate(Buffer.from('é').subarray(0, 1), 1)).toBe(false);
	});
});

describe('what is no table', () => {
	test.each([
		['xls', 'd0cf11e0a1b11ae1', false],
		['pdf', '255044462d312e37', false],
		['gzip', '1f8b0800', true],
		['zip', '504b0304ffff', true],
		['png', '89504e470d0a1a0a', false],
		['parquet', '50415231', false],
		['sqlite', Buffer.from('SQLite format 3').toString('hex'), false],
		['executable', '7f454c46', false],
		['html', Buffer.from('\ufeff\n <!DOCTYPE html><table>').toString('hex'), false],
		['xml', Buffer.from('<?xml version="1.0"?>').toString('hex'), false],
		['json', Buffer.from('[{"a":1}]').toString('hex'), false],
		['rtf', Buffer.from('{\\rtf1').toString('hex'), false]
	])('%s is named by its content', (kind, hex, isCompressed) => {
		expect(foreignFile(Buffer.from(hex, 'hex'))).toEqual({ kind, isCompressed });
	});

	test.each(['person_id,answer\n1,stay', 'PK,name\n', '<5,3\n', '[team],count\n', 'a'])(
		'"%s" may be a table',
		(start) => {
			expect(foreignFile(Buffer.from(start))).toBeNull();
		}
	);

	test('2 NUL bytes are no binary file, 100 of 1000 are', () => {
		expect(isBinary(Buffer.from('a\0b\0c'))).toBe(false);
		expect(isBinary(Buffer.alloc(1000, 'abcdefghi\0'))).toBe(true);
	});
});
