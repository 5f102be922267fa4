import { anyBreachProbability } from './any-breach-probability.ts';
import { betaBinomial } from './beta-binomial.ts';
import { shockAverage, shockedCount, shockedExcess, shocksOf } from './shock-average.ts';
import type { ShockedCount } from './shock-average.ts';
import { shockTables } from './shock-grid.ts';
import type { ShockTables } from './shock-grid.ts';
import { shockedLeavers } from './shocked-leavers.ts';
import { byStep } from './shifted-leavers.ts';
import type { LeaverMass } from './shifted-leavers.ts';
import { excessOfLeavers, summedLeavers, tailOfLeavers } from './summed-leavers.ts';
import type { SummedLeavers } from './summed-leavers.ts';

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
const EXACT_PEOPLE = { independent: 5000, shocked: 256 };
const STEPS = { independent: 2048, shocked: 128 };

/**
 * What remains of each role after people leave by segments of unknown probability: independently, and under shocks that
 * hit everybody alike.
 *
 * Independent segments are convolved exactly up to 5 000 people a role; beyond, and under a shock beyond 256, leavers are
 * counted in steps of several people with the exact mean and variance. The shock moves the log-odds of everybody by
 * sigma * u, with one standard normal u for all segments and roles.
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
	const withoutShock = shockTables(1, 0);
	return sigmas.map((sigma) => {
		const found = teams.map((team) => (sigma === 0 ? independent(team, withoutShock) : shocked(team, sigma)));
		const outlooks = found.map((each, index) => outlookOf(byRole[index], each, probabilities));
		const anyOf = (isMeant: (role: OutlookRole) => boolean) => {
			const meant = byRole.flatMap((role, index) => (isMeant(role) ? [index] : []));
			const events = meant.flatMap((index) => {
				const { shocked: count } = found[index];
				return count === null ? [] : [{ count, atLeast: toBreach(byRole[index]) }];
			});
			return sigma === 0
				? anyBreachProbability(meant.map((index) => outlooks[index].breachProbability))
				: shockAverage(events, shocksOf(sigma));
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
	/** Null where they are independent. */
	shocked: ShockedCount | null;
	/** Mean number beyond so many. */
	excess(beyond: number): number;
}

interface Team {
	people: number;
	segments: readonly OutlookSegment[];
	/** Leavers at each of the shocks. */
	shocked: (sigma: number) => SummedLeavers[];
}

function teamOf(
	{ segments }: { segments: readonly OutlookSegment[] },
	sigmas: readonly number[],
	tablesOf: TablesOf
): Team {
	const people = segments.reduce((sum, segment) => sum + segment.people, 0);
	const step = stepOf(people, 'shocked');
	const positive = sigmas.filter((sigma) => sigma > 0).map((sigma) => reachOf(sigma));
	const least = Math.min(...positive.map(({ spacing }) => spacing));
	// Sigmas whose shocks are apart by multiples of the smallest distance meet many of the same shifts.
	const isShared = positive.length > 0 && positive.every(({ spacing }) => Number.isInteger(spacing / least));
	const most = Math.max(...positive.map(({ spacing, middle }) => middle * (spacing / least)));
	const shared = isShared ? atMultiples(segments, step, tablesOf(least, most)) : null;
	const shocked = (sigma: number) => {
		const { spacing, middle } = reachOf(sigma);
		const at = shared ?? atMultiples(segments, step, tablesOf(spacing, middle));
		const times = shared ? spacing / least : 1;
		return Array.from({ length: 2 * middle + 1 }, (_, index) => at((index - middle) * times));
	};
	return { people, segments, shocked };
}

function stepOf(people: number, kind: 'independent' | 'shocked'): number {
	return people <= EXACT_PEOPLE[kind] ? 1 : Math.ceil(people / STEPS[kind]);
}

/** Distance of the shocks in log-odds, and how many there are on either side. */
function reachOf(sigma: number): { spacing: number; middle: number } {
	const { values } = shocksOf(sigma);
	const middle = (values.length - 1) / 2;
	return { spacing: sigma * values[middle + 1], middle };
}

type TablesOf = (spacing: number, most: number) => ShockTables;

/** What all roles share under shocks that are multiples of a spacing. */
function tablesBySpacing(): TablesOf {
	const known = new Map<number, ShockTables>();
	return (spacing, most) => {
		const found = known.get(spacing) ?? shockTables(spacing, most);
		known.set(spacing, found);
		return found;
	};
}

/** Leavers of a role where the log-odds move by a multiple of the spacing of the shocks. */
function atMultiples(segments: readonly OutlookSegment[], step: number, tables: ShockTables) {
	const { spacing, most } = tables;
	const leavers = segments.map(({ people, a, b, shift = 0 }) =>
		shockedLeavers(people, { a, b }, { step, spacing, most, shift }, tables)
	);
	const known = new Map<number, SummedLeavers>();
	return (multiple: number) => {
		const found =
			known.get(multiple) ??
			summedLeavers(
				leavers.map((each) => each(multiple)),
				step
			);
		known.set(multiple, found);
		return found;
	};
}

function independent({ people, segments }: Team, tables: ShockTables): Leavers {
	const step = stepOf(people, 'independent');
	const { spacing, most } = tables;
	const found = segments.map((segment) => {
		const { people, shift = 0 } = segment;
		return shift === 0
			? exactLeavers(segment, step)
			: shockedLeavers(people, segment, { step, shift, spacing, most }, tables)(0);
	});
	const all = summedLeavers(found, step);
	return {
		mean: all.mean,
		variance: all.variance,
		shocked: null,
		tail: (atLeast) => tailOfLeavers(all, atLeast),
		excess: (beyond) => excessOfLeavers(all, beyond)
	};
}

function exactLeavers({ people, a, b }: OutlookSegment, step: number): LeaverMass {
	const mean = (people * a) / (a + b);
	const mass = byStep(betaBinomial(people, a, b), step);
	return { mass, mean, variance: (mean * b * (a + b + people)) / ((a + b) * (a + b + 1)) };
}

function shocked({ people, shocked }: Team, sigma: number): Leavers {
	const shocks = shocksOf(sigma);
	const given = shocked(sigma);
	const average = (value: (each: SummedLeavers) => number) =>
		given.reduce((sum, each, index) => sum + shocks.weights[index] * value(each), 0);
	const mean = average((each) => each.mean);
	const count = shockedCount({
		people,
		means: Float64Array.from(given, (each) => each.mean),
		deviations: Float64Array.from(given, (each) => Math.sqrt(each.variance + 1e-12)),
		tailAt: (index, atLeast) => tailOfLeavers(given[index], atLeast),
		excessAt: (index, beyond) => excessOfLeavers(given[index], beyond)
	});
	return {
		mean,
		variance: average((each) => each.variance + (each.mean - mean) ** 2),
		tail: (atLeast) => shockAverage([{ count, atLeast }], shocks),
		shocked: count,
		excess: (beyond) => shockedExcess(count, beyond, shocks)
	};
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
		expectedShortfall: role.required === 0 ? 0 : leavers.excess(role.staff - role.required)
	};
}

// What is left of 1 after the additions and averages.
const ROUNDING = 1e-9;

/** The smallest number k with P(remaining <= k) >= p, looked for along straight lines and in the middle by turns. */
function remainingAt(staff: number, leavers: Leavers, p: number): number {
	const wanted = p - ROUNDING;
	let [low, below] = [-1, 0];
	let [high, above] = [staff, 1];
	for (let turn = 0; high - low > 1; turn++) {
		const share = turn % 2 === 0 ? (wanted - below) / (above - below) : 0.5;
		const at = Math.min(high - 1, Math.max(low + 1, Math.round(low + share * (high - low))));
		const found = leavers.tail(staff - at);
		if (found >= wanted) [high, above] = [at, found];
		else [low, below] = [at, found];
	}
	return high;
}
