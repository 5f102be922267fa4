import { error, fail, redirect } from '@sveltejs/kit';
import { correctCells, undoCorrection } from '#lib/imports/drafts/correct.server.ts';
import { changeKind } from '#lib/imports/drafts/change-kind.server.ts';
import {
	answerDraft,
	decideDraft,
	discardDraft,
	publishDraft,
	readDraft,
	startReading
} from '#lib/imports/drafts/draft.server.ts';
import { taskAgain } from '#lib/imports/drafts/read-again.server.ts';
import { markSeen } from '#lib/server/left-drafts.ts';
import { checkedFields, layoutOf, storedFields } from '#lib/datasets/dataset.ts';
import { kindById } from '#lib/datasets/registry.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { RequestEvent } from './$types';
import { readAnswers, readDecision, readMapping } from './draft-form.ts';
import { readFixes } from './fix-form.ts';

export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const draft = await readDraft(io, reader.scope, event.params.draft);
	if (!draft) error(404, 'Not found');
	await io.database.inOrganisation(reader.scope, (tx) => markSeen(tx, reader.scope, draft));
	const kind = kindById(draft.dataset.kind)!;
	const mapped = draft.plan?.columns.map((column) => column.field) ?? [];
	return {
		draft,
		fields: checkedFields(layoutOf(kind, mapped)).map((field) => field.name),
		alternativeFields: kind.alternative ? storedFields(kind.alternative).map((field) => field.name) : [],
		timeZones: Intl.supportedValuesOf('timeZone')
	};
}

/** The draft where it waits for the analyst; null while its file is being read or once it is published. */
async function waitingDraft(event: RequestEvent) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const draft = await readDraft(io, reader.scope, event.params.draft);
	if (!draft) error(404, 'Not found');
	const isWaiting = ['asking', 'checked', 'failed', 'interrupted'].includes(draft.stage);
	return { io, reader, draft: isWaiting ? draft : null };
}

export const actions = {
	answer: async (event) => {
		const { io, reader, draft } = await waitingDraft(event);
		if (!draft) return fail(409, { problem: 'busy' });
		const answers = readAnswers(await event.request.formData());
		await answerDraft(io, reader.scope, draft.id, { answers });
		return { answered: true };
	},
	again: async (event) => {
		const { io, reader, draft } = await waitingDraft(event);
		if (!draft) return fail(409, { problem: 'busy' });
		const task = await taskAgain(io, reader.scope, draft.id);
		if (!task) return fail(409, { problem: 'file-gone' });
		await startReading(io, reader.scope, draft.id, task);
		return { answered: true };
	},
	map: async (event) => {
		const { io, reader, draft } = await waitingDraft(event);
		if (!draft?.plan) return fail(409, { problem: 'busy' });
		const columns = readMapping(await event.request.formData(), draft.plan);
		if (columns === 'field-twice') return fail(400, { problem: columns });
		await answerDraft(io, reader.scope, draft.id, { plan: { columns } });
		return { answered: true };
	},
	fix: async (event) => {
		const { io, reader, draft } = await waitingDraft(event);
		if (!draft?.plan) return fail(409, { problem: 'busy' });
		const fixes = readFixes(await event.request.formData(), draft.findings);
		if (fixes.length === 0) return fail(400, { problem: 'fix-nothing' });
		await correctCells(io, reader.scope, draft.id, fixes);
		return { answered: true };
	},
	unfix: async (event) => {
		const { io, reader, draft } = await waitingDraft(event);
		const position = Number((await event.request.formData()).get('position'));
		if (!draft?.plan || !Number.isInteger(position)) return fail(409, { problem: 'busy' });
		await undoCorrection(io, reader.scope, draft.id, position);
		return { answered: true };
	},
	decide: async (event) => {
		const { io, reader, draft } = await waitingDraft(event);
		const decision = readDecision(await event.request.formData());
		if (!draft?.plan || !decision) return fail(409, { problem: 'busy' });
		await decideDraft(io, reader.scope, draft.id, decision);
		return { answered: true };
	},
	publish: async (event) => {
		const { io, reader } = await waitingDraft(event);
		const form = await event.request.formData();
		const outcome = await publishDraft(io, reader.scope, event.params.draft, String(form.get('hash') ?? ''));
		if ('refused' in outcome) return fail(409, { refused: outcome.refused });
		return 'sameAs' in outcome ? { sameAs: outcome.sameAs } : { published: outcome.version };
	},
	kind: async (event) => {
		const { io, reader, draft } = await waitingDraft(event);
		const kind = kindById(String((await event.request.formData()).get('kind') ?? ''));
		if (!draft || !kind) return fail(409, { problem: 'busy' });
		const changed = await changeKind(io, reader.scope, draft.id, kind.id);
		if ('refused' in changed) return fail(409, { refused: changed.refused });
		await startReading(io, reader.scope, changed.draftId);
		redirect(303, `/o/${event.params.organisation}/data/drafts/${changed.draftId}`);
	},
	discard: async (event) => {
		const { io, reader } = await waitingDraft(event);
		await discardDraft(io, reader.scope, event.params.draft);
		redirect(303, `/o/${event.params.organisation}/data`);
	}
};
