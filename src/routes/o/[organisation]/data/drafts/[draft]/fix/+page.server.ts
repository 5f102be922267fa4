import { error, fail, redirect } from '@sveltejs/kit';
import { correctCells } from '#lib/imports/drafts/correct.server.ts';
import { readDraft } from '#lib/imports/drafts/draft.server.ts';
import { problemRows } from '#lib/imports/drafts/problem-rows.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { RequestEvent } from './$types';
import { readFixes } from '../fix-form.ts';
import { problemQuery, problemView } from './problem-view.ts';

const IN_WORK = ['reading', 'checking'];

async function draftOf(event: RequestEvent | Parameters<typeof load>[0]) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const draft = await readDraft(io, reader.scope, event.params.draft);
	if (!draft) error(404, 'Not found');
	return { io, reader, draft };
}

export async function load(event) {
	const { io, reader, draft } = await draftOf(event);
	const view = problemView(event.url.searchParams);
	const isWorking = IN_WORK.includes(draft.stage);
	if (draft.stage !== 'checked' && !isWorking) redirect(303, `/o/${event.params.organisation}/data/drafts/${draft.id}`);
	const found = isWorking ? null : await problemRows(io, reader.scope, draft.id, view);
	return { draft, view, found };
}

export const actions = {
	fix: async (event) => {
		const { io, reader, draft } = await draftOf(event);
		if (draft.stage !== 'checked') return fail(409, { problem: 'busy' });
		const fixes = readFixes(await event.request.formData(), draft.findings);
		if (fixes.length === 0) return fail(400, { problem: 'fix-nothing' });
		await correctCells(io, reader.scope, draft.id, fixes);
		const query = problemQuery(problemView(event.url.searchParams));
		redirect(303, `${event.url.pathname}${query === '' ? '' : `?${query}`}`);
	}
};
