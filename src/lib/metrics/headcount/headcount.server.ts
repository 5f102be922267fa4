import { averageHeadcount, isTwoPointMisleading } from '#lib/statistics/average-headcount.ts';
import { civilDate, dayNumber, monthEnd, weekEnd } from '#lib/statistics/civil-date.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { countsOf, flowOfAll, keptFlow, movingStaysOf, staysOf } from '../daily-flows.server.ts';
import { dailyPresence } from '../daily-presence.server.ts';
import type { DailyFte } from '../daily-presence.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { keptEnds, keptSpells } from '../kept-spells.server.ts';
import type { Contractors, Note } from '../metric.ts';
import { rosterNotes } from '../roster-notes.ts';
import type { HeadcountClock, HeadcountRow, HeadcountStep, HeadcountSummary } from './headcount.ts';

export interface HeadcountTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
}
export interface HeadcountParams {
	/** Civil dates, both inclusive. */
	from: string;
	to: string;
	step: HeadcountStep;
	/** 'role': one series per role family; null: one series. */
	group: 'role' | null;
	/** Only this role family; null: everybody. */
	role: string | null;
	clock: HeadcountClock;
	/** Whether contractors count as headcount; they do not unless asked for. */
	contractors: Contractors;
	/** Whether rows have working time beside people. */
	withFte: boolean;
}

/** Daily figures of each group from the day before the window on; the first day of `hires` is not one of the window. */
interface Daily {
	from: number;
	days: number;
	headcount: Int32Array;
	hires: Int32Array;
	separations: Int32Array;
}

/** The same with moves between groups, and working time. */
interface GroupDaily extends Daily {
	starts: Int32Array;
	ends: Int32Array;
	fte: DailyFte;
}

/**
 * Headcount: people employed on a day, with employments begun and ended in each period.
 *
 * A person counts once a day however many rows the roster has for them; both the first and the last day count. In a
 * role, only the rows of that role are joined: a move between roles is a transfer, not a separation. Contractors are
 * left out unless asked for. Headcount is taken on the last day of each period, with full-time equivalents beside it;
 * hires and separations are sums over the period.
 *
 * @returns rows by date, then group; identity on the legal clock: H(d) = H(d-1) - separations(d-1) + hires(d)
 * @see METHODS 1.1, 1.2
 * @example hired 2020-01-01, exit 2020-01-31: headcount 1 on 31 January, 0 on 1 February, 1 separation in January
 */
export function headcount(
	tables: HeadcountTables,
	params: HeadcountParams
): { rows: HeadcountRow[]; summary: HeadcountSummary; notes: Note[] } {
	const from = dayNumber(params.from);
	const to = dayNumber(params.to);
	const window = { from, to, clock: params.clock, withoutContractors: params.contractors === 'out' };
	const company = keptSpells(tables.roster, window);
	const isByRole = params.group !== null || params.role !== null;
	const { whole, daily } = isByRole ? roleDaily(tables, company, window) : companyDaily(tables, company, window);
	const groups = shownGroups(tables.roles, params, daily);
	const rows = periodEnds(from, to, params.step).flatMap((period) =>
		groups.map((group) => periodRow(daily, group, period, params.withFte))
	);
	const inRoles = groups.reduce((sum, group) => sum + headcountOn(daily, group.index, to), 0);
	const total = params.role === null ? whole : series(daily, groups[0]?.index ?? -1);
	const inSeveralRoles = params.group === null ? 0 : inRoles - headcountOn(whole, 0, to);
	const summary = { ...summaryOf(total, params), inSeveralRoles, quality: { ...company.quality } };
	return { rows, summary, notes: notesOf(summary, company.quality) };
}

interface ShownGroup {
	/** Index into the daily figures. */
	index: number;
	label: string | null;
}

function shownGroups(roles: RoleColumn, params: HeadcountParams, daily: GroupDaily): ShownGroup[] {
	if (params.role !== null) {
		const index = roles.families.indexOf(params.role);
		return index < 0 ? [] : [{ index, label: params.role }];
	}
	if (params.group === null) return [{ index: 0, label: null }];
	const isUsed = (index: number) =>
		daily.headcount.subarray(index * daily.days, (index + 1) * daily.days).some((count) => count > 0);
	return roles.families.map((label, index) => ({ index, label })).filter((group) => isUsed(group.index));
}

interface Window {
	from: number;
	to: number;
	clock: HeadcountClock;
	withoutContractors: boolean;
}

function companyDaily({ roster }: HeadcountTables, company: EmploymentSpells, window: Window) {
	const stays = staysOf(company, keptEnds(roster, company, window.clock), null);
	const presence = dailyPresence(roster, stays, 1, window);
	const daily: GroupDaily = { ...presence, hires: presence.starts, separations: presence.ends };
	return { whole: daily, daily };
}

/** Who is in a role goes by the rows of the role; who is hired and who leaves by the whole employment. */
function roleDaily({ roster, roles }: HeadcountTables, company: EmploymentSpells, window: Window) {
	const { from, to, clock, withoutContractors } = window;
	const grouping = { codes: roles.codes, words: roles.families };
	const groups = roles.families.length;
	const own = keptSpells(roster, { group: roles.codes, withoutContractors });
	const presence = dailyPresence(roster, staysOf(own, keptEnds(roster, own, clock), grouping), groups, window);
	const moving = () => movingStaysOf(company, keptEnds(roster, company, clock), grouping);
	const flow = own === company ? presence : keptFlow(moving(), groups, from - 1, to);
	const all = flowOfAll(flow);
	const whole: Daily = { ...all, headcount: countsOf(all).counts, hires: all.starts, separations: all.ends };
	const daily: GroupDaily = { ...presence, hires: flow.starts, separations: flow.ends };
	return { whole, daily };
}

interface Period {
	start: number;
	end: number;
	/** Civil date of the end. */
	date: string;
}

function periodEnds(from: number, to: number, step: HeadcountStep): Period[] {
	const periods = [];
	for (let start = from; start <= to;) {
		const full = step === 'day' ? start : step === 'week' ? weekEnd(start) : monthEnd(start);
		const end = Math.min(to, full);
		periods.push({ start, end, date: civilDate(end) });
		start = end + 1;
	}
	return periods;
}

function periodRow(daily: GroupDaily, group: ShownGroup, { start, end, date }: Period, withFte: boolean): HeadcountRow {
	const hires = sumOf(daily.hires, daily, group.index, start, end);
	const separations = sumOf(daily.separations, daily, group.index, start, end);
	const begun = sumOf(daily.starts, daily, group.index, start, end);
	const ended = sumOf(daily.ends, daily, group.index, start, end);
	return {
		date,
		group: group.label,
		headcount: headcountOn(daily, group.index, end),
		...(withFte && { fte: daily.fte.dayTotal(group.index, end, end) }),
		hires,
		separations,
		// On other clocks than the legal one a spell may be over before a move: then there was no move.
		transfersIn: Math.max(0, begun - hires),
		transfersOut: Math.max(0, ended - separations)
	};
}

function sumOf(counts: Int32Array, daily: Daily, group: number, start: number, end: number): number {
	let sum = 0;
	for (let day = start; day <= end; day++) sum += counts[group * daily.days + day - daily.from];
	return sum;
}

function headcountOn(daily: Daily, group: number, day: number): number {
	return daily.headcount[group * daily.days + day - daily.from];
}

/** The daily figures of one group alone; all zero for a group that does not exist. */
function series(daily: Daily, group: number): Daily {
	const slice = (counts: Int32Array) =>
		group < 0 ? new Int32Array(daily.days) : counts.subarray(group * daily.days, (group + 1) * daily.days);
	return {
		...daily,
		headcount: slice(daily.headcount),
		hires: slice(daily.hires),
		separations: slice(daily.separations)
	};
}

function summaryOf(total: Daily, params: HeadcountParams): Omit<HeadcountSummary, 'inSeveralRoles' | 'quality'> {
	const from = total.from + 1;
	const to = total.from + total.days - 1;
	const averages = averageHeadcount(total.headcount.subarray(1), from, total.headcount[0]);
	return {
		from: params.from,
		to: params.to,
		step: params.step,
		clock: params.clock,
		contractors: params.contractors,
		role: params.role,
		atStart: headcountOn(total, 0, from),
		atEnd: headcountOn(total, 0, to),
		hires: sumOf(total.hires, total, 0, from, to),
		separations: sumOf(total.separations, total, 0, from, to),
		averages,
		isTwoPointMisleading: isTwoPointMisleading(averages)
	};
}

function notesOf(summary: HeadcountSummary, quality: EmploymentSpells['quality']): Note[] {
	const notes: Note[] = [{ key: `metrics.clock.${summary.clock}` }];
	if (summary.contractors === 'in') notes.push({ key: 'metrics.contractorsIn' });
	if (summary.isTwoPointMisleading) notes.push({ key: 'metrics.headcount.twoPointMisleads' });
	if (summary.inSeveralRoles > 0)
		notes.push({ key: 'metrics.headcount.inSeveralRoles', details: { people: summary.inSeveralRoles } });
	if (quality.mergedJoins > 0) notes.push({ key: 'metrics.quality.merged', details: { rows: quality.mergedJoins } });
	return [...notes, ...rosterNotes(quality)];
}
