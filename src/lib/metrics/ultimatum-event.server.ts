import type { SilenceRule } from '#lib/statistics/response-tally.ts';
import { UnfitParameter } from './metric-definition.server.ts';
import type { MetricTables } from './metric-definition.server.ts';

/** An event with a deadline; local times are wall clock in `timeZone`. */
export interface UltimatumEvent {
	eventId: string;
	title: string;
	announcedAtLocal: string;
	deadlineAtLocal: string;
	timeZone: string;
	question: 'opt_in_to_stay' | 'opt_in_to_leave' | null;
	silenceRule: SilenceRule;
	/** Civil date whose staff were asked; null: the day of the announcement in the event's zone. */
	populationOn: string | null;
}

/**
 * The event of this id as an ultimatum.
 *
 * @throws UnfitParameter where there is none, or it has no announcement, deadline or zone
 */
export function askedEvent(events: NonNullable<MetricTables['events']>, eventId: string): UltimatumEvent {
	const event = ultimatumOf(events, eventId);
	if (event) return event;
	const known = events.filter((each) => ultimatumOf(events, each.eventId)).map((each) => each.eventId);
	throw new UnfitParameter(
		'eventId',
		`no event "${eventId}" with an announcement, a deadline and a time zone; there are: ${known.join(', ') || 'none'}`
	);
}

/** The event of this id as an ultimatum; null where there is none, or it has no announcement, deadline or zone. */
export function ultimatumOf(events: NonNullable<MetricTables['events']>, eventId: string): UltimatumEvent | null {
	const event = events.find((each) => each.eventId === eventId);
	if (!event) return null;
	const { announcedAtLocal, deadlineAtLocal, timeZone } = event;
	if (announcedAtLocal === null || deadlineAtLocal === null || timeZone === null) return null;
	const title = event.title ?? event.eventId;
	return {
		...event,
		announcedAtLocal,
		deadlineAtLocal,
		timeZone,
		title,
		silenceRule: event.silenceRule ?? 'undetermined'
	};
}
