import * as v from 'valibot';
import { countedAnswers } from '../counted-answers.server.ts';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { askedEvent } from '../ultimatum-event.server.ts';
import { answerReversals, reversalNotes } from './answer-reversals.server.ts';
import { ultimatumResponse } from './ultimatum-response.server.ts';
import type { CountAnswers } from './ultimatum-response.server.ts';
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
		const count: CountAnswers = (...asked) => countedAnswers({ roster, roles, responses }, ...asked);
		const { counted, ...found } = ultimatumResponse(count, event, dimension);
		const reversals = answerReversals(counted, { dimension, rule: event.silenceRule });
		const summary = { ...found.summary, reversals };
		return { rows: found.rows, summary, notes: [...found.notes, ...reversalNotes(reversals)] };
	}
};
