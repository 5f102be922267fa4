import * as v from 'valibot';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CIVIL_DATE } from '../metric-parameters.ts';
import { isPlannedList } from '../selection-notes.ts';
import { fourFifthsScreen } from './four-fifths.server.ts';
import type { SelectionRow, SelectionSummary } from './four-fifths.ts';

const PARAMETERS = v.strictObject({
	from: CIVIL_DATE,
	to: CIVIL_DATE,
	dimension: v.optional(v.picklist(['role', 'level', 'department', 'site', 'country', 'age', 'group']), 'role'),
	isPlanned: v.optional(v.boolean(), false),
	/** Whether counsel asked for figures by age or group of a list that is only planned. */
	isAskedByCounsel: v.optional(v.boolean(), false),
	leastPercent: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(50)), 2)
});
export type FourFifthsQuery = v.InferOutput<typeof PARAMETERS>;

/** Four-fifths ratios of a reduction. For analysts with the permission only; whoever calls it writes the audit entry. */
export const FOUR_FIFTHS: MetricDefinition<FourFifthsQuery, SelectionRow, SelectionSummary> = {
	id: 'four-fifths',
	unit: 'ratio of retention rates',
	inputs: { needed: ['roster'], optional: ['personal'] },
	parameters: PARAMETERS,
	compute(tables, { isAskedByCounsel, ...params }) {
		const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
		const { personal } = tables;
		if (params.to < params.from)
			throw new UnfitParameter('to', 'the day after the reduction is before the day before it');
		const isProtected = params.dimension === 'age' || params.dimension === 'group';
		const isPlanned = isPlannedList(params, asOf);
		if (isProtected && !personal)
			throw new UnfitParameter('dimension', `a list with the ${params.dimension} of each person is needed`);
		if (isProtected && isPlanned && !isAskedByCounsel)
			throw new UnfitParameter(
				'isAskedByCounsel',
				`a planned list is compared by ${params.dimension} only where counsel asked for it`
			);
		return fourFifthsScreen({ roster, roles, personal }, { ...params, isPlanned });
	}
};
