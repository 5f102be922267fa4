import * as v from 'valibot';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition, MetricTables } from '../metric-definition.server.ts';
import { answerReversals, reversalNotes } from './answer-reversals.server.ts';
import { ultimatumResponse } from './ultimatum-response.server.ts';
import type { UltimatumEvent } from './ultimatum-response.server.ts';
import type { ResponseRow, ResponseSummary } from './ultimatum-response.ts';

const PARAMETERS = v.strictObject({
	eventId: v.string(),
	dimension: v.optional(v.picklist(['role', 'level', 'tenure']), 'role')
});

/** The answers to one ultimatum. */
export const ULTIMATUM_RESPONSE: MetricDefinition<v.InferOutput<typeof PARAMETERS>, ResponseRow, ResponseSummary> = {
	id: 'ultimatum-response',
	unit: 'share of asked',
	inputs: { needed: ['roster', 'events', 'responses'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, { eventId, dimension }) {
		const { roster, roles, responses, events } = given(tables, 'roster', 'roles', 'responses', 'events');
		const event = askedEvent(events, eventId);
		const { members, ...found } = ultimatumResponse({ roster, roles, responses }, event, dimension);
		const reversals = answerReversals(roster, members, { dimension, rule: event.silenceRule });
		const summary = { ...found.summary, reversals };
		return { rows: found.rows, summary, notes: [...found.notes, ...reversalNotes(reversals)] };
	}
};

function askedEvent(events: NonNullable<MetricTables['events']>, eventId: string): UltimatumEvent {
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
