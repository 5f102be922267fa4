import { error, json } from '@sveltejs/kit';
import { readDraft } from '#lib/imports/drafts/draft.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

/** Where a draft stands: { stage, done, total, waitsFor }. Asked every second by the draft's page. */
export async function GET(event) {
	const reader = requireRole(event, 'analyst');
	const draft = await readDraft(getRuntime(), reader.scope, event.params.draft);
	if (!draft) error(404, 'Not found');
	return json({ stage: draft.stage, ...draft.progress, waitsFor: draft.waitsFor });
}
