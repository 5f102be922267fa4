import { completedYears } from '#lib/statistics/civil-date.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { rowInForce } from '../employment-spells.server.ts';
import { keptSpells } from '../kept-spells.server.ts';
import type { ResponseDimension } from './ultimatum-response.ts';

/** The people asked: everybody employed on the population date. */
export interface PeopleAsked {
	count: number;
	/** Index in the population of every person of the roster, or -1. */
	memberOf: Int32Array;
	/** Group of every member by the chosen dimension. */
	groups: Uint16Array;
	/** Roster row in force on the day, of every member. */
	rows: Uint32Array;
	/** Names of the groups, in the order they are shown. */
	names: string[];
	contractors: number;
}

const TENURE_BANDS = ['0-1', '1-2', '2-5', '5-10', '10+'];
/** Completed years that lead to the next band. */
const BAND_YEARS = [1, 2, 5, 10];

/**
 * Who was asked, and to which group each belongs.
 *
 * Role and level are those of the row of the roster in force on the day (where rows overlap, the one with the later
 * exit); tenure runs from the first day of the unbroken employment. Contractors are not asked.
 *
 * @param on day number of the population date
 * @see METHODS 2.1, 2.3; bands 1.1
 */
export function peopleAsked(
	roster: ColumnTable,
	roles: RoleColumn,
	on: number,
	dimension: ResponseDimension
): PeopleAsked {
	const spells = keptSpells(roster, { withoutContractors: true });
	const level = codeColumn(roster, 'level');
	const memberOf = new Int32Array(roster.personKeys?.length ?? 0).fill(-1);
	const codes = new Uint16Array(spells.count);
	const rows = new Uint32Array(spells.count);
	const rowOf = rowInForce(roster, on);
	const codeOf = dimension === 'role' ? roles.codes : level.codes;
	const bandOf = tenureBand(on);
	let count = 0;
	for (let spell = 0; spell < spells.count; spell++) {
		if (spells.first[spell] > on || spells.last[spell] < on) continue;
		const row = rowOf(spells.lastRow[spell]);
		rows[count] = row;
		codes[count] = dimension === 'tenure' ? bandOf(spells.first[spell]) : codeOf[row];
		memberOf[spells.person[spell]] = count++;
	}
	const words = dimension === 'role' ? roles.families : dimension === 'level' ? level.words : TENURE_BANDS;
	return {
		count,
		memberOf,
		...usedGroups(codes.subarray(0, count), words, dimension),
		rows: rows.subarray(0, count),
		contractors: spells.quality.contractors
	};
}

/** The band, by completed years on a day, of employments by their first day. Compares day numbers only. */
export function tenureBand(on: number): (first: number) => number {
	const latest = BAND_YEARS.map((years) => {
		let first = on - Math.floor(years * 365.25) + 2;
		while (completedYears(first, on) < years) first--;
		return first;
	});
	const bandAt = (first: number) => latest.findIndex((day) => first > day);
	return (first) => (first <= latest[latest.length - 1] ? latest.length : bandAt(first));
}

/** Keeps the groups somebody belongs to, in a fixed order: families and bands as listed, levels by name. */
function usedGroups(codes: Uint16Array, words: string[], dimension: ResponseDimension) {
	const isUsed = new Uint8Array(words.length);
	for (let member = 0; member < codes.length; member++) isUsed[codes[member]] = 1;
	const order = words.map((_, code) => code).filter((code) => isUsed[code] === 1);
	if (dimension === 'level') order.sort((a, b) => words[a].localeCompare(words[b], 'en', { numeric: true }));
	const place = new Uint16Array(words.length);
	order.forEach((code, index) => (place[code] = index));
	const groups = new Uint16Array(codes.length);
	for (let member = 0; member < codes.length; member++) groups[member] = place[codes[member]];
	return { groups, names: order.map((code) => words[code]) };
}
