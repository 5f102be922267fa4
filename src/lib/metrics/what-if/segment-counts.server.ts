import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { CodeColumn, ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { rowInForce } from '../employment-spells.server.ts';
import { keptEnds, keptSpells } from '../kept-spells.server.ts';
import type { Clock } from '../metric.ts';

/** Employees of a day by role, level and site. */
export interface SegmentCounts {
	/** Keys in the order of `names`; each is role, level and site in one number. */
	names: { role: string; level: string; site: string }[];
	/** Index of the segment of each person of the roster, or -1 for who is not an employee of the day. */
	segmentOf: Int32Array;
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
	const ends = keptEnds(roster, spells, clock);
	const rowOf = rowInForce(roster, on);
	const keyOf = segmentKey({ codes: roles.codes, words: roles.families }, roster);
	const indexOf = new Map<number, number>();
	const names: SegmentCounts['names'] = [];
	const [people, left]: [number[], number[]] = [[], []];
	const segmentOf = new Int32Array(roster.personKeys?.length ?? 0).fill(-1);
	for (let spell = 0; spell < spells.count; spell++) {
		if (spells.first[spell] > on || ends[spell] < on) continue;
		const person = spells.person[spell];
		const { key, name } = keyOf(rowOf(spells.lastRow[spell]));
		let index = indexOf.get(key);
		if (index === undefined) {
			index = names.push(name()) - 1;
			indexOf.set(key, index);
			people.push(0);
			left.push(0);
		}
		segmentOf[person] = index;
		people[index]++;
		if (ends[spell] <= until) left[index]++;
	}
	return { names, segmentOf, people: Uint32Array.from(people), left: Uint32Array.from(left) };
}

function segmentKey(roles: Pick<CodeColumn, 'codes' | 'words'>, roster: ColumnTable) {
	const [levels, sites] = [codeColumn(roster, 'level'), codeColumn(roster, 'site')];
	return (row: number) => {
		const [role, level, site] = [roles.codes[row], levels.codes[row], sites.codes[row]];
		return {
			key: (role * levels.words.length + level) * sites.words.length + site,
			name: () => ({ role: roles.words[role], level: levels.words[level], site: sites.words[site] })
		};
	};
}
