import * as v from 'valibot';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CIVIL_DATE, earlier } from '../metric-parameters.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import { tenureSurvival } from './tenure-survival.server.ts';
import type { SurvivalRow, SurvivalSummary } from './tenure-survival.ts';

const DAYS = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(36_525));

/** Fewest at risk where a curve of tenure starts (METHODS 5.2). */
const AT_LEAST = 10;

const PARAMETERS = v.strictObject({
	from: v.optional(v.nullable(CIVIL_DATE), null),
	to: v.optional(CIVIL_DATE),
	day0: v.optional(v.nullable(CIVIL_DATE), null),
	group: v.optional(v.nullable(v.picklist(['role', 'department', 'level', 'site'])), null),
	role: v.optional(v.nullable(v.string()), null),
	types: v.optional(v.nullable(v.pipe(v.array(v.picklist(SEPARATION_TYPES)), v.minLength(1))), null),
	atLeast: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), AT_LEAST),
	tauDays: v.optional(v.nullable(DAYS), null),
	atDays: v.optional(v.pipe(v.array(DAYS), v.maxLength(20)), [365, 730, 1826, 3652]),
	withReasons: v.optional(v.boolean(), false)
});
export type SurvivalQuery = v.InferOutput<typeof PARAMETERS>;

/** How long people stay, by a roster, up to the day it was true. */
export const TENURE_SURVIVAL: MetricDefinition<SurvivalQuery, SurvivalRow, SurvivalSummary> = {
	id: 'tenure-survival',
	unit: 'days',
	inputs: { needed: ['roster'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
		const to = earlier(params.to, asOf);
		if (params.role !== null && params.group !== null && params.group !== 'role')
			throw new UnfitParameter('role', `one role is shown as one row, not by ${params.group}`);
		if (params.day0 !== null && params.day0 > to)
			throw new UnfitParameter('day0', `the roster ends on ${to}, before day 0`);
		const { from, day0, types, atLeast, tauDays } = params;
		const isWindowWhole = from === null && to === asOf && day0 === null;
		const isWhole = isWindowWhole && types === null && atLeast === AT_LEAST && tauDays === null;
		return tenureSurvival({ roster, roles }, { ...params, to, isWhole });
	}
};
