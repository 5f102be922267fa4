import * as v from 'valibot';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { chosenDayZero, DAY_ZERO_PARAMETERS } from '../event-day-zero.server.ts';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { executiveDays } from './executive-days.server.ts';
import { executiveDeparturesWindow } from './executive-departures-window.server.ts';
import type { DepartureRow, DeparturesSummary } from './executive-departures-window.ts';

const PARAMETERS = v.strictObject({
	...DAY_ZERO_PARAMETERS,
	/** Left out: the organisation of the event, or all where day 0 is a date. */
	organisation: v.optional(v.string()),
	basis: v.optional(v.picklist(['announced', 'effective']), 'announced'),
	/** Levels of the roster that are executives; with a roster their days employed are the exposure. */
	levels: v.optional(v.array(v.string()), [])
});
export type DeparturesQuery = v.InferOutput<typeof PARAMETERS>;

/** Departures of executives within 180 days of an event. */
export const EXECUTIVE_DEPARTURES_WINDOW: MetricDefinition<DeparturesQuery, DepartureRow, DeparturesSummary> = {
	id: 'executive-departures-window',
	unit: 'departures',
	inputs: { needed: ['executives'], optional: ['events', 'roster'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { executives } = given(tables, 'executives');
		const dayZero = chosenDayZero(tables, params);
		const { roster, asOf = null } = tables;
		const isByLevel = roster !== undefined && asOf !== null && params.levels.length > 0;
		return executiveDeparturesWindow(executives, {
			dayZero,
			organisation: params.organisation ?? dayZero.organisation,
			basis: params.basis,
			asOf,
			personDays: isByLevel ? executiveDays(roster, params.levels, dayNumber(dayZero.on), dayNumber(asOf)) : null
		});
	}
};
