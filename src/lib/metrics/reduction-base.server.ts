import { codeColumn, dayColumn, NO_DAY } from '#lib/server/columns.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeOf, personColumn } from './employment-spells.server.ts';
import { keptSpells } from './kept-spells.server.ts';
import { personMatches } from './person-matches.server.ts';

/** The people employed on the day before a reduction begins, one entry of each array a person. */
export interface ReductionBase {
	count: number;
	/** Row of the roster that says where the person was on that day. */
	row: Uint32Array;
	/** Row that ends the employment of that day: it says why, if it ended. */
	lastRow: Uint32Array;
	/** Last day of the employment of that day. */
	last: Int32Array;
	/** 1 where the person is employed on the later day, a rehire included. */
	isRetained: Uint8Array;
	/** Row of the personal details; -1 where there is none. */
	detail: Int32Array;
}

/**
 * Who was employed on a day, and who still is on a later one. Contractors are left out.
 *
 * @param personal personal details, where given
 * @param days day numbers
 */
export function reductionBase(
	roster: ColumnTable,
	personal: ColumnTable | undefined,
	days: { from: number; to: number }
): ReductionBase {
	const spells = keptSpells(roster, { withoutContractors: true });
	const people = roster.personKeys?.length ?? 0;
	const rowOn = rowsOn(roster, days.from, people);
	const isThere = new Uint8Array(people);
	const members: number[] = [];
	for (let spell = 0; spell < spells.count; spell++) {
		const [first, last] = [spells.first[spell], spells.last[spell]];
		if (first <= days.from && last >= days.from) members.push(spell);
		if (first <= days.to && last >= days.to) isThere[spells.person[spell]] = 1;
	}
	const detailOf = personal ? detailRows(roster, personal) : new Int32Array(people).fill(-1);
	const personOf = (spell: number) => spells.person[spell];
	return {
		count: members.length,
		row: Uint32Array.from(members, (spell) => rowOn[personOf(spell)]),
		lastRow: Uint32Array.from(members, (spell) => spells.lastRow[spell]),
		last: Int32Array.from(members, (spell) => spells.last[spell]),
		isRetained: Uint8Array.from(members, (spell) => isThere[personOf(spell)]),
		detail: Int32Array.from(members, (spell) => detailOf[personOf(spell)])
	};
}

/** The last row of each person, of no contractor, that covers a day. */
function rowsOn(roster: ColumnTable, day: number, people: number): Int32Array {
	const person = personColumn(roster);
	const [hired, exited] = [dayColumn(roster, 'hiredOn').days, dayColumn(roster, 'exitedOn').days];
	const type = codeColumn(roster, 'employmentType');
	const contractor = codeOf(type, 'contractor');
	const found = new Int32Array(people).fill(-1);
	for (let row = 0; row < roster.rowCount; row++) {
		if (hired[row] === NO_DAY || hired[row] > day || type.codes[row] === contractor) continue;
		if (exited[row] === NO_DAY || exited[row] >= day) found[person[row]] = row;
	}
	return found;
}

/** The first row of details of each person of the roster. */
function detailRows(roster: ColumnTable, personal: ColumnTable): Int32Array {
	const owner = personColumn(personal);
	const firstRow = new Int32Array(personal.personKeys?.length ?? 0).fill(-1);
	for (let row = personal.rowCount - 1; row >= 0; row--) firstRow[owner[row]] = row;
	return personMatches(roster, personal).map((person) => (person < 0 ? -1 : firstRow[person]));
}
