import type { EventDay } from '#lib/statistics/event-curve.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { dailyCounts } from '../daily-flows.server.ts';
import { clockEnds } from '../employment-spells.server.ts';
import { keptSpells } from '../kept-spells.server.ts';
import type { Clock } from '../metric.ts';

// Groups of spells: the employment of day 0, another one of the same people, and those of others.
const [OWN, AGAIN, OTHERS] = [0, 1, 2];

/**
 * Who of the people employed on day 0 is there on other days, who never left, and how many there are in all.
 *
 * @param zero day number of day 0
 * @param days days after day 0, ascending
 * @returns the base, employed on day 0, and its counts on each day
 */
export function eventCounts(
	roster: ColumnTable,
	zero: number,
	days: readonly number[],
	{ clock, withoutContractors }: { clock: Clock; withoutContractors: boolean }
): { base: number; days: EventDay[] } {
	const spells = keptSpells(roster, { withoutContractors });
	const ends = clockEnds(roster, spells, clock);
	const isMember = new Uint8Array(roster.personKeys?.length ?? 0);
	const group = new Uint8Array(spells.count).fill(OTHERS);
	let base = 0;
	for (let spell = 0; spell < spells.count; spell++) {
		if (spells.first[spell] > zero || ends[spell] < zero) continue;
		group[spell] = OWN;
		isMember[spells.person[spell]] = 1;
		base++;
	}
	for (let spell = 0; spell < spells.count; spell++)
		if (group[spell] === OTHERS && isMember[spells.person[spell]] === 1) group[spell] = AGAIN;
	const [from, to] = [zero + (days[0] ?? 0), zero + (days.at(-1) ?? 0)];
	const stays = { count: spells.count, first: spells.first, last: ends, group };
	const { counts, days: width } = dailyCounts(stays, 3, from, to);
	return {
		base,
		days: days.map((day) => {
			const [own, again, others] = [OWN, AGAIN, OTHERS].map((each) => counts[each * width + zero + day - from]);
			return { day, remaining: own + again, neverLeft: own, headcount: own + again + others };
		})
	};
}
