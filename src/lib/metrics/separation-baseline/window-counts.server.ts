import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { codeOf } from '../employment-spells.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { keptSpells } from '../kept-spells.server.ts';

/** Counts by window, then by group; one group where everybody is counted together. */
export interface WindowCounts {
	separations: Float64Array[];
	personDays: Float64Array[];
	/** Employments that ended within a window by a move, with no next employment. */
	transfersWithoutNext: number;
}

interface Window {
	/** Day numbers, both inclusive; a window that ends before it begins is empty. */
	from: number;
	to: number;
}

/**
 * Separations and person-days of windows. In a role, person-days are those of the rows of the role, and a separation of
 * the organisation belongs to the role of its last row; a move between roles is no separation.
 */
export function windowCounts(
	{ roster, roles }: { roster: ColumnTable; roles: RoleColumn },
	windows: readonly Window[],
	{ isByRole, withoutContractors }: { isByRole: boolean; withoutContractors: boolean }
): WindowCounts {
	const company = keptSpells(roster, { withoutContractors });
	const stays = isByRole ? keptSpells(roster, { group: roles.codes, withoutContractors }) : company;
	const codes = isByRole ? roles.codes : null;
	const groups = isByRole ? roles.families.length : 1;
	const personDays = windows.map((window) => daysIn(stays, window, groups, codes));
	const type = codeColumn(roster, 'separationType');
	const transfer = codeOf(type, 'transfer');
	const separations = windows.map(() => new Float64Array(groups));
	const [from, to] = [Math.min(...windows.map((each) => each.from)), Math.max(...windows.map((each) => each.to))];
	let transfersWithoutNext = 0;
	for (let spell = 0; spell < company.count; spell++) {
		const end = company.last[spell];
		if (end < from || end > to) continue;
		const row = company.lastRow[spell];
		const isMove = type.codes[row] === transfer;
		const inside = windows.filter((window) => end >= window.from && end <= window.to);
		if (isMove && inside.length > 0) transfersWithoutNext++;
		if (!isMove) for (const window of inside) separations[windows.indexOf(window)][codes === null ? 0 : codes[row]]++;
	}
	return { separations, personDays, transfersWithoutNext };
}

function daysIn(
	{ count, first, last, lastRow }: EmploymentSpells,
	{ from, to }: Window,
	groups: number,
	codes: RoleColumn['codes'] | null
): Float64Array {
	const days = new Float64Array(groups);
	for (let spell = 0; spell < count; spell++) {
		const begin = first[spell] < from ? from : first[spell];
		const end = last[spell] > to ? to : last[spell];
		if (end >= begin) days[codes === null ? 0 : codes[lastRow[spell]]] += end - begin + 1;
	}
	return days;
}
