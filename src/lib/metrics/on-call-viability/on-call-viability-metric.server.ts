import * as v from 'valibot';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CIVIL_DATE, CLOCK, contractors, earlier } from '../metric-parameters.ts';
import type { Note } from '../metric.ts';
import { onCallRotas } from './on-call-viability.server.ts';
import type { OnCallRow, OnCallSummary } from './on-call-viability.ts';
import { shiftIncidents } from './shift-incidents.ts';

const PARAMETERS = v.strictObject({
	on: v.optional(CIVIL_DATE),
	clock: CLOCK,
	contractors: contractors('in'),
	maxShare: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 0.25),
	rolesOnCall: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), null),
	/** Days up to the day of the figures whose incidents are counted. */
	incidentDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)), 90),
	criticalMass: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null)
});
export type OnCallQuery = v.InferInput<typeof PARAMETERS>;

/** On-call viability of the functions with a minimum, no later than the day of the roster. */
export const ON_CALL_VIABILITY: MetricDefinition<v.InferOutput<typeof PARAMETERS>, OnCallRow, OnCallSummary> = {
	id: 'on-call-viability',
	unit: 'people',
	inputs: { needed: ['roster', 'staffing'], optional: ['incidents'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { asOf, ...people } = given(tables, 'roster', 'roles', 'asOf', 'requirements', 'qualifications');
		const on = earlier(params.on, asOf);
		const { rows, summary } = onCallRotas(people, { ...params, on });
		const incidents = tables.incidents ? shiftIncidents(tables.incidents, on, params.incidentDays) : null;
		const all: OnCallSummary = { ...summary, incidents };
		return { rows, summary: all, notes: notesOf(rows, all) };
	}
};

function notesOf(rows: OnCallRow[], summary: OnCallSummary): Note[] {
	const { clock, contractors, maxShare, elsewhere, assumedRotas, incidents } = summary;
	const roles = [...new Set(rows.map((row) => row.rolesOnCall))].sort((a, b) => a - b);
	const notes: Note[] = [
		{ key: `metrics.clock.${clock}` },
		...roles.map((people) => ({ key: 'metrics.onCall.rule', details: { people, percent: 100 * maxShare } })),
		incidents === null || incidents.perShift === null
			? { key: 'metrics.onCall.incidents' }
			: {
					key: 'metrics.onCall.perShift',
					details: { perShift: incidents.perShift, days: incidents.days, most: incidents.most }
				}
	];
	if (contractors === 'out') notes.push({ key: 'metrics.contractorsOut' });
	if (assumedRotas > 0) notes.push({ key: 'metrics.onCall.assumedRota', details: { functions: assumedRotas } });
	if ((elsewhere ?? 0) > 0) notes.push({ key: 'metrics.onCall.elsewhere', details: { people: elsewhere ?? 0 } });
	return notes;
}
