import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import { codeOf } from '../employment-spells.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType } from '../separation-types.ts';
import { keptExits } from './counted-exits.server.ts';

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
