import * as v from 'valibot';
import { addDays } from '#lib/statistics/civil-date.ts';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CLOCK, earlier } from '../metric-parameters.ts';
import type { Note } from '../metric.ts';
import { askedEvent } from '../ultimatum-event.server.ts';
import { answerOutcomes } from './answer-outcomes.server.ts';
import type { AnswerOutcomeRow, AnswerOutcomeSummary } from './answer-outcomes.ts';

const PARAMETERS = v.strictObject({
	eventId: v.string(),
	/** Days after the announcement that are looked at. */
	days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650)), 180),
	clock: CLOCK
});
export type AnswerOutcomeQuery = v.InferOutput<typeof PARAMETERS>;

/** What people answered to an ultimatum, and whether they left. */
export const ANSWER_OUTCOMES: MetricDefinition<AnswerOutcomeQuery, AnswerOutcomeRow, AnswerOutcomeSummary> = {
	id: 'answer-outcomes',
	unit: 'people',
	inputs: { needed: ['roster', 'events', 'responses'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, { eventId, days, clock }) {
		const { roster, roles, responses, events, asOf } = given(
			tables,
			...(['roster', 'roles', 'responses', 'events', 'asOf'] as const)
		);
		const event = askedEvent(events, eventId);
		const announcedOn = event.announcedAtLocal.slice(0, 10);
		const populationOn = event.populationOn ?? announcedOn;
		const until = earlier(addDays(announcedOn, days), asOf);
		if (until < populationOn) throw new UnfitParameter('eventId', `who was asked is known only after ${until}`);
		const { rows, summary, contractors } = answerOutcomes(
			{ roster, roles, responses },
			{ event, populationOn, until, clock }
		);
		const notes: Note[] = [{ key: `metrics.clock.${clock}` }, { key: 'metrics.answerOutcomes.whatever' }];
		if (summary.unmatched !== 0) notes.push({ key: 'metrics.answerOutcomes.unmatched' });
		if (contractors > 0) notes.push({ key: 'metrics.quality.contractors', details: { rows: contractors } });
		return { rows, summary, notes };
	}
};
