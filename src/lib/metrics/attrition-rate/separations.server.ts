import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import { codeOf } from '../employment-spells.server.ts';
import { exitsByDay } from '../exits-by-day.server.ts';
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
	/** From the first day of the window on. */
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
	const days = to - from + 1;
	const reasons = codeColumn(roster, 'separationType');
	const typeOfCode = Uint8Array.from(reasons.words, typeOf);
	const transfer = codeOf(reasons, 'transfer');
	const yes = codeOf(codeColumn(roster, 'regretted'), 'yes');
	const countsAs = Uint8Array.from(isCounted, Number);
	const { byGroup, byDay, byType: slotByType } = slots;
	const [regretted, withRegret] = [new Uint32Array(slots.slots), new Uint32Array(slots.slots)];
	const byType = new Uint32Array(slots.slots * TYPES);
	const perDay = new Int32Array(slots.slots * days);
	let transfersWithoutNext = 0;
	const exits = keptExits(roster, stays);
	const last = exits.startOf(to + 1);
	for (let exit = exits.startOf(from); exit < last; exit++) {
		const day = exits.day[exit];
		const people = exits.people[exit];
		const reason = exits.reason[exit];
		const type = typeOfCode[reason];
		const slot = byGroup[exits.group[exit]] + byDay[day - from] + slotByType[type];
		if (slot < 0) continue;
		if (reason === transfer) transfersWithoutNext += people;
		byType[slot * TYPES + type] += people;
		perDay[slot * days + day - from] += countsAs[type] * people;
		const said = exits.said[exit];
		if (said === 0) continue;
		withRegret[slot] += people;
		if (said === yes) regretted[slot] += people;
	}
	return { byType, perDay, regretted, withRegret, transfersWithoutNext };
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

/** Exits alike in day, group, reason and regret, with their number; by day. One entry of each array is one such kind. */
interface CountedExits {
	day: Int32Array;
	group: Uint32Array;
	/** Codes of separationType and regretted. */
	reason: Uint32Array;
	said: Uint32Array;
	people: Uint32Array;
	/** The first entry of a day or of a later one. */
	startOf(day: number): number;
}

const kept = new WeakMap<DescribedStays, CountedExits>();

/**
 * The exits of stays that are kept, counted once: another window costs no more than the kinds of exit there are in it,
 * however many people leave.
 *
 * @param roster separationType, regretted (code)
 */
function keptExits(roster: ColumnTable, stays: DescribedStays): CountedExits {
	const found = kept.get(stays) ?? countedExits(roster, stays);
	kept.set(stays, found);
	return found;
}

function countedExits(roster: ColumnTable, stays: DescribedStays): CountedExits {
	const [reasons, regret] = [codeColumn(roster, 'separationType'), codeColumn(roster, 'regretted')];
	const [reasonCount, saidCount] = [reasons.words.length, regret.words.length];
	const { row, group } = stays;
	const { first, starts, values } = exitsByDay(stays.count, stays.last, (stay) => {
		const at = row[stay];
		return ((group ? group[stay] : 0) * reasonCount + reasons.codes[at]) * saidCount + regret.codes[at];
	});
	const most = values.reduce((largest, kind) => Math.max(largest, kind), 0);
	// The entry of each kind, one that is before those of the day where the day has none yet.
	const entryOf = new Int32Array(most + 1).fill(-1);
	const day = new Int32Array(values.length);
	const [kindOf, people] = [new Uint32Array(values.length), new Uint32Array(values.length)];
	const entries = new Int32Array(starts.length);
	let size = 0;
	for (let at = 0; at + 1 < starts.length; at++) {
		entries[at] = size;
		for (let index = starts[at]; index < starts[at + 1]; index++) {
			const kind = values[index];
			if (entryOf[kind] < entries[at]) {
				entryOf[kind] = size;
				day[size] = first + at;
				kindOf[size++] = kind;
			}
			people[entryOf[kind]]++;
		}
	}
	entries[starts.length - 1] = size;
	return {
		...partsOf(kindOf.subarray(0, size), reasonCount, saidCount),
		day: day.slice(0, size),
		people: people.slice(0, size),
		startOf: (date) => entries[Math.min(Math.max(date - first, 0), entries.length - 1)]
	};
}

/** What a kind is put together of. */
function partsOf(kinds: Uint32Array, reasonCount: number, saidCount: number) {
	const [group, reason] = [new Uint32Array(kinds.length), new Uint32Array(kinds.length)];
	const said = new Uint32Array(kinds.length);
	for (let at = 0; at < kinds.length; at++) {
		const both = Math.floor(kinds[at] / saidCount);
		said[at] = kinds[at] - both * saidCount;
		group[at] = Math.floor(both / reasonCount);
		reason[at] = both - group[at] * reasonCount;
	}
	return { group, reason, said };
}
