import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../language.server.ts';
import { sourcesOf } from '../../../sources.ts';
import { eventFacts } from '../../../library/[case]/case-story.ts';
import { eventTitle } from '../event-titles.ts';
import { organisationFacts } from '../organisation-facts.server.ts';
import { eventsAnalysis } from './events-analysis.server.ts';
import { finishedHere } from '../../../finished-here.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const facts = await organisationFacts(reader);
	const { data } = facts;
	const events = data.events.toSorted((a, b) => ((a.announcedOn ?? '') < (b.announcedOn ?? '') ? -1 : 1));
	return finishedHere(event, {
		isAnalyst: reader.tier === 'analyst',
		analysis: await eventsAnalysis(reader, event.url, language, facts),
		events: events.map((row) => ({
			id: row.eventId,
			title: eventTitle(row, language),
			type: row.eventType,
			date: row.announcedOn ?? row.announcedAtLocal?.slice(0, 10) ?? row.effectiveOn,
			deadline:
				row.deadlineAtLocal &&
				`${language.format.date(row.deadlineAtLocal.slice(0, 10))}, ${row.deadlineAtLocal.slice(11, 16)}`,
			facts: eventFacts(row, language),
			sources: sourcesOf(row.source)
		}))
	});
};
