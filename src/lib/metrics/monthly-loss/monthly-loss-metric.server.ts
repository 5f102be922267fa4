import * as v from 'valibot';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { chosenWindow, CIVIL_DATE, CLOCK, contractors } from '../metric-parameters.ts';
import { monthlyLoss } from './monthly-loss.server.ts';
import type { MonthlyLossRow, MonthlyLossSummary } from './monthly-loss.ts';

const MOST_DAYS = 10 * 366;

const PARAMETERS = v.strictObject({
	from: v.optional(CIVIL_DATE),
	to: v.optional(CIVIL_DATE),
	dimension: v.optional(v.picklist(['role', 'department', 'level', 'site']), 'role'),
	clock: CLOCK,
	contractors: contractors('out')
});
export type MonthlyLossQuery = v.InferOutput<typeof PARAMETERS>;

/** Who left in each month, by group; without dates the year before the day of the data. */
export const MONTHLY_LOSS: MetricDefinition<MonthlyLossQuery, MonthlyLossRow, MonthlyLossSummary> = {
	id: 'monthly-loss',
	unit: 'share of people employed on the first of the month',
	inputs: { needed: ['roster'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
		const window = chosenWindow(params, asOf);
		if (dayNumber(window.to) - dayNumber(window.from) > MOST_DAYS)
			throw new UnfitParameter('from', 'at most ten years are shown month by month');
		const found = monthlyLoss({ roster, roles }, { ...params, ...window });
		const notes = [{ key: `metrics.clock.${params.clock}` }, { key: 'metrics.monthlyLoss.base' }];
		const { cutOn } = found.summary;
		return { ...found, notes: cutOn === null ? notes : [...notes, { key: 'metrics.monthlyLoss.cut' }] };
	}
};
