import * as v from 'valibot';
import { addDays } from '#lib/statistics/civil-date.ts';
import { chosenDayZero, DAY_ZERO_PARAMETERS } from '../event-day-zero.server.ts';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CLOCK, contractors, earlier } from '../metric-parameters.ts';
import { eventLoss } from './event-loss.server.ts';
import type { EventLossRow, EventLossSummary } from './event-loss.ts';

const PARAMETERS = v.strictObject({
	...DAY_ZERO_PARAMETERS,
	/** Days after day 0 that are looked at. */
	days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650)), 180),
	dimension: v.optional(v.picklist(['role', 'level', 'department', 'site']), 'role'),
	clock: CLOCK,
	contractors: contractors('out'),
	leastPeople: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 5)
});
export type EventLossQuery = v.InferOutput<typeof PARAMETERS>;

/** Who left after an event, by group, each compared with the rest. */
export const EVENT_LOSS: MetricDefinition<EventLossQuery, EventLossRow, EventLossSummary> = {
	id: 'event-loss',
	unit: 'share of people employed on day 0',
	inputs: { needed: ['roster'], optional: ['events'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
		const dayZero = chosenDayZero(tables, params);
		if (dayZero.on > asOf) throw new UnfitParameter('eventId', `day 0 is ${dayZero.on}, after the data of ${asOf}`);
		const untilAsked = addDays(dayZero.on, params.days);
		return eventLoss({ roster, roles }, { ...params, dayZero, untilAsked, until: earlier(untilAsked, asOf) });
	}
};
