/** Kinds of files that are not tables of text, by their first bytes; names are those of the messages `issues.kind-*`. */
const SIGNATURES: [kind: string, bytes: number[], offset?: number][] = [
	['zip', [0x50, 0x4b, 0x03, 0x04]],
	['zip', [0x50, 0x4b, 0x05, 0x06]],
	['gzip', [0x1f, 0x8b]],
	['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
	['pdf', [0x25, 0x50, 0x44, 0x46]],
	['png', [0x89, 0x50, 0x4e, 0x47]],
	['jpeg', [0xff, 0xd8, 0xff]],
	['gif', [0x47, 0x49, 0x46, 0x38]],
	['parquet', [0x50, 0x41, 0x52, 0x31]],
	['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
	['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
	['executable', [0x7f, 0x45, 0x4c, 0x46]],
	['executable', [0x4d, 0x5a, 0x90, 0x00]],
	['bzip2', [0x42, 0x5a, 0x68]],
	['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
	['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
	['7z', [0x37, 0x7a, 0xbc, 0xaf]],
	['tar', [0x75, 0x73, 0x74, 0x61, 0x72], 257]
];
const COMPRESSED = new Set(['zip', 'gzip', 'bzip2', 'xz', 'zstd', '7z', 'tar']);

export interface ForeignFile {
	kind: string;
	isCompressed: boolean;
}

/** What the file is where it is not delimited text, judged by content alone; null where it may be a table. */
export function foreignFile(head: Uint8Array): ForeignFile | null {
	for (const [kind, bytes, offset = 0] of SIGNATURES)
		if (bytes.every((byte, i) => head[offset + i] === byte)) {
			const isWorkbook = kind === 'zip' && Buffer.from(head.subarray(0, 4096)).includes('[Content_Types].xml');
			return { kind: isWorkbook ? 'xlsx' : kind, isCompressed: COMPRESSED.has(kind) && !isWorkbook };
		}
	const markup = markupKind(head);
	return markup === null ? null : { kind: markup, isCompressed: false };
}

function markupKind(head: Uint8Array): string | null {
	const start = Buffer.from(head.subarray(0, 1024))
		.toString('latin1')
		.replace(/^\u00ef\u00bb\u00bf/, '')
		.trimStart();
	if (/^<\?xml/i.test(start)) return 'xml';
	if (/^<(?:!doctype html|html|head|body|table|!--)/i.test(start)) return 'html';
	if (/^[{[]\s*(?:["{[\]}]|$)/.test(start)) return 'json';
	return null;
}

/** True where NUL bytes are so many that the file is no text (UTF-16 has been told apart before). */
export function isBinary(head: Uint8Array): boolean {
	let nul = 0;
	for (let i = 0; i < head.length; i++) if (head[i] === 0) nul++;
	return nul > 16 && nul > head.length / 100;
}
