import * as v from 'valibot';
import { addDays, dayNumber } from '#lib/statistics/civil-date.ts';
import { USUAL_REPLACEMENT } from '#lib/statistics/leaving-costs.ts';
import { chosenDayZero } from '../event-day-zero.server.ts';
import type { DayZero } from '../event-day-zero.ts';
import { given, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricDefinition, MetricTables } from '../metric-definition.server.ts';
import { CIVIL_DATE, CLOCK, contractors, earlier } from '../metric-parameters.ts';
import { peopleOn, qualifiedStays } from '../qualified-stays.server.ts';
import { requirementsInForce } from '../requirements-in-force.ts';
import { segmentCounts, segmentsOf } from './segment-counts.server.ts';
import type { SegmentCounts } from './segment-counts.server.ts';
import { whatIfNotes } from './what-if-notes.ts';
import { whatIf } from './what-if.server.ts';
import type { WhatIfFunction } from './what-if.server.ts';
import type { WhatIfRow, WhatIfSegment, WhatIfSummary } from './what-if.ts';

const SHAPE = v.pipe(v.number(), v.minValue(0.01), v.maxValue(1e6));
const SHARE = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const MONTHS = v.pipe(v.number(), v.minValue(0), v.maxValue(120));
const YEARS = v.pipe(v.number(), v.minValue(0), v.maxValue(10));
const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e7));
const NAMES = v.optional(v.nullable(v.array(v.string())), null);

const PARAMETERS = v.strictObject({
	on: v.optional(CIVIL_DATE),
	clock: CLOCK,
	/** Whether contractors count for a function; they are never asked. */
	contractors: contractors('in'),
	/** Who is asked; null: everybody. No other attributes, and no people. */
	roles: NAMES,
	levels: NAMES,
	sites: NAMES,
	/** Roles that are not asked. */
	exempt: v.optional(v.array(v.string()), []),
	/** A past event of the same organisation, chosen deliberately; left out: the prior is the result. */
	historyEventId: v.optional(v.string()),
	historyDayZero: v.optional(CIVIL_DATE),
	historyDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650)), 180),
	/** What a case elsewhere says of everybody, where no event of the organisation is chosen: of so many so many left. */
	historyCounts: v.optional(
		v.nullable(
			v.pipe(
				v.strictObject({ left: COUNT, of: COUNT }),
				v.check(({ left, of }) => left <= of, 'left must not be more than of')
			)
		),
		null
	),
	discount: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(1e6)), 1),
	prior: v.optional(v.strictObject({ a: SHAPE, b: SHAPE }), { a: 0.5, b: 0.5 }),
	/** What the odds to leave are multiplied by: an assumption, e.g. about severance or the time to decide. */
	oddsFactor: v.optional(v.pipe(v.number(), v.minValue(0.05), v.maxValue(20)), 1),
	sigmas: v.optional(
		v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(3))), v.minLength(1), v.maxLength(4)),
		[0, 0.5, 1, 2]
	),
	/** Annual pay by role family; '' for all others. */
	pay: v.optional(v.record(v.string(), v.pipe(v.number(), v.minValue(0))), {}),
	currency: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))), null),
	severanceMonths: v.optional(MONTHS, 3),
	onCostRate: v.optional(YEARS, 0.2),
	backfillShare: v.optional(SHARE, 1),
	replacement: v.optional(
		v.pipe(
			v.strictObject({ low: YEARS, best: YEARS, high: YEARS }),
			v.check(({ low, best, high }) => low <= best && best <= high, 'must rise from low to high')
		),
		USUAL_REPLACEMENT
	),
	horizonMonths: v.optional(MONTHS, 12),
	/** Posts removed instead of an ultimatum, by role and site; '' is a site not stated, null all sites. */
	removals: v.optional(
		v.array(
			v.strictObject({
				role: v.string(),
				site: v.optional(v.nullable(v.string()), null),
				posts: v.pipe(v.number(), v.integer(), v.minValue(0))
			})
		),
		[]
	)
});
export type WhatIfQuery = v.InferOutput<typeof PARAMETERS>;
type WhatIfTables = Required<Pick<MetricTables, 'roster' | 'roles' | 'requirements' | 'qualifications' | 'asOf'>>;

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** What an ultimatum or the removal of posts would leave of the functions with a minimum. */
export const WHAT_IF: MetricDefinition<WhatIfQuery, WhatIfRow, WhatIfSummary> = {
	id: 'what-if',
	unit: 'people',
	inputs: { needed: ['roster', 'staffing'], optional: ['events'] },
	parameters: PARAMETERS,
	compute(tables, params) {
		const people = given(tables, 'roster', 'roles', 'asOf', 'requirements', 'qualifications');
		const on = earlier(params.on, people.asOf);
		const day = dayNumber(on);
		const counts = segmentCounts(people, { on: day, until: day, clock: params.clock });
		const historyOf = chosenHistory(tables, params);
		const past = historyOf && pastCounts(people, historyOf, params);
		const segments = counts.names.map((name, index) => askedSegment(name, counts.people[index], past, params));
		const functions = functionsOf(people, counts, segments, { ...params, on: day });
		const costs = Object.keys(params.pay).length === 0 ? null : params;
		const { rows, found } = whatIf({ functions, segments }, { ...params, quantiles: QUANTILES, costs });
		const employed = counts.people.reduce((sum, number) => sum + number, 0);
		const { clock, discount, oddsFactor, prior, currency } = params;
		const historyCounts = historyOf === null ? params.historyCounts : null;
		const summary: WhatIfSummary = {
			...{ on, clock, historyOf, historyCounts, discount, oddsFactor, prior, currency },
			...found,
			segments: found.segments.filter((segment) => segment.people > 0),
			exempt: employed - found.asked,
			postsRemoved: params.removals.reduce((sum, { posts }) => sum + posts, 0)
		};
		return { rows, summary, notes: whatIfNotes(rows, summary) };
	}
};

function chosenHistory(tables: MetricTables, params: WhatIfQuery): DayZero | null {
	const { historyEventId: eventId, historyDayZero: dayZero } = params;
	if (eventId === undefined && dayZero === undefined) return null;
	return chosenDayZero(tables, { eventId, dayZero });
}

/** What became of each segment of the day 0 within the days asked for, as far as the data go. */
function pastCounts(tables: WhatIfTables, { on }: DayZero, { historyDays, clock }: WhatIfQuery) {
	if (on > tables.asOf) throw new UnfitParameter('historyEventId', `day 0 is ${on}, after the data of ${tables.asOf}`);
	const until = dayNumber(earlier(addDays(on, historyDays), tables.asOf));
	const { names, people, left } = segmentCounts(tables, { on: dayNumber(on), until, clock });
	return new Map(names.map((name, index) => [wordOf(name), { left: left[index], of: people[index] }]));
}

function wordOf({ role, level, site }: SegmentCounts['names'][number]): string {
	return JSON.stringify([role, level, site]);
}

function askedSegment(
	name: SegmentCounts['names'][number],
	people: number,
	past: ReturnType<typeof pastCounts> | null,
	params: WhatIfQuery
): WhatIfSegment {
	const isIn = (chosen: string[] | null, word: string) => chosen === null || chosen.includes(word);
	const isChosen = isIn(params.roles, name.role) && isIn(params.levels, name.level) && isIn(params.sites, name.site);
	const isAsked = isChosen && !params.exempt.includes(name.role) && params.removals.length === 0;
	return {
		...name,
		people: isAsked ? people : 0,
		history: past === null ? params.historyCounts : (past.get(wordOf(name)) ?? null)
	};
}

/** The functions with a minimum, most important first: critical ones, then by name. */
function functionsOf(
	tables: WhatIfTables,
	counts: SegmentCounts,
	segments: WhatIfSegment[],
	{ on, clock, contractors, removals }: Pick<WhatIfQuery, 'clock' | 'contractors' | 'removals'> & { on: number }
): WhatIfFunction[] {
	const required = requirementsInForce(tables.requirements, on).filter(({ inForce }) => inForce.requiredMin > 0);
	const stays = qualifiedStays(tables, required, { clock, contractors });
	const segmentOf = segmentsOf(counts, tables.roster);
	const found = required.map(({ inForce }, place): WhatIfFunction => {
		const people = peopleOn(stays[place], on);
		const inFunction = new Uint32Array(segments.length);
		for (let index = 0; index < people.length; index++) {
			const segment = segmentOf[people[index]];
			if (segment >= 0) inFunction[segment]++;
		}
		const asked = inFunction.map((number, segment) => (segments[segment].people > 0 ? number : 0));
		const layoff = removals.map(({ role, site, posts }) => {
			const isHit = segments.map((each) => each.role === role && (site === null || each.site === site));
			const sumOf = (numbers: Uint32Array) => numbers.reduce((sum, n, segment) => sum + (isHit[segment] ? n : 0), 0);
			return { people: sumOf(counts.people), inRole: sumOf(inFunction), posts };
		});
		return { inForce, qualified: people.length, asked, layoff };
	});
	return found.sort(
		({ inForce: a }, { inForce: b }) => Number(b.isCritical) - Number(a.isCritical) || (a.name < b.name ? -1 : 1)
	);
}
