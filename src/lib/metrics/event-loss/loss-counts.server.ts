import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { baseMembers } from '../base-members.server.ts';
import type { BaseWindow } from '../base-members.server.ts';
import type { EmploymentSpells, RosterQuality } from '../employment-spells.server.ts';
import type { LossDimension } from './event-loss.ts';

/** People employed on day 0 and of these the leavers of the window, in all and by group. */
export interface LossCounts {
	people: number;
	left: number;
	/** Leavers employed again on the last day of the window. */
	backAgain: number;
	/** Groups somebody belonged to on day 0. */
	groups: { group: string; people: number; left: number }[];
	quality: RosterQuality;
}

export interface LossWindow extends BaseWindow {
	dimension: LossDimension;
}

/**
 * Counts who was employed on day 0 and whose employment of that day ended within the window, by group.
 *
 * Both days count: whose last day is day 0 was there, and left. The group is that of the roster row in force on day 0.
 */
export function lossCounts(
	{ roster, roles }: { roster: ColumnTable; roles: RoleColumn },
	{ dimension, ...window }: LossWindow
): LossCounts {
	const { count, spells, ends, spell, row, hasLeft } = baseMembers(roster, window);
	const level = dimension === 'role' ? null : codeColumn(roster, dimension);
	const codes = level?.codes ?? roles.codes;
	const words = level?.words ?? roles.families;
	const people = new Uint32Array(words.length);
	const left = new Uint32Array(words.length);
	const isLeaver = new Uint8Array(roster.personKeys?.length ?? 0);
	for (let member = 0; member < count; member++) {
		people[codes[row[member]]]++;
		if (hasLeft[member] === 0) continue;
		left[codes[row[member]]]++;
		isLeaver[spells.person[spell[member]]] = 1;
	}
	const groups = words.map((group, code) => ({ group, people: people[code], left: left[code] }));
	return {
		people: groups.reduce((sum, group) => sum + group.people, 0),
		left: groups.reduce((sum, group) => sum + group.left, 0),
		backAgain: backAgain(spells, ends, isLeaver, window.until),
		groups: groups.filter((group) => group.people > 0),
		quality: spells.quality
	};
}

function backAgain(spells: EmploymentSpells, ends: Int32Array, isLeaver: Uint8Array, until: number): number {
	let people = 0;
	for (let spell = 0; spell < spells.count; spell++)
		if (isLeaver[spells.person[spell]] === 1 && spells.first[spell] <= until && ends[spell] > until) people++;
	return people;
}
