import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import { equalBreachProbability } from '#lib/statistics/equal-breach-probability.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { countsOf, keptFlow, keptSpan } from '../daily-flows.server.ts';
import type { Clock, Contractors, Note } from '../metric.ts';
import { distinctPeople, exposureBelow, fteOn, latestBelowRun, sureLeavers } from './function-days.server.ts';
import { qualifiedStays } from '../qualified-stays.server.ts';
import type { FunctionStays } from '../qualified-stays.server.ts';
import { requiredOn, requirementsInForce } from '../requirements-in-force.ts';
import type { FunctionRequirement, RequirementRow } from '../requirements-in-force.ts';
import type { CoverageRisk, CoverageRow, CoverageStatus, CoverageSummary } from './role-coverage.ts';

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
	contractors: Contractors;
	outlook: CoverageOutlook;
}
/** What the probability of a breach assumes. */
export interface CoverageOutlook {
	/** Of each person to leave within the horizon; null: unknown, and no probability of a breach. */
	leaveProbability: number | null;
	horizonDays: number;
	/** Standard deviation of the shock that moves everybody's log-odds together; 0: independent. */
	sigma: number;
	/** Whether every exit on file was known on the day; else only those given notice by then. */
	isPresent: boolean;
}

// A way back to the minimum is looked for this far.
const LOOK_AHEAD_DAYS = 366;
// Runs below the minimum are followed back this far; a mistyped year must not cost memory.
const LOOK_BACK_DAYS = 36_525;

/**
 * Required against remaining qualified people, by function, on a day; people, not full-time posts, decide.
 *
 * Qualified is who is listed and employed by the clock. Listed are the people named for the function; where nobody is
 * named for it, the people of its role family. Surplus in one function never offsets a gap in another. The probability
 * of a breach stands for independent leavers and, beside it, for people who leave together.
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
	const stays = qualifiedStays(tables, functions, params);
	const first = Math.max(Math.min(from, before ?? on, earliestDay(stays)), on - LOOK_BACK_DAYS);
	const window = { first, from, on, before };
	const rows = functions.map((requirement, index) => ({
		...coverageRow(tables.roster, requirement, stays[index], window),
		...riskOf(tables.roster, requirement, stays[index], { on, ...params.outlook })
	}));
	rows.sort((a, b) => b.shortfall - a.shortfall || a.slack - b.slack || (a.name < b.name ? -1 : 1));
	const summary = summaryOf(rows, params, distinctPeople(tables.roster, stays, on));
	return { rows, summary, notes: notesOf(tables, rows, params) };
}

interface Window {
	/** Day numbers; `first` is where counting begins. */
	first: number;
	from: number;
	on: number;
	before: number | null;
}

function coverageRow(
	roster: ColumnTable,
	requirement: FunctionRequirement,
	stays: FunctionStays,
	window: Window
): Omit<CoverageRow, keyof CoverageRisk> {
	const { first, from, on, before } = window;
	const { inForce } = requirement;
	const { counts } = countsOf(keptFlow(stays, 1, first, on + LOOK_AHEAD_DAYS));
	const required = inForce.requiredMin;
	const qualified = counts[on - first];
	const isBelow = (day: number) => counts[day - first] < (requiredOn(requirement, day) ?? 0);
	const run = latestBelowRun(isBelow, first, on, from);
	const missing = (day: number) => (requiredOn(requirement, day) ?? 0) - counts[day - first];
	const recoversOn = isBelow(on) ? firstDay(on + 1, on + LOOK_AHEAD_DAYS, (day) => !isBelow(day)) : null;
	return {
		functionId: inForce.functionId,
		name: inForce.name,
		roleFamily: inForce.roleFamily,
		isCritical: inForce.isCritical,
		required,
		qualified,
		qualifiedBefore: before === null ? null : (counts[Math.min(before, on) - first] ?? 0),
		qualifiedFte: fteOn(roster, stays, on),
		coverageRatio: required === 0 ? null : qualified / required,
		shortfall: Math.max(0, required - qualified),
		slack: Math.max(0, qualified - required),
		departuresToBreach: required === 0 ? null : Math.max(0, qualified - required + 1),
		status: coverageStatus(required, qualified),
		belowSince: run && run.recovered === null ? civilDate(run.since) : null,
		recoveredOn: run && run.recovered !== null ? civilDate(run.recovered) : null,
		lastBelowSince: run && run.recovered !== null ? civilDate(run.since) : null,
		recoversOn: recoversOn === null ? null : civilDate(recoversOn),
		...exposureBelow(missing, from, on),
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

/** How likely the minimum is missed at the end of the horizon. */
function riskOf(
	roster: ColumnTable,
	{ inForce: { requiredMin } }: FunctionRequirement,
	stays: FunctionStays,
	{ on, leaveProbability, horizonDays, sigma, isPresent }: CoverageOutlook & { on: number }
): CoverageRisk {
	const { people, leaving } = sureLeavers(roster, stays, on, { horizonDays, isPresent });
	const others = people - leaving;
	const breach = (shock: number) =>
		leaveProbability === null ? null : equalBreachProbability(others, requiredMin, leaveProbability, shock);
	return {
		sureLeavers: leaving,
		expectedLeavers: leaveProbability === null ? null : leaving + others * leaveProbability,
		breachProbability: breach(0),
		breachProbabilityTogether: breach(sigma)
	};
}

/** The first day of all stays; Infinity where there are none. */
function earliestDay(all: FunctionStays[]): number {
	const days = all.map((stays) => (stays.count === 0 ? Infinity : (keptSpan(stays, 1)?.from ?? -Infinity)));
	return Math.min(...days, Infinity);
}

function firstDay(from: number, to: number, isMeant: (day: number) => boolean): number | null {
	for (let day = from; day <= to; day++) if (isMeant(day)) return day;
	return null;
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

function summaryOf(rows: CoverageRow[], params: CoverageParams, distinctQualifiedPeople: number): CoverageSummary {
	const count = (status: CoverageStatus) => rows.filter((row) => row.status === status).length;
	const toBreach = rows.flatMap((row) => (row.departuresToBreach === null ? [] : [row.departuresToBreach]));
	return {
		on: params.on,
		before: params.before,
		from: params.from,
		clock: params.clock,
		contractors: params.contractors,
		leaveProbability: params.outlook.leaveProbability,
		horizonDays: params.outlook.horizonDays,
		sigma: params.outlook.sigma,
		personDaysBelow: rows.reduce((sum, row) => sum + row.personDaysBelow, 0),
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

function notesOf(tables: CoverageTables, rows: CoverageRow[], { clock, contractors }: CoverageParams): Note[] {
	const listed = rows.filter((row) => row.basis === 'qualifications').length;
	const later = new Set(tables.requirements.map((row) => row.functionId)).size - rows.length;
	const nowhere = rows.filter((row) => row.basis === 'role' && row.roleFamily === null).length;
	const notes: Note[] = [{ key: `metrics.clock.${clock}` }, { key: 'metrics.coverage.peopleDecide' }];
	if (contractors === 'out') notes.push({ key: 'metrics.contractorsOut' });
	if (listed > 0) notes.push({ key: 'metrics.coverage.byQualification', details: { functions: listed } });
	if (rows.length > listed)
		notes.push({ key: 'metrics.coverage.byRole', details: { functions: rows.length - listed } });
	if (nowhere > 0) notes.push({ key: 'metrics.coverage.withoutRole', details: { functions: nowhere } });
	if (later > 0) notes.push({ key: 'metrics.coverage.later', details: { functions: later } });
	return notes;
}
