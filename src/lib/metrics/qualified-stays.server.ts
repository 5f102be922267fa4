import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, dayColumn } from '#lib/server/columns.ts';
import type { DescribedStays } from './daily-flows.server.ts';
import { coveringStays, personColumn } from './employment-spells.server.ts';
import type { EmploymentSpells } from './employment-spells.server.ts';
import { keptEnds, keptSpells, keptTogether } from './kept-spells.server.ts';
import type { Clock, Contractors } from './metric.ts';
import { personMatches } from './person-matches.server.ts';
import type { FunctionRequirement } from './requirements-in-force.ts';

/** When the people who are listed for a function are employed, one entry a person and spell. */
export interface FunctionStays extends DescribedStays {
	/** Index into the roster's people. */
	person: Uint32Array;
	basis: 'qualifications' | 'role';
	/** Nobody is in two functions of the same word at once, nor twice in one; null where that may be. */
	apart: object | null;
}

/** Until which day people count, and who. */
interface Choice {
	clock: Clock;
	contractors: Contractors;
}

type OfTables = { roster: ColumnTable; roles: RoleColumn; qualifications: ColumnTable[] };

/**
 * The stays of the people listed for each function: by name where the qualifications name anybody for it, else the
 * spells of its role family. Contractors cover too, unless they are left out.
 */
export function qualifiedStays(tables: OfTables, functions: FunctionRequirement[], choice: Choice): FunctionStays[] {
	const listed = tables.qualifications.length > 0 ? staysByFunction(tables, choice) : null;
	const roles = functions.map(({ inForce }) => tables.roles.families.indexOf(inForce.roleFamily ?? ''));
	const ofRole = staysOfRoles(tables, choice, new Set(roles));
	return functions.map(({ inForce }, index) => listed?.get(inForce.functionId) ?? ofRole.get(roles[index]) ?? NOBODY);
}

interface ClockedSpells {
	spells: EmploymentSpells;
	ends: Int32Array;
}

function spellsByClock(roster: ColumnTable, { clock, contractors }: Choice, group?: Uint16Array): ClockedSpells {
	const spells = keptSpells(roster, { group, withoutContractors: contractors === 'out' });
	return { spells, ends: keptEnds(roster, spells, clock) };
}

const byRole = keptTogether<Map<number, FunctionStays>>();
const byFunction = keptTogether<Map<string, FunctionStays>>();

/** The stays of role families, by code; kept with the spells and the role codes. Nobody asks for those of no role. */
function staysOfRoles({ roster, roles }: OfTables, choice: Choice, wanted: Set<number>): Map<number, FunctionStays> {
	const { spells, ends } = spellsByClock(roster, choice, roles.codes);
	const known = byRole([ends, roles.codes], () => new Map());
	const missing = [...wanted].filter((role) => role > 0 && !known.has(role));
	if (missing.length > 0) {
		// Employments that are the same without roles do not overlap.
		const apart = spellsByClock(roster, choice).spells === spells ? spells : null;
		addRoles(known, missing, { spells, ends }, { ...roles, apart });
	}
	return known;
}

function addRoles(
	known: Map<number, FunctionStays>,
	missing: number[],
	{ spells: { count, first, person, lastRow }, ends }: ClockedSpells,
	{ codes, families, apart }: RoleColumn & { apart: object | null }
): void {
	const sizes = new Uint32Array(families.length);
	const roleOf = new Uint16Array(count);
	for (let spell = 0; spell < count; spell++) sizes[(roleOf[spell] = codes[lastRow[spell]])]++;
	// Where the next stay of each role goes; -1 for roles that are not asked for.
	const next = new Int32Array(families.length).fill(-1);
	let total = 0;
	for (const role of missing) {
		next[role] = total;
		total += sizes[role];
	}
	const all = { ...emptyStays(total), basis: 'role' as const, apart };
	for (let spell = 0; spell < count; spell++) {
		const role = roleOf[spell];
		if (next[role] < 0) continue;
		const at = next[role]++;
		all.first[at] = first[spell];
		all.last[at] = ends[spell];
		all.person[at] = person[spell];
		all.row[at] = lastRow[spell];
	}
	for (const role of missing) known.set(role, partOf(all, next[role] - sizes[role], next[role]));
}

function partOf(all: FunctionStays, from: number, to: number): FunctionStays {
	return {
		...all,
		count: to - from,
		...{ first: all.first.subarray(from, to), last: all.last.subarray(from, to) },
		...{ person: all.person.subarray(from, to), row: all.row.subarray(from, to) }
	};
}

/** The stays of the people named for each function; kept with the spells and the lists of people. */
function staysByFunction(tables: OfTables, choice: Choice): Map<string, FunctionStays> {
	const byClock = spellsByClock(tables.roster, choice);
	return byFunction(
		[byClock.ends, ...tables.qualifications],
		() => new Map([...listedPeople(tables)].map(([functionId, people]) => [functionId, listedStays(people, byClock)]))
	);
}

/** People by function with the first day each is qualified; a person listed twice counts from the earlier day. */
function listedPeople(tables: OfTables): Map<string, Map<number, number>> {
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
	const stays = emptyStays(found.length);
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

function emptyStays(capacity: number): FunctionStays {
	return {
		count: 0,
		first: new Int32Array(capacity),
		last: new Int32Array(capacity),
		person: new Uint32Array(capacity),
		row: new Uint32Array(capacity),
		basis: 'qualifications',
		apart: null
	};
}

const NOBODY: FunctionStays = { ...emptyStays(0), basis: 'role' };

function addStay(stays: FunctionStays, spells: EmploymentSpells, ends: Int32Array, spell: number, first: number): void {
	const at = stays.count++;
	stays.first[at] = first;
	stays.last[at] = ends[spell];
	stays.person[at] = spells.person[spell];
	stays.row[at] = spells.lastRow[spell];
}

/** Who is there on a day number, each person once. */
export function peopleOn(stays: FunctionStays, on: number): Uint32Array {
	const found = coveringStays(stays, stays.last, on);
	for (let at = 0; at < found.length; at++) found[at] = stays.person[found[at]];
	return found;
}
