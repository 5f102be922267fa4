import { fail } from '@sveltejs/kit';
import { isCivilDate } from '#lib/statistics/civil-date.ts';
import { recordAudit } from '#lib/server/audit.ts';
import { listMembers } from '#lib/server/memberships.ts';
import { finishNote, listNotes, NOTE_SUBJECTS, writeNote } from '#lib/server/notes.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { serverLanguage } from '../../../language.server.ts';
import { notePages, noteSubjects, subjectHref } from './note-subjects.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

const LONGEST = 2000;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const subjects = await noteSubjects(reader, language);
	const { notes, members } = await getRuntime().database.inOrganisation(reader.scope, async (tx) => ({
		notes: await listNotes(tx, reader.scope, notePages(reader)),
		members: await listMembers(tx, reader.scope)
	}));
	const labelOf = new Map(subjects.map(({ value, label }) => [value, label]));
	return {
		asked: event.url.searchParams.get('on') ?? '',
		kinds: NOTE_SUBJECTS.map((kind) => ({
			kind,
			choices: subjects.filter((each) => each.kind === kind).map(({ value, label }) => ({ value, label }))
		})),
		members: members.map(({ accountId, displayName }) => ({ value: accountId, label: displayName })),
		notes: notes.map((note) => ({
			...{ id: note.noteId, kind: note.kind, body: note.body, owner: note.owner, dueOn: note.dueOn },
			...{ isDone: note.doneAt !== null, createdBy: note.createdBy },
			createdOn: note.createdAt.toISOString().slice(0, 10),
			label: labelOf.get(`${note.kind}:${note.id}`) ?? note.id,
			href: subjectHref(reader.organisation.slug, note)
		}))
	};
};

export const actions: Actions = {
	write: async (event) => {
		const reader = requireRole(event, 'analyst', 'executive');
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '').trim();
		const subject = (await noteSubjects(reader, serverLanguage(event.locals.locale))).find(
			({ value }) => value === text('on')
		);
		const kept = { on: text('on'), body: text('body'), due: text('due') };
		if (subject === undefined) return fail(400, { problem: 'subject', kept });
		if (kept.body === '' || kept.body.length > LONGEST) return fail(400, { problem: 'body', kept });
		if (kept.due !== '' && !isCivilDate(kept.due)) return fail(400, { problem: 'due', kept });
		await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			const { kind, id, page } = subject;
			const note = { kind, id, page, body: kept.body, owner: text('owner') || null, dueOn: kept.due || null };
			const objectId = await writeNote(tx, reader.scope, note);
			await recordAudit(tx, reader.scope, act('note.written', objectId, event.locals.requestId));
		});
		return { done: 'written' };
	},
	finish: async (event) => {
		const reader = requireRole(event, 'analyst', 'executive');
		const id = String((await event.request.formData()).get('id') ?? '');
		const isDone = await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			const done = await finishNote(tx, reader.scope, id, notePages(reader));
			if (done) await recordAudit(tx, reader.scope, act('note.finished', id, event.locals.requestId));
			return done;
		});
		return isDone ? { done: 'finished' } : fail(404, { problem: 'unknown' });
	}
};

function act(action: string, objectId: string, requestId: string) {
	return { action, objectType: 'note', objectId, requestId };
}
