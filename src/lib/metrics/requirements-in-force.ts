import { dayNumber } from '#lib/statistics/civil-date.ts';

/** One row of a staffing requirement, as uploaded; `roleFamily` is the id of a family. */
export interface RequirementRow {
	functionId: string;
	name: string;
	roleFamily: string | null;
	requiredMin: number;
	isCritical: boolean;
	/** Civil date from which the row holds; null: always. */
	fromDate: string | null;
	owner: string | null;
	source: string | null;
	/** People on call at the same time, and sites that share the rota; null or absent: not stated. */
	rolesOnCall?: number | null;
	sites?: number | null;
}

/** A function with the row that is in force on the chosen day and every minimum it had or will have. */
export interface FunctionRequirement {
	inForce: RequirementRow;
	/** Day numbers from which each minimum holds, ascending; the first may be -Infinity. */
	steps: { from: number; required: number }[];
}

/**
 * The functions that have a requirement on a day. A row holds from its date until the next row of the same function;
 * of two rows with one date the later in the file holds.
 *
 * @param on day number
 */
export function requirementsInForce(rows: RequirementRow[], on: number): FunctionRequirement[] {
	const byFunction = new Map<string, RequirementRow[]>();
	for (const row of rows) byFunction.set(row.functionId, [...(byFunction.get(row.functionId) ?? []), row]);
	return [...byFunction.values()].flatMap((own) => {
		const sorted = own
			.map((row) => ({ row, from: row.fromDate === null ? -Infinity : dayNumber(row.fromDate) }))
			.sort((a, b) => (a.from === b.from ? 0 : a.from - b.from));
		const inForce = sorted.findLast((step) => step.from <= on);
		if (!inForce) return [];
		return [{ inForce: inForce.row, steps: sorted.map(({ row, from }) => ({ from, required: row.requiredMin })) }];
	});
}

/** The minimum in force on a day number; null before the first row takes effect. */
export function requiredOn(requirement: FunctionRequirement, day: number): number | null {
	return requirement.steps.findLast((step) => step.from <= day)?.required ?? null;
}
