/** Kinds of files that are not tables of text, by their first bytes; names are those of the messages `issues.kind-*`. */
const SIGNATURES: [kind: string, bytes: number[], offset?: number][] = [
	['zip', [0x50, 0x4b, 0x03, 0x04]],
	['zip', [0x50, 0x4b, 0x05, 0x06]],
	['gzip', [0x1f, 0x8b]],
	['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
	['pdf', [0x25, 0x50, 0x44, 0x46]],
	['access', [0x53, 0x74, 0x61, 0x6e, 0x64, 0x61, 0x72, 0x64, 0x20], 4],
	['png', [0x89, 0x50, 0x4e, 0x47]],
	['jpeg', [0xff, 0xd8, 0xff]],
	['gif', [0x47, 0x49, 0x46, 0x38]],
	['tiff', [0x49, 0x49, 0x2a, 0x00]],
	['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
	['webp', [0x57, 0x45, 0x42, 0x50], 8],
	['parquet', [0x50, 0x41, 0x52, 0x31]],
	['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
	['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
	['executable', [0x7f, 0x45, 0x4c, 0x46]],
	['executable', [0x4d, 0x5a, 0x90, 0x00]],
	['executable', [0xcf, 0xfa, 0xed, 0xfe]],
	['bzip2', [0x42, 0x5a, 0x68]],
	['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
	['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
	['7z', [0x37, 0x7a, 0xbc, 0xaf]],
	['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
	['tar', [0x75, 0x73, 0x74, 0x61, 0x72], 257]
];
const COMPRESSED = new Set(['zip', 'gzip', 'bzip2', 'xz', 'zstd', '7z', 'rar', 'tar']);

export interface ForeignFile {
	kind: string;
	isCompressed: boolean;
}

/** What the file is where it is not delimited text, judged by content alone; null where it may be a table. */
export function foreignFile(head: Uint8Array): ForeignFile | null {
	for (const [kind, bytes, offset = 0] of SIGNATURES)
		if (bytes.every((byte, i) => head[offset + i] === byte))
			return { kind: kind === 'xls' && isProtected(head) ? 'protected' : kind, isCompressed: COMPRESSED.has(kind) };
	const markup = markupKind(head);
	return markup === null ? null : { kind: markup, isCompressed: false };
}

/** A workbook behind a password lies encrypted in a container like that of an old one. */
function isProtected(head: Uint8Array): boolean {
	return Buffer.from(head).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

export function isGzip(head: Uint8Array): boolean {
	return head[0] === 0x1f && head[1] === 0x8b;
}

export function isZip(head: Uint8Array): boolean {
	return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

const ZIP_PARTS: [kind: string, part: string][] = [
	['xlsb', 'xl/workbook.bin'],
	['docx', 'word/document.xml'],
	['pptx', 'ppt/presentation.xml'],
	['numbers', 'Index/Document.iwa']
];

/** The kind of document a ZIP file is where it is none that is read; null for a workbook and for a mere archive. */
export function zipKind(zip: { has(part: string): boolean }, head: Uint8Array): string | null {
	const start = Buffer.from(head.subarray(0, 200)).toString('latin1');
	const open = /mimetypeapplication\/vnd\.oasis\.opendocument\.(spreadsheet)?/.exec(start);
	if (open) return open[1] ? 'ods' : 'opendocument';
	return ZIP_PARTS.find(([, part]) => zip.has(part))?.[0] ?? null;
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
