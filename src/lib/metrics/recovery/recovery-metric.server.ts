import * as v from 'valibot';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { given } from '../metric-definition.server.ts';
import type { MetricDefinition } from '../metric-definition.server.ts';
import { chosenWindow, CIVIL_DATE, CLOCK, contractors, earlier } from '../metric-parameters.ts';
import type { Note } from '../metric.ts';
import { qualifiedStays } from '../qualified-stays.server.ts';
import { requirementsInForce } from '../requirements-in-force.ts';
import { LEAST_FILLED, recovery } from './recovery.server.ts';
import type { RecoveryRow, RecoverySummary } from './recovery.ts';
import { dated, fillRows } from './time-to-fill.server.ts';

const PARAMETERS = v.strictObject({
	/** The day of looking; the day of the data where left out. */
	on: v.optional(CIVIL_DATE),
	/** First day of the person-days so far; a year before where left out. */
	from: v.optional(CIVIL_DATE),
	horizonDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(730)), 365),
	clock: v.optional(CLOCK, 'worked'),
	contractors: contractors('in')
});
export type RecoveryQuery = v.InferOutput<typeof PARAMETERS>;

/** When each function with a minimum is staffed again, by exits and starts on file and the requisitions that are open. */
export const RECOVERY: MetricDefinition<RecoveryQuery, RecoveryRow, RecoverySummary> = {
	id: 'recovery',
	unit: 'people',
	inputs: { needed: ['roster', 'staffing'], optional: ['requisitions'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const people = given(tables, 'roster', 'roles', 'asOf', 'requirements', 'qualifications');
		const on = earlier(params.on, people.asOf);
		const { from } = chosenWindow({ from: params.from, to: on }, people.asOf);
		const days = { from: dayNumber(from), on: dayNumber(on), horizonDays: params.horizonDays };
		const requisitions = (tables.requisitions ?? []).map(dated);
		const required = requirementsInForce(people.requirements, days.on).filter(({ inForce }) => inForce.requiredMin > 0);
		const stays = qualifiedStays(people, required, params);
		const rows = required
			.map((each, index) => recovery(each, { stays: stays[index], requisitions }, days))
			.sort((a, b) => Number(b.isCritical) - Number(a.isCritical) || (a.name < b.name ? -1 : 1));
		const summary: RecoverySummary = {
			...{ on, from, horizonDays: params.horizonDays, clock: params.clock },
			requisitions: requisitions.filter(({ openedOn }) => openedOn <= days.on).length,
			fill: fillRows(requisitions, days.on)
		};
		return { rows, summary, notes: notesOf(rows, summary) };
	}
};

function notesOf(rows: RecoveryRow[], summary: RecoverySummary): Note[] {
	const notes: Note[] = [{ key: `metrics.clock.${summary.clock}` }];
	if (summary.requisitions === 0) return [...notes, { key: 'metrics.recovery.noRequisitions' }];
	notes.push({ key: 'metrics.recovery.censored' }, { key: 'metrics.recovery.nobodyElse' });
	const withOpen = rows.filter(({ open }) => open > 0);
	const pooled = withOpen.filter(({ basis }) => basis === 'all').length;
	if (pooled > 0) notes.push({ key: 'metrics.recovery.pooled', details: { roles: pooled, least: LEAST_FILLED } });
	if (withOpen.some(({ basis }) => basis === 'none')) notes.push({ key: 'metrics.recovery.noneFilled' });
	const beyond = rows.reduce((sum, row) => sum + row.beyondExperience, 0);
	if (beyond > 0) notes.push({ key: 'metrics.recovery.beyond', details: { requisitions: beyond } });
	return notes;
}
