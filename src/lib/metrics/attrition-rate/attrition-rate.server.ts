import { attritionRates } from '#lib/statistics/attrition-rates.ts';
import type { Denominator } from '#lib/statistics/attrition-rates.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { Grouping } from '../daily-flows.server.ts';
import { dailyPresence } from '../daily-presence.server.ts';
import type { DailyPresence } from '../daily-presence.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { keptFlow, movingStaysOf, staysOf } from '../daily-flows.server.ts';
import { keptSpells } from '../kept-spells.server.ts';
import type { Contractors } from '../metric.ts';
import { categoryOf, foldedCounts, SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType } from '../separation-types.ts';
import type { AttritionRow, AttritionSummary, Movement } from './attrition-rate.ts';
import { chosenGroups, rowSlots, wholePlace } from './attrition-slots.server.ts';
import type { RowChoice, RowPlace, Window } from './attrition-slots.server.ts';
import { separationsIn, separationsOfAll } from './separations.server.ts';
import type { Separations } from './separations.server.ts';

export interface AttritionTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
}
/** `group`: one row for each of these, or one for everybody; `role`: only this role family. */
export interface AttritionParams extends RowChoice {
	/** Civil dates, both inclusive. */
	from: string;
	to: string;
	denominator: Denominator;
	contractors: Contractors;
	/** Whether an event says that there was an ultimatum in the window. */
	hasUltimatum: boolean;
}

const YEAR_DAYS = 365.25;
const TYPES = SEPARATION_TYPES.length;

/** Who was there; employments begun by group and day. */
interface Presence extends DailyPresence {
	hires: Int32Array;
}

/**
 * Attrition: employments ended against exposure, by month, department, level, role, site or type of separation.
 *
 * Divides by person-years, so that a person counts for the days employed; the conventions in use stand beside it. Moves
 * inside the organisation are transfers. The exits of a role are those whose last row has the role; its person-days are
 * those of its rows. Exits of an ultimatum are a category of their own unless folded.
 *
 * @returns rows of groups with somebody in them, in the order of the roles or by name; rates per 100, with the limits of
 *   Garwood; in the summary the whole
 * @see METHODS 1.2 to 1.4
 * @example 100 people all 2024, 6 leave and are replaced: 5.9877 per 100 person-years (2.1974 to 13.0327)
 */
export function attritionRate(
	tables: AttritionTables,
	params: AttritionParams
): { rows: AttritionRow[]; summary: AttritionSummary } {
	const { roster } = tables;
	const window = { from: dayNumber(params.from), to: dayNumber(params.to) };
	const chosen = chosenGroups(tables, params);
	const company = keptSpells(roster, { withoutContractors: params.contractors === 'out' });
	const isCounted = SEPARATION_TYPES.map((type) => params.types.includes(categoryOf(type, params.fold)));
	const presenceBy = (grouping: Grouping | null) => presenceOf(roster, company, grouping, { ...params, window });
	const grouped = presenceBy(chosen.grouping);
	const everybody = chosen.only === null && chosen.grouping !== null ? presenceBy(null) : grouped;
	const slots = rowSlots(chosen, params, window);
	const found = separationsIn(roster, staysOf(company, company.last, chosen.grouping), { window, slots, isCounted });
	const all = separationsOfAll(found, slots.slots);
	const total = rowOf(wholePlace(chosen, window), all, { presence: everybody, params, window });
	const rowsOf = () => slots.rows.map((row) => rowOf(row, found, { presence: grouped, params, window }));
	const rows = params.group === null ? [total] : rowsOf().filter(isInhabited);
	return { rows, summary: summaryOf(total, params, company, all) };
}

function presenceOf(
	roster: ColumnTable,
	company: EmploymentSpells,
	grouping: Grouping | null,
	{ window, contractors }: { window: Window; contractors: Contractors }
): Presence {
	const withoutContractors = contractors === 'out';
	const own = grouping === null ? company : keptSpells(roster, { group: grouping.codes, withoutContractors });
	const groups = grouping?.words.length ?? 1;
	const presence = dailyPresence(roster, staysOf(own, own.last, grouping), groups, window);
	if (grouping === null || own === company) return { ...presence, hires: presence.starts };
	const moving = movingStaysOf(company, company.last, grouping);
	return { ...presence, hires: keptFlow(moving, groups, window.from - 1, window.to).starts };
}

/** Sum of daily counts of a group over the window, which begins on the second of their days. */
function windowTotal(counts: Int32Array, group: number, days: number): number {
	let sum = 0;
	for (let at = group * days + 1; at < (group + 1) * days; at++) sum += counts[at];
	return sum;
}

interface Build {
	presence: Presence;
	params: AttritionParams;
	window: Window;
}

function rowOf(place: RowPlace, found: Separations, { presence, params, window }: Build): AttritionRow {
	const days = window.to - window.from + 1;
	const [first, last] = [place.from - presence.from, place.to - presence.from + 1];
	const base = place.presence * presence.days;
	const isNobody = place.presence < 0;
	const headcount = isNobody ? new Int32Array(last - first) : presence.headcount.subarray(base + first, base + last);
	const exits = place.slot * days - window.from;
	const separations = found.perDay.subarray(exits + place.from, exits + place.to + 1);
	const opening = isNobody ? 0 : presence.headcount[base + first - 1];
	const rates = attritionRates({ headcount, separations }, place.from, { opening, denominator: params.denominator });
	const byType = found.byType.subarray(place.slot * TYPES, (place.slot + 1) * TYPES);
	const ended = byType.reduce((sum, count) => sum + count, 0);
	const { separations: counted, ...others } = rates;
	const regretted = ended > 0 && found.withRegret[place.slot] === 0 ? null : found.regretted[place.slot];
	const hasRate = regretted !== null && rates.personYears > 0;
	const fteDays = isNobody ? 0 : presence.fte.dayTotal(place.presence, place.from, place.to);
	const moved = (counts: Int32Array) => windowTotal(counts, place.presence, presence.days);
	const { starts, ends, hires } = presence;
	const isWhole = place.group === null && params.role === null;
	return {
		group: place.group,
		separations: ended,
		counted,
		...others,
		types: Object.fromEntries(SEPARATION_TYPES.map((type, index) => [type, byType[index]])) as AttritionRow['types'],
		regretted,
		regrettedPer100PersonYears: hasRate ? (100 * regretted) / rates.personYears : null,
		transfersIn: place.hasTransfers ? moved(starts) - moved(hires) : 0,
		transfersOut: place.hasTransfers ? moved(ends) - ended : 0,
		movement: place.hasTransfers || isWhole ? movementOf(place.presence, presence) : null,
		fteYears: fteDays === null ? null : fteDays / YEAR_DAYS,
		isSuppressed: false
	};
}

/** A last day counts as employed: who leaves on the last day of the window is gone when it has ended. */
function movementOf(group: number, { headcount, days, starts, ends, hires }: Presence): Movement {
	const [first, last] = [group * days + 1, group * days + days - 1];
	return {
		opening: headcount[first] - starts[first],
		hires: windowTotal(hires, group, days),
		closing: headcount[last] - ends[last]
	};
}

function isInhabited(row: AttritionRow): boolean {
	return row.personYears > 0 || row.separations !== 0;
}

function summaryOf(
	total: AttritionRow,
	params: AttritionParams,
	company: EmploymentSpells,
	{ transfersWithoutNext }: Separations
): AttritionSummary {
	const { types, fold } = params;
	const isUltimatum = (type: SeparationType) => type.startsWith('ultimatum-') && (total.types[type] ?? 0) > 0;
	return {
		from: params.from,
		to: params.to,
		days: dayNumber(params.to) - dayNumber(params.from) + 1,
		group: params.group,
		role: params.role,
		types: [...types],
		fold,
		denominator: params.denominator,
		contractors: params.contractors,
		total,
		categories: foldedCounts(total.types, fold),
		hasUltimatum: params.hasUltimatum || SEPARATION_TYPES.some(isUltimatum),
		transfersWithoutNext,
		quality: { ...company.quality }
	};
}
