import { codeColumn, dayColumn, instantColumn, NO_DAY } from '../../src/lib/server/columns.ts';
import type { ColumnTable } from '../../src/lib/server/columns.ts';

const OPEN = 2147483647;
const DAYS_AFTER = 40;

/**
 * What somebody would write by hand for one question over one row per employment: people there, hired and gone on each
 * day, by group. No cleaning of overlapping rows, no notes, no rows of words.
 */
export function handWrittenFlow(
	roster: ColumnTable,
	groups: { codes: ArrayLike<number>; size: number },
	from: number,
	to: number
): { hired: Int32Array; gone: Int32Array; there: Int32Array } {
	const [hiredOn, exitedOn] = [dayColumn(roster, 'hiredOn').days, dayColumn(roster, 'exitedOn').days];
	const days = to - from + 2;
	const [hired, gone] = [new Int32Array(groups.size * days), new Int32Array(groups.size * days)];
	const there = new Int32Array(groups.size * days);
	for (let row = 0; row < roster.rowCount; row++) {
		const begin = hiredOn[row];
		const end = exitedOn[row] === NO_DAY ? OPEN : exitedOn[row];
		if (begin > to || end < from) continue;
		const base = groups.codes[row] * days - from;
		hired[base + (begin < from ? from : begin)]++;
		if (end <= to) gone[base + end + 1]++;
	}
	for (let group = 0; group < groups.size; group++)
		for (let day = 0, people = 0; day < days; day++)
			there[group * days + day] = people += hired[group * days + day] - gone[group * days + day];
	return { hired, gone, there };
}

/** By hand: employments of each group by tenure, how many come under observation and how many leave it. */
export function handWrittenSurvival(
	roster: ColumnTable,
	groups: { codes: ArrayLike<number>; size: number },
	from: number,
	to: number
): Float64Array {
	const [hiredOn, exitedOn] = [dayColumn(roster, 'hiredOn').days, dayColumn(roster, 'exitedOn').days];
	const times = 20_000;
	const [come, ended, gone] = [0, 1, 2].map(() => new Int32Array(groups.size * times));
	for (let row = 0; row < roster.rowCount; row++) {
		const begin = hiredOn[row];
		const end = exitedOn[row] === NO_DAY ? OPEN : exitedOn[row];
		if (begin > to || end < from) continue;
		const base = groups.codes[row] * times;
		come[base + (begin < from ? from - begin : 0) + 1]++;
		gone[base + Math.min(end, to) - begin + 1]++;
		if (end <= to) ended[base + end - begin + 1]++;
	}
	const shares = new Float64Array(groups.size * times);
	for (let group = 0; group < groups.size; group++)
		for (let time = 0, share = 1, people = 0; time < times; time++) {
			const at = group * times + time;
			people += come[at];
			if (people > 0) share *= 1 - ended[at] / people;
			people -= gone[at];
			shares[at] = share;
		}
	return shares;
}

/** By hand: exits of a window by group and reason. */
export function handWrittenExits(
	roster: ColumnTable,
	groups: { codes: ArrayLike<number>; size: number },
	from: number,
	to: number
): Uint32Array {
	const exitedOn = dayColumn(roster, 'exitedOn').days;
	const { codes, words } = codeColumn(roster, 'separationType');
	const counts = new Uint32Array(groups.size * words.length);
	for (let row = 0; row < roster.rowCount; row++)
		if (exitedOn[row] >= from && exitedOn[row] <= to) counts[groups.codes[row] * words.length + codes[row]]++;
	return counts;
}

/** By hand: stay, leave or silent of everybody employed on a day, by group; the last answer in time of each counts. */
export function handWrittenAnswers(
	{ roster, responses }: { roster: ColumnTable; responses: ColumnTable },
	groups: { codes: ArrayLike<number>; size: number },
	{ on, announced, deadline }: { on: number; announced: number; deadline: number }
): Uint32Array {
	const [hiredOn, exitedOn] = [dayColumn(roster, 'hiredOn').days, dayColumn(roster, 'exitedOn').days];
	const given = lastInTime(responses, { announced, deadline });
	const other = matching(roster, responses);
	const person = roster.person ?? new Uint32Array(0);
	const counts = new Uint32Array(groups.size * 3);
	for (let row = 0; row < roster.rowCount; row++) {
		if (hiredOn[row] > on || (exitedOn[row] !== NO_DAY && exitedOn[row] < on)) continue;
		const match = other[person[row]];
		counts[groups.codes[row] * 3 + (match < 0 ? 0 : given[match])]++;
	}
	return counts;
}

/** By hand: of everybody employed on a day the last answer in time and the day of the exit, by group; who left within some days. */
export function handWrittenJoin(
	{ roster, responses }: { roster: ColumnTable; responses: ColumnTable },
	groups: { codes: ArrayLike<number>; size: number },
	{ on, announced, deadline }: { on: number; announced: number; deadline: number }
): Uint32Array {
	const [hiredOn, exitedOn] = [dayColumn(roster, 'hiredOn').days, dayColumn(roster, 'exitedOn').days];
	const given = lastInTime(responses, { announced, deadline });
	const other = matching(roster, responses);
	const person = roster.person ?? new Uint32Array(0);
	const counts = new Uint32Array(groups.size * 6);
	for (let row = 0; row < roster.rowCount; row++) {
		const exit = exitedOn[row];
		if (hiredOn[row] > on || (exit !== NO_DAY && exit < on)) continue;
		const match = other[person[row]];
		const hasLeft = exit !== NO_DAY && exit <= on + DAYS_AFTER ? 1 : 0;
		counts[groups.codes[row] * 6 + (match < 0 ? 0 : given[match]) * 2 + hasLeft]++;
	}
	return counts;
}

/** The code of the last answer in time of each person. */
function lastInTime(
	responses: ColumnTable,
	{ announced, deadline }: { announced: number; deadline: number }
): Uint8Array {
	const answer = codeColumn(responses, 'answer').codes;
	const at = instantColumn(responses, 'respondedAt').milliseconds;
	const owner = responses.person ?? new Uint32Array(0);
	const given = new Uint8Array(responses.personKeys?.length ?? 0);
	for (let row = 0; row < responses.rowCount; row++)
		if (at[row] >= announced && at[row] <= deadline) given[owner[row]] = answer[row];
	return given;
}

/** For each person of one table the same in another, or -1: two sorted lists side by side. */
function matching(table: ColumnTable, other: ColumnTable): Int32Array {
	const [own, others] = [table.personKeys ?? new BigUint64Array(0), other.personKeys ?? new BigUint64Array(0)];
	const found = new Int32Array(own.length).fill(-1);
	for (let i = 0, j = 0; i < own.length && j < others.length;) {
		if (own[i] === others[j]) found[i] = j;
		if (own[i] <= others[j]) i++;
		else j++;
	}
	return found;
}

/** By hand: people of the first of each month by group, and those who left in it. */
export function handWrittenMonths(
	roster: ColumnTable,
	groups: { codes: ArrayLike<number>; size: number },
	firsts: Int32Array
): { people: Int32Array; left: Int32Array } {
	const [hiredOn, exitedOn] = [dayColumn(roster, 'hiredOn').days, dayColumn(roster, 'exitedOn').days];
	const months = firsts.length - 1;
	const [begin, end] = [firsts[0], firsts[months]];
	const monthOf = new Int32Array(end - begin);
	for (let month = 0; month < months; month++) monthOf.fill(month, firsts[month] - begin, firsts[month + 1] - begin);
	const [people, left] = [new Int32Array(groups.size * (months + 1)), new Int32Array(groups.size * (months + 1))];
	for (let row = 0; row < roster.rowCount; row++) {
		const exit = exitedOn[row] === NO_DAY ? OPEN : exitedOn[row];
		if (exit < begin || hiredOn[row] > firsts[months - 1]) continue;
		const first = hiredOn[row] <= begin ? 0 : monthOf[hiredOn[row] - 1 - begin] + 1;
		const last = exit >= end ? months - 1 : monthOf[exit - begin];
		if (first > last) continue;
		const base = groups.codes[row] * (months + 1);
		people[base + first]++;
		people[base + last + 1]--;
		if (exit < end) left[base + last]++;
	}
	for (let at = 1; at < people.length; at++) if (at % (months + 1) !== 0) people[at] += people[at - 1];
	return { people, left };
}
