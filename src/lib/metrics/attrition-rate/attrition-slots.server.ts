import { civilDate, monthEnd } from '#lib/statistics/civil-date.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import type { Grouping } from '../daily-counts.server.ts';
import { categoriesUnder, categoryOf, SEPARATION_TYPES } from './attrition-rate.ts';
import type { AttritionGroup, UltimatumFold, SeparationType } from './attrition-rate.ts';
import type { SeparationSlots } from './separations.server.ts';

/** What the rows of the result are. */
export interface RowChoice {
	group: AttritionGroup | null;
	role: string | null;
	types: readonly SeparationType[];
	fold: UltimatumFold;
}

/** Day numbers, both included. */
export interface Window {
	from: number;
	to: number;
}

/** How the roster's rows are grouped, and whether one group alone is asked for. */
export interface ChosenGroups {
	grouping: Grouping | null;
	/** The one group that is asked for; null: all. A role nobody has is group -1. */
	only: number | null;
	codes: ArrayLike<number>;
}

/** The grouping behind a choice of rows: none for months, types and the whole, unless of one role. */
export function chosenGroups(
	{ roster, roles }: { roster: ColumnTable; roles: RoleColumn },
	{ group, role }: RowChoice
): ChosenGroups {
	const byRole = { codes: roles.codes, words: roles.families };
	if (role !== null) return { grouping: byRole, only: roles.families.indexOf(role), codes: roles.codes };
	if (group === null || group === 'month' || group === 'type') return { grouping: null, only: null, codes: [] };
	const grouping = group === 'role' ? byRole : codeColumn(roster, group);
	return { grouping, only: null, codes: grouping.codes };
}

/** One row of the result: where its exits are counted, whose headcount it has, and when. */
export interface RowPlace {
	group: string | null;
	slot: number;
	presence: number;
	/** Day numbers. */
	from: number;
	to: number;
	hasTransfers: boolean;
}

/** Exits by slot, and the rows made of them. */
export interface RowSlots extends Omit<SeparationSlots, 'isCounted'> {
	rows: RowPlace[];
}

/** One row for everybody, or everybody of the one role. */
export function wholeSlots({ only, codes }: ChosenGroups, window: Window): RowSlots {
	const row = { group: null, slot: 0, presence: only ?? 0, ...window, hasTransfers: false };
	return { slots: 1, slotOf: (exit) => (only === null || codes[exit] === only ? 0 : -1), rows: [row] };
}

/** One row for each month, type or group. */
export function groupSlots(group: AttritionGroup, chosen: ChosenGroups, choice: RowChoice, window: Window): RowSlots {
	const { grouping, only, codes } = chosen;
	const isAsked = (row: number) => only === null || codes[row] === only;
	const place = { presence: only ?? 0, ...window, hasTransfers: false };
	if (group === 'month') {
		const months = monthsOf(window);
		const monthOn = new Uint16Array(window.to - window.from + 1);
		months.forEach((month, slot) => monthOn.fill(slot, month.from - window.from, month.to - window.from + 1));
		const rows = months.map((month, slot) => ({ ...place, ...month, slot }));
		return { slots: months.length, slotOf: (row, _, day) => (isAsked(row) ? monthOn[day - window.from] : -1), rows };
	}
	if (group === 'type') {
		const categories = categoriesUnder(choice.fold);
		const slotOfType = SEPARATION_TYPES.map((type) => categories.indexOf(categoryOf(type, choice.fold)));
		const rows = categories.map((type, slot) => ({ ...place, group: type, slot }));
		const asked = rows.filter((row) => choice.types.includes(row.group));
		return { slots: categories.length, slotOf: (row, type) => (isAsked(row) ? slotOfType[type] : -1), rows: asked };
	}
	const words = grouping?.words ?? [];
	const rows = words.map((word, slot) => ({ ...place, group: word, slot, presence: slot, hasTransfers: true }));
	if (group !== 'role') rows.sort((a, b) => a.group.localeCompare(b.group, 'en', { numeric: true }));
	return { slots: words.length, slotOf: (row) => codes[row], rows };
}

function monthsOf({ from, to }: Window): { group: string; from: number; to: number }[] {
	const months = [];
	for (let first = from; first <= to; first = monthEnd(first) + 1)
		months.push({ group: civilDate(first).slice(0, 7), from: first, to: Math.min(to, monthEnd(first)) });
	return months;
}
