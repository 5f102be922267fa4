import { benjaminiHochberg } from '#lib/statistics/benjamini-hochberg.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { groupAgainstRest } from '#lib/statistics/group-against-rest.ts';
import type { GroupAgainstRest } from '#lib/statistics/group-against-rest.ts';
import { wilsonInterval } from '#lib/statistics/wilson-interval.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { DayZero } from '../event-day-zero.ts';
import type { Clock, Interval, Note } from '../metric.ts';
import { rosterNotes } from '../roster-notes.ts';
import type { EventLoss, EventLossRow, EventLossSummary, LossDimension, LossFinding } from './event-loss.ts';
import { lossCounts } from './loss-counts.server.ts';

export interface EventLossParams {
	dayZero: DayZero;
	/** Civil date that ends the window; not after the day the roster was true. */
	until: string;
	/** Last day the window would have without the end of the data. */
	untilAsked: string;
	dimension: LossDimension;
	clock: Clock;
	contractors: 'in' | 'out';
	/** Groups with fewer people are listed, not tested. */
	leastPeople: number;
}

const FLAGGED = 0.05;

/**
 * Who left after an event, by group, each compared with everybody else: was a role hit harder than chance?
 *
 * A closed group: everybody employed on day 0, who can leave at most once. Shares are of these people and never
 * annualised, since a one-off event does not repeat. Groups are tested by the exact mid-p test and adjusted together
 * (Benjamini-Hochberg); groups below the smallest size are listed without a test.
 *
 * @param tables.roster a roster as described in `columns.ts`; tables.roles the role family of every row
 * @param params day 0, the last day of the window, the dimension, the clock
 * @returns one row per group, the largest first; share with Wilson interval, ratios to the rest, p, q
 * @see METHODS 4.1, 4.2
 * @example 10 people in security of whom 6 left, 20 others of whom 2 left: 0.6 against 0.1, risk ratio 6
 */
export function eventLoss(tables: { roster: ColumnTable; roles: RoleColumn }, params: EventLossParams): EventLoss {
	const { dimension, leastPeople } = params;
	const counted = lossCounts(tables, {
		on: dayNumber(params.dayZero.on),
		until: dayNumber(params.until),
		dimension,
		clock: params.clock,
		withoutContractors: params.contractors === 'out'
	});
	const compared = counted.groups.map((group) =>
		group.people < leastPeople ? null : groupAgainstRest(group, counted)
	);
	const q = benjaminiHochberg(compared.map((each) => each?.pMidp ?? null));
	const rows = counted.groups.map((group, index): EventLossRow => {
		const found = compared[index];
		const finding = found ? findingOf(found, q[index]) : 'too-small';
		return { dimension, ...group, ...shareOf(group), ...comparison(found), q: q[index], finding };
	});
	rows.sort((a, b) => b.people - a.people || (a.group < b.group ? -1 : 1));
	const summary = summaryOf(counted, rows, params);
	return { rows, summary, notes: [...notesOf(summary, params), ...rosterNotes(counted.quality)] };
}

function shareOf({ people, left }: { people: number; left: number }): { rate: number; interval: Interval } {
	const limits = wilsonInterval(left, people) ?? { lower: null, upper: null };
	return { rate: left / people, interval: { ...limits, method: 'wilson', level: 0.95 } };
}

function comparison(found: GroupAgainstRest | null) {
	return {
		expected: found?.expected ?? null,
		restRate: found?.restRate ?? null,
		rateDifference: found?.rateDifference ?? null,
		riskRatio: found?.riskRatio ?? null,
		oddsRatio: found?.oddsRatio ?? null,
		oddsLower: found?.oddsLower ?? null,
		oddsUpper: found?.oddsUpper ?? null,
		oddsRatioSample: found?.oddsRatioSample ?? null,
		adjustedResidual: found?.adjustedResidual ?? null,
		p: found?.pMidp ?? null,
		pCentral: found?.pCentral ?? null,
		pMinlike: found?.pMinlike ?? null,
		pHarder: found?.pMidpUpper ?? null
	};
}

function findingOf(found: GroupAgainstRest, q: number | null): LossFinding {
	if (!found.isComparable) return 'nothing-to-compare';
	if (q === null || q > FLAGGED) return 'chance-not-excluded';
	return (found.adjustedResidual ?? 0) > 0 ? 'harder' : 'lighter';
}

function summaryOf(
	{ people, left, backAgain }: { people: number; left: number; backAgain: number },
	rows: EventLossRow[],
	params: EventLossParams
): EventLossSummary {
	const own = people === 0 ? null : shareOf({ people, left });
	const tooSmall = rows.filter((row) => row.finding === 'too-small').length;
	return {
		dayZero: params.dayZero,
		dimension: params.dimension,
		clock: params.clock,
		until: params.until,
		days: dayNumber(params.until) - dayNumber(params.dayZero.on) + 1,
		people,
		left,
		rate: own?.rate ?? null,
		interval: own?.interval ?? null,
		backAgain,
		tested: rows.length - tooSmall,
		tooSmall,
		leastPeople: params.leastPeople
	};
}

function notesOf(summary: EventLossSummary, params: EventLossParams): Note[] {
	const notes: Note[] = [
		{ key: `metrics.clock.${summary.clock}` },
		{ key: 'metrics.loss.notAnnualised', details: { days: summary.days } },
		{ key: 'metrics.loss.screen' }
	];
	const missing = dayNumber(params.untilAsked) - dayNumber(params.until);
	if (missing > 0) notes.push({ key: 'metrics.window.cut', details: { days: missing } });
	if (summary.people === 0) notes.push({ key: 'metrics.loss.nobody' });
	if (summary.tooSmall > 0)
		notes.push({ key: 'metrics.loss.tooSmall', details: { groups: summary.tooSmall, least: summary.leastPeople } });
	if (summary.backAgain > 0) notes.push({ key: 'metrics.loss.backAgain', details: { people: summary.backAgain } });
	return notes;
}
