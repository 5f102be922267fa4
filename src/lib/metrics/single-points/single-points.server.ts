import { dayNumber } from '#lib/statistics/civil-date.ts';
import { simultaneousAssignment } from '#lib/statistics/simultaneous-assignment.ts';
import { truckFactor } from '#lib/statistics/truck-factor.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { numberColumn } from '#lib/server/columns.ts';
import type { Clock, Contractors } from '../metric.ts';
import { peopleOn, qualifiedStays } from '../qualified-stays.server.ts';
import type { FunctionStays } from '../qualified-stays.server.ts';
import { requirementsInForce } from '../requirements-in-force.ts';
import type { RequirementRow } from '../requirements-in-force.ts';
import type { SinglePointRow, SinglePointSummary } from './single-points.ts';
import { skillClasses } from './skill-classes.ts';

export interface SinglePointTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
	requirements: RequirementRow[];
	qualifications: ColumnTable[];
}
export interface SinglePointParams {
	/** Civil date of the figures. */
	on: string;
	clock: Clock;
	contractors: Contractors;
}

const MOST_NAMED = 20;
const PARTS = 1e6;

/**
 * How few people the functions with a minimum rest on: single points of failure, the truck factor, and how many seats
 * can be filled at once.
 *
 * @returns one row per function with a minimum above 0 on the day: single points first, then the fewest qualified, then
 *   by name; people by person key, for those who may see them
 * @see METHODS 3.1, 3.2; truckFactor; simultaneousAssignment
 * @example minima 1, 1 with {7} and {7, 9}: the first is a single point; both seats can be filled at once
 */
export function singlePoints(
	tables: SinglePointTables,
	params: SinglePointParams
): { rows: SinglePointRow[]; summary: SinglePointSummary } {
	const { roster } = tables;
	const on = dayNumber(params.on);
	const functions = requirementsInForce(tables.requirements, on).filter(({ inForce }) => inForce.requiredMin > 0);
	const stays = qualifiedStays(tables, functions, params);
	const people = stays.map((own) => peopleOn(own, on));
	const required = functions.map(({ inForce }) => inForce.requiredMin);
	const classes = skillClasses(people, roster.personKeys?.length ?? 0);
	const assignment = simultaneousAssignment(required, classes);
	const rows = functions.map(({ inForce }, index): SinglePointRow => {
		const { functionId, name, roleFamily, isCritical, requiredMin } = inForce;
		const [only] = people[index];
		const isSinglePoint = people[index].length === 1;
		return {
			...{ functionId, name, roleFamily, isCritical, required: requiredMin },
			qualified: people[index].length,
			qualifiedFte: fteOn(roster, stays[index], on),
			isSinglePoint,
			soleHolder: isSinglePoint ? personKeyOf(roster, only) : null,
			filledAtOnce: assignment.filled[index],
			isShortAtOnce: assignment.short.includes(index),
			basis: stays[index].basis
		};
	});
	rows.sort(
		(a, b) =>
			Number(b.isSinglePoint) - Number(a.isSinglePoint) || a.qualified - b.qualified || (a.name < b.name ? -1 : 1)
	);
	const factor = truckFactor(people);
	const summary = {
		...params,
		functions: rows.length,
		singlePoints: rows.filter((row) => row.isSinglePoint).length,
		truckFactor: factor?.people ?? null,
		removedFirst: (factor?.removed ?? []).slice(0, MOST_NAMED).map((person) => personKeyOf(roster, person)),
		seats: required.reduce((sum, seats) => sum + seats, 0),
		filledAtOnce: assignment.filled.reduce((sum, seats) => sum + seats, 0),
		distinctQualifiedPeople: classes.reduce((sum, own) => sum + own.people, 0)
	};
	return { rows, summary };
}

/** Working-time shares of those there, added up in millionths; null where the roster does not give one of them. */
function fteOn(roster: ColumnTable, { count, first, last, row }: FunctionStays, on: number): number | null {
	const fte = numberColumn(roster, 'fte').values;
	let sum = 0;
	for (let stay = 0; stay < count; stay++)
		if (first[stay] <= on && last[stay] >= on) sum += Math.round(fte[row[stay]] * PARTS);
	return Number.isNaN(sum) ? null : sum / PARTS;
}

/** The first 16 hexadecimal digits of a person's key. */
function personKeyOf(roster: ColumnTable, person: number): string {
	return (roster.personKeys?.[person] ?? 0n).toString(16).padStart(16, '0');
}
