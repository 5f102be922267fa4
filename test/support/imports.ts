import { publishDraft, readDraft, receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import type { DraftView } from '../../src/lib/imports/drafts/draft-view.ts';
import type { Upload } from '../../src/lib/imports/drafts/receive-upload.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import type { Io } from '../../src/lib/server/runtime.ts';

export const AS_OF = '2023-01-31';

export async function* streamOf(text: string, pieceBytes = 1000): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

export function rosterUpload(text: string, changes: Partial<Upload> = {}): Upload {
	return {
		kind: 'roster',
		datasetName: 'Roster',
		fileName: 'roster.csv',
		body: streamOf(text),
		declaredBytes: Buffer.byteLength(text),
		mode: 'replace',
		...changes
	};
}

/** A roster of `people` with one spell each; person i was hired on day i mod 28 + 1 of 2020-01, every third left. */
export function rosterText(people: number, changes: { title?: string; from?: number; prefix?: string } = {}): string {
	const lines = ['person_id,hire_date,exit_date,job_title,department,full_name,fte'];
	for (let i = changes.from ?? 0; i < people; i++) {
		const exit = i % 3 === 0 ? '2022-11-18' : '';
		const hire = `2020-01-${String((i % 28) + 1).padStart(2, '0')}`;
		const id = `${changes.prefix ?? 'CANARY-'}${String(i).padStart(6, '0')}`;
		lines.push(
			`${id},${hire},${exit},${changes.title ?? `Title ${i % 5}`},Dept ${i % 4},Person Secret${i},${i % 2 ? '0.5' : '1'}`
		);
	}
	return lines.join('\r\n') + '\r\n';
}

/** Receives a roster and reads it, in this thread, to a checked draft that was true on 31 January 2023. */
export async function checkedDraft(io: Io, scope: Scope, upload: Upload): Promise<DraftView> {
	const received = await receiveUpload(io, scope, upload);
	if ('refused' in received) throw new Error(`Refused: ${JSON.stringify(received.refused)}`);
	await readDraftFile(io, scope, received.draftId, { inspect: true, overrides: { asOf: AS_OF } });
	const draft = await viewOf(io, scope, received.draftId);
	if (draft.stage !== 'checked') {
		throw new Error(
			`The draft is ${draft.stage} (${draft.stageNote}): ${JSON.stringify(draft.questions)} ${JSON.stringify(draft.issues)}`
		);
	}
	return draft;
}

export async function viewOf(io: Io, scope: Scope, draftId: string): Promise<DraftView> {
	const draft = await readDraft(io, scope, draftId);
	if (!draft) throw new Error(`There is no draft ${draftId}.`);
	return draft;
}

export async function published(io: Io, scope: Scope, draft: DraftView): Promise<number> {
	const result = await publishDraft(io, scope, draft.id, draft.planHash ?? '');
	if (!('version' in result)) throw new Error(`Not published: ${JSON.stringify(result)}`);
	return result.version;
}
