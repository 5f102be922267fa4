import { averageHeadcount, isTwoPointMisleading } from '#lib/statistics/average-headcount.ts';
import { civilDate, dayNumber, monthEnd, weekEnd } from '#lib/statistics/civil-date.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { dailyEvents, staysOf } from '../daily-counts.server.ts';
import { dailyPresence } from '../daily-presence.server.ts';
import type { DailyPresence } from '../daily-presence.server.ts';
import { clockEnds } from '../employment-spells.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { keptSpells } from '../kept-spells.server.ts';
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
}

/** Daily figures of each group from the day before the window on. */
interface Daily extends DailyPresence {
	hires: Int32Array;
	separations: Int32Array;
	starts: Int32Array;
	ends: Int32Array;
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
	const whole = companyDaily(tables, company, window);
	const daily = isByRole ? roleDaily(tables, company, window) : whole;
	const groups = shownGroups(tables.roles, params, daily);
	const rows = periodEnds(from, to, params.step).flatMap(({ start, end }) =>
		groups.map((group) => periodRow(daily, group, start, end))
	);
	const inRoles = groups.reduce((sum, group) => sum + headcountOn(daily, group.index, to), 0);
	const total = params.role === null ? series(whole, 0) : series(daily, groups[0]?.index ?? -1);
	const inSeveralRoles = params.group === null ? 0 : inRoles - headcountOn(whole, 0, to);
	const summary = { ...summaryOf(total, params), inSeveralRoles, quality: { ...company.quality } };
	return { rows, summary, notes: notesOf(summary, company.quality) };
}

interface ShownGroup {
	/** Index into the daily figures. */
	index: number;
	label: string | null;
}

function shownGroups(roles: RoleColumn, params: HeadcountParams, daily: Daily): ShownGroup[] {
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

function companyDaily({ roster }: HeadcountTables, spells: EmploymentSpells, { from, to, clock }: Window): Daily {
	const stays = staysOf(spells, clockEnds(roster, spells, clock), null);
	const hires = dailyEvents(stays, 'first', 1, from - 1, to).counts;
	const separations = dailyEvents(stays, 'last', 1, from - 1, to).counts;
	return { ...dailyPresence(roster, stays, 1, { from, to }), hires, separations, starts: hires, ends: separations };
}

function roleDaily({ roster, roles }: HeadcountTables, company: EmploymentSpells, window: Window): Daily {
	const { from, to, clock, withoutContractors } = window;
	const grouping = { codes: roles.codes, words: roles.families };
	const own = keptSpells(roster, { group: roles.codes, withoutContractors });
	const groups = roles.families.length;
	const stays = staysOf(own, clockEnds(roster, own, clock), grouping);
	const ended = clockEnds(roster, company, clock);
	return {
		...dailyPresence(roster, stays, groups, window),
		hires: dailyEvents(staysOf(company, ended, grouping, 'firstRow'), 'first', groups, from - 1, to).counts,
		separations: dailyEvents(staysOf(company, ended, grouping), 'last', groups, from - 1, to).counts,
		starts: dailyEvents(stays, 'first', groups, from - 1, to).counts,
		ends: dailyEvents(stays, 'last', groups, from - 1, to).counts
	};
}

function periodEnds(from: number, to: number, step: HeadcountStep): { start: number; end: number }[] {
	const periods = [];
	for (let start = from; start <= to;) {
		const full = step === 'day' ? start : step === 'week' ? weekEnd(start) : monthEnd(start);
		const end = Math.min(to, full);
		periods.push({ start, end });
		start = end + 1;
	}
	return periods;
}

function periodRow(daily: Daily, group: ShownGroup, start: number, end: number): HeadcountRow {
	const total = (counts: Int32Array) => sumOf(counts, daily, group.index, start, end);
	const [hires, separations] = [total(daily.hires), total(daily.separations)];
	return {
		date: civilDate(end),
		group: group.label,
		headcount: headcountOn(daily, group.index, end),
		fte: daily.fte.dayTotal(group.index, end, end),
		hires,
		separations,
		// On other clocks than the legal one a spell may be over before a move: then there was no move.
		transfersIn: Math.max(0, total(daily.starts) - hires),
		transfersOut: Math.max(0, total(daily.ends) - separations)
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
