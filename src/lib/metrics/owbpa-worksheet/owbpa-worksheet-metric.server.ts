import * as v from 'valibot';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CIVIL_DATE } from '../metric-parameters.ts';
import { isPlannedList } from '../selection-notes.ts';
import { owbpaWorksheet } from './owbpa-worksheet.server.ts';
import type { WorksheetRow, WorksheetSummary } from './owbpa-worksheet.ts';

const KIND = v.optional(v.nullable(v.picklist(['voluntary', 'involuntary'])), null);

const PARAMETERS = v.strictObject({
	from: CIVIL_DATE,
	to: CIVIL_DATE,
	agesOn: CIVIL_DATE,
	department: v.optional(v.nullable(v.string()), null),
	site: v.optional(v.nullable(v.string()), null),
	declinedAs: KIND,
	silentAs: KIND,
	isPlanned: v.optional(v.boolean(), false),
	/** Whether counsel asked for the ages of a list that is only planned. */
	isAskedByCounsel: v.optional(v.boolean(), false)
});
export type WorksheetQuery = v.InferOutput<typeof PARAMETERS>;

/** Job title by age. For analysts with the permission only; whoever calls it writes the audit entry. */
export const OWBPA_WORKSHEET: MetricDefinition<WorksheetQuery, WorksheetRow, WorksheetSummary> = {
	id: 'owbpa-worksheet',
	unit: 'people',
	inputs: { needed: ['roster', 'personal'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, { isAskedByCounsel, ...params }) {
		const { roster, personal, asOf } = given(tables, 'roster', 'personal', 'asOf');
		if (params.to < params.from) throw new UnfitParameter('to', 'the last day of the programme is before its first');
		const isPlanned = isPlannedList(params, asOf);
		if (isPlanned && !isAskedByCounsel)
			throw new UnfitParameter(
				'isAskedByCounsel',
				'the ages of a planned list are shown only where counsel asked for them'
			);
		return owbpaWorksheet({ roster, personal }, { ...params, isPlanned });
	}
};
