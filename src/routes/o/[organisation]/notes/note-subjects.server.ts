import type { Language } from '#lib/messages/language.ts';
import { computeRoleCoverage } from '#lib/metrics/registry.server.ts';
import { accessFor, type Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { NoteSubject } from '#lib/server/notes.ts';
import { eventTitle } from '../event-titles.ts';
import { organisationFacts } from '../organisation-facts.server.ts';
import { NOTED_FIGURES } from './note-figures.ts';

/** Something a note may be on, as the form offers it. */
export interface SubjectChoice extends NoteSubject {
	/** 'event:<id>', for the form. */
	value: string;
	label: string;
}

const PAGES = [...new Set(['events', ...Object.keys(NOTED_FIGURES)])];

/** The pages whose notes a reader may read and write: those it may open. */
export function notePages({ roles }: Reader): string[] {
	return PAGES.filter((page) => {
		const access = accessFor(`/o/[organisation]/${page}`);
		return Array.isArray(access) && access.some((role) => roles.includes(role));
	});
}

/** Events, roles with a minimum and figures, as far as the reader may see them. */
export async function noteSubjects(reader: Reader, language: Language): Promise<SubjectChoice[]> {
	const { t } = language;
	const facts = await organisationFacts(reader);
	const coverage =
		facts.asOf === null ? null : await computeRoleCoverage(getRuntime(), reader, { on: facts.asOf, clock: 'worked' });
	const choice = (kind: NoteSubject['kind'], id: string, page: string, label: string): SubjectChoice => ({
		...{ kind, id, page, label, value: `${kind}:${id}` }
	});
	const open = notePages(reader);
	return [
		...facts.data.events.map((event) => choice('event', event.eventId, 'events', eventTitle(event, language))),
		...(coverage?.rows ?? [])
			.filter(({ required }) => required > 0)
			.map(({ functionId, name }) => choice('breach', functionId, 'coverage', name)),
		...Object.entries(NOTED_FIGURES).flatMap(([page, ids]) =>
			ids.map((id) => choice('figure', id, page, t(`kept.figure-${id}`)))
		)
	].filter(({ page }) => open.includes(page));
}

/** Where the thing a note is on is shown. */
export function subjectHref(slug: string, { kind, id, page }: NoteSubject): string {
	const home = `/o/${slug}`;
	if (kind === 'event') return `${home}/events/${encodeURIComponent(id)}`;
	if (kind === 'breach') return `${home}/coverage?role=${encodeURIComponent(id)}`;
	return `${home}/${page}#${id}`;
}
