import type { KindId } from '#lib/datasets/dataset.ts';
import type { Scope } from '#lib/server/database.ts';
import { readRawFile } from '#lib/server/raw-files.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { Issue } from '../issue.ts';
import { uploadsFolder } from '../staging/reading.server.ts';
import { discardDraft } from './discard.server.ts';
import { draftRecord } from './draft-record.server.ts';
import { receiveUpload } from './receive-upload.server.ts';

/**
 * Takes the file of a draft in again as a file of another kind, into the dataset that is called like its kind, and
 * throws the first draft away. Where the new draft is refused, the first one stays.
 */
export async function changeKind(
	io: Io,
	scope: Scope,
	draftId: string,
	kind: KindId
): Promise<{ draftId: string } | { refused: Issue }> {
	const draft = await io.database.inOrganisation(scope, (tx) => draftRecord(tx, scope, draftId));
	if (!draft?.rawFile || draft.state !== 'draft') throw new Error(`Draft ${draftId} has no file any more.`);
	const received = await receiveUpload(io, scope, {
		kind,
		datasetName: kind,
		fileName: draft.fileName,
		body: inTurns(readRawFile(uploadsFolder(io), draft.rawFile, io.secrets.fileKey)),
		declaredBytes: null,
		mode: 'replace'
	});
	if ('draftId' in received) await discardDraft(io, scope, draftId);
	return received;
}

async function* inTurns(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	for (const chunk of chunks) {
		yield Uint8Array.from(chunk);
		await new Promise((resolve) => setImmediate(resolve));
	}
}
