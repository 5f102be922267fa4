import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import { survivalGroups } from '#lib/statistics/survival-groups.ts';
import type { GroupSurvival, SurvivalComparison } from '#lib/statistics/survival-groups.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { keptExitOrder, keptSpells } from '../kept-spells.server.ts';
import type { Note } from '../metric.ts';
import { rosterNotes } from '../roster-notes.ts';
import type { SeparationType } from '../separation-types.ts';
import { survivalCases } from './survival-cases.server.ts';
import type { SurvivalCases } from './survival-cases.server.ts';
import type { SurvivalGroup, SurvivalRow, SurvivalSummary } from './tenure-survival.ts';

export interface SurvivalTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
}
export interface SurvivalParams {
	/** First day whose exits are on file; null: the first exit there is. */
	from: string | null;
	/** Last day that is looked at. */
	to: string;
	/** Day 0 of an event, whose clock then counts instead of tenure; null: tenure. */
	day0: string | null;
	group: SurvivalGroup | null;
	/** Only this role family; null: everybody. */
	role: string | null;
	/** Reasons that count as leaving; null: all. */
	types: SeparationType[] | null;
	/** Fewest at risk where a curve of tenure starts. */
	atLeast: number;
	/** End of the restricted mean; null: the longest that all groups allow, in whole years. */
	tauDays: number | null;
	/** Days at which to read off the curves. */
	atDays: number[];
	/** Whether groups that are compared have their reasons too; one row always has. */
	withReasons: boolean;
	/** Whether all that can be chosen is as it is by default, groups and days to read off apart. */
	isWhole: boolean;
}

/**
 * How long people stay: Kaplan-Meier curves of tenure, or of days since an event, for all or by group.
 *
 * Who was hired before exits are on file enters late, at the tenure of that day. A curve starts where enough people are
 * at risk. Which reason ended an employment is shown as cumulative incidence. A rehire begins anew; contractors are out.
 *
 * @returns one row per group with anybody observed, in the order of the groups; days, shares of 0 to 1, 95 % limits
 * @see METHODS 5.1 to 5.4
 * @example exits on file from 2024-01-01; hired 100 days before, left that day: entry 100, time 101
 */
export function tenureSurvival(
	tables: SurvivalTables,
	params: SurvivalParams
): { rows: SurvivalRow[]; summary: SurvivalSummary; notes: Note[] } {
	const { roster, roles } = tables;
	const spells = keptSpells(roster, { withoutContractors: true });
	const day0 = params.day0 === null ? null : dayNumber(params.day0);
	const to = dayNumber(params.to);
	const from = day0 ?? (params.from === null ? firstExit(spells, to) : Math.min(dayNumber(params.from), to));
	const dimension = params.role === null ? params.group : 'role';
	const isCompared = params.group !== null && params.role === null;
	const withIncidence = !isCompared || params.withReasons;
	const reasons = withIncidence ? 'each' : params.types;
	const cases = survivalCases(roster, roles, spells, { from, to, day0 }, { group: dimension, reasons });
	const atLeast = day0 === null ? params.atLeast : 0;
	const { atDays: atTimes, tauDays, group, role, types } = params;
	const shown = shownGroups(cases, params);
	const causes = withIncidence ? causesOf(cases.types, types) : undefined;
	const found = survivalGroups(cases.counts, shown, { atLeast, causes, atTimes, tauDays, withIncidence });
	const { chiSquare, degrees, p, reason, expected } = found.logRank;
	const rows = found.groups.map((each, index) => {
		const name = dimension === null ? null : cases.groups[each.group];
		return rowOf(name, each, { types: cases.types, expectedExits: isCompared ? expected[index] : null, isCompared });
	});
	const summary: SurvivalSummary = {
		clock: day0 === null ? 'tenure' : 'event',
		from: civilDate(from),
		...{ to: params.to, group, role, types, atLeast, tauDays: found.tau },
		observed: rows.reduce((sum, row) => sum + row.observed, 0),
		lateEntries: cases.lateEntries,
		logRank: isCompared ? { chiSquare, degrees, p, reason } : null,
		isWhole: params.isWhole,
		quality: { ...spells.quality }
	};
	const hasNoExits = params.from === null && day0 === null && cases.ended === 0;
	return { rows, summary, notes: [...notesOf(summary, found, hasNoExits), ...rosterNotes(spells.quality)] };
}

function rowOf(
	group: string | null,
	found: GroupSurvival,
	{ types, expectedExits, isCompared }: { types: SeparationType[]; expectedExits: number | null; isCompared: boolean }
): SurvivalRow {
	const {
		curve,
		observed,
		events,
		points,
		censoredTimes,
		until,
		quantiles,
		values,
		restrictedMean,
		risk,
		againstRest
	} = found;
	const noCurve = observed === 0 ? 'nobody' : 'few-at-risk';
	return {
		...{ group, observed, people: curve.people, exits: events, from: curve.from },
		...{ curve: points, censored: censoredTimes, risk, until, quantiles, values, restrictedMean, expectedExits },
		...{ restP: isCompared ? againstRest.p : null, restQ: isCompared ? againstRest.q : null },
		incidence: found.incidence.map((each) => ({
			type: types[each.cause - 1],
			exits: each.events,
			points: each.points
		})),
		reason: curve.people > 0 ? null : noCurve,
		isSuppressed: false
	};
}

/** The first day from which exits are on file, going by the exits; the last day where there is none. */
function firstExit({ count, last }: EmploymentSpells, to: number): number {
	return Math.min(to, keptExitOrder(count, last).first);
}

function causesOf(types: readonly SeparationType[], chosen: readonly SeparationType[] | null): number[] {
	return types.flatMap((type, index) => (chosen === null || chosen.includes(type) ? [index + 1] : []));
}

/** Groups with anybody observed; the one role asked for; or everybody. */
function shownGroups({ groups, counts }: SurvivalCases, { group, role }: SurvivalParams): number[] {
	if (role === null && group === null) return [0];
	const { starts, times } = counts;
	const isSeen = (index: number) => {
		let at = index * times;
		while (at < (index + 1) * times && starts[at] === 0) at++;
		return at < (index + 1) * times;
	};
	return groups.flatMap((name, index) => ((role === null ? isSeen(index) : name === role) ? [index] : []));
}

function notesOf(summary: SurvivalSummary, found: SurvivalComparison, hasNoExits: boolean): Note[] {
	const notes: Note[] = [{ key: summary.clock === 'tenure' ? 'metrics.survival.tenure' : 'metrics.survival.event' }];
	const count = (test: (each: GroupSurvival) => boolean) => found.groups.filter(test).length;
	const add = (key: string, details: Record<string, number>) => {
		if (Object.values(details)[0] > 0) notes.push({ key, details });
	};
	if (hasNoExits) notes.push({ key: 'metrics.survival.noExits' });
	add('metrics.survival.lateEntry', { people: summary.lateEntries });
	add('metrics.survival.given', { groups: count(({ curve }) => curve.from > 0) });
	add('metrics.survival.fewAtRisk', {
		groups: count(({ curve, observed }) => curve.people === 0 && observed > 0),
		most: summary.atLeast - 1
	});
	add('metrics.survival.zeroEarly', { groups: count(({ isZeroEarly }) => isZeroEarly) });
	if (summary.types !== null) notes.push({ key: 'metrics.survival.causeSpecific' });
	if (found.longestTau !== null)
		notes.push({ key: 'metrics.survival.tauTooLong', details: { days: found.longestTau } });
	if (summary.logRank) notes.push({ key: 'metrics.survival.logRank' });
	return notes;
}
