import type { ColumnTable } from '#lib/server/columns.ts';
import { countsOf, keptFlow, staysOf } from '../daily-flows.server.ts';
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
	const spells = keptSpells(roster, { withoutContractors: true });
	const flow = keptFlow(staysOf(spells, spells.last, null), 1, on - YEAR + 1, on);
	const days = countsOf(flow).counts.reduce((sum, people) => sum + people, 0);
	const exits = flow.ends.reduce((sum, people) => sum + people, 0);
	return days === 0 ? null : -Math.expm1((-exits / days) * horizonDays);
}
