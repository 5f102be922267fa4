import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, dayColumn, NO_DAY, numberColumn } from '#lib/server/columns.ts';
import type { Stays } from './daily-flows.server.ts';
import { personColumn } from './employment-spells.server.ts';
import type { EmploymentSpells } from './employment-spells.server.ts';
import { keptEnds, keptSpells } from './kept-spells.server.ts';
import type { Clock, Contractors } from './metric.ts';
import { personMatches } from './person-matches.server.ts';
import type { FunctionRequirement } from './requirements-in-force.ts';

/** When the people who are listed for a function are employed, one entry a person and spell. */
export interface FunctionStays extends Stays {
	/** Index into the roster's people. */
	person: Uint32Array;
	/** Roster row that describes the spell. */
	row: Uint32Array;
	basis: 'qualifications' | 'role';
}

/** Until which day people count, and who. */
interface Choice {
	clock: Clock;
	contractors: Contractors;
}

/**
 * The stays of the people listed for each function: by name where the qualifications name anybody for it, else the
 * spells of its role family. Contractors cover too, unless they are left out.
 */
export function qualifiedStays(
	tables: { roster: ColumnTable; roles: RoleColumn; qualifications: ColumnTable[] },
	functions: FunctionRequirement[],
	choice: Choice
): FunctionStays[] {
	const listed = listedPeople(tables);
	const byPerson = listed.size > 0 ? spellsByClock(tables.roster, choice) : null;
	const byRole = staysByRole(tables, choice);
	return functions.map(({ inForce }) => {
		const people = listed.get(inForce.functionId);
		if (people && byPerson) return listedStays(people, byPerson);
		const role = tables.roles.families.indexOf(inForce.roleFamily ?? '');
		return role > 0 ? byRole[role] : emptyStays(0, 'role');
	});
}

interface ClockedSpells {
	spells: EmploymentSpells;
	ends: Int32Array;
}

function spellsByClock(roster: ColumnTable, { clock, contractors }: Choice, group?: Uint16Array): ClockedSpells {
	const spells = keptSpells(roster, { group, withoutContractors: contractors === 'out' });
	return { spells, ends: keptEnds(roster, spells, clock) };
}

const kept = new WeakMap<Int32Array, WeakMap<Uint16Array, FunctionStays[]>>();

/** The stays of each role family, in their order; kept with the spells and the role codes. */
function staysByRole({ roster, roles }: { roster: ColumnTable; roles: RoleColumn }, choice: Choice): FunctionStays[] {
	const { spells, ends } = spellsByClock(roster, choice, roles.codes);
	const own = kept.get(ends) ?? new WeakMap<Uint16Array, FunctionStays[]>();
	kept.set(ends, own);
	const found = own.get(roles.codes) ?? sortedByRole(spells, ends, roles);
	own.set(roles.codes, found);
	return found;
}

function sortedByRole(spells: EmploymentSpells, ends: Int32Array, { codes, families }: RoleColumn): FunctionStays[] {
	const { count, first, person, lastRow } = spells;
	const sizes = new Uint32Array(families.length);
	for (let spell = 0; spell < count; spell++) sizes[codes[lastRow[spell]]]++;
	// Nobody asks for the people of no role.
	sizes[0] = 0;
	const starts = new Uint32Array(families.length + 1);
	for (let code = 0; code < families.length; code++) starts[code + 1] = starts[code] + sizes[code];
	const all = emptyStays(starts[families.length], 'role');
	const next = starts.slice();
	for (let spell = 0; spell < count; spell++) {
		const row = lastRow[spell];
		const code = codes[row];
		if (code === 0) continue;
		const at = next[code]++;
		all.first[at] = first[spell];
		all.last[at] = ends[spell];
		all.person[at] = person[spell];
		all.row[at] = row;
	}
	return families.map((_, code) => partOf(all, starts[code], starts[code + 1]));
}

function partOf({ first, last, person, row, basis }: FunctionStays, from: number, to: number): FunctionStays {
	return {
		count: to - from,
		first: first.subarray(from, to),
		last: last.subarray(from, to),
		person: person.subarray(from, to),
		row: row.subarray(from, to),
		basis
	};
}

/** People by function with the first day each is qualified; a person listed twice counts from the earlier day. */
function listedPeople(tables: {
	roster: ColumnTable;
	qualifications: ColumnTable[];
}): Map<string, Map<number, number>> {
	const listed = new Map<string, Map<number, number>>();
	for (const table of tables.qualifications) {
		const functionId = codeColumn(table, 'functionId');
		const since = dayColumn(table, 'since').days;
		const person = personColumn(table);
		const inRoster = personMatches(table, tables.roster);
		for (let row = 0; row < table.rowCount; row++) {
			const name = functionId.words[functionId.codes[row]];
			const people = listed.get(name) ?? new Map<number, number>();
			listed.set(name, people);
			const match = inRoster[person[row]];
			// NO_DAY is the earliest day there is: qualified all along.
			if (match >= 0) people.set(match, Math.min(people.get(match) ?? since[row], since[row]));
		}
	}
	return listed;
}

function listedStays(people: Map<number, number>, { spells, ends }: ClockedSpells): FunctionStays {
	const found = [...people].flatMap(([person, since]) => spellsOf(spells, person).map((spell) => ({ spell, since })));
	const stays = emptyStays(found.length, 'qualifications');
	for (const { spell, since } of found) addStay(stays, spells, ends, spell, Math.max(since, spells.first[spell]));
	return stays;
}

function spellsOf(spells: EmploymentSpells, person: number): number[] {
	let [low, high] = [0, spells.count];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (spells.person[middle] < person) low = middle + 1;
		else high = middle;
	}
	const own = [];
	for (let spell = low; spell < spells.count && spells.person[spell] === person; spell++) own.push(spell);
	return own;
}

function emptyStays(capacity: number, basis: FunctionStays['basis']): FunctionStays {
	return {
		count: 0,
		first: new Int32Array(capacity),
		last: new Int32Array(capacity),
		person: new Uint32Array(capacity),
		row: new Uint32Array(capacity),
		basis
	};
}

function addStay(stays: FunctionStays, spells: EmploymentSpells, ends: Int32Array, spell: number, first: number): void {
	const at = stays.count++;
	stays.first[at] = first;
	stays.last[at] = ends[spell];
	stays.person[at] = spells.person[spell];
	stays.row[at] = spells.lastRow[spell];
}

/** Working-time shares of those there on a day number, added up; null where the roster does not give one of them. */
export function fteOn(roster: ColumnTable, { count, first, last, row }: FunctionStays, on: number): number | null {
	const fte = numberColumn(roster, 'fte').values;
	let sum = 0;
	for (let stay = 0; stay < count; stay++) if (first[stay] <= on && last[stay] >= on) sum += fte[row[stay]];
	return Number.isNaN(sum) ? null : sum;
}

/** How many different people are there on a day number in any of the functions. */
export function distinctPeople(roster: ColumnTable, all: FunctionStays[], on: number): number {
	const isSeen = new Uint8Array(roster.personKeys?.length ?? 0);
	let people = 0;
	for (const { count, first, last, person } of new Set(all))
		for (let stay = 0; stay < count; stay++) {
			if (first[stay] > on || last[stay] < on || isSeen[person[stay]] === 1) continue;
			isSeen[person[stay]] = 1;
			people++;
		}
	return people;
}

/**
 * People there on a day number, and those of them whose last day within the horizon was known then: in the present
 * every exit on file, in the past the exits of which notice had been given.
 */
export function sureLeavers(
	roster: ColumnTable,
	{ count, first, last, row }: FunctionStays,
	on: number,
	{ horizonDays, isPresent }: { horizonDays: number; isPresent: boolean }
): { people: number; leaving: number } {
	const noticed = dayColumn(roster, 'noticedOn').days;
	let [people, leaving] = [0, 0];
	for (let stay = 0; stay < count; stay++) {
		if (first[stay] > on || last[stay] < on) continue;
		people++;
		if (last[stay] > on + horizonDays) continue;
		const notice = noticed[row[stay]];
		if (isPresent || (notice !== NO_DAY && notice <= on)) leaving++;
	}
	return { people, leaving };
}

/** Who is there on a day number, each person once. */
export function peopleOn({ count, first, last, person }: FunctionStays, on: number): Uint32Array {
	const found = new Uint32Array(count);
	let size = 0;
	for (let stay = 0; stay < count; stay++) if (first[stay] <= on && last[stay] >= on) found[size++] = person[stay];
	return found.subarray(0, size);
}
