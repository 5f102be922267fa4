import * as v from 'valibot';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { chosenWindow, CIVIL_DATE, CLOCK, earlier } from '../metric-parameters.ts';
import { roleCoverage } from './role-coverage.server.ts';
import type { CoverageRow, CoverageSummary } from './role-coverage.ts';

const PARAMETERS = v.strictObject({
	on: v.optional(CIVIL_DATE),
	before: v.optional(CIVIL_DATE),
	from: v.optional(CIVIL_DATE),
	/** Read as `on` where that is not given. */
	to: v.optional(CIVIL_DATE),
	clock: CLOCK
});

/** Role coverage of a roster against staffing requirements; days after the roster's own are those of the roster. */
export const ROLE_COVERAGE: MetricDefinition<v.InferOutput<typeof PARAMETERS>, CoverageRow, CoverageSummary> = {
	id: 'role-coverage',
	unit: 'people',
	inputs: { needed: ['roster', 'staffing'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { asOf, ...people } = given(tables, 'roster', 'roles', 'asOf', 'requirements', 'qualifications');
		const on = earlier(params.on ?? params.to, asOf);
		const before = params.before === undefined ? null : earlier(params.before, on);
		const { from } = chosenWindow({ from: params.from ?? before ?? undefined, to: on }, asOf);
		return roleCoverage(people, { on, before, from, clock: params.clock });
	}
};
