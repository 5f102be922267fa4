import * as v from 'valibot';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CIVIL_DATE, CLOCK, contractors, earlier } from '../metric-parameters.ts';
import type { Note } from '../metric.ts';
import { singlePoints } from './single-points.server.ts';
import type { SinglePointRow, SinglePointSummary } from './single-points.ts';

const PARAMETERS = v.strictObject({ on: v.optional(CIVIL_DATE), clock: CLOCK, contractors: contractors('in') });
export type SinglePointQuery = v.InferInput<typeof PARAMETERS>;

/** Single points of failure of a roster against staffing requirements, no later than the day of the roster. */
export const SINGLE_POINTS: MetricDefinition<v.InferOutput<typeof PARAMETERS>, SinglePointRow, SinglePointSummary> = {
	id: 'single-points',
	unit: 'people',
	inputs: { needed: ['roster', 'staffing'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { asOf, ...people } = given(tables, 'roster', 'roles', 'asOf', 'requirements', 'qualifications');
		const found = singlePoints(people, { ...params, on: earlier(params.on, asOf) });
		return { ...found, notes: notesOf(found.rows, found.summary) };
	}
};

function notesOf(rows: SinglePointRow[], { clock, contractors, seats, filledAtOnce }: SinglePointSummary): Note[] {
	const byRole = rows.filter((row) => row.basis === 'role').length;
	const short = rows.filter((row) => row.isShortAtOnce).length;
	const notes: Note[] = [{ key: `metrics.clock.${clock}` }, { key: 'metrics.singlePoints.greedy' }];
	if (contractors === 'out') notes.push({ key: 'metrics.contractorsOut' });
	if (byRole > 0) notes.push({ key: 'metrics.coverage.byRole', details: { functions: byRole } });
	if (short > 0)
		notes.push({ key: 'metrics.singlePoints.short', details: { functions: short, open: seats - filledAtOnce } });
	return notes;
}
