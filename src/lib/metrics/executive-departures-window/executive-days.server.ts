import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { keptSpells } from '../kept-spells.server.ts';

const DAYS = 180;

/**
 * Days employed of the people on these levels, on days -180 to -1 and from day 0 to day 180 or the end of the data. The
 * level is that of the last row of an employment.
 *
 * @param zero day number of day 0
 * @param end day number of the last day of the data
 * @example one executive all along: 180 and 181
 */
export function executiveDays(
	roster: ColumnTable,
	levels: readonly string[],
	zero: number,
	end: number
): { before: number; after: number } {
	const level = codeColumn(roster, 'level');
	const isExecutive = level.words.map((word) => levels.includes(word));
	const { count, first, last, lastRow } = keptSpells(roster, { withoutContractors: true });
	const days = { before: 0, after: 0 };
	const overlap = (spell: number, from: number, to: number) =>
		Math.max(0, Math.min(last[spell], to) - Math.max(first[spell], from) + 1);
	for (let spell = 0; spell < count; spell++) {
		if (!isExecutive[level.codes[lastRow[spell]]]) continue;
		days.before += overlap(spell, zero - DAYS, Math.min(zero - 1, end));
		days.after += overlap(spell, zero, Math.min(zero + DAYS, end));
	}
	return days;
}
