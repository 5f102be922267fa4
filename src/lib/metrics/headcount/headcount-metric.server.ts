import * as v from 'valibot';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { chosenWindow, CIVIL_DATE, CLOCK, contractors } from '../metric-parameters.ts';
import { headcount } from './headcount.server.ts';
import type { HeadcountRow, HeadcountSummary } from './headcount.ts';

const PARAMETERS = v.strictObject({
	from: v.optional(CIVIL_DATE),
	to: v.optional(CIVIL_DATE),
	step: v.optional(v.picklist(['day', 'week', 'month']), 'month'),
	group: v.optional(v.nullable(v.picklist(['role'])), null),
	role: v.optional(v.nullable(v.string()), null),
	clock: CLOCK,
	contractors: contractors('out'),
	/** Whether rows have working time beside people. */
	withFte: v.optional(v.boolean(), true)
});

/** Headcount of a roster, up to the day it was true. */
export const HEADCOUNT: MetricDefinition<v.InferOutput<typeof PARAMETERS>, HeadcountRow, HeadcountSummary> = {
	id: 'headcount',
	unit: 'people',
	inputs: { needed: ['roster'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
		return headcount({ roster, roles }, { ...params, ...chosenWindow(params, asOf) });
	}
};
