import * as v from 'valibot';
import { addDays } from '#lib/statistics/civil-date.ts';
import { chosenDayZero, DAY_ZERO_PARAMETERS } from '../event-day-zero.server.ts';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CLOCK, contractors, earlier } from '../metric-parameters.ts';
import type { Note } from '../metric.ts';
import { organisationLoss } from './organisation-loss.server.ts';
import type { OrganisationLossRow, OrganisationLossSummary } from './organisation-loss.ts';

const LEVELS = ['site', 'division', 'department', 'role'] as const;
const MOST_LEVELS = 3;

const PARAMETERS = v.strictObject({
	...DAY_ZERO_PARAMETERS,
	/** Days after day 0 that are looked at. */
	days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650)), 180),
	levels: v.optional(v.pipe(v.array(v.picklist(LEVELS)), v.minLength(1), v.maxLength(MOST_LEVELS)), [
		'department',
		'role'
	]),
	clock: CLOCK,
	contractors: contractors('out')
});
export type OrganisationLossQuery = v.InferOutput<typeof PARAMETERS>;

/** Where in the organisation people left after an event. */
export const ORGANISATION_LOSS: MetricDefinition<OrganisationLossQuery, OrganisationLossRow, OrganisationLossSummary> =
	{
		id: 'organisation-loss',
		unit: 'share of people employed on day 0',
		inputs: { needed: ['roster'], optional: ['events'] },
		parameters: PARAMETERS,
		compute(tables, params) {
			const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
			const dayZero = chosenDayZero(tables, params);
			if (dayZero.on > asOf) throw new UnfitParameter('eventId', `day 0 is ${dayZero.on}, after the data of ${asOf}`);
			const until = earlier(addDays(dayZero.on, params.days), asOf);
			const found = organisationLoss({ roster, roles }, { ...params, dayZero, until });
			const notes: Note[] = [
				{ key: `metrics.clock.${params.clock}` },
				{ key: 'metrics.loss.notAnnualised', details: { days: found.summary.days } }
			];
			return { ...found, notes };
		}
	};
