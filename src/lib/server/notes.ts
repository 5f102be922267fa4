import { randomUUID } from 'node:crypto';
import type { Scope, Transaction } from './database.ts';

export const NOTE_SUBJECTS = ['event', 'breach', 'figure'] as const;

/** What a note is on: an event, a role below its minimum, or a figure; and the page that shows it. */
export interface NoteSubject {
	kind: (typeof NOTE_SUBJECTS)[number];
	id: string;
	/** Section of the organisation: who may open it may read the note. */
	page: string;
}

export interface StoredNote extends NoteSubject {
	noteId: string;
	body: string;
	owner: string | null;
	/** Civil date. */
	dueOn: string | null;
	doneAt: Date | null;
	createdBy: string | null;
	createdAt: Date;
}

/** Notes on the pages given, open ones first, by the day they are due. */
export async function listNotes(tx: Transaction, scope: Scope, pages: readonly string[]): Promise<StoredNote[]> {
	const rows = await tx<StoredNote[]>`
		select n.id as "noteId", n.subject_kind as kind, n.subject as id, n.page, n.body, o.display_name as owner,
			n.due_on as "dueOn", n.done_at as "doneAt", a.display_name as "createdBy", n.created_at as "createdAt"
		from note n left join account o on o.id = n.owner_id left join account a on a.id = n.account_id
		where n.organisation_id = ${scope.organisation} and n.page = any(${[...pages]}::text[])
		order by n.done_at is not null, n.due_on nulls last, n.created_at desc, n.id`;
	return [...rows];
}

/** Writes a note; the owner must be a member of the organisation, else nobody owns it. */
export async function writeNote(
	tx: Transaction,
	scope: Scope,
	note: NoteSubject & { body: string; owner: string | null; dueOn: string | null }
): Promise<string> {
	const id = randomUUID();
	await tx`insert into note (organisation_id, id, subject_kind, subject, page, body, owner_id, due_on, account_id)
		values (${scope.organisation}, ${id}, ${note.kind}, ${note.id}, ${note.page}, ${note.body},
			(select account_id from membership where organisation_id = ${scope.organisation}
				and account_id::text = ${note.owner} limit 1), ${note.dueOn}, ${scope.account})`;
	return id;
}

/** Marks a note on one of the pages as done; false where there is no such open note. */
export async function finishNote(
	tx: Transaction,
	scope: Scope,
	id: string,
	pages: readonly string[]
): Promise<boolean> {
	const done = await tx`update note set done_at = now() where organisation_id = ${scope.organisation}
		and id::text = ${id} and page = any(${[...pages]}::text[]) and done_at is null`;
	return done.count === 1;
}
