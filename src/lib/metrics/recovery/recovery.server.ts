import { civilDate, monthEnd } from '#lib/statistics/civil-date.ts';
import type { SurvivalCurve } from '#lib/statistics/kaplan-meier.ts';
import { recoveryOutlook } from '#lib/statistics/recovery-outlook.ts';
import { requiredOn } from '../requirements-in-force.ts';
import type { FunctionRequirement } from '../requirements-in-force.ts';
import type { FillBasis, RecoveryMonth, RecoveryRow } from './recovery.ts';
import { fillCurve, isCancelledBy } from './time-to-fill.server.ts';
import type { DatedRequisition } from './time-to-fill.server.ts';

/** When the people of a function are there. */
interface Stays {
	count: number;
	first: ArrayLike<number>;
	last: ArrayLike<number>;
}

export interface RecoveryDays {
	/** Day numbers: the first day of what is looked back on, the day of looking, and how many days come. */
	from: number;
	on: number;
	horizonDays: number;
}

/** Fewer filled requisitions of a role than this say too little: those of all roles stand in. */
export const LEAST_FILLED = 5;
const PROBABILITIES = [0.05, 0.5, 0.95];
// How far back the beginning of a shortage is looked for.
const MOST_DAYS_BACK = 3660;

/**
 * When a function is back at its minimum: its staff with the exits and starts on file, and what its open requisitions
 * may add, as long as requisitions of the past took.
 *
 * A start on file is one of a requisition that was accepted by the day of looking, or has a start without one; a hire
 * of the roster on the same day is taken for the same person. Requisitions belong to a function by its id, or else by
 * its role family.
 *
 * @param stays of the people who count for the function
 * @param requisitions all of them, whatever function they are for
 * @see METHODS 3.1, 3.4, 5.2; recoveryOutlook, timeToFill
 * @example 1 of 2 there, one start on file in 10 days: back in 10 days at 5, 50 and 95 %, 9 person-days missing till then
 */
export function recovery(
	{ inForce, steps }: FunctionRequirement,
	{ stays, requisitions }: { stays: Stays; requisitions: readonly DatedRequisition[] },
	{ from, on, horizonDays }: RecoveryDays
): RecoveryRow {
	const { functionId, name, roleFamily, isCritical, requiredMin } = inForce;
	const minimum = (day: number) => requiredOn({ inForce, steps }, day) ?? 0;
	const own = requisitions.filter(
		(each) =>
			each.openedOn <= on &&
			(each.functionId === null ? each.roleFamily === roleFamily : each.functionId === functionId)
	);
	const going = own.filter((each) => !isCancelledBy(on, each));
	const starts = newStarts(going, stays, on);
	const open = going.filter((each) => each.startsOn === null || !isKnown(each, on));
	const staffOn = staffByDay(stays, Math.min(from, on - MOST_DAYS_BACK), on + horizonDays);
	const known = knownStaff(staffOn, starts, { on, horizonDays });
	const required = Array.from({ length: horizonDays + 1 }, (_, ahead) => minimum(on + ahead));
	const { basis, fill } = basisOf(own, requisitions, on);
	const outlook = recoveryOutlook(
		{ present: known, required, daysOpen: open.map(({ openedOn }) => on - openedOn), fill },
		PROBABILITIES
	);
	const longest = longestFill(fill);
	const missingOn = (day: number) => Math.max(0, minimum(day) - staffOn(day));
	let personDaysSoFar = 0;
	for (let day = from; day <= on; day++) personDaysSoFar += missingOn(day);
	const isComing = (day: number) => day > on && day <= on + horizonDays;
	return {
		...{ functionId, name, roleFamily, isCritical, required: requiredMin, present: known[0] },
		knownExits: daysWithin(stays.last, stays.count, on - 1, on + horizonDays - 1).length,
		knownStarts: starts.filter(isComing).length + daysWithin(stays.first, stays.count, on, on + horizonDays).length,
		...{ open: open.length, beyondExperience: open.filter((each) => on - each.openedOn >= longest).length, basis },
		belowSince: belowSince(missingOn, on),
		backBy: outlook.metBy.map(({ p, day }) => ({ p, on: day === null ? null : civilDate(on + day) })),
		...{ personDaysSoFar, personDaysExpected: outlook.expectedPersonDays - missingOn(on) },
		months: monthsOf(on, { known, required, met: outlook.met })
	};
}

/** People there on each day of these, both included; counted once. */
function staffByDay({ count, first, last }: Stays, from: number, to: number): (day: number) => number {
	const people = new Int32Array(to - from + 2);
	for (let stay = 0; stay < count; stay++) {
		if (first[stay] > to || last[stay] < from) continue;
		people[Math.max(first[stay] - from, 0)]++;
		if (last[stay] < to) people[last[stay] - from + 1]--;
	}
	for (let at = 1; at < people.length; at++) people[at] += people[at - 1];
	return (day) => people[day - from];
}

/** The days after one and up to another, among so many, in their order. */
function daysWithin(days: ArrayLike<number>, count: number, after: number, until: number): number[] {
	const found: number[] = [];
	for (let at = 0; at < count; at++) if (days[at] > after && days[at] <= until) found.push(days[at]);
	return found;
}

/** Its start is known on the day: accepted by then, or told without an acceptance. */
function isKnown({ acceptedOn, startsOn }: DatedRequisition, on: number): boolean {
	return startsOn !== null && (startsOn <= on || acceptedOn === null || acceptedOn <= on);
}

/** Starts to come that the roster does not have yet, as day numbers. */
function newStarts(going: readonly DatedRequisition[], stays: Stays, on: number): number[] {
	const hires = daysWithin(stays.first, stays.count, on, Infinity);
	return going.flatMap((each) => {
		if (each.startsOn === null || each.startsOn <= on || !isKnown(each, on)) return [];
		const same = hires.indexOf(each.startsOn);
		if (same < 0) return [each.startsOn];
		hires.splice(same, 1);
		return [];
	});
}

/** People known to be there today and on each coming day. */
function knownStaff(
	staffOn: (day: number) => number,
	starts: number[],
	{ on, horizonDays }: Pick<RecoveryDays, 'on' | 'horizonDays'>
) {
	return Array.from(
		{ length: horizonDays + 1 },
		(_, ahead) => staffOn(on + ahead) + starts.filter((day) => day <= on + ahead).length
	);
}

function basisOf(own: readonly DatedRequisition[], all: readonly DatedRequisition[], on: number) {
	const found = fillCurve(own, on);
	if (found.filled >= LEAST_FILLED) return { basis: 'own' as FillBasis, fill: found.curve };
	const pooled = fillCurve(all, on);
	return { basis: (pooled.filled > 0 ? 'all' : 'none') as FillBasis, fill: pooled.curve };
}

/** Days the slowest filled requisition took; Infinity where none was filled. */
function longestFill({ times, events }: SurvivalCurve): number {
	const taken = Array.from(times).filter((_, step) => events[step] > 0);
	return taken.at(-1) ?? Infinity;
}

function belowSince(missingOn: (day: number) => number, on: number): string | null {
	if (missingOn(on) === 0) return null;
	let day = on;
	while (day > on - MOST_DAYS_BACK && missingOn(day - 1) > 0) day--;
	return day === on - MOST_DAYS_BACK ? null : civilDate(day);
}

function monthsOf(
	on: number,
	{ known, required, met }: { known: number[]; required: number[]; met: Float64Array }
): RecoveryMonth[] {
	const months = [];
	for (let end = monthEnd(on + 1); end - on < known.length; end = monthEnd(end + 1)) {
		const at = end - on;
		months.push({ date: civilDate(end), required: required[at], known: known[at], met: met[at] });
	}
	return months;
}
