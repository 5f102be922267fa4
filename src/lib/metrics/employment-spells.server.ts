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
	const { rows, count, quality } = validRows(table, options);
	if (options.group) sortWithinPerson(rows, count, person, options.group);
	const spells = emptySpells(count, quality);
	const { first, last, firstRow, lastRow, person: owner } = spells;
	const groups = options.group;
	const gap = 1 + (options.gapDays ?? 0);
	let at = -1;
	let [end, who, group, overlapping] = [0, -1, -1, 0];
	for (let index = 0; index < count; index++) {
		const row = rows[index];
		const hire = hired[row];
		const exit = exited[row] === NO_DAY ? OPEN_END : exited[row];
		const rowGroup = groups ? groups[row] : -1;
		if (person[row] === who && rowGroup === group && hire <= end + gap) {
			if (hire <= end) overlapping++;
			if (exit < end) continue;
		} else {
			if (person[row] !== who) quality.persons++;
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
	quality.spellsAfterMerge = at + 1;
	quality.mergedJoins = count - (at + 1);
	quality.ofWhichOverlapping = overlapping;
	return { ...spells, count: at + 1 };
}

function emptySpells(capacity: number, quality: RosterQuality): EmploymentSpells {
	return {
		count: 0,
		person: new Uint32Array(capacity),
		first: new Int32Array(capacity),
		last: new Int32Array(capacity),
		firstRow: new Uint32Array(capacity),
		lastRow: new Uint32Array(capacity),
		quality
	};
}

/** Rows that can be spells, in their order, with what was left out. */
function validRows(table: ColumnTable, options: SpellOptions) {
	const hired = dayColumn(table, 'hiredOn').days;
	const exited = dayColumn(table, 'exitedOn').days;
	const status = codeColumn(table, 'status');
	const type = codeColumn(table, 'employmentType');
	const [statuses, types] = [status.codes, type.codes];
	const terminated = codeOf(status, 'terminated');
	const contractor = options.withoutContractors ? codeOf(type, 'contractor') : -1;
	const rowCount = table.rowCount;
	const rows = new Uint32Array(rowCount);
	let [count, missingHire, exitBeforeHire, withoutExit, contractors] = [0, 0, 0, 0, 0];
	for (let row = 0; row < rowCount; row++) {
		const exit = exited[row];
		if (hired[row] === NO_DAY) missingHire++;
		else if (exit === NO_DAY && statuses[row] === terminated) withoutExit++;
		else if (exit !== NO_DAY && exit < hired[row]) exitBeforeHire++;
		else if (types[row] === contractor) contractors++;
		else rows[count++] = row;
	}
	const joined = { mergedJoins: 0, ofWhichOverlapping: 0, spellsAfterMerge: 0, persons: 0 };
	return {
		rows,
		count,
		quality: { missingHire, exitBeforeHire, terminatedWithoutExitDate: withoutExit, contractors, ...joined }
	};
}

/** Brings the rows of each person into the order of their groups, keeping the order inside a group. */
function sortWithinPerson(rows: Uint32Array, count: number, person: Uint32Array, group: ArrayLike<number>): void {
	for (let index = 1; index < count; index++) {
		const row = rows[index];
		const who = person[row];
		let place = index;
		while (place > 0 && person[rows[place - 1]] === who && group[rows[place - 1]] > group[row]) {
			rows[place] = rows[place - 1];
			place--;
		}
		if (place !== index) rows[place] = row;
	}
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

/** For each person the roster row that covers a day, or -1; of several the one with the later exit, then the later row. */
export function rowsInForce(roster: ColumnTable, on: number): Int32Array {
	const person = personColumn(roster);
	const hired = dayColumn(roster, 'hiredOn').days;
	const exited = dayColumn(roster, 'exitedOn').days;
	const endOf = (row: number) => (exited[row] === NO_DAY ? OPEN_END : exited[row]);
	const rows = new Int32Array(roster.personKeys?.length ?? 0).fill(-1);
	for (let row = 0; row < roster.rowCount; row++) {
		if (hired[row] === NO_DAY || hired[row] > on || endOf(row) < on) continue;
		const former = rows[person[row]];
		if (former < 0 || endOf(row) >= endOf(former)) rows[person[row]] = row;
	}
	return rows;
}
