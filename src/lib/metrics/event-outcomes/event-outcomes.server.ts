import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { CodeColumn, ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { ascendingNumbers } from '#lib/statistics/ascending-numbers.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { completedYearsBy } from '#lib/statistics/completed-years-by.ts';
import { quantileType1 } from '#lib/statistics/quantile-type1.ts';
import { baseMembers } from '../base-members.server.ts';
import type { BaseMembers } from '../base-members.server.ts';
import type { DayZero } from '../event-day-zero.ts';
import type { Clock } from '../metric.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType } from '../separation-types.ts';
import type { EventOutcomeRow, EventOutcomeSummary, TenureBin } from './event-outcomes.ts';

export interface EventOutcomeParams {
	dayZero: DayZero;
	/** Civil date that ends the window. */
	until: string;
	clock: Clock;
	contractors: 'in' | 'out';
}

const LAST_YEAR = 15;
const YEAR_DAYS = 365.25;
const BINS = LAST_YEAR + 1;
const TYPES = SEPARATION_TYPES.length;
const UNKNOWN = TYPES - 1;

/**
 * What became of the people employed on day 0, by role: still employed, or left and for which reason; and how many
 * years of service the leavers took with them.
 *
 * The row in force on day 0 gives the role, the row that ends the employment the reason. Service is counted in completed
 * years of the employment of day 0; what somebody served before a gap is not in it.
 *
 * @returns one row per role with somebody in it, the largest first; everybody in the summary
 * @see METHODS 1.1, 1.3, 4.1
 * @example 5 of security, 1 quits after 2 years, 1 is let go after 8: stayed 3, voluntary 1, involuntary 1, median 2.0
 */
export function eventOutcomes(
	{ roster, roles }: { roster: ColumnTable; roles: RoleColumn },
	params: EventOutcomeParams
): { rows: EventOutcomeRow[]; summary: EventOutcomeSummary } {
	const [on, until] = [dayNumber(params.dayZero.on), dayNumber(params.until)];
	const withoutContractors = params.contractors === 'out';
	const members = baseMembers(roster, { on, until, clock: params.clock, withoutContractors });
	const counts = outcomeCounts(roles, members, reasonOf(roster), on);
	const rows = roles.families
		.map((group, code) => outcomeRow(group, counts, code))
		.filter((row) => row.people > 0)
		.sort((a, b) => b.people - a.people || (a.group! < b.group! ? -1 : 1));
	const { dayZero, clock } = params;
	const total = outcomeRow(null, counts, roles.families.length);
	return { rows, summary: { dayZero, clock, until: params.until, days: until - on + 1, total } };
}

/** The reason of each code of the roster, by place among the types. */
function reasonOf(roster: ColumnTable): { codes: CodeColumn['codes']; types: Uint8Array } {
	const { codes, words } = codeColumn(roster, 'separationType');
	const types = Uint8Array.from(words, (word) => {
		const type = SEPARATION_TYPES.indexOf(word as SeparationType);
		return type < 0 ? UNKNOWN : type;
	});
	return { codes, types };
}

/** Counts by role, everybody in the place after the last role. */
interface OutcomeCounts {
	people: Uint32Array;
	/** `types[role * 9 + type]`, `years[role * 16 + completed years]`: leavers. */
	types: Uint32Array;
	years: Uint32Array;
	/** Days of service of the leavers of each role, ascending. */
	days: Float64Array[];
}

function outcomeCounts(
	roles: RoleColumn,
	{ count, spells, spell, row, hasLeft }: BaseMembers,
	reasons: ReturnType<typeof reasonOf>,
	on: number
): OutcomeCounts {
	const groups = roles.families.length;
	const people = new Uint32Array(groups + 1);
	const types = new Uint32Array((groups + 1) * TYPES);
	const years = new Uint32Array((groups + 1) * BINS);
	const yearsOf = completedYearsBy(on);
	const left = new Uint32Array(groups + 1);
	for (let member = 0; member < count; member++) {
		const role = roles.codes[row[member]];
		people[role]++;
		if (hasLeft[member] === 0) continue;
		left[role]++;
		const own = spell[member];
		types[role * TYPES + reasons.types[reasons.codes[spells.lastRow[own]]]]++;
		years[role * BINS + Math.min(LAST_YEAR, yearsOf(spells.first[own]))]++;
	}
	for (const [values, width] of [
		[people, 1],
		[types, TYPES],
		[years, BINS],
		[left, 1]
	] as const)
		addAll(values, width);
	const days = Array.from(left, (leavers) => new Float64Array(leavers));
	const filled = new Uint32Array(groups + 1);
	for (let member = 0; member < count; member++) {
		if (hasLeft[member] === 0) continue;
		const role = roles.codes[row[member]];
		const served = on - spells.first[spell[member]] + 1;
		days[role][filled[role]++] = served;
		days[groups][filled[groups]++] = served;
	}
	return { people, types, years, days: days.map(ascendingNumbers) };
}

/** Adds up all places before the last into it. */
function addAll(values: Uint32Array, width: number): void {
	const last = values.length - width;
	for (let at = 0; at < last; at++) values[last + (at % width)] += values[at];
}

function outcomeRow(
	group: string | null,
	{ people, types, years, days }: OutcomeCounts,
	place: number
): EventOutcomeRow {
	const served = days[place];
	const median = quantileType1(served, 0.5);
	const byType = SEPARATION_TYPES.map((type, at) => [type, types[place * TYPES + at]]);
	return {
		group,
		people: people[place],
		stayed: people[place] - served.length,
		left: served.length,
		types: Object.fromEntries(byType) as EventOutcomeRow['types'],
		tenure: binsOf(years.subarray(place * BINS, (place + 1) * BINS)),
		medianTenureYears: median === null ? null : median / YEAR_DAYS,
		yearsLost: served.reduce((sum, each) => sum + each, 0) / YEAR_DAYS,
		isSuppressed: false
	};
}

function binsOf(perYear: Uint32Array): TenureBin[] {
	return Array.from(perYear, (people, from) => ({ from, to: from === LAST_YEAR ? null : from + 1, people }));
}
