import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import { codeOf } from '../employment-spells.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType } from '../separation-types.ts';
import { keptDailyExits, keptExits, visitExits } from './counted-exits.server.ts';
import type { AlikeExits, CountedExits } from './counted-exits.server.ts';

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
