import { error, json } from '@sveltejs/kit';
import { correctFromFile, CORRECTION_LIMIT_BYTES } from '#lib/imports/drafts/correct.server.ts';
import { readDraft } from '#lib/imports/drafts/draft.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { spend } from '#lib/server/rate-limits.ts';
import { getRuntime } from '#lib/server/runtime.ts';

/**
 * Takes "rows to correct" back in, as the raw body of the request: { draft } where they changed something, else
 * { problem } with a message below `data.`.
 */
export async function POST(event) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const draft = await readDraft(io, reader.scope, event.params.draft);
	if (!draft) error(404, 'Not found');
	const isOpen = draft.fileSize !== null && ['asking', 'checked', 'interrupted'].includes(draft.stage);
	if (!isOpen || !event.request.body) return json({ problem: 'busy' }, { status: 409 });
	const spent = await spend(io.database, 'upload', reader.scope.account);
	if (!spent.isAllowed) return json({ problem: 'correction-often' }, { status: 429 });
	const bytes = await wholeBody(event.request.body, CORRECTION_LIMIT_BYTES);
	if (bytes === null) return json({ problem: 'correction-large' }, { status: 413 });
	const outcome = await correctFromFile(io, reader.scope, draft.id, bytes);
	return 'problem' in outcome ? json(outcome, { status: 422 }) : json({ draft: draft.id }, { status: 201 });
}

/** The body, or null where it is longer than the limit. */
async function wholeBody(body: ReadableStream<Uint8Array>, limit: number): Promise<Buffer | null> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of body) {
		size += piece.length;
		if (size > limit) return null;
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
}
