import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { wilsonInterval } from '#lib/statistics/wilson-interval.ts';
import { baseMembers } from '../base-members.server.ts';
import type { BaseMembers } from '../base-members.server.ts';
import type { Grouping } from '../daily-flows.server.ts';
import type { DayZero } from '../event-day-zero.ts';
import type { Clock } from '../metric.ts';
import type { OrganisationLevel, OrganisationLossRow, OrganisationLossSummary } from './organisation-loss.ts';

export interface OrganisationLossParams {
	dayZero: DayZero;
	until: string;
	/** From the outermost inwards. */
	levels: OrganisationLevel[];
	clock: Clock;
	contractors: 'in' | 'out';
}

interface Part {
	path: string[];
	people: number;
	left: number;
}

/**
 * Where in the organisation people left after an event: parts within parts, with the people of day 0 and the leavers.
 *
 * The same closed group as the loss by role: everybody employed on day 0, each in the part of that day.
 *
 * @returns one row per part on every level, parents before their parts, the largest first
 * @see METHODS 1.4, 4.1
 * @example 6 of Ops, 4 security and 2 SRE, 3 of them leave: Ops 0.5, interval 0.1876 to 0.8124
 */
export function organisationLoss(
	{ roster, roles }: { roster: ColumnTable; roles: RoleColumn },
	params: OrganisationLossParams
): { rows: OrganisationLossRow[]; summary: OrganisationLossSummary } {
	const { dayZero, until, levels, clock } = params;
	const window = { on: dayNumber(dayZero.on), until: dayNumber(until) };
	const members = baseMembers(roster, { ...window, clock, withoutContractors: params.contractors === 'out' });
	const columns = levels.map((level) =>
		level === 'role' ? { codes: roles.codes, words: roles.families } : codeColumn(roster, level)
	);
	const { total, parts } = partsOf(members, columns);
	const whole = total.people === 0 ? null : shareOf(total);
	return {
		rows: inOrder(parts).map((part) => ({ ...part, ...shareOf(part) })),
		summary: {
			...{ dayZero, levels, clock, until, days: window.until - window.on + 1 },
			...{ people: total.people, left: total.left, rate: whole?.rate ?? null, interval: whole?.interval ?? null }
		}
	};
}

/** Everybody, and the parts somebody is in, each counted by the part it is in and its own code. */
function partsOf({ count: size, row, hasLeft }: BaseMembers, columns: Grouping[]): { total: Part; parts: Part[] } {
	const total: Part = { path: [], people: 0, left: 0 };
	const parts = [total];
	const places = columns.map(() => new Map<number, number>());
	for (let member = 0; member < size; member++) {
		count(total, hasLeft[member]);
		let parent = 0;
		for (let level = 0; level < columns.length; level++) {
			const { codes, words } = columns[level];
			const code = codes[row[member]];
			const key = parent * words.length + code;
			let place = places[level].get(key);
			if (place === undefined) {
				place = parts.push({ path: [...parts[parent].path, words[code]], people: 0, left: 0 }) - 1;
				places[level].set(key, place);
			}
			count(parts[place], hasLeft[member]);
			parent = place;
		}
	}
	return { total, parts: parts.slice(1) };
}

function count(part: Part, hasLeft: number): void {
	part.people++;
	part.left += hasLeft;
}

function shareOf({ people, left }: Part): Pick<OrganisationLossRow, 'rate' | 'interval'> {
	const limits = wilsonInterval(left, people) ?? { lower: null, upper: null };
	return { rate: left / people, interval: { ...limits, method: 'wilson', level: 0.95 } };
}

/** Each part before its own parts; among siblings the largest first. */
function inOrder(parts: Part[], path: string[] = []): Part[] {
	return parts
		.filter((part) => part.path.length === path.length + 1 && path.every((name, at) => part.path[at] === name))
		.sort((a, b) => b.people - a.people || (a.path.at(-1)! < b.path.at(-1)! ? -1 : 1))
		.flatMap((part) => [part, ...inOrder(parts, part.path)]);
}
