import * as v from 'valibot';
import { chosenDayZero, DAY_ZERO_PARAMETERS } from '../event-day-zero.server.ts';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { contractors } from '../metric-parameters.ts';
import { separationBaseline } from './separation-baseline.server.ts';
import type { SeparationBaselineRow, SeparationBaselineSummary } from './separation-baseline.ts';

const PARAMETERS = v.strictObject({
	...DAY_ZERO_PARAMETERS,
	group: v.optional(v.nullable(v.picklist(['role'])), null),
	contractors: contractors('out')
});
export type SeparationBaselineQuery = v.InferOutput<typeof PARAMETERS>;

/** Rate of separations after an event against the year before. */
export const SEPARATION_BASELINE: MetricDefinition<
	SeparationBaselineQuery,
	SeparationBaselineRow,
	SeparationBaselineSummary
> = {
	id: 'separation-baseline',
	unit: 'separations per 100 person-years',
	inputs: { needed: ['roster'], optional: ['events'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
		const dayZero = chosenDayZero(tables, params);
		if (dayZero.on > asOf) throw new UnfitParameter('eventId', `day 0 is ${dayZero.on}, after the data of ${asOf}`);
		return separationBaseline({ roster, roles }, { ...params, dayZero, asOf });
	}
};
