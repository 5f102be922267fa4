import * as v from 'valibot';
import { addDays } from '#lib/statistics/civil-date.ts';
import { chosenDayZero, DAY_ZERO_PARAMETERS } from '../event-day-zero.server.ts';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CLOCK, contractors, earlier } from '../metric-parameters.ts';
import type { Note } from '../metric.ts';
import { eventOutcomes } from './event-outcomes.server.ts';
import type { EventOutcomeRow, EventOutcomeSummary } from './event-outcomes.ts';

const PARAMETERS = v.strictObject({
	...DAY_ZERO_PARAMETERS,
	/** Days after day 0 that are looked at. */
	days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650)), 180),
	clock: CLOCK,
	contractors: contractors('out')
});
export type EventOutcomeQuery = v.InferOutput<typeof PARAMETERS>;

/** What became of the people employed on the day of an event, by role. */
export const EVENT_OUTCOMES: MetricDefinition<EventOutcomeQuery, EventOutcomeRow, EventOutcomeSummary> = {
	id: 'event-outcomes',
	unit: 'people',
	inputs: { needed: ['roster'], optional: ['events'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
		const dayZero = chosenDayZero(tables, params);
		if (dayZero.on > asOf) throw new UnfitParameter('eventId', `day 0 is ${dayZero.on}, after the data of ${asOf}`);
		const until = earlier(addDays(dayZero.on, params.days), asOf);
		const { clock, contractors: counted } = params;
		const found = eventOutcomes({ roster, roles }, { dayZero, until, clock, contractors: counted });
		const notes: Note[] = [
			{ key: `metrics.clock.${clock}` },
			{ key: 'metrics.loss.notAnnualised', details: { days: found.summary.days } },
			{ key: 'metrics.outcomes.service' }
		];
		return { ...found, notes };
	}
};
