import * as v from 'valibot';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CIVIL_DATE } from '../metric-parameters.ts';
import { executiveVacancy } from './executive-vacancy.server.ts';
import type { VacancyRow, VacancySummary } from './executive-vacancy.ts';

const PARAMETERS = v.strictObject({
	on: v.optional(CIVIL_DATE),
	organisation: v.optional(v.nullable(v.string()), null)
});
export type VacancyQuery = v.InferOutput<typeof PARAMETERS>;

/** How long posts stay vacant, on the day asked for or the day the data were true. */
export const EXECUTIVE_VACANCY: MetricDefinition<VacancyQuery, VacancyRow, VacancySummary> = {
	id: 'executive-vacancy',
	unit: 'days',
	inputs: { needed: ['executives'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { executives } = given(tables, 'executives');
		const on = params.on ?? tables.asOf;
		if (on === undefined) throw new UnfitParameter('on', 'a day of looking is needed: the file itself has none');
		return executiveVacancy(executives, { organisation: params.organisation, on });
	}
};
