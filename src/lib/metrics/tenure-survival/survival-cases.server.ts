import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { observedCounts } from '#lib/statistics/observed-counts.ts';
import type { ObservedCounts, ObservedWindow } from '#lib/statistics/observed-counts.ts';
import { staysOf } from '../daily-flows.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType } from '../separation-types.ts';
import { movingCounts } from './moving-counts.server.ts';
import type { SurvivalGroup } from './tenure-survival.ts';

/** Employments as survival data, counted by group and reason. */
export interface SurvivalCases extends ObservedCounts {
	groups: readonly string[];
	/** Reasons in the order of the causes of `counts`; empty where reasons are not told apart. */
	types: SeparationType[];
}

/** What the cases are counted by. */
export interface CaseChoice {
	group: SurvivalGroup | null;
	/** 'each': every reason of the roster is a cause; else the reasons that count are one cause, null all of them. */
	reasons: 'each' | readonly SeparationType[] | null;
}

/**
 * The spells of a window as survival data. The row that ends a spell says in which group it is and why it ended.
 *
 * @param window day numbers; `day0` puts all on the clock of an event instead of tenure
 * @see METHODS 5.1
 */
export function survivalCases(
	roster: ColumnTable,
	roles: RoleColumn,
	spells: EmploymentSpells,
	window: ObservedWindow,
	{ group, reasons }: CaseChoice
): SurvivalCases {
	const grouping = groupingOf(roster, roles, group);
	const groups = grouping?.words ?? [''];
	const stays = staysOf(spells, spells.last, grouping);
	const { cause, types } = causesBy(roster, spells, reasons);
	const causes = Math.max(1, types.length);
	const { from, to, day0 } = window;
	const found =
		day0 === null
			? movingCounts(stays, groups.length, { cause, causes }, { from, to })
			: observedCounts({ ...stays, cause: cause ?? undefined }, window, { groups: groups.length, causes });
	return { ...found, groups, types };
}

function causesBy(
	roster: ColumnTable,
	spells: EmploymentSpells,
	reasons: CaseChoice['reasons']
): { cause: Uint8Array | null; types: SeparationType[] } {
	if (reasons === null) return { cause: null, types: [] };
	const all = keptCauses(roster, spells);
	if (reasons === 'each') return all;
	const counts = Uint8Array.from(['', ...all.types], (type) => Number(reasons.some((each) => each === type)));
	const key = counts.join();
	if (all.chosen?.key !== key) all.chosen = { key, cause: all.cause.map((cause) => counts[cause]) };
	return { cause: all.chosen.cause, types: [] };
}

function groupingOf(roster: ColumnTable, roles: RoleColumn, group: SurvivalGroup | null) {
	if (group === null) return null;
	return group === 'role' ? { codes: roles.codes, words: roles.families } : codeColumn(roster, group);
}

interface Causes {
	/** From 1, by spell. */
	cause: Uint8Array;
	types: SeparationType[];
	/** The last choice of reasons that was asked for: 1 where a spell ends by one of them. */
	chosen: { key: string; cause: Uint8Array } | null;
}

const kept = new WeakMap<EmploymentSpells, Causes>();

/** Why each spell ends, by the row that ends it; kept with the spells. */
function keptCauses(roster: ColumnTable, spells: EmploymentSpells): Causes {
	const causes = kept.get(spells) ?? causesOf(roster, spells);
	kept.set(spells, causes);
	return causes;
}

function causesOf(roster: ColumnTable, { count, lastRow }: EmploymentSpells): Causes {
	const { codes, words } = codeColumn(roster, 'separationType');
	const typeOfCode = words.map(typeOf);
	const types = SEPARATION_TYPES.filter((type) => typeOfCode.includes(type));
	const causeOfCode = Uint8Array.from(typeOfCode, (type) => types.indexOf(type) + 1);
	const cause = new Uint8Array(count);
	for (let spell = 0; spell < count; spell++) cause[spell] = causeOfCode[codes[lastRow[spell]]];
	return { cause, types, chosen: null };
}

/** What is none of the types, or not given, is unknown. */
function typeOf(word: string): SeparationType {
	return SEPARATION_TYPES.find((type) => type === word) ?? SEPARATION_TYPES[SEPARATION_TYPES.length - 1];
}
