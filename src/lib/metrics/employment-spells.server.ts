import type { CodeColumn, ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, dayColumn, NO_DAY } from '#lib/server/columns.ts';

/** Last day of an employment that has not ended. Later than every civil date. */
export const OPEN_END = 2147483647;

/** Spells after cleaning, by person, then group, then first day. One entry of each array is one spell. */
export interface EmploymentSpells {
	count: number;
	/** Index into `personKeys` of the roster. */
	person: Uint32Array;
	/** Day numbers; both days employed. */
	first: Int32Array;
	last: Int32Array;
	/** Roster rows that began and that end the spell; the end row gives role, level, site and reason. */
	firstRow: Uint32Array;
	lastRow: Uint32Array;
	quality: RosterQuality;
}

/** What cleaning found, in rows, except where named otherwise. */
export interface RosterQuality {
	missingHire: number;
	exitBeforeHire: number;
	terminatedWithoutExitDate: number;
	contractors: number;
	mergedJoins: number;
	ofWhichOverlapping: number;
	spellsAfterMerge: number;
	/** People. */
	persons: number;
}

export interface SpellOptions {
	/** Group of every row (role codes); rows are then joined within a person and group only. */
	group?: ArrayLike<number>;
	/** Leaves out rows of contractors, who are no headcount. */
	withoutContractors?: boolean;
	/** Days between two rows that still count as one employment. */
	gapDays?: number;
}

/**
 * Employment spells of a roster: rows that overlap or follow each other day by day are one employment.
 *
 * Duplicate and adjoining rows (administrative transfers) must not look like people leaving and joining. The joined
 * spell keeps the first hire; its end, and the row that describes it, is the one with the later exit (open wins, ties:
 * the later row). A start after a gap is a rehire: a second spell.
 *
 * @param table a roster, sorted by person, hiredOn, exitedOn (open last), line
 *   hiredOn, exitedOn  day   first and last day employed, both inclusive
 *   status             code  'terminated' without an exit is left out: nobody knows when it ended
 *   employmentType     code  'contractor' may be left out
 * @returns spells and the counters of each cleaning step
 * @see METHODS 1.1
 * @example 2020-01-01..2020-01-31 and 2020-02-01..2020-02-29 of one person are one spell of 60 days
 */
export function employmentSpells(table: ColumnTable, options: SpellOptions = {}): EmploymentSpells {
	const person = personColumn(table);
	const hired = dayColumn(table, 'hiredOn').days;
	const exited = dayColumn(table, 'exitedOn').days;
	const { statuses, terminated, types, contractor } = codesThatLeaveOut(table, options);
	const groups = options.group;
	const order = groups ? rowsByGroup(person, groups) : null;
	const { first, last, firstRow, lastRow, person: owner } = emptySpells(table.rowCount);
	const gap = 1 + (options.gapDays ?? 0);
	let [missingHire, exitBeforeHire, withoutExit, contractors, overlapping, persons, rows] = [0, 0, 0, 0, 0, 0, 0];
	let [at, end, who, group] = [-1, 0, -1, -1];
	for (let index = 0; index < person.length; index++) {
		const row = order ? order[index] : index;
		const hire = hired[row];
		let exit = exited[row];
		const isOpen = exit === NO_DAY;
		if (isOpen) exit = OPEN_END;
		const isContractor = types[row] === contractor;
		if (hire === NO_DAY || exit < hire || isContractor || (isOpen && statuses[row] === terminated)) {
			if (hire === NO_DAY) missingHire++;
			else if (isOpen && statuses[row] === terminated) withoutExit++;
			else if (exit < hire) exitBeforeHire++;
			else contractors++;
			continue;
		}
		rows++;
		const rowGroup = groups ? groups[row] : -1;
		if (person[row] === who && rowGroup === group && hire <= end + gap) {
			if (hire <= end) overlapping++;
			if (exit < end) continue;
		} else {
			if (person[row] !== who) persons++;
			at++;
			who = person[row];
			group = rowGroup;
			owner[at] = who;
			first[at] = hire;
			firstRow[at] = row;
		}
		end = exit;
		last[at] = exit;
		lastRow[at] = row;
	}
	const count = at + 1;
	const joins = { mergedJoins: rows - count, ofWhichOverlapping: overlapping, spellsAfterMerge: count, persons };
	return {
		...{ count, person: owner, first, last, lastRow, firstRow: rows === count ? lastRow : firstRow },
		quality: { missingHire, exitBeforeHire, terminatedWithoutExitDate: withoutExit, contractors, ...joins }
	};
}

function emptySpells(capacity: number) {
	return {
		person: new Uint32Array(capacity),
		first: new Int32Array(capacity),
		last: new Int32Array(capacity),
		firstRow: new Uint32Array(capacity),
		lastRow: new Uint32Array(capacity)
	};
}

/** What a row is left out by; no row has a code of -1. */
function codesThatLeaveOut(table: ColumnTable, options: SpellOptions) {
	const status = codeColumn(table, 'status');
	const type = codeColumn(table, 'employmentType');
	return {
		statuses: status.codes,
		terminated: codeOf(status, 'terminated'),
		types: type.codes,
		contractor: options.withoutContractors ? codeOf(type, 'contractor') : -1
	};
}

/** All rows, those of each person in the order of their groups and inside a group as they were. */
function rowsByGroup(person: Uint32Array, group: ArrayLike<number>): Uint32Array {
	const rows = new Uint32Array(person.length);
	for (let index = 0; index < rows.length; index++) {
		const who = person[index];
		let place = index;
		while (place > 0 && person[place - 1] === who && group[rows[place - 1]] > group[index]) {
			rows[place] = rows[place - 1];
			place--;
		}
		rows[place] = index;
	}
	return rows;
}

/** The dictionary code of a word, or -1 where the column does not have it. */
export function codeOf(column: CodeColumn, word: string): number {
	return column.words.indexOf(word);
}

/** The person of every row. */
export function personColumn(table: ColumnTable): Uint32Array {
	if (!table.person) throw new Error('The table is not about people: it has no person column.');
	return table.person;
}

/**
 * The last day each spell counts by a clock: `legal` the end of employment; `worked` the last day worked, where given;
 * `announced` the day notice was given, where given. All inclusive, none later than the one before it in this list.
 *
 * @param table the roster: lastWorkedOn, noticedOn (day)
 */
export function clockEnds(
	table: ColumnTable,
	spells: EmploymentSpells,
	clock: 'announced' | 'worked' | 'legal'
): Int32Array {
	if (clock === 'legal') return spells.last;
	const worked = dayColumn(table, 'lastWorkedOn').days;
	const noticed = dayColumn(table, 'noticedOn').days;
	const ends = new Int32Array(spells.count);
	for (let spell = 0; spell < spells.count; spell++) {
		const row = spells.lastRow[spell];
		let end = spells.last[spell];
		if (worked[row] !== NO_DAY && worked[row] < end) end = worked[row];
		if (clock === 'announced' && noticed[row] !== NO_DAY && noticed[row] < end) end = noticed[row];
		ends[spell] = end;
	}
	return ends;
}

/**
 * The places of the stays that cover a day, in their order.
 *
 * Stays are in the order of people, so whether one covers a day cannot be foretold: each is written down, and kept by
 * counting on, which takes a third of the time of asking first.
 */
export function coveringStays(
	{ count, first }: Pick<EmploymentSpells, 'count' | 'first'>,
	ends: Int32Array,
	on: number
): Uint32Array {
	const found = new Uint32Array(count);
	let size = 0;
	for (let stay = 0; stay < count; stay++) {
		found[size] = stay;
		size += Number(first[stay] <= on) & Number(ends[stay] >= on);
	}
	return found.subarray(0, size);
}

/** Whether a row is the only one of its person. */
export function onlyRowTest(roster: ColumnTable): (row: number) => boolean {
	const person = personColumn(roster);
	const last = person.length - 1;
	return (row) => {
		const who = person[row];
		return (row === 0 || person[row - 1] !== who) && (row === last || person[row + 1] !== who);
	};
}

/**
 * Finds, for a row of somebody employed on a day, the row of the same person that covers the day: of several the one
 * with the later exit, then the later row; the row itself where none does.
 */
export function rowInForce(roster: ColumnTable, on: number): (row: number) => number {
	const among = rowAmong(roster);
	const isOnly = onlyRowTest(roster);
	return (row) => (isOnly(row) ? row : among(row, on));
}

/** The same of any day, for somebody who has several rows. */
export function rowAmong(roster: ColumnTable): (row: number, on: number) => number {
	const person = personColumn(roster);
	const hired = dayColumn(roster, 'hiredOn').days;
	const exited = dayColumn(roster, 'exitedOn').days;
	return (row, on) => {
		const who = person[row];
		let [at, found, end] = [row, -1, 0];
		while (at > 0 && person[at - 1] === who) at--;
		for (; at < person.length && person[at] === who; at++) {
			const exit = exited[at] === NO_DAY ? OPEN_END : exited[at];
			if (hired[at] === NO_DAY || hired[at] > on || exit < on) continue;
			if (found < 0 || exit >= end) [found, end] = [at, exit];
		}
		return found < 0 ? row : found;
	};
}
