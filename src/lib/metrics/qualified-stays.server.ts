import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, dayColumn } from '#lib/server/columns.ts';
import type { Stays } from './daily-counts.server.ts';
import { clockEnds, personColumn } from './employment-spells.server.ts';
import type { EmploymentSpells } from './employment-spells.server.ts';
import { keptSpells } from './kept-spells.server.ts';
import type { Clock } from './metric.ts';
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

/**
 * The stays of the people listed for each function: by name where the qualifications name anybody for it, else the
 * spells of its role family.
 */
export function qualifiedStays(
	tables: { roster: ColumnTable; roles: RoleColumn; qualifications: ColumnTable[] },
	functions: FunctionRequirement[],
	clock: Clock
): FunctionStays[] {
	const listed = listedPeople(tables);
	const byPerson = listed.size > 0 ? spellsByClock(tables.roster, clock) : null;
	const byRole = staysByRole(tables, functions, clock);
	return functions.map(({ inForce }) => {
		const people = listed.get(inForce.functionId);
		if (people && byPerson) return listedStays(people, byPerson);
		return byRole.get(inForce.roleFamily ?? '') ?? emptyStays(0, 'role');
	});
}

interface ClockedSpells {
	spells: EmploymentSpells;
	ends: Int32Array;
}

function spellsByClock(roster: ColumnTable, clock: Clock, group?: Uint16Array): ClockedSpells {
	const spells = keptSpells(roster, { group });
	return { spells, ends: clockEnds(roster, spells, clock) };
}

function staysByRole(
	{ roster, roles }: { roster: ColumnTable; roles: RoleColumn },
	functions: FunctionRequirement[],
	clock: Clock
): Map<string, FunctionStays> {
	const { spells, ends } = spellsByClock(roster, clock, roles.codes);
	const sizes = new Uint32Array(roles.families.length);
	for (let spell = 0; spell < spells.count; spell++) sizes[roles.codes[spells.lastRow[spell]]]++;
	const wanted = new Set(functions.map(({ inForce }) => inForce.roleFamily));
	const stays = roles.families.map((family, code) =>
		code > 0 && wanted.has(family) ? emptyStays(sizes[code], 'role') : null
	);
	const { first, person, lastRow } = spells;
	for (let spell = 0; spell < spells.count; spell++) {
		const row = lastRow[spell];
		const own = stays[roles.codes[row]];
		if (own === null) continue;
		const at = own.count++;
		own.first[at] = first[spell];
		own.last[at] = ends[spell];
		own.person[at] = person[spell];
		own.row[at] = row;
	}
	return new Map(stays.flatMap((own, code) => (own ? [[roles.families[code], own] as const] : [])));
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
