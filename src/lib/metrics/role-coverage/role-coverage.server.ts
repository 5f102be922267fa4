import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { numberColumn } from '#lib/server/columns.ts';
import { dailyCounts } from '../daily-counts.server.ts';
import type { Clock, Note } from '../metric.ts';
import { latestBelowRun } from './below-minimum.ts';
import { qualifiedStays } from '../qualified-stays.server.ts';
import type { FunctionStays } from '../qualified-stays.server.ts';
import { requiredOn, requirementsInForce } from '../requirements-in-force.ts';
import type { FunctionRequirement, RequirementRow } from '../requirements-in-force.ts';
import type { CoverageRow, CoverageStatus, CoverageSummary } from './role-coverage.ts';

export interface CoverageTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
	/** Staffing requirements; role families by id. */
	requirements: RequirementRow[];
	/** Who is qualified for which function: functionId (code), since (day); none: the people of the role count. */
	qualifications: ColumnTable[];
}
export interface CoverageParams {
	/** Civil date of the figures. */
	on: string;
	/** Civil date to compare with, or null. */
	before: string | null;
	/** First civil date of the series. */
	from: string;
	clock: Clock;
}

// Runs below the minimum are followed back this far; a mistyped year must not cost memory.
const LOOK_BACK_DAYS = 36_525;

/**
 * Required against remaining qualified people, by function, on a day; people, not full-time posts, decide.
 *
 * Qualified is who is listed and employed by the clock. Listed are the people named for the function; where nobody is
 * named for it, the people of its role family. Surplus in one function never offsets a gap in another.
 *
 * @returns one row per function with a requirement in force on the day, largest shortfall first, then least slack
 * @see METHODS 3.1
 * @example 15 required, 9 qualified: ratio 0.6, shortfall 6, slack 0, departures to breach 0, 'breach'
 */
export function roleCoverage(
	tables: CoverageTables,
	params: CoverageParams
): { rows: CoverageRow[]; summary: CoverageSummary; notes: Note[] } {
	const on = dayNumber(params.on);
	const before = params.before === null ? null : dayNumber(params.before);
	const from = Math.min(dayNumber(params.from), on);
	const functions = requirementsInForce(tables.requirements, on);
	const stays = qualifiedStays(tables, functions, params.clock);
	const first = Math.max(Math.min(from, before ?? on, earliest(stays)), on - LOOK_BACK_DAYS);
	const window = { first, from, on, before };
	const fte = numberColumn(tables.roster, 'fte').values;
	const rows = functions.map((requirement, index) => coverageRow(requirement, stays[index], window, fte));
	rows.sort((a, b) => b.shortfall - a.shortfall || a.slack - b.slack || (a.name < b.name ? -1 : 1));
	const summary = summaryOf(rows, params, distinctPeople(stays, on, tables.roster.personKeys?.length ?? 0));
	return { rows, summary, notes: notesOf(tables, rows, params.clock) };
}

interface Window {
	/** Day numbers; `first` is where counting begins. */
	first: number;
	from: number;
	on: number;
	before: number | null;
}

function coverageRow(
	requirement: FunctionRequirement,
	stays: FunctionStays,
	window: Window,
	fte: Float64Array
): CoverageRow {
	const { first, from, on, before } = window;
	const { inForce } = requirement;
	const { counts } = dailyCounts(stays, 1, first, on);
	const required = inForce.requiredMin;
	const qualified = counts[on - first];
	const isBelow = (day: number) => counts[day - first] < (requiredOn(requirement, day) ?? 0);
	const run = latestBelowRun(isBelow, first, on, from);
	return {
		functionId: inForce.functionId,
		name: inForce.name,
		roleFamily: inForce.roleFamily,
		isCritical: inForce.isCritical,
		required,
		qualified,
		qualifiedBefore: before === null ? null : (counts[Math.min(before, on) - first] ?? 0),
		qualifiedFte: fteOn(stays, on, fte),
		coverageRatio: required === 0 ? null : qualified / required,
		shortfall: Math.max(0, required - qualified),
		slack: Math.max(0, qualified - required),
		departuresToBreach: required === 0 ? null : Math.max(0, qualified - required + 1),
		status: coverageStatus(required, qualified),
		belowSince: run && run.recovered === null ? civilDate(run.since) : null,
		recoveredOn: run && run.recovered !== null ? civilDate(run.recovered) : null,
		lastBelowSince: run && run.recovered !== null ? civilDate(run.since) : null,
		series: steps(from, on, (day) => counts[day - first]).map(({ date, value }) => ({ date, qualified: value })),
		requiredSeries: steps(from, on, (day) => requiredOn(requirement, day)).map(({ date, value }) => ({
			date,
			required: value
		})),
		basis: stays.basis,
		owner: inForce.owner,
		fromDate: inForce.fromDate,
		source: inForce.source
	};
}

/** The word for a count against its minimum. 0 of 0 is 'not_required'; 0 of 3 'orphaned'; 2 of 3 'breach'; 3 of 3 'no_slack'. */
export function coverageStatus(required: number, qualified: number): CoverageStatus {
	if (required === 0) return 'not_required';
	if (qualified === 0) return 'orphaned';
	if (qualified < required) return 'breach';
	return qualified === required ? 'no_slack' : 'ok';
}

/** First day of every change of a daily value, beginning with the first day of the window. */
function steps<T>(from: number, on: number, valueOn: (day: number) => T): { date: string; value: T }[] {
	const changes: { date: string; value: T }[] = [];
	for (let day = from; day <= on; day++) {
		const value = valueOn(day);
		if (changes.length === 0 || changes[changes.length - 1].value !== value)
			changes.push({ date: civilDate(day), value });
	}
	return changes;
}

function fteOn({ count, first, last, row }: FunctionStays, on: number, fte: Float64Array): number | null {
	let sum = 0;
	for (let stay = 0; stay < count; stay++) if (first[stay] <= on && last[stay] >= on) sum += fte[row[stay]];
	return Number.isNaN(sum) ? null : sum;
}

function distinctPeople(all: FunctionStays[], on: number, peopleOnFile: number): number {
	const isSeen = new Uint8Array(peopleOnFile);
	let people = 0;
	for (const { count, first, last, person } of new Set(all))
		for (let stay = 0; stay < count; stay++) {
			if (first[stay] > on || last[stay] < on || isSeen[person[stay]] === 1) continue;
			isSeen[person[stay]] = 1;
			people++;
		}
	return people;
}

function earliest(all: FunctionStays[]): number {
	let day = Infinity;
	for (const { count, first } of new Set(all))
		for (let stay = 0; stay < count; stay++) if (first[stay] < day) day = first[stay];
	return day;
}

function summaryOf(rows: CoverageRow[], params: CoverageParams, distinctQualifiedPeople: number): CoverageSummary {
	const count = (status: CoverageStatus) => rows.filter((row) => row.status === status).length;
	const toBreach = rows.flatMap((row) => (row.departuresToBreach === null ? [] : [row.departuresToBreach]));
	return {
		on: params.on,
		before: params.before,
		from: params.from,
		clock: params.clock,
		functions: rows.length,
		totalShortfall: rows.reduce((sum, row) => sum + row.shortfall, 0),
		inBreach: count('breach') + count('orphaned'),
		orphaned: count('orphaned'),
		noSlack: count('no_slack'),
		minimumDeparturesToBreach: toBreach.length === 0 ? null : Math.min(...toBreach),
		singlePointsOfFailure: rows.filter((row) => row.required > 0 && row.qualified === 1).length,
		distinctQualifiedPeople
	};
}

function notesOf(tables: CoverageTables, rows: CoverageRow[], clock: Clock): Note[] {
	const listed = rows.filter((row) => row.basis === 'qualifications').length;
	const later = new Set(tables.requirements.map((row) => row.functionId)).size - rows.length;
	const nowhere = rows.filter((row) => row.basis === 'role' && row.roleFamily === null).length;
	const notes: Note[] = [{ key: `metrics.clock.${clock}` }, { key: 'metrics.coverage.peopleDecide' }];
	if (listed > 0) notes.push({ key: 'metrics.coverage.byQualification', details: { functions: listed } });
	if (rows.length > listed)
		notes.push({ key: 'metrics.coverage.byRole', details: { functions: rows.length - listed } });
	if (nowhere > 0) notes.push({ key: 'metrics.coverage.withoutRole', details: { functions: nowhere } });
	if (later > 0) notes.push({ key: 'metrics.coverage.later', details: { functions: later } });
	return notes;
}
