import type { Scope } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { sealing } from '#lib/server/sealing.ts';
import type { Question } from '../plan.ts';
import type { ReadingTask } from '../staging/reading-task.ts';
import { draftRecord } from './draft-record.server.ts';

/**
 * How the file of a draft is read once more after something else than the file ended its reading, with all that was
 * decided about it; null where the file is not kept any more, or nothing ended.
 */
export async function taskAgain(io: Io, scope: Scope, draftId: string): Promise<ReadingTask | null> {
	const draft = await io.database.inOrganisation(scope, (tx) => draftRecord(tx, scope, draftId));
	if (!draft?.rawFile || (draft.stage !== 'failed' && draft.stage !== 'interrupted')) return null;
	const questions = sealing(io.secrets.fileKey).open<Question[]>(draft.questions) ?? [];
	return draft.plan !== null && questions.length === 0 ? { inspect: false } : { inspect: true, overrides: draft.plan };
}
