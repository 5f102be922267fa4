import type { ColumnTable } from '#lib/server/columns.ts';
import { keptSpells } from '../kept-spells.server.ts';

const YEAR = 365;

/**
 * Probability that an employee leaves within a horizon, from the organisation's own exits of the year up to a day:
 * 1 - exp(-exits / person-days * horizon). Null where nobody was employed in that year.
 *
 * The rate of the whole organisation, since that of a small role is hardly known. It holds for ordinary times; an
 * ultimatum is none.
 *
 * @param on day number
 * @example 50 exits of 100 people all year, 90 days: 1 - exp(-50 / 36500 * 90) = 0.1160
 */
export function leaveProbability(roster: ColumnTable, on: number, horizonDays: number): number | null {
	const { count, first, last } = keptSpells(roster, { withoutContractors: true });
	const from = on - YEAR + 1;
	let [days, exits] = [0, 0];
	for (let spell = 0; spell < count; spell++) {
		const [begin, end] = [Math.max(first[spell], from), Math.min(last[spell], on)];
		if (end < begin) continue;
		days += end - begin + 1;
		if (last[spell] <= on) exits++;
	}
	return days === 0 ? null : -Math.expm1((-exits / days) * horizonDays);
}
