import * as v from 'valibot';
import { codeColumn } from '#lib/server/columns.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition, MetricTables } from '../metric-definition.server.ts';
import { chosenWindow, CIVIL_DATE, contractors } from '../metric-parameters.ts';
import { attritionNotes } from './attrition-notes.ts';
import { attritionRate } from './attrition-rate.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { AttritionRow, AttritionSummary } from './attrition-rate.ts';

// A count for every group and day is kept in memory while the rates are worked out.
const MOST_COUNTS = 20_000_000;

const PARAMETERS = v.strictObject({
	from: v.optional(CIVIL_DATE),
	to: v.optional(CIVIL_DATE),
	group: v.optional(v.nullable(v.picklist(['month', 'department', 'level', 'role', 'site', 'type'])), null),
	role: v.optional(v.nullable(v.string()), null),
	types: v.optional(v.array(v.picklist(SEPARATION_TYPES)), [...SEPARATION_TYPES]),
	fold: v.optional(v.picklist(['separate', 'voluntary', 'involuntary']), 'separate'),
	denominator: v.optional(
		v.picklist(['personYears', 'dailyMean', 'twoPoint', 'monthEndMean', 'monthEndPlusOpening', 'twelfthOfMonthMean']),
		'personYears'
	),
	contractors: contractors('out')
});
export type AttritionQuery = v.InferOutput<typeof PARAMETERS>;

/** Attrition of a roster, up to the day it was true; its events, where given, say whether there was an ultimatum. */
export const ATTRITION_RATE: MetricDefinition<AttritionQuery, AttritionRow, AttritionSummary> = {
	id: 'attrition-rate',
	unit: 'per 100 person-years',
	inputs: { needed: ['roster'], optional: ['events'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const { roster, roles, asOf } = given(tables, 'roster', 'roles', 'asOf');
		const window = chosenWindow(params, asOf);
		refuseUnfit(tables, params, window);
		const hasUltimatum = (tables.events ?? []).some((event) => isUltimatumIn(event, window));
		const found = attritionRate({ roster, roles }, { ...params, ...window, hasUltimatum });
		return { ...found, notes: attritionNotes(found.summary) };
	}
};

function refuseUnfit(
	tables: MetricTables,
	{ group, role }: AttritionQuery,
	window: { from: string; to: string }
): void {
	if (group === null || group === 'month' || group === 'type') return;
	if (role !== null)
		throw new UnfitParameter('role', `one role is shown by month, by type or as one row, not by ${group}`);
	if (group === 'role' || !tables.roster) return;
	const groups = codeColumn(tables.roster, group).words.length;
	const days = dayNumber(window.to) - dayNumber(window.from) + 1;
	if (groups * days > MOST_COUNTS)
		throw new UnfitParameter('group', `${groups} groups over ${days} days are too many; choose a shorter window`);
}

/** Whether an event that asked people to decide falls into a window; dates may be no more than a year or a month. */
function isUltimatumIn(
	event: NonNullable<MetricTables['events']>[number],
	{ from, to }: { from: string; to: string }
): boolean {
	if (event.eventType !== 'ultimatum' && event.deadlineAtLocal === null) return false;
	const { deadlineAtLocal, announcedAtLocal, announcedOn, effectiveOn } = event;
	const on = (deadlineAtLocal ?? announcedAtLocal ?? announcedOn ?? effectiveOn ?? '').slice(0, 10);
	return on !== '' && from.slice(0, on.length) <= on && on <= to.slice(0, on.length);
}
