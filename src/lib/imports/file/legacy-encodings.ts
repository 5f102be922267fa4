import type { Encoding } from '../plan.ts';
import { isTranscoded, textReader } from './decode.ts';

/** Encodings offered where a file is not valid UTF-8; where letters do not tell, the first are the likeliest. */
export const LEGACY_ENCODINGS: Encoding[] = [
	'windows-1252',
	'iso-8859-15',
	'windows-1250',
	'windows-1251',
	'macintosh',
	'ibm850',
	'shift_jis',
	'gb18030'
];

/** One reading of a few lines of a file. */
export interface Reading {
	encoding: Encoding;
	lines: string[];
}

/** Lines under every encoding that may be meant, the one whose letters make the likeliest words first. */
export function legacyReadings(lines: Uint8Array[]): Reading[] {
	return LEGACY_ENCODINGS.map((encoding) => ({
		encoding,
		lines: lines.map((line) => textUnder(encoding, line).trim())
	}))
		.map((reading) => ({ reading, likelihood: likelihood(reading.lines.join('\n')) }))
		.sort((a, b) => b.likelihood - a.likelihood)
		.map(({ reading }) => reading);
}

/** Lines as any encoding reads them, also UTF-16. */
export function textUnder(encoding: Encoding, line: Uint8Array): string {
	const bytes = Buffer.from(line);
	return isTranscoded(encoding)
		? new TextDecoder(encoding).decode(bytes)
		: textReader(encoding)(bytes, 0, bytes.length);
}

const USUAL_MARKS = new Set('€£§°«»‘’‚“”„–—…·©®ºª\u00a0');

/**
 * How much letters outside ASCII look like parts of words, on average: a small letter after a letter speaks for a
 * reading, a capital or a symbol inside a word against it.
 */
function likelihood(text: string): number {
	let sum = 0;
	let count = 0;
	let before = ' ';
	for (const letter of text) {
		if (letter > '\u007f') {
			sum += weight(letter, before);
			count++;
		}
		before = letter;
	}
	return count === 0 ? 0 : sum / count;
}

function weight(letter: string, before: string): number {
	const isInWord = /\p{L}/u.test(before);
	if (/[\u0080-\u009f\ufffd]/.test(letter)) return -5;
	// Ideographs stand beside each other, not inside Latin words.
	if (/\p{Lo}/u.test(letter)) return isInWord && /\p{Lo}|\p{Lm}/u.test(before) ? 2 : isInWord ? -2 : 0;
	if (/\p{Ll}/u.test(letter)) return isInWord ? 2 : 1;
	if (/\p{Lu}/u.test(letter)) return /\p{Ll}/u.test(before) ? -2 : 1;
	return USUAL_MARKS.has(letter) && !isInWord ? 0 : -2;
}
