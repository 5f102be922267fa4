import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { observedTimes } from '#lib/statistics/observed-times.ts';
import { survivalCounts } from '#lib/statistics/survival-counts.ts';
import type { SurvivalCounts } from '#lib/statistics/survival-counts.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType } from '../separation-types.ts';
import type { SurvivalGroup } from './tenure-survival.ts';

/** Employments as survival data, counted by group and reason. */
export interface SurvivalCases {
	counts: SurvivalCounts;
	groups: string[];
	/** Reasons that occur, in the order of the causes of `counts`. */
	types: SeparationType[];
	lateEntries: number;
}

/** Day numbers; `day0` puts all on the clock of an event instead of tenure. */
export interface SurvivalWindow {
	from: number;
	to: number;
	day0: number | null;
}

/**
 * The spells of a window as survival data. The row that ends a spell says in which group it is and why it ended.
 *
 * @see METHODS 5.1
 */
export function survivalCases(
	roster: ColumnTable,
	roles: RoleColumn,
	spells: EmploymentSpells,
	window: SurvivalWindow,
	group: SurvivalGroup | null
): SurvivalCases {
	const { entry, time, hasEnded, stay } = observedTimes(spells, window);
	const { codes, words } = groupCodes(roster, roles, group);
	const reasons = codeColumn(roster, 'separationType');
	const typeOfCode = Uint8Array.from(reasons.words, typeOf);
	const owner = new Uint16Array(time.length);
	const cause = new Uint8Array(time.length);
	const found = new Uint32Array(SEPARATION_TYPES.length + 1);
	let lateEntries = 0;
	for (let index = 0; index < time.length; index++) {
		const row = spells.lastRow[stay[index]];
		if (codes) owner[index] = codes[row];
		if (hasEnded[index] === 1) cause[index] = typeOfCode[reasons.codes[row]];
		found[cause[index]]++;
		if (entry && entry[index] > 0) lateEntries++;
	}
	const types = SEPARATION_TYPES.filter((_, type) => found[type + 1] > 0);
	const causeOfType = Uint8Array.from(found, (_, type) =>
		type === 0 ? 0 : types.indexOf(SEPARATION_TYPES[type - 1]) + 1
	);
	for (let index = 0; index < cause.length; index++) cause[index] = causeOfType[cause[index]];
	const size = { groups: words.length, causes: Math.max(1, types.length) };
	return { counts: survivalCounts({ entry, time, cause, group: owner }, size), groups: words, types, lateEntries };
}

function groupCodes(roster: ColumnTable, roles: RoleColumn, group: SurvivalGroup | null) {
	if (group === null) return { codes: null, words: [''] };
	return group === 'role' ? { codes: roles.codes, words: roles.families } : codeColumn(roster, group);
}

/** Place of a word of the roster among the types, from 1; what is none of them is unknown. */
function typeOf(word: string): number {
	const type = SEPARATION_TYPES.indexOf(word as SeparationType);
	return type < 0 ? SEPARATION_TYPES.length : type + 1;
}
