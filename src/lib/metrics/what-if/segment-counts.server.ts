import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { CodeColumn, ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { coveringStays, rowInForce } from '../employment-spells.server.ts';
import { keptEnds, keptSpells } from '../kept-spells.server.ts';
import type { Clock } from '../metric.ts';

/** Employees of a day by role, level and site. */
export interface SegmentCounts {
	/** Keys in the order of `names`; each is role, level and site in one number. */
	names: { role: string; level: string; site: string }[];
	/** Each employee of the day, by index into the people of the roster, and the segment. */
	members: { person: Uint32Array; segment: Uint32Array };
	people: Uint32Array;
	/** Whose employment of the day ended by the last day of the window. */
	left: Uint32Array;
}

/**
 * Counts the employees of a day by role, level and site, and who of them left within a window.
 *
 * Contractors are not asked. Role, level and site are those of the row of the roster in force on the day.
 *
 * @param window.on day number; window.until day number, both inclusive
 */
export function segmentCounts(
	{ roster, roles }: { roster: ColumnTable; roles: RoleColumn },
	{ on, until, clock }: { on: number; until: number; clock: Clock }
): SegmentCounts {
	const spells = keptSpells(roster, { withoutContractors: true });
	const { lastRow, person } = spells;
	const ends = keptEnds(roster, spells, clock);
	const rowOf = rowInForce(roster, on);
	const { keys, keyOf, nameOf } = segmentKey({ codes: roles.codes, words: roles.families }, roster);
	const indexOf = new Int32Array(keys).fill(-1);
	const names: SegmentCounts['names'] = [];
	const [people, left]: [number[], number[]] = [[], []];
	const own = coveringStays(spells, ends, on);
	const members = { person: new Uint32Array(own.length), segment: new Uint32Array(own.length) };
	for (let member = 0; member < own.length; member++) {
		const spell = own[member];
		const row = rowOf(lastRow[spell]);
		const key = keyOf(row);
		let index = indexOf[key];
		if (index < 0) {
			index = names.push(nameOf(row)) - 1;
			indexOf[key] = index;
			people.push(0);
			left.push(0);
		}
		members.person[member] = person[spell];
		members.segment[member] = index;
		people[index]++;
		if (ends[spell] <= until) left[index]++;
	}
	return { names, members, people: Uint32Array.from(people), left: Uint32Array.from(left) };
}

/** The segment of each person of the roster, or -1 for who is no employee of the day. */
export function segmentsOf({ members }: SegmentCounts, roster: ColumnTable): Int32Array {
	const segments = new Int32Array(roster.personKeys?.length ?? 0).fill(-1);
	for (let member = 0; member < members.person.length; member++)
		segments[members.person[member]] = members.segment[member];
	return segments;
}

function segmentKey(roles: Pick<CodeColumn, 'codes' | 'words'>, roster: ColumnTable) {
	const [levels, sites] = [codeColumn(roster, 'level'), codeColumn(roster, 'site')];
	return {
		keys: roles.words.length * levels.words.length * sites.words.length,
		keyOf: (row: number) =>
			(roles.codes[row] * levels.words.length + levels.codes[row]) * sites.words.length + sites.codes[row],
		nameOf: (row: number) => ({
			role: roles.words[roles.codes[row]],
			level: levels.words[levels.codes[row]],
			site: sites.words[sites.codes[row]]
		})
	};
}
