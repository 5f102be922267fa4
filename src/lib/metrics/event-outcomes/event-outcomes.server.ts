import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { completedYears, dayNumber } from '#lib/statistics/civil-date.ts';
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
const UNKNOWN = SEPARATION_TYPES.length - 1;

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
	const byRole: number[][] = roles.families.map(() => []);
	for (let member = 0; member < members.count; member++) byRole[roles.codes[members.row[member]]].push(member);
	const typeOf = reasonOf(roster, members);
	const rowOf = (group: string | null, own: number[]) => outcomeRow(group, own, { members, typeOf, on });
	const rows = roles.families
		.map((group, code) => rowOf(group, byRole[code]))
		.filter((row) => row.people > 0)
		.sort((a, b) => b.people - a.people || (a.group! < b.group! ? -1 : 1));
	const { dayZero, clock } = params;
	const total = rowOf(null, byRole.flat());
	return { rows, summary: { dayZero, clock, until: params.until, days: until - on + 1, total } };
}

/** The reason that ends the spell of a member, by place among the types. */
function reasonOf(roster: ColumnTable, { spells, spell }: BaseMembers): (member: number) => number {
	const reasons = codeColumn(roster, 'separationType');
	const typeOfCode = reasons.words.map((word) => {
		const type = SEPARATION_TYPES.indexOf(word as SeparationType);
		return type < 0 ? UNKNOWN : type;
	});
	return (member) => typeOfCode[reasons.codes[spells.lastRow[spell[member]]]];
}

interface Basis {
	members: BaseMembers;
	typeOf: (member: number) => number;
	on: number;
}

function outcomeRow(group: string | null, own: number[], { members, typeOf, on }: Basis): EventOutcomeRow {
	const leavers = own.filter((member) => members.hasLeft[member] === 1);
	const counts = new Uint32Array(SEPARATION_TYPES.length);
	const perYear = new Uint32Array(LAST_YEAR + 1);
	const days = leavers.map((member) => {
		const first = members.spells.first[members.spell[member]];
		counts[typeOf(member)]++;
		perYear[Math.min(LAST_YEAR, completedYears(first, on))]++;
		return on - first + 1;
	});
	const median = quantileType1(
		days.sort((a, b) => a - b),
		0.5
	);
	return {
		group,
		people: own.length,
		stayed: own.length - leavers.length,
		left: leavers.length,
		types: Object.fromEntries(SEPARATION_TYPES.map((type, at) => [type, counts[at]])) as EventOutcomeRow['types'],
		tenure: binsOf(perYear),
		medianTenureYears: median === null ? null : median / YEAR_DAYS,
		yearsLost: days.reduce((sum, each) => sum + each, 0) / YEAR_DAYS,
		isSuppressed: false
	};
}

function binsOf(perYear: Uint32Array): TenureBin[] {
	return Array.from(perYear, (people, from) => ({ from, to: from === LAST_YEAR ? null : from + 1, people }));
}
