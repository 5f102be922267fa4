import type { ColumnTable } from '#lib/server/columns.ts';
import { dayColumn, NO_DAY } from '#lib/server/columns.ts';
import { countsOf, keptFlow, keptShares, keptSpan, sharesBetween } from '../daily-flows.server.ts';
import type { DailyCounts, Stays } from '../daily-flows.server.ts';
import { OPEN_END } from '../employment-spells.server.ts';
import { keptTogether } from '../kept-spells.server.ts';
import type { FunctionStays } from '../qualified-stays.server.ts';

/** People there on a day number. */
function peopleThere(stays: Stays, on: number): number {
	return countsOf(keptFlow(stays, 1, on, on)).counts[0];
}

/** Working-time shares of those there on a day number, added up; null where the roster does not give one of them. */
export function fteOn(roster: ColumnTable, stays: FunctionStays, on: number): number | null {
	if (peopleThere(stays, on) === 0) return 0;
	return sharesBetween(keptShares(roster, stays, 1, { from: on, to: on }), 0, on, on);
}

const unions = keptTogether<Stays>();

/** How many different people are there on a day number in any of the functions. */
export function distinctPeople(roster: ColumnTable, all: FunctionStays[], on: number): number {
	const each = [...new Set(all)].filter(({ count }) => count > 0);
	if (each.length === 0) return 0;
	const [{ apart }] = each;
	if (apart !== null && each.every((stays) => stays.apart === apart))
		return each.reduce((sum, stays) => sum + peopleThere(stays, on), 0);
	const together = unions(each, () => unionOf(each, roster.personKeys?.length ?? 0));
	return peopleThere(together, on);
}

/** The days that each person is there in any of the functions, each day once. */
function unionOf(all: FunctionStays[], people: number): Stays {
	const { starts, first, last } = byPerson(all, people);
	let count = 0;
	for (let person = 0; person < people; person++) {
		const own = count;
		const end = starts[person + 1];
		sortByFirst(first, last, starts[person], end);
		for (let at = starts[person]; at < end; at++) {
			if (count > own && first[at] <= last[count - 1]) last[count - 1] = Math.max(last[count - 1], last[at]);
			else [first[count], last[count++]] = [first[at], last[at]];
		}
	}
	return { count, first: first.subarray(0, count), last: last.subarray(0, count) };
}

/** The stays that have a day, those of a person from `starts` of the person to that of the next. */
function byPerson(all: FunctionStays[], people: number) {
	const starts = new Uint32Array(people + 1);
	const eachStay = (found: (stays: FunctionStays, stay: number) => void) => {
		for (const stays of all)
			for (let stay = 0; stay < stays.count; stay++) if (stays.first[stay] <= stays.last[stay]) found(stays, stay);
	};
	eachStay(({ person }, stay) => starts[person[stay] + 1]++);
	for (let person = 0; person < people; person++) starts[person + 1] += starts[person];
	const next = starts.slice();
	const [first, last] = [new Int32Array(starts[people]), new Int32Array(starts[people])];
	eachStay((stays, stay) => {
		const at = next[stays.person[stay]]++;
		first[at] = stays.first[stay];
		last[at] = stays.last[stay];
	});
	return { starts, first, last };
}

/** Puts the few stays of one person in the order of their first days. */
function sortByFirst(first: Int32Array, last: Int32Array, from: number, end: number): void {
	for (let at = from + 1; at < end; at++)
		for (let place = at; place > from && first[place - 1] > first[place]; place--) {
			[first[place - 1], first[place]] = [first[place], first[place - 1]];
			[last[place - 1], last[place]] = [last[place], last[place - 1]];
		}
}

/** What is known on a day of the exits within a horizon: in the present every exit on file. */
interface Outlook {
	horizonDays: number;
	isPresent: boolean;
}

// Beyond so many days nothing is kept and the stays are walked through; a mistyped year must not cost memory.
const MOST_DAYS = 100_000;
// Each horizon asked for keeps a number a day.
const MOST_OUTLOOKS = 4;
const leavers = new WeakMap<FunctionStays, Map<string, DailyCounts>>();

/**
 * People there on a day number, and those of them whose last day within the horizon was known then: in the present
 * every exit on file, in the past the exits of which notice had been given. Counted once for all days of a horizon, so
 * that another day costs nothing.
 */
export function sureLeavers(
	roster: ColumnTable,
	stays: FunctionStays,
	on: number,
	outlook: Outlook
): { people: number; leaving: number } {
	const span = keptSpan(stays, 1);
	if (span === null || span.to - span.from >= MOST_DAYS)
		return {
			people: peopleThere(stays, on),
			leaving: leaversByDay(roster, stays, outlook, { from: on, to: on }).counts[0]
		};
	const { from, counts } = keptLeavers(stays, outlook, () => leaversByDay(roster, stays, outlook, span));
	return { people: peopleThere(stays, on), leaving: counts[on - from] ?? 0 };
}

/** The latest horizons asked for are kept with the stays. */
function keptLeavers(stays: FunctionStays, { horizonDays, isPresent }: Outlook, find: () => DailyCounts): DailyCounts {
	const own = leavers.get(stays) ?? new Map<string, DailyCounts>();
	leavers.set(stays, own);
	const key = `${horizonDays} ${isPresent}`;
	const found = own.get(key) ?? find();
	own.delete(key);
	own.set(key, found);
	for (const oldest of own.keys()) if (own.size > MOST_OUTLOOKS) own.delete(oldest);
	return found;
}

/**
 * Sure leavers of every day of a window: a stay is one of them from its first day, from so many days before its last as
 * the horizon has and, in the past, from the day notice was given, until its last day.
 */
function leaversByDay(
	roster: ColumnTable,
	{ count, first, last, row }: FunctionStays,
	{ horizonDays, isPresent }: Outlook,
	{ from, to }: { from: number; to: number }
): DailyCounts {
	const noticed = dayColumn(roster, 'noticedOn').days;
	const days = to - from + 1;
	const counts = new Int32Array(days + 1);
	for (let stay = 0; stay < count; stay++) {
		const end = last[stay];
		if (end === OPEN_END || end < from) continue;
		let begin = Math.max(first[stay], end - horizonDays, from);
		if (!isPresent) {
			const notice = noticed[row[stay]];
			if (notice === NO_DAY) continue;
			if (notice > begin) begin = notice;
		}
		if (begin > Math.min(end, to)) continue;
		counts[begin - from]++;
		counts[Math.min(end, to) - from + 1]--;
	}
	for (let day = 1; day < days; day++) counts[day] += counts[day - 1];
	return { from, days, counts: counts.subarray(0, days) };
}

/** A time below the minimum: its first day, and the first day back at it (null: still below on the last day). */
export interface BelowRun {
	since: number;
	recovered: number | null;
}

/**
 * The latest time below the minimum, up to a day; null where there was none.
 *
 * @param isBelow whether a day (a day number from `first` to `on`) is below
 * @param notBefore a run that was over before this day is not looked for
 * @example below on days 3 to 5 of 1 to 9: since 3, recovered 6
 */
export function latestBelowRun(
	isBelow: (day: number) => boolean,
	first: number,
	on: number,
	notBefore: number
): BelowRun | null {
	let last = on;
	while (last >= Math.max(first, notBefore) && !isBelow(last)) last--;
	if (last < Math.max(first, notBefore)) return null;
	let since = last;
	while (since > first && isBelow(since - 1)) since--;
	return { since, recovered: last === on ? null : last + 1 };
}

/**
 * Exposure below the minimum: days on which people are missing, and how many are missing on each, added up.
 *
 * @param missing people short of the minimum on a day number; 0 or less where nobody is
 * @example 2, 1, 0 and -3 missing on four days: 2 days, 3 person-days
 */
export function exposureBelow(
	missing: (day: number) => number,
	from: number,
	to: number
): { daysBelow: number; personDaysBelow: number } {
	const exposure = { daysBelow: 0, personDaysBelow: 0 };
	for (let day = from; day <= to; day++) {
		const short = missing(day);
		if (short <= 0) continue;
		exposure.daysBelow++;
		exposure.personDaysBelow += short;
	}
	return exposure;
}
