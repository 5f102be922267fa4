import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pieces } from '../../../../test/support/read-table.ts';
import type { Encoding } from '../plan.ts';
import { byteSource, textReader } from './decode.ts';
import { legacyReadings, LEGACY_ENCODINGS, textUnder } from './legacy-encodings.ts';

interface Codecs {
	letters: Record<Encoding, (string | null)[]>;
	texts: { encoding: Encoding; text: string; bytes: string }[];
}
const CODECS = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../../../test/fixtures/encodings/codecs.json'), 'utf8')
) as Codecs;

describe('every byte is the letter that CPython reads', () => {
	test.each(Object.keys(CODECS.letters) as Encoding[])('%s', (encoding) => {
		const read = textReader(encoding);
		const wrong = CODECS.letters[encoding].flatMap((letter, i) => {
			const found = read(Buffer.of(128 + i), 0, 1);
			return letter === null || letter === found ? [] : [`0x${(128 + i).toString(16)}: ${found}, not ${letter}`];
		});
		expect(CODECS.letters[encoding]).toHaveLength(128);
		expect(wrong).toEqual([]);
	});

	test.each(CODECS.texts.map((entry) => [entry.encoding, entry] as const))(
		'%s, however its bytes are cut, also where a second byte looks like a vertical bar',
		(encoding, { text, bytes }) => {
			for (let size = 1; size <= 7; size++) {
				const out: Uint8Array[] = [];
				const source = byteSource(encoding, (chunk) => out.push(Uint8Array.from(chunk)));
				for (const piece of pieces(Buffer.from(bytes, 'hex'), size)) source.write(piece);
				source.end();
				expect(Buffer.concat(out).toString()).toBe(text);
			}
		}
	);
});

describe('the likeliest reading comes first', () => {
	const inBytes = (encoding: Encoding, text: string) =>
		Buffer.from(
			[...text].map((letter) => {
				const at = CODECS.letters[encoding].indexOf(letter);
				return at < 0 ? letter.charCodeAt(0) : 128 + at;
			})
		);
	test.each([
		['windows-1252', 'Développeur;Sécurité « réseau »'],
		['windows-1252', 'Geschäftsführer, Vertrieb – Süd'],
		['macintosh', 'Développeur;Sécurité du réseau'],
		['macintosh', 'Geschäftsführer, Bürokraft'],
		['ibm850', 'Développeur;Sécurité du réseau'],
		['windows-1250', 'Kierownik zespołu łączności']
	] as const)('%s: %s', (encoding, text) => {
		const [first] = legacyReadings([inBytes(encoding, text)]);
		expect(first.lines).toEqual([text]);
	});

	test.each(CODECS.texts.map((entry) => [entry.encoding, entry] as const))('%s', (encoding, { text, bytes }) => {
		const lines = Buffer.from(bytes, 'hex').toString('latin1').trimEnd().split('\n');
		const [first] = legacyReadings(lines.map((line) => Buffer.from(line, 'latin1')));
		expect([first.encoding, first.lines]).toEqual([encoding, text.trimEnd().split('\n')]);
	});

	test('all 8 encodings stay to be chosen, each with its own text', () => {
		const readings = legacyReadings([Buffer.from('Prénom', 'latin1')]);
		expect(readings.map(({ encoding }) => encoding).sort()).toEqual([...LEGACY_ENCODINGS].sort());
		expect(textUnder('macintosh', Buffer.from('Prénom', 'latin1'))).toBe('PrÈnom');
		expect(textUnder('utf-16le', Buffer.from('Prénom', 'utf16le'))).toBe('Prénom');
	});
});
