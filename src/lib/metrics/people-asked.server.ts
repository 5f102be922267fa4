import { completedYears } from '#lib/statistics/civil-date.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, instantColumn } from '#lib/server/columns.ts';
import { codeOf, coveringStays, personColumn, rowInForce } from './employment-spells.server.ts';
import { keptSpells } from './kept-spells.server.ts';
import type { ResponseDimension } from './ultimatum-response/ultimatum-response.ts';

/** The people asked: everybody employed on the population date. */
export interface PeopleAsked {
	count: number;
	/** Index in the population of every person of the roster, or -1. */
	memberOf: Int32Array;
	/** Group of every member by the chosen dimension. */
	groups: Uint16Array;
	/** Roster row in force on the day, of every member. */
	rows: Uint32Array;
	/** Employment of every member, among the kept spells without contractors. */
	spell: Uint32Array;
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
	const { first, last, lastRow, person } = spells;
	const spell = coveringStays(spells, last, on);
	const count = spell.length;
	const codes = new Uint16Array(count);
	const rows = new Uint32Array(count);
	const rowOf = rowInForce(roster, on);
	const group = dimension === 'role' ? roles.codes : level.codes;
	const bandOf = tenureBand(on);
	for (let member = 0; member < count; member++) {
		const at = spell[member];
		const row = rowOf(lastRow[at]);
		rows[member] = row;
		codes[member] = dimension === 'tenure' ? bandOf(first[at]) : group[row];
		memberOf[person[at]] = member;
	}
	const words = dimension === 'role' ? roles.families : dimension === 'level' ? level.words : TENURE_BANDS;
	const isUsed = new Uint8Array(words.length);
	for (let member = 0; member < count; member++) isUsed[codes[member]] = 1;
	const order = shownGroups(words, isUsed, dimension);
	const place = new Uint16Array(words.length);
	order.forEach((code, index) => (place[code] = index));
	for (let member = 0; member < count; member++) codes[member] = place[codes[member]];
	return {
		count,
		memberOf,
		groups: codes,
		names: order.map((code) => words[code]),
		rows,
		spell,
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

/** The codes of the groups somebody belongs to, as they are shown: families and bands as listed, levels by name. */
export function shownGroups(
	words: readonly string[],
	isUsed: ArrayLike<number>,
	dimension: ResponseDimension
): number[] {
	const order = words.map((_, code) => code).filter((code) => isUsed[code] > 0);
	if (dimension === 'level') order.sort((a, b) => words[a].localeCompare(words[b], 'en', { numeric: true }));
	return order;
}

export const SILENT = 0;
export const STAY = 1;
export const LEAVE = 2;

/** Milliseconds since 1970-01-01T00:00Z; an answer at either of them is in time. */
export interface AnswerWindow {
	announcedAt: number;
	deadlineAt: number;
}

export interface ClassifiedAnswers {
	/** SILENT, STAY or LEAVE of every member of the population. */
	answers: Uint8Array;
	/** Milliseconds of the counted answers, in any order. */
	countedAt: Float64Array;
	/** Milliseconds of answers after the deadline, in any order. */
	lateAt: Float64Array;
	/** Rows of each class; with `countedAt.length` they add up to `rows`. */
	unknownPerson: number;
	beforeAnnouncement: number;
	late: number;
	superseded: number;
	rows: number;
}

/**
 * Puts every row of answers into one of five classes, in this order: unknown person, before the announcement, late,
 * and of those in time the last of a person is counted, the others are superseded. The deadline itself is in time.
 *
 * @param responses sorted by person, respondedAt, line: answer ('stay' | 'leave', code), respondedAt (instant)
 * @param members index among the people asked of every person of `responses`, or -1; and how many were asked
 * @see METHODS 2.2
 */
export function classifyAnswers(
	responses: ColumnTable,
	{ memberOf, count: population }: { memberOf: Int32Array; count: number },
	window: AnswerWindow
): ClassifiedAnswers {
	const at = instantColumn(responses, 'respondedAt').milliseconds;
	const answer = codeColumn(responses, 'answer');
	const stay = codeOf(answer, 'stay');
	const person = personColumn(responses);
	const answers = new Uint8Array(population);
	const lastAt = new Float64Array(population).fill(NaN);
	const lateAt: number[] = [];
	const found = { unknownPerson: 0, beforeAnnouncement: 0, late: 0, superseded: 0 };
	for (let row = 0; row < responses.rowCount; row++) {
		const member = memberOf[person[row]];
		if (member < 0) found.unknownPerson++;
		else if (at[row] < window.announcedAt) found.beforeAnnouncement++;
		else if (at[row] > window.deadlineAt) found.late = lateAt.push(at[row]);
		else {
			if (answers[member] !== SILENT) found.superseded++;
			answers[member] = answer.codes[row] === stay ? STAY : LEAVE;
			lastAt[member] = at[row];
		}
	}
	return {
		answers,
		countedAt: given(lastAt),
		lateAt: Float64Array.from(lateAt),
		...found,
		rows: responses.rowCount
	};
}

/** The people asked among those who answered: index of every person of `responses`, or -1. */
export function askedResponders(
	matches: Int32Array,
	{ memberOf, count }: PeopleAsked
): { memberOf: Int32Array; count: number } {
	return { memberOf: matches.map((match) => (match < 0 ? -1 : memberOf[match])), count };
}

function given(times: Float64Array): Float64Array {
	const found = new Float64Array(times.length);
	let size = 0;
	for (let index = 0; index < times.length; index++) if (!Number.isNaN(times[index])) found[size++] = times[index];
	return found.subarray(0, size);
}
