import * as v from 'valibot';
import { addDays } from '#lib/statistics/civil-date.ts';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { CIVIL_DATE, CLOCK, contractors, earlier } from '../metric-parameters.ts';
import type { Note } from '../metric.ts';
import { knowledgeRetainedBy } from './knowledge-retained.server.ts';
import type { KnowledgeRow, KnowledgeSummary } from './knowledge-retained.ts';

const YEAR = 365;
const years = (unsaid: number) => v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(100)), unsaid);

const PARAMETERS = v.strictObject({
	/** A year before `on` where not given. */
	baseOn: v.optional(CIVIL_DATE),
	on: v.optional(CIVIL_DATE),
	group: v.optional(v.nullable(v.picklist(['department', 'level', 'role', 'site'])), null),
	clock: CLOCK,
	contractors: contractors('out'),
	capYears: years(5),
	tauYears: years(2)
});
export type KnowledgeQuery = v.InferInput<typeof PARAMETERS>;

/** Tenure-weighted staff retained between two days of a roster, no later than its own. */
export const KNOWLEDGE_RETAINED: MetricDefinition<v.InferOutput<typeof PARAMETERS>, KnowledgeRow, KnowledgeSummary> = {
	id: 'knowledge-retained',
	unit: 'share of the base',
	inputs: { needed: ['roster'], optional: [] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
		const on = earlier(params.on, asOf);
		const baseOn = earlier(params.baseOn ?? addDays(on, -YEAR), on);
		const found = knowledgeRetainedBy({ roster, roles }, { ...params, baseOn, on });
		return { ...found, notes: notesOf(found.summary) };
	}
};

function notesOf({ clock, contractors, capYears }: KnowledgeSummary): Note[] {
	const notes: Note[] = [
		{ key: `metrics.clock.${clock}` },
		{ key: 'metrics.knowledge.noMeasure', details: { years: capYears } }
	];
	if (contractors === 'in') notes.push({ key: 'metrics.contractorsIn' });
	return notes;
}
