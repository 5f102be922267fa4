import type { Language } from '#lib/messages/language.ts';
import { listNotes } from '#lib/server/notes.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { notePages } from './note-subjects.server.ts';

const SHOWN = 2;
const LONGEST = 110;

/** The open notes that are due first, a line each and cut to fit, for the brief. */
export async function dueNotes(reader: Reader, { format }: Language): Promise<string[]> {
	const notes = await getRuntime().database.inOrganisation(reader.scope, (tx) =>
		listNotes(tx, reader.scope, notePages(reader))
	);
	return notes
		.filter(({ doneAt }) => doneAt === null)
		.slice(0, SHOWN)
		.map(({ body, owner, dueOn }) => {
			const text = body.replace(/\s+/g, ' ');
			const shown = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
			const who = [owner, dueOn && format.shortDate(dueOn)].filter((part) => part !== null);
			return who.length > 0 ? `${shown} (${who.join(', ')})` : shown;
		});
}
