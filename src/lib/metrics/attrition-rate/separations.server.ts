import { monthEnd, monthStart } from '#lib/statistics/civil-date.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { MOST_CELLS } from '../daily-flows.server.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import { codeOf } from '../employment-spells.server.ts';
import { valuesByDay } from '../kept-spells.server.ts';
import type { ValuesByDay } from '../kept-spells.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType } from '../separation-types.ts';

const TYPES = SEPARATION_TYPES.length;

/** The employments that ended in a window, in slots (groups, months or one). */
export interface Separations {
	/** `byType[slot * 9 + type]`, types in the order of SEPARATION_TYPES. */
	byType: Uint32Array;
	/** `perDay[slot * days + day]`: only those of the types that count. */
	perDay: Int32Array;
	regretted: Uint32Array;
	/** Exits that say whether they are regretted. */
	withRegret: Uint32Array;
	/** Exits whose reason is a transfer: nothing continues the employment, so the reason is wrong. */
	transfersWithoutNext: number;
}

/** Which slot an exit is counted in: the sum of its entries by group, day and type; below 0: not asked for. */
export interface SeparationSlots {
	slots: number;
	byGroup: Int32Array;
	/** From the first day of the window on; the same on all days of a calendar month. */
	byDay: Int32Array;
	/** In the order of SEPARATION_TYPES. */
	byType: Int32Array;
}

/** What is counted. */
interface Counted {
	window: { from: number; to: number };
	slots: SeparationSlots;
	/** Whether a type counts, in the order of SEPARATION_TYPES. */
	isCounted: readonly boolean[];
}

/**
 * Counts the exits of a window by slot, type and day. The row with the later exit says why a person left.
 *
 * @param roster separationType, regretted ('yes' | 'no') (code)
 * @param stays each until the legal end, in the group of its last row
 */
export function separationsIn(
	roster: ColumnTable,
	stays: DescribedStays,
	{ window: { from, to }, slots, isCounted }: Counted
): Separations {
	const reasons = codeColumn(roster, 'separationType');
	const typeOfCode = Uint8Array.from(reasons.words, typeOf);
	const transfer = codeOf(reasons, 'transfer');
	const yes = codeOf(codeColumn(roster, 'regretted'), 'yes');
	const { byGroup, byDay, byType: slotByType } = slots;
	const [regretted, withRegret] = [new Uint32Array(slots.slots), new Uint32Array(slots.slots)];
	const byType = new Uint32Array(slots.slots * TYPES);
	let transfersWithoutNext = 0;
	const exits = keptExits(roster, stays);
	const { group, reason, said } = exits.kinds;
	const add = ({ kind: kinds, people: counts, starts }: AlikeExits, period: number, day: number) => {
		for (let exit = starts[period]; exit < starts[period + 1]; exit++) {
			const [kind, people] = [kinds[exit], counts[exit]];
			const type = typeOfCode[reason[kind]];
			const slot = byGroup[group[kind]] + byDay[day - from] + slotByType[type];
			if (slot < 0) continue;
			if (reason[kind] === transfer) transfersWithoutNext += people;
			byType[slot * TYPES + type] += people;
			if (said[kind] === 0) continue;
			withRegret[slot] += people;
			if (said[kind] === yes) regretted[slot] += people;
		}
	};
	visitExits(exits, { from, to }, add);
	const perDay = perDayOf(exits, { window: { from, to }, slots, isCounted }, typeOfCode);
	return { byType, perDay, regretted, withRegret, transfersWithoutNext };
}

function perDayOf(
	exits: CountedExits,
	{ window: { from, to }, slots, isCounted }: Counted,
	typeOfCode: Uint8Array
): Int32Array {
	const days = to - from + 1;
	const perDay = new Int32Array(slots.slots * days);
	const countsAs = typeOfCode.map((type) => Number(isCounted[type]));
	const { byGroup, byDay, byType } = slots;
	const isByType = byType.some((slot) => slot !== 0);
	const daily = isByType ? null : keptDailyExits(exits, byGroup.length, countsAs);
	const { first, byDay: alike, kinds } = exits;
	const end = Math.min(to, first + alike.starts.length - 2);
	for (let day = Math.max(from, first); day <= end; day++) {
		const place = byDay[day - from];
		const add = (group: number, type: number, people: number) => {
			const slot = byGroup[group] + place + type;
			if (slot >= 0) perDay[slot * days + day - from] += people;
		};
		if (daily) {
			for (let group = 0; group < byGroup.length; group++)
				add(group, 0, daily.counts[group * daily.days + day - daily.from]);
		} else {
			for (let at = alike.starts[day - first]; at < alike.starts[day - first + 1]; at++) {
				const reason = kinds.reason[alike.kind[at]];
				add(kinds.group[alike.kind[at]], byType[typeOfCode[reason]], countsAs[reason] * alike.people[at]);
			}
		}
	}
	return perDay;
}

/** The exits of all slots together, as one slot. */
export function separationsOfAll(found: Separations, slots: number): Separations {
	const folded = <T extends Uint32Array | Int32Array>(values: T): T => {
		const size = values.length / slots;
		const sums = values.slice(0, size) as T;
		for (let at = size; at < values.length; at++) sums[at % size] += values[at];
		return sums;
	};
	return {
		...found,
		byType: folded(found.byType),
		perDay: folded(found.perDay),
		regretted: folded(found.regretted),
		withRegret: folded(found.withRegret)
	};
}

/** Place of a word of the roster among the types; what is none of them is unknown. */
function typeOf(word: string): number {
	const type = SEPARATION_TYPES.indexOf(word as SeparationType);
	return type < 0 ? TYPES - 1 : type;
}

/** Exits by period, those of one kind together with their number; the entries of a period from `starts[period]` on. */
interface AlikeExits {
	starts: Int32Array;
	kind: Uint32Array;
	people: Uint32Array;
}

/** The exits of stays, counted by day and by month. */
interface CountedExits {
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
function keptExits(roster: ColumnTable, stays: DescribedStays): CountedExits {
	const found = kept.get(stays) ?? countedExits(roster, stays);
	kept.set(stays, found);
	return found;
}

function countedExits(roster: ColumnTable, { count, last, row, group }: DescribedStays): CountedExits {
	const [reasons, regret] = [codeColumn(roster, 'separationType'), codeColumn(roster, 'regretted')];
	const [reasonCount, saidCount] = [reasons.words.length, regret.words.length];
	const exits = valuesByDay(count, last, (stay) => {
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

function monthsOf({ first, starts }: ValuesByDay): Int32Array {
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
function visitExits(
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
interface DailyExits {
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
function keptDailyExits(exits: CountedExits, groups: number, countsAs: Uint8Array): DailyExits | null {
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
