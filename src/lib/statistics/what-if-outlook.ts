import { anyBreachProbability } from './any-breach-probability.ts';
import { betaBinomial } from './beta-binomial.ts';
import { convolve } from './convolve.ts';
import { expectedShortfall } from './expected-shortfall.ts';
import { SHOCKS, shockAverage } from './shock-average.ts';
import type { ShockedProbability } from './shock-average.ts';
import { shockTables } from './shock-grid.ts';
import type { ShockTables } from './shock-grid.ts';
import { shockedLeavers } from './shocked-leavers.ts';
import { byStep, shiftedLeavers } from './shifted-leavers.ts';
import type { LeaverMass } from './shifted-leavers.ts';

/** People of one role who share one unknown probability to leave. */
export interface OutlookSegment {
	/** Index of the role. */
	role: number;
	people: number;
	/** Shapes of the Beta distribution of their probability to leave, each > 0. */
	a: number;
	b: number;
	/** Assumed on top: what is added to the log-odds to leave; 0 by default. */
	shift?: number;
}

export interface OutlookRole {
	/** Everybody who counts for the role now, also those who are in no segment and stay. */
	staff: number;
	required: number;
}

export interface RoleOutlook {
	expectedLeavers: number;
	sdLeavers: number;
	expectedRemaining: number;
	/** In the order of the probabilities asked for. */
	remaining: { p: number; people: number }[];
	/** That fewer than required remain; 0 where nothing is required. */
	breachProbability: number;
	/** People short of the minimum on average: the mean of max(0, required - remaining). */
	expectedShortfall: number;
}

export interface WhatIfOutlook {
	/** Standard deviation of the shared shock of the log-odds; 0: segments are independent. */
	sigma: number;
	roles: RoleOutlook[];
	/** That at least one role falls below its minimum; given the shock, roles are independent. */
	anyBreachProbability: number;
	/** The same for the roles that are at their minimum or above it now. */
	anyNewBreachProbability: number;
}

// Roles of more people than this are counted in steps, so that a role has at most so many of them.
const EXACT_PEOPLE = 5000;
const MIDDLE = (SHOCKS.values.length - 1) / 2;
const STEPS = { independent: 2048, shocked: 256 };

/**
 * What remains of each role after people leave by segments of unknown probability: independently, and under shocks that
 * hit everybody alike.
 *
 * Independent segments are convolved exactly up to 5 000 people a role; beyond, and under a shock beyond 256, leavers are
 * counted in steps of several people with the exact mean. The shock moves the log-odds of everybody by sigma * u, with
 * one standard normal u for all segments and roles.
 *
 * @param sigmas >= 0, e.g. 0, 0.5, 1 and 2
 * @param probabilities of the quantiles of the people remaining, each > 0 and <= 1
 * @returns one outlook a sigma
 * @see METHODS 3.6, 8
 * @example 3 of 3 people required, Beta(1, 1): 3 remain with 1/4, breach 3/4, 1.5 short on average
 */
export function whatIfOutlook(
	{ roles, segments }: { roles: readonly OutlookRole[]; segments: readonly OutlookSegment[] },
	sigmas: readonly number[],
	probabilities: readonly number[] = [0.05, 0.5, 0.95]
): WhatIfOutlook[] {
	const byRole = roles.map((role, index) => ({ ...role, segments: segments.filter((each) => each.role === index) }));
	const tablesOf = tablesBySpacing();
	const teams = byRole.map((role) => teamOf(role, sigmas, tablesOf));
	return sigmas.map((sigma) => {
		const found = teams.map((team) => (sigma === 0 ? independent(team) : shocked(team, sigma)));
		const outlooks = found.map((each, index) => outlookOf(byRole[index], each, probabilities));
		const anyOf = (isMeant: (role: OutlookRole) => boolean) => {
			const meant = byRole.flatMap((role, index) => (isMeant(role) ? [index] : []));
			return sigma === 0
				? anyBreachProbability(meant.map((index) => outlooks[index].breachProbability))
				: shockAverage(meant.map((index) => found[index].shockedTail(toBreach(byRole[index]))));
		};
		const anyNewBreach = anyOf(({ staff, required }) => staff >= required);
		return { sigma, roles: outlooks, anyBreachProbability: anyOf(() => true), anyNewBreachProbability: anyNewBreach };
	});
}

/** Leavers of a role, whatever they were counted in. */
interface Leavers {
	mean: number;
	variance: number;
	/** That at least so many leave. */
	tail(count: number): number;
	shockedTail(count: number): ShockedProbability;
	shortfall(role: OutlookRole): number;
}

interface Team {
	people: number;
	segments: readonly OutlookSegment[];
	/** Leavers at each of the shocks, counted in `step` people. */
	step: number;
	shocked: (sigma: number) => RoleMass[];
}

function teamOf(
	{ segments }: { segments: readonly OutlookSegment[] },
	sigmas: readonly number[],
	tablesOf: TablesOf
): Team {
	const people = segments.reduce((sum, segment) => sum + segment.people, 0);
	const step = Math.max(1, Math.ceil(people / STEPS.shocked));
	const positive = sigmas.filter((sigma) => sigma > 0);
	const least = Math.min(...positive);
	// Sigmas that are multiples of the smallest meet many of the same shifts.
	const isShared = positive.every((sigma) => Number.isInteger(sigma / least));
	const shared = isShared ? atMultiples(segments, step, tablesOf(least, Math.max(...positive) / least)) : null;
	const shocked = (sigma: number) => {
		const at = shared ?? atMultiples(segments, step, tablesOf(sigma, 1));
		return Array.from(SHOCKS.values, (_, index) => at((index - MIDDLE) * (shared ? sigma / least : 1)));
	};
	return { people, segments, step, shocked };
}

type TablesOf = (sigma: number, times: number) => ShockTables;

/** What all roles share under shocks of a multiple of sigma times the distance of the shocks. */
function tablesBySpacing(): TablesOf {
	const known = new Map<number, ShockTables>();
	return (sigma, times) => {
		const found = known.get(sigma) ?? shockTables(sigma * SHOCKS.values[MIDDLE + 1], MIDDLE * times);
		known.set(sigma, found);
		return found;
	};
}

/** Leavers of a role where the log-odds move by a multiple of the spacing of the shocks. */
function atMultiples(segments: readonly OutlookSegment[], step: number, tables: ShockTables) {
	const { spacing, most } = tables;
	const leavers = segments.map(({ people, a, b, shift = 0 }) =>
		shockedLeavers(people, { a, b }, { step, spacing, most, shift }, tables)
	);
	const known = new Map<number, RoleMass>();
	return (multiple: number) => {
		const found = known.get(multiple) ?? together(leavers.map((each) => each(multiple)));
		known.set(multiple, found);
		return found;
	};
}

function shiftedBy({ people, a, b, shift = 0 }: OutlookSegment, step: number, reach: number) {
	const leavers = shiftedLeavers(people, { a, b }, { step, reach: reach + Math.abs(shift) });
	return (shock: number) => leavers(shock + shift);
}

function independent({ people, segments }: Team): Leavers {
	const step = people <= EXACT_PEOPLE ? 1 : Math.ceil(people / STEPS.independent);
	const found = segments.map((segment) =>
		segment.shift ? shiftedBy(segment, step, 0)(0) : exactLeavers(segment, step)
	);
	const all = together(found);
	const { mass, mean, variance } = all;
	const tail = (count: number) => upperTail(all, count, step);
	return {
		...{ mean, variance, tail },
		shockedTail: (count) => ({
			exact: new Float64Array(SHOCKS.values.length).fill(tail(count)),
			score: new Float64Array(SHOCKS.values.length)
		}),
		shortfall: (role) => shortfallOf(mass, step, people, role)
	};
}

function exactLeavers({ people, a, b }: OutlookSegment, step: number): LeaverMass {
	const mean = (people * a) / (a + b);
	const mass = byStep(betaBinomial(people, a, b), step);
	return { mass, mean, variance: (mean * b * (a + b + people)) / ((a + b) * (a + b + 1)) };
}

function shocked({ people, step, shocked }: Team, sigma: number): Leavers {
	const { weights } = SHOCKS;
	const given = shocked(sigma);
	const average = (value: (each: RoleMass) => number) =>
		given.reduce((sum, each, index) => sum + weights[index] * value(each), 0);
	const mean = average((each) => each.mean);
	const spreads = Float64Array.from(given, (each) => Math.sqrt(each.variance + 1e-12));
	const shockedTail = (count: number) => {
		const [exact, score] = [new Float64Array(given.length), new Float64Array(given.length)];
		for (let index = 0; index < given.length; index++) {
			exact[index] = upperTail(given[index], count, step);
			score[index] = Math.max(-SURE, Math.min(SURE, (given[index].mean - count + 0.5) / spreads[index]));
		}
		return { exact, score };
	};
	return {
		mean,
		variance: average((each) => each.variance + (each.mean - mean) ** 2),
		tail: (count) => shockAverage([shockedTail(count)]),
		shockedTail,
		shortfall: (role) => average((each) => shortfallOf(each.mass, step, people, role))
	};
}

interface RoleMass extends LeaverMass {
	/** That index or more steps of people leave; one more entry than `mass`. */
	tails: Float64Array;
}

/** Leavers of independent segments added up. */
function together(segments: readonly LeaverMass[]): RoleMass {
	const mass = convolve(segments.map((segment) => segment.mass));
	const tails = new Float64Array(mass.length + 1);
	for (let index = mass.length - 1; index >= 0; index--) tails[index] = tails[index + 1] + mass[index];
	return {
		...{ mass, tails },
		mean: segments.reduce((sum, { mean }) => sum + mean, 0),
		variance: segments.reduce((sum, { variance }) => sum + variance, 0)
	};
}

/** That at least so many leave; each step stands evenly for the counts about it. */
function upperTail({ mass, tails }: RoleMass, count: number, step: number): number {
	if (count <= 0) return 1;
	const beyond = (count - 0.5) / step;
	const first = Math.ceil(beyond - 0.5);
	if (first >= mass.length) return 0;
	return Math.min(1, tails[first + 1] + mass[first] * Math.min(1, first + 0.5 - beyond));
}

function shortfallOf(mass: Float64Array, step: number, people: number, { staff, required }: OutlookRole): number {
	// Those who stay whatever happens take a part of the minimum.
	const needed = required - (staff - people);
	if (step === 1) return expectedShortfall(mass, needed);
	let sum = 0;
	for (let index = 0; index < mass.length; index++) sum += mass[index] * Math.max(0, needed - (people - index * step));
	return sum;
}

/** So many leavers miss the minimum; none are needed where it is missed already. */
function toBreach({ staff, required }: OutlookRole): number {
	return required === 0 ? Infinity : staff - required + 1;
}

function outlookOf(role: OutlookRole, leavers: Leavers, probabilities: readonly number[]): RoleOutlook {
	return {
		expectedLeavers: leavers.mean,
		sdLeavers: Math.sqrt(leavers.variance),
		expectedRemaining: role.staff - leavers.mean,
		remaining: probabilities.map((p) => ({ p, people: remainingAt(role.staff, leavers, p) })),
		breachProbability: leavers.tail(toBreach(role)),
		expectedShortfall: role.required === 0 ? 0 : leavers.shortfall(role)
	};
}

// A normal score beyond every doubt.
const SURE = 1e6;
// What is left of 1 after the additions and averages.
const ROUNDING = 1e-9;

/** The smallest number k with P(remaining <= k) >= p. */
function remainingAt(staff: number, leavers: Leavers, p: number): number {
	let [low, high] = [0, staff];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (leavers.tail(staff - middle) >= p - ROUNDING) high = middle;
		else low = middle + 1;
	}
	return low;
}
