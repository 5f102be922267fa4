import type { Issue } from '../issue.ts';
import { LIMITS, type Limits } from '../limits.ts';
import { piecesOf, type FileBytes } from './file-bytes.ts';
import { foreignFile, isGzip, isZip, zipKind } from './magic.ts';
import { workbookPart } from './workbook/workbook-parts.ts';
import { openZip, type ZipParts } from './zip-parts.ts';

/** How a file holds its table. */
export type Packing =
	| { kind: 'plain' }
	| { kind: 'gzip' }
	| { kind: 'workbook'; zip: ZipParts; part: string }
	| { kind: 'refused'; issue: Issue };

const HEAD_BYTES = 1 << 16;

/** Judges a file by its content alone: a table, one packed in a way that is read, or something else. */
export async function packingOf(file: FileBytes, limits: Limits = LIMITS): Promise<Packing> {
	const head = Buffer.concat([...piecesOf(file, 0, Math.min(file.size, HEAD_BYTES))]);
	if (isGzip(head)) return { kind: 'gzip' };
	if (!isZip(head)) {
		const issue = foreignIssue(head);
		return issue ? { kind: 'refused', issue } : { kind: 'plain' };
	}
	const zip = await openZip(file, limits);
	const foreign = zip && zipKind(zip, head);
	const part = zip && foreign === null ? await workbookPart(zip) : null;
	if (zip && part !== null) return { kind: 'workbook', zip, part };
	if (foreign) return refused('FILE_NOT_CSV', foreign);
	return refused(zip ? 'FILE_COMPRESSED' : 'FILE_DAMAGED', 'zip');
}

/** Why the beginning of a file shows that it is no table; gzip and ZIP may hold one. */
export function foreignIssue(head: Uint8Array): Issue | null {
	if (isGzip(head) || isZip(head)) return null;
	const foreign = foreignFile(head);
	if (!foreign) return null;
	const code = foreign.isCompressed ? 'FILE_COMPRESSED' : 'FILE_NOT_CSV';
	return { code, severity: 'fatal', details: { kind: foreign.kind } };
}

function refused(code: string, kind: string): Packing {
	return { kind: 'refused', issue: { code, severity: 'fatal', details: { kind } } };
}
