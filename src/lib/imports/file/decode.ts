import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../plan.ts';

/** Code page 850 from byte 0x80 on; the other encodings are known to TextDecoder. */
const CP850 =
	'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/**
 * Windows-1252 from byte 0x80 to 0x9F; the rest is Latin-1. TextDecoder of many releases of Node 20 to 24 reads these 32 bytes as
 * control characters (nodejs/node#56542).
 */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Encoding that a byte order mark declares, with the mark's length. */
export function byteOrderMark(head: Uint8Array): { encoding: Encoding; length: number } | null {
	if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
	if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
	if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
	return null;
}

/** UTF-16 without a mark: text in which nearly every second byte is NUL. */
export function unmarkedUtf16(head: Uint8Array): Encoding | null {
	const pairs = Math.min(head.length, 4096) >> 1;
	if (pairs < 4) return null;
	let even = 0;
	let odd = 0;
	for (let i = 0; i < pairs; i++) {
		if (head[2 * i] === 0) even++;
		if (head[2 * i + 1] === 0) odd++;
	}
	if (odd > pairs * 0.8 && even < pairs * 0.1) return 'utf-16le';
	return even > pairs * 0.8 && odd < pairs * 0.1 ? 'utf-16be' : null;
}

export type TextReader = (bytes: Buffer, start: number, end: number) => string;

// In these a delimiter's byte can be part of another character, so they become UTF-8 before they are cut into cells.
const TRANSCODED = new Set<Encoding>(['utf-16le', 'utf-16be', 'shift_jis', 'gb18030']);

/** True for an encoding that `byteSource` turns into UTF-8. */
export function isTranscoded(encoding: Encoding): boolean {
	return TRANSCODED.has(encoding);
}

/** Reads slices of bytes as text. What `byteSource` has turned into UTF-8 is read as that. */
export function textReader(encoding: Encoding): TextReader {
	const table = byteTable(encoding);
	return (bytes, start, end) => {
		for (let i = start; i < end; i++)
			if (bytes[i] >= 0x80) return table ? tableText(table, bytes, start, end) : bytes.toString('utf8', start, end);
		return bytes.toString('latin1', start, end);
	};
}

function tableText(table: string[], bytes: Buffer, start: number, end: number): string {
	let text = '';
	for (let i = start; i < end; i++) text += table[bytes[i]];
	return text;
}

function byteTable(encoding: Encoding): string[] | null {
	if (encoding === 'utf-8' || isTranscoded(encoding)) return null;
	if (encoding === 'ibm850') return byteTexts((byte) => CP850[byte - 128]);
	if (encoding === 'windows-1252') return byteTexts((byte) => CP1252[byte - 128] ?? String.fromCharCode(byte));
	const decoder = new TextDecoder(encoding);
	return byteTexts((byte) => decoder.decode(Uint8Array.of(byte)));
}

function byteTexts(high: (byte: number) => string): string[] {
	return Array.from({ length: 256 }, (_, byte) => (byte < 128 ? String.fromCharCode(byte) : high(byte)));
}

/**
 * Passes chunks on as bytes in an encoding that extends ASCII: a byte order mark is removed, UTF-16 and the like become
 * UTF-8, everything else stays as it is.
 */
export function byteSource(encoding: Encoding, out: (chunk: Uint8Array) => void) {
	const decoder = isTranscoded(encoding) ? new TextDecoder(encoding) : null;
	let pending: Uint8Array | null = Buffer.alloc(0);
	const pass = (chunk: Uint8Array) => {
		if (chunk.length > 0) out(decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk);
	};
	/** The first three bytes are held back until it is known whether they are a mark. */
	const start = (isLast: boolean) => {
		if (!pending || (pending.length < 3 && !isLast)) return;
		const first: Uint8Array = pending;
		pending = null;
		const mark = decoder ? null : byteOrderMark(first);
		pass(mark?.encoding === 'utf-8' ? first.subarray(3) : first);
	};
	return {
		write(chunk: Uint8Array) {
			if (!pending) return pass(chunk);
			pending = Buffer.concat([pending, chunk]);
			start(false);
		},
		end() {
			start(true);
			const rest = decoder?.decode();
			if (rest) out(Buffer.from(rest));
		}
	};
}

/** Tells chunk by chunk whether all bytes so far are valid UTF-8, also where a character is cut between chunks. */
export function utf8Validator() {
	let rest = Buffer.alloc(0);
	let isValid = true;
	return {
		write(chunk: Uint8Array): boolean {
			if (!isValid) return false;
			const bytes =
				rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([rest, chunk]);
			const cut = bytes.length - unfinishedBytes(bytes);
			isValid = isUtf8(bytes.subarray(0, cut));
			rest = Buffer.from(bytes.subarray(cut));
			return isValid;
		},
		end(): boolean {
			return isValid && rest.length === 0;
		}
	};
}

/** How many bytes at the end belong to a character that is not complete yet (0 to 3). */
function unfinishedBytes(bytes: Uint8Array): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back];
		if (byte < 0x80) return 0;
		if (byte < 0xc0) continue;
		const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
		return needed > back ? back : 0;
	}
	return 0;
}
