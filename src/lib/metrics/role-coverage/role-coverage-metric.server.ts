import * as v from 'valibot';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { chosenWindow, CIVIL_DATE, CLOCK, contractors, earlier } from '../metric-parameters.ts';
import { leaveProbability } from './leave-probability.server.ts';
import { roleCoverage } from './role-coverage.server.ts';
import type { CoverageRow, CoverageSummary } from './role-coverage.ts';

const PARAMETERS = v.strictObject({
	on: v.optional(CIVIL_DATE),
	before: v.optional(CIVIL_DATE),
	from: v.optional(CIVIL_DATE),
	/** Read as `on` where that is not given. */
	to: v.optional(CIVIL_DATE),
	clock: CLOCK,
	contractors: contractors('in'),
	/** Of each person to leave within the horizon; from the past year where not given. */
	leaveProbability: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
	horizonDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)), 90),
	sigma: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), 1)
});
export type CoverageQuery = v.InferInput<typeof PARAMETERS>;

/** Role coverage of a roster against staffing requirements; days after the roster's own are those of the roster. */
export const ROLE_COVERAGE: MetricDefinition<v.InferOutput<typeof PARAMETERS>, CoverageRow, CoverageSummary> = {
	id: 'role-coverage',
	unit: 'people',
	inputs: { needed: ['roster', 'staffing'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, { horizonDays, sigma, ...params }) {
		const { asOf, ...people } = given(tables, 'roster', 'roles', 'asOf', 'requirements', 'qualifications');
		const on = earlier(params.on ?? params.to, asOf);
		const before = params.before === undefined ? null : earlier(params.before, on);
		const { from } = chosenWindow({ from: params.from ?? before ?? undefined, to: on }, asOf);
		const estimated = () => leaveProbability(people.roster, dayNumber(on), horizonDays);
		const probability = params.leaveProbability ?? estimated();
		const outlook = { leaveProbability: probability, horizonDays, sigma, isPresent: on === asOf };
		const { clock, contractors } = params;
		const found = roleCoverage(people, { on, before, from, clock, contractors, outlook });
		const details = { days: horizonDays, percent: Math.round((probability ?? 0) * 1000) / 10 };
		const basis =
			params.leaveProbability === undefined ? 'metrics.coverage.riskOfPastYear' : 'metrics.coverage.riskGiven';
		if (probability !== null) found.notes.push({ key: basis, details });
		return found;
	}
};
