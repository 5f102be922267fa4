import { monthEnd, monthStart } from '#lib/statistics/civil-date.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { MOST_CELLS } from '../daily-flows.server.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import { exitsByDay } from '../exits-by-day.server.ts';
import type { ExitsByDay } from '../exits-by-day.server.ts';

/** Exits by period, those of one kind together with their number; the entries of a period from `starts[period]` on. */
export interface AlikeExits {
	starts: Int32Array;
	kind: Uint32Array;
	people: Uint32Array;
}

/** The exits of stays, counted by day and by month. */
export interface CountedExits {
	/** The first day there are exits on. */
	first: number;
	byDay: AlikeExits;
	/** The first days of the months, and the day after the last of them. */
	months: Int32Array;
	byMonth: AlikeExits;
	/** Of each kind its group and its codes of separationType and regretted. */
	kinds: { group: Uint32Array; reason: Uint32Array; said: Uint32Array };
}

const kept = new WeakMap<DescribedStays, CountedExits>();

/**
 * The exits of stays that are kept, counted once: another window costs no more than the kinds of exit there are in its
 * months, however many people leave.
 *
 * @param roster separationType, regretted (code)
 */
export function keptExits(roster: ColumnTable, stays: DescribedStays): CountedExits {
	const found = kept.get(stays) ?? countedExits(roster, stays);
	kept.set(stays, found);
	return found;
}

function countedExits(roster: ColumnTable, { count, last, row, group }: DescribedStays): CountedExits {
	const [reasons, regret] = [codeColumn(roster, 'separationType'), codeColumn(roster, 'regretted')];
	const [reasonCount, saidCount] = [reasons.words.length, regret.words.length];
	const exits = exitsByDay(count, last, (stay) => {
		const at = row[stay];
		return ((group ? group[stay] : 0) * reasonCount + reasons.codes[at]) * saidCount + regret.codes[at];
	});
	const kinds = exits.values.reduce((most, kind) => Math.max(most, kind), -1) + 1;
	const months = monthsOf(exits);
	return {
		first: exits.first,
		byDay: alikeIn(exits.values, exits.starts, kinds),
		months,
		byMonth: alikeIn(exits.values, months.map(exits.placeOf), kinds),
		kinds: {
			group: Uint32Array.from({ length: kinds }, (_, kind) => Math.floor(kind / (reasonCount * saidCount))),
			reason: Uint32Array.from({ length: kinds }, (_, kind) => Math.floor(kind / saidCount) % reasonCount),
			said: Uint32Array.from({ length: kinds }, (_, kind) => kind % saidCount)
		}
	};
}

function monthsOf({ first, starts }: ExitsByDay): Int32Array {
	if (starts.length < 2) return new Int32Array(1);
	const months = [monthStart(first)];
	while (months[months.length - 1] < first + starts.length - 1) months.push(monthEnd(months[months.length - 1]) + 1);
	return Int32Array.from(months);
}

/** Puts the exits of each period that are of one kind together. */
function alikeIn(exits: Int32Array, periods: Int32Array, kinds: number): AlikeExits {
	// The entry of each kind, one that is before those of the period where the period has none yet.
	const entryOf = new Int32Array(kinds).fill(-1);
	const [kindOf, people] = [new Uint32Array(exits.length), new Uint32Array(exits.length)];
	const starts = new Int32Array(periods.length);
	let size = 0;
	for (let period = 0; period + 1 < periods.length; period++) {
		starts[period] = size;
		for (let at = periods[period]; at < periods[period + 1]; at++) {
			const kind = exits[at];
			if (entryOf[kind] < starts[period]) {
				entryOf[kind] = size;
				kindOf[size++] = kind;
			}
			people[entryOf[kind]]++;
		}
	}
	starts[periods.length - 1] = size;
	return { starts, kind: kindOf.slice(0, size), people: people.slice(0, size) };
}

/** Visits the exits of a window (day numbers, both included): months that are whole in one, the other days alone. */
export function visitExits(
	{ first, byDay, months, byMonth }: CountedExits,
	{ from, to }: { from: number; to: number },
	visit: (exits: AlikeExits, period: number, day: number) => void
): void {
	const [final, after] = [first + byDay.starts.length - 2, months[months.length - 1]];
	let [day, month] = [Math.max(from, months[0]), 0];
	while (day <= to && day < after) {
		while (months[month] < day) month++;
		if (months[month] === day && months[month + 1] - 1 <= to) {
			visit(byMonth, month, day);
			day = months[++month];
		} else {
			if (day >= first && day <= final) visit(byDay, day - first, day);
			day++;
		}
	}
}

/** Exits by group and day: `counts[group * days + (day - from)]`. */
export interface DailyExits {
	from: number;
	days: number;
	counts: Int32Array;
}

const keptDaily = new WeakMap<CountedExits, { key: string; daily: DailyExits }>();

/**
 * The exits of the reasons that count by group and day; kept for the reasons asked for last. Null where they are too
 * many cells.
 *
 * @param countsAs 1 where a code of separationType counts, else 0
 */
export function keptDailyExits(exits: CountedExits, groups: number, countsAs: Uint8Array): DailyExits | null {
	const { first, byDay, kinds } = exits;
	const days = byDay.starts.length - 1;
	if (groups * days > MOST_CELLS) return null;
	const key = `${groups} ${countsAs.join()}`;
	const known = keptDaily.get(exits);
	if (known?.key === key) return known.daily;
	const daily = { from: first, days, counts: new Int32Array(groups * days) };
	for (let day = 0; day < days; day++)
		for (let at = byDay.starts[day]; at < byDay.starts[day + 1]; at++) {
			const kind = byDay.kind[at];
			daily.counts[kinds.group[kind] * days + day] += countsAs[kinds.reason[kind]] * byDay.people[at];
		}
	keptDaily.set(exits, { key, daily });
	return daily;
}
