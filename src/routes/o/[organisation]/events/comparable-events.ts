import type { CaseEvent } from '../../../library/[case]/case-rows.ts';
import { acceptReader, type Refused } from '../filter-reader.ts';
import { dayZeroOf } from './[event]/facts-around.ts';

const MOST_EVENTS = 6;

/** The newest events with a day in the data, in order of time: those that can be put side by side. */
export function comparable(events: CaseEvent[], asOf: string): CaseEvent[] {
	return events
		.filter((event) => (dayZeroOf(event) ?? '9999') <= asOf)
		.sort((a, b) => (dayZeroOf(a)! < dayZeroOf(b)! ? -1 : 1))
		.slice(-MOST_EVENTS);
}

/**
 * The events an address puts side by side: "?events=a,b". All of them where it names none; where it names one that is
 * not there, that is reported.
 *
 * @example of a, b and c, "?events=a,c" is a and c
 */
export function chosenEvents(parameters: URLSearchParams, events: CaseEvent[], refused: Refused[]): CaseEvent[] {
	const read = acceptReader(parameters, refused);
	return read(
		'events',
		(value) => {
			const ids = value.split(',');
			const found = events.filter((event) => ids.includes(event.eventId));
			return found.length === ids.length ? found : undefined;
		},
		events
	);
}
