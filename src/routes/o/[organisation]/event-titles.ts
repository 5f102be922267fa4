import type { Language } from '#lib/messages/language.ts';
import type { CaseData, CaseEvent } from '../../library/[case]/case-rows.ts';
import type { TitleOf } from '../../library/[case]/case-story.ts';

/** The title of an event; where it has none, its kind and day. */
export function eventTitle(event: CaseEvent, { t, format }: Language): string {
	if (event.title) return event.title;
	return `${t(`reading.event-type.${event.eventType}`)}, ${format.partialDate(event.announcedOn ?? event.effectiveOn)}`;
}

/** Titles of the events and incidents of an organisation's own data by id. */
export function titlesOf(data: CaseData, language: Language): TitleOf {
	const titles = new Map([
		...data.incidents.map(
			(row) =>
				[
					row.incidentId,
					language.t('reading.incident-on', {
						date: language.format.partialDate(row.startedOn ?? row.startedAt?.slice(0, 10) ?? null)
					})
				] as const
		),
		...data.events.map((event) => [event.eventId, eventTitle(event, language)] as const)
	]);
	return (id) => titles.get(id) ?? id;
}
