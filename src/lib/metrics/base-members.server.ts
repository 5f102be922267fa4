import type { ColumnTable } from '#lib/server/columns.ts';
import { coveringStays, rowInForce } from './employment-spells.server.ts';
import type { EmploymentSpells } from './employment-spells.server.ts';
import { keptEnds, keptSpells } from './kept-spells.server.ts';
import type { Clock } from './metric.ts';

/** Day numbers, both inclusive: the day whose people are the base, and the last on which somebody of them may leave. */
export interface BaseWindow {
	on: number;
	until: number;
	clock: Clock;
	withoutContractors: boolean;
}

/** Everybody employed on one day. One entry of each array is one person. */
export interface BaseMembers {
	count: number;
	spells: EmploymentSpells;
	/** Last day of every spell by the clock. */
	ends: Int32Array;
	/** The spell of the day, and the roster row in force on it: role, level and site of the day. */
	spell: Uint32Array;
	row: Uint32Array;
	/** 1 where that employment ended within the window. */
	hasLeft: Uint8Array;
}

/**
 * Who was employed on a day, and whose employment of that day ended within a window: a closed group.
 *
 * Both days count: whose last day is the first day of the window was there, and left.
 *
 * @param roster a roster as described in `columns.ts`
 * @see METHODS 1.1, 1.4
 * @example on 1 March, until 31 March: last day 1 March is a member who left, 28 February is none
 */
export function baseMembers(roster: ColumnTable, { on, until, clock, withoutContractors }: BaseWindow): BaseMembers {
	const spells = keptSpells(roster, { withoutContractors });
	const ends = keptEnds(roster, spells, clock);
	const rowOf = rowInForce(roster, on);
	const spell = coveringStays(spells, ends, on);
	const count = spell.length;
	const row = new Uint32Array(count);
	const hasLeft = new Uint8Array(count);
	for (let member = 0; member < count; member++) {
		row[member] = rowOf(spells.lastRow[spell[member]]);
		hasLeft[member] = Number(ends[spell[member]] <= until);
	}
	return { count, spells, ends, spell, row, hasLeft };
}
