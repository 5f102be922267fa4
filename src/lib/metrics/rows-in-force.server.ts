import type { ColumnTable } from '#lib/server/columns.ts';
import { dayColumn, NO_DAY } from '#lib/server/columns.ts';
import { onlyRowTest, personColumn, rowAmong } from './employment-spells.server.ts';
import type { EmploymentSpells } from './employment-spells.server.ts';

/** Days on which one row of a person is in force; by person. One entry of each array is one such time. */
export interface RowTimes {
	count: number;
	person: Uint32Array;
	/** Day numbers; both days included. */
	first: Int32Array;
	last: Int32Array;
	row: Uint32Array;
}

// Somebody with very many rows would cost their square.
const MOST_ROWS = 50;
const kept = new WeakMap<EmploymentSpells, RowTimes | null>();

/**
 * The spells of people cut wherever another row comes into force, so that each piece has one role, level and site; kept
 * with the spells. Null where somebody has more than 50 rows.
 *
 * @see rowInForce
 * @example rows from January to June and from May on, the second the one with the later exit: cut at 1 May
 */
export function keptRowTimes(roster: ColumnTable, spells: EmploymentSpells): RowTimes | null {
	const known = kept.get(spells);
	if (known !== undefined) return known;
	const found = rowTimes(roster, spells);
	kept.set(spells, found);
	return found;
}

function rowTimes(roster: ColumnTable, spells: EmploymentSpells): RowTimes | null {
	const { count, person, first, last, lastRow } = spells;
	if (roster.personKeys?.length === roster.rowCount) return { count, person, first, last, row: lastRow };
	const isOnly = onlyRowTest(roster);
	const turns = turnsOf(roster);
	const among = rowAmong(roster);
	const times = collectedTimes(roster.rowCount);
	for (let spell = 0; spell < count; spell++) {
		const row = lastRow[spell];
		if (isOnly(row)) {
			times.add(person[spell], row, first[spell], last[spell]);
			continue;
		}
		const days = turns(row);
		if (days === null) return null;
		let [from, own] = [first[spell], among(row, first[spell])];
		for (const day of days) {
			if (day <= from || day > last[spell]) continue;
			const next = among(row, day);
			if (next === own) continue;
			times.add(person[spell], own, from, day - 1);
			[from, own] = [day, next];
		}
		times.add(person[spell], own, from, last[spell]);
	}
	return times.all();
}

/** The days, rising, on which another row of the same person may come into force; null where there are too many rows. */
function turnsOf(roster: ColumnTable): (row: number) => number[] | null {
	const person = personColumn(roster);
	const hired = dayColumn(roster, 'hiredOn').days;
	const exited = dayColumn(roster, 'exitedOn').days;
	return (row) => {
		let [from, to] = [row, row];
		while (from > 0 && person[from - 1] === person[row] && row - from <= MOST_ROWS) from--;
		while (to < person.length && person[to] === person[row] && to - row <= MOST_ROWS) to++;
		if (to - from > MOST_ROWS) return null;
		const days: number[] = [];
		for (let at = from; at < to; at++) {
			if (hired[at] === NO_DAY) continue;
			days.push(hired[at]);
			if (exited[at] !== NO_DAY) days.push(exited[at] + 1);
		}
		return days.sort((a, b) => a - b);
	};
}

/** A person has at most three pieces for each row: one for each spell, and a turn for each beginning and each end. */
function collectedTimes(rows: number) {
	const [person, row] = [new Uint32Array(3 * rows), new Uint32Array(3 * rows)];
	const [first, last] = [new Int32Array(3 * rows), new Int32Array(3 * rows)];
	let count = 0;
	return {
		add(who: number, ofRow: number, from: number, to: number): void {
			person[count] = who;
			row[count] = ofRow;
			first[count] = from;
			last[count++] = to;
		},
		all(): RowTimes {
			const own = { person: person.slice(0, count), row: row.slice(0, count) };
			return { count, ...own, first: first.slice(0, count), last: last.slice(0, count) };
		}
	};
}
