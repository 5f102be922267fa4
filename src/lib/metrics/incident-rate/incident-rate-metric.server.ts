import * as v from 'valibot';
import { chosenDayZero, DAY_ZERO_PARAMETERS } from '../event-day-zero.server.ts';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { incidentRate } from './incident-rate.server.ts';
import type { IncidentRateRow, IncidentRateSummary } from './incident-rate.ts';

const days = (usual: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)), usual);

const PARAMETERS = v.strictObject({
	...DAY_ZERO_PARAMETERS,
	daysBefore: days(365),
	daysAfter: days(181),
	/** Left out: the organisation of the event, or all where day 0 is a date. */
	organisation: v.optional(v.string()),
	severity: v.optional(v.nullable(v.string()), null),
	service: v.optional(v.nullable(v.string()), null)
});
export type IncidentRateQuery = v.InferOutput<typeof PARAMETERS>;

/** Incidents before an event and from its day on. */
export const INCIDENT_RATE: MetricDefinition<IncidentRateQuery, IncidentRateRow, IncidentRateSummary> = {
	id: 'incident-rate',
	unit: 'incidents per week',
	inputs: { needed: ['incidents'], optional: ['events'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { incidents } = given(tables, 'incidents');
		const dayZero = chosenDayZero(tables, params);
		const organisation = params.organisation ?? dayZero.organisation;
		return incidentRate(incidents, { ...params, dayZero, organisation, asOf: tables.asOf ?? null });
	}
};
