import { civilDate, monthEnd } from '#lib/statistics/civil-date.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import type { Grouping } from '../daily-flows.server.ts';
import { categoriesUnder, categoryOf, SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType, UltimatumFold } from '../separation-types.ts';
import type { AttritionGroup } from './attrition-rate.ts';
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
}

/** The grouping behind a choice of rows: none for months, types and the whole, unless of one role. */
export function chosenGroups(
	{ roster, roles }: { roster: ColumnTable; roles: RoleColumn },
	{ group, role }: RowChoice
): ChosenGroups {
	const byRole = { codes: roles.codes, words: roles.families };
	if (role !== null) return { grouping: byRole, only: roles.families.indexOf(role) };
	if (group === null || group === 'month' || group === 'type') return { grouping: null, only: null };
	return { grouping: group === 'role' ? byRole : codeColumn(roster, group), only: null };
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
export interface RowSlots extends SeparationSlots {
	rows: RowPlace[];
}

// Keeps a slot below 0 whatever is added to it.
const NOT_ASKED = -1_000_000;

/** The row of everybody, or of everybody of the one role. */
export function wholePlace({ only }: ChosenGroups, window: Window): RowPlace {
	return { group: null, slot: 0, presence: only ?? 0, ...window, hasTransfers: false };
}

/** One row for everybody, or for each month, type or group. */
export function rowSlots(chosen: ChosenGroups, { group, types, fold }: RowChoice, window: Window): RowSlots {
	const whole = wholePlace(chosen, window);
	const slots = oneSlot(chosen, window);
	if (group === null) return { ...slots, rows: [whole] };
	if (group === 'month') {
		const months = monthsOf(window);
		for (const [slot, { from, to }] of months.entries())
			slots.byDay.fill(slot, from - window.from, to - window.from + 1);
		return { ...slots, slots: months.length, rows: months.map((month, slot) => ({ ...whole, ...month, slot })) };
	}
	if (group === 'type') {
		const categories = categoriesUnder(fold);
		const byType = Int32Array.from(SEPARATION_TYPES, (type) => categories.indexOf(categoryOf(type, fold)));
		const rows = categories.map((type, slot) => ({ ...whole, group: type, slot }));
		return { ...slots, slots: categories.length, byType, rows: rows.filter((row) => types.includes(row.group)) };
	}
	const words = chosen.grouping?.words ?? [];
	const rows = words.map((word, slot) => ({ ...whole, group: word, slot, presence: slot, hasTransfers: true }));
	if (group !== 'role') rows.sort((a, b) => a.group.localeCompare(b.group, 'en', { numeric: true }));
	return { ...slots, slots: words.length, byGroup: Int32Array.from(words, (_, slot) => slot), rows };
}

/** Everybody who is asked for in slot 0. */
function oneSlot({ grouping, only }: ChosenGroups, { from, to }: Window): SeparationSlots {
	const byGroup = new Int32Array(grouping?.words.length ?? 1).fill(only === null ? 0 : NOT_ASKED);
	if (only !== null && only >= 0) byGroup[only] = 0;
	const [byDay, byType] = [new Int32Array(to - from + 1), new Int32Array(SEPARATION_TYPES.length)];
	return { slots: 1, byGroup, byDay, byType };
}

function monthsOf({ from, to }: Window): { group: string; from: number; to: number }[] {
	const months = [];
	for (let first = from; first <= to; first = monthEnd(first) + 1)
		months.push({ group: civilDate(first).slice(0, 7), from: first, to: Math.min(to, monthEnd(first)) });
	return months;
}
