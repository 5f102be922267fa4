import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { codeOf } from '../employment-spells.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { SEPARATION_TYPES } from './attrition-rate.ts';
import type { SeparationType } from './attrition-rate.ts';

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

export interface SeparationSlots {
	slots: number;
	/** Slot of an exit by its roster row, type and day number; below 0: not asked for. */
	slotOf(row: number, type: number, day: number): number;
	/** Whether a type counts, in the order of SEPARATION_TYPES. */
	isCounted: readonly boolean[];
}

/**
 * Counts the exits of a window by slot, type and day. The row with the later exit says why a person left.
 *
 * @param roster separationType, regretted ('yes' | 'no') (code)
 * @param window day numbers, both included
 */
export function separationsIn(
	roster: ColumnTable,
	spells: EmploymentSpells,
	window: { from: number; to: number },
	{ slots, slotOf, isCounted }: SeparationSlots
): Separations {
	const { from, to } = window;
	const days = to - from + 1;
	const reasons = codeColumn(roster, 'separationType');
	const typeOfCode = reasons.words.map(typeOf);
	const transfer = codeOf(reasons, 'transfer');
	const regret = codeColumn(roster, 'regretted');
	const yes = codeOf(regret, 'yes');
	const [regretted, withRegret] = [new Uint32Array(slots), new Uint32Array(slots)];
	const byType = new Uint32Array(slots * TYPES);
	const perDay = new Int32Array(slots * days);
	let transfersWithoutNext = 0;
	for (let spell = 0; spell < spells.count; spell++) {
		const day = spells.last[spell];
		if (day < from || day > to) continue;
		const row = spells.lastRow[spell];
		const reason = reasons.codes[row];
		const type = typeOfCode[reason];
		const slot = slotOf(row, type, day);
		if (slot < 0) continue;
		if (reason === transfer) transfersWithoutNext++;
		byType[slot * TYPES + type]++;
		if (isCounted[type]) perDay[slot * days + day - from]++;
		if (regret.codes[row] !== 0) withRegret[slot]++;
		if (regret.codes[row] === yes) regretted[slot]++;
	}
	return { byType, perDay, regretted, withRegret, transfersWithoutNext };
}

/** Place of a word of the roster among the types; what is none of them is unknown. */
function typeOf(word: string): number {
	const type = SEPARATION_TYPES.indexOf(word as SeparationType);
	return type < 0 ? TYPES - 1 : type;
}
