import * as v from 'valibot';
import type { Io } from '#lib/server/runtime.ts';
import { ANSWER_OUTCOMES } from './answer-outcomes/answer-outcomes-metric.server.ts';
import type { AnswerOutcomeQuery } from './answer-outcomes/answer-outcomes-metric.server.ts';
import { answerOutcomesProtection } from './answer-outcomes/answer-outcomes-protection.server.ts';
import { answerOutcomeTables } from './answer-outcomes/answer-outcomes-shown.server.ts';
import type { AnswerOutcomeRow, AnswerOutcomeSummary } from './answer-outcomes/answer-outcomes.ts';
import type { Result } from './metric.ts';
import { registryResult } from './registry-result.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';
import { ultimatumOf } from './ultimatum-event.server.ts';

export type { AnswerOutcomeRow, AnswerOutcomeSummary } from './answer-outcomes/answer-outcomes.ts';

/**
 * The answers to one ultimatum against who left, by the newest published roster. Null where no roster, no answers to this
 * event, or no such event is published, or the event has no announcement, deadline and zone.
 */
export async function computeAnswerOutcomes(
	io: Io,
	reader: Reader,
	params: Partial<AnswerOutcomeQuery> & { eventId: string }
): Promise<Result<AnswerOutcomeRow, AnswerOutcomeSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const [roster] = tables.versionsOf(reading, 'roster');
	const answers = tables.versionsOf(reading, 'ultimatum-responses').find((each) => each.eventId === params.eventId);
	const events = await tables.publishedEvents(reading);
	if (!roster || !answers || !ultimatumOf(events, params.eventId)) return null;
	return registryResult(reading, ANSWER_OUTCOMES, {
		versions: [roster, answers, ...tables.versionsOf(reading, 'events')],
		params: v.parse(ANSWER_OUTCOMES.parameters, params),
		tier: reader.tier,
		protection: answerOutcomesProtection,
		changes: answerOutcomeTables,
		tables: async () => ({
			...(await tables.rosterWithRoles(reading, roster)),
			responses: await tables.loadResponses(reading, answers),
			events
		})
	});
}
