import { error, redirect } from '@sveltejs/kit';
import { comparedPage } from '#lib/imports/drafts/compared-lines.server.ts';
import { readDraft } from '#lib/imports/drafts/draft.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

/** The file of a draft line by line, beside what publishing stores of it: `?page=2`, or `?line=40` for where that stands. */
export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const draft = await readDraft(io, reader.scope, event.params.draft);
	if (!draft) error(404, 'Not found');
	const line = wholeNumber(event.url.searchParams.get('line'));
	const wanted = line === null ? { page: wholeNumber(event.url.searchParams.get('page')) ?? 1 } : { line };
	const found = await comparedPage(io, reader.scope, draft.id, wanted);
	if (!found) redirect(303, `/o/${event.params.organisation}/data/drafts/${draft.id}`);
	return { draft: { id: draft.id, fileName: draft.fileName }, found, line };
}

function wholeNumber(text: string | null): number | null {
	return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
