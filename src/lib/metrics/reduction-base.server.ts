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
	const members = new Uint32Array(spells.count);
	let count = 0;
	for (let spell = 0; spell < spells.count; spell++) {
		const [first, last] = [spells.first[spell], spells.last[spell]];
		if (first <= days.from && last >= days.from) members[count++] = spell;
		if (first <= days.to && last >= days.to) isThere[spells.person[spell]] = 1;
	}
	const base = emptyBase(count);
	const detailOf = personal ? detailRows(roster, personal) : null;
	for (let member = 0; member < count; member++) {
		const spell = members[member];
		const person = spells.person[spell];
		base.row[member] = rowOn[person];
		base.lastRow[member] = spells.lastRow[spell];
		base.last[member] = spells.last[spell];
		base.isRetained[member] = isThere[person];
		base.detail[member] = detailOf === null ? -1 : detailOf[person];
	}
	return base;
}

function emptyBase(count: number): ReductionBase {
	return {
		count,
		row: new Uint32Array(count),
		lastRow: new Uint32Array(count),
		last: new Int32Array(count),
		isRetained: new Uint8Array(count),
		detail: new Int32Array(count)
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
	const rows = personMatches(roster, personal);
	for (let person = 0; person < rows.length; person++) if (rows[person] >= 0) rows[person] = firstRow[rows[person]];
	return rows;
}
