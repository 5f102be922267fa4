import * as v from 'valibot';
import { DAY_ZERO_PARAMETERS, eventDayZero, eventOf } from '../event-day-zero.server.ts';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CLOCK, contractors } from '../metric-parameters.ts';
import { eventComparison } from './event-comparison.server.ts';
import type { EventComparisonRow, EventComparisonSummary } from './event-comparison.ts';

const MOST_EVENTS = 20;
const ids = v.optional(v.pipe(v.array(v.string()), v.maxLength(MOST_EVENTS)), []);
const day = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const PARAMETERS = v.strictObject({
	/** Events of the workforce the roster is of. */
	eventIds: ids,
	/** Events of which published figures are shown, of any workforce. */
	pressEventIds: ids,
	dayZeroKind: DAY_ZERO_PARAMETERS.dayZeroKind,
	from: v.optional(day(-3650, 0), -90),
	to: v.optional(day(0, 3650), 365),
	step: v.optional(day(1, 365), 7),
	clock: CLOCK,
	contractors: contractors('out')
});
export type EventComparisonQuery = v.InferOutput<typeof PARAMETERS>;

/** Events side by side from their day 0. */
export const EVENT_COMPARISON: MetricDefinition<EventComparisonQuery, EventComparisonRow, EventComparisonSummary> = {
	id: 'event-comparison',
	unit: 'share of people employed on day 0',
	inputs: { needed: ['events'], optional: ['roster'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { events } = given(tables, 'events');
		const { roster = null, asOf = null } = tables;
		const compared = params.eventIds.map((eventId) => {
			const dayZero = eventDayZero(events, eventId, params.dayZeroKind);
			if (asOf !== null && dayZero.on > asOf)
				throw new UnfitParameter('eventIds', `day 0 of "${eventId}" is ${dayZero.on}, after the data of ${asOf}`);
			return { ...dayZero, eventId };
		});
		const press = params.pressEventIds.map((eventId) => eventOf(events, eventId));
		return eventComparison(roster, { ...params, events: compared, press, asOf });
	}
};
