import * as v from 'valibot';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CIVIL_DATE, CLOCK, contractors, earlier } from '../metric-parameters.ts';
import type { Note } from '../metric.ts';
import { onCallRotas } from './on-call-viability.server.ts';
import type { OnCallRow, OnCallSummary } from './on-call-viability.ts';

const PARAMETERS = v.strictObject({
	on: v.optional(CIVIL_DATE),
	clock: CLOCK,
	contractors: contractors('in'),
	maxShare: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 0.25),
	rolesOnCall: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), null),
	criticalMass: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null)
});
export type OnCallQuery = v.InferInput<typeof PARAMETERS>;

/** On-call viability of the functions with a minimum, no later than the day of the roster. */
export const ON_CALL_VIABILITY: MetricDefinition<v.InferOutput<typeof PARAMETERS>, OnCallRow, OnCallSummary> = {
	id: 'on-call-viability',
	unit: 'people',
	inputs: { needed: ['roster', 'staffing'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { asOf, ...people } = given(tables, 'roster', 'roles', 'asOf', 'requirements', 'qualifications');
		const found = onCallRotas(people, { ...params, on: earlier(params.on, asOf) });
		return { ...found, notes: notesOf(found.rows, found.summary) };
	}
};

function notesOf(rows: OnCallRow[], { clock, contractors, maxShare, elsewhere, assumedRotas }: OnCallSummary): Note[] {
	const roles = [...new Set(rows.map((row) => row.rolesOnCall))].sort((a, b) => a - b);
	const notes: Note[] = [
		{ key: `metrics.clock.${clock}` },
		...roles.map((people) => ({ key: 'metrics.onCall.rule', details: { people, percent: 100 * maxShare } })),
		{ key: 'metrics.onCall.incidents' }
	];
	if (contractors === 'out') notes.push({ key: 'metrics.contractorsOut' });
	if (assumedRotas > 0) notes.push({ key: 'metrics.onCall.assumedRota', details: { functions: assumedRotas } });
	if ((elsewhere ?? 0) > 0) notes.push({ key: 'metrics.onCall.elsewhere', details: { people: elsewhere ?? 0 } });
	return notes;
}
