import * as v from 'valibot';
import type { ListedMetric, MetricTables } from '../../src/lib/metrics/metric-definition.server.ts';
import { METRICS } from '../../src/lib/metrics/metric-list.server.ts';
import { prepareRoster } from '../../src/lib/metrics/prepare-roster.server.ts';
import { ULTIMATUM_EVENT } from '../../src/lib/sample-company/company-model.ts';
import { addDays, civilDate, dayNumber } from '../../src/lib/statistics/civil-date.ts';
import { seededGenerator } from '../../src/lib/statistics/seeded-generator.ts';
import type { BenchTables } from './metric-questions.ts';
import { milliseconds, spread, type Spread } from './rotation.ts';

const LIMIT = 150;

interface Asked {
	id: string;
	/** Parameters that name another day each time. */
	params(day: (from: string) => string): object;
	about?: string;
}

// Of each measure what costs it most; days that move.
const ASKED: Asked[] = [
	{ id: 'answer-outcomes', params: () => ({ eventId: ULTIMATUM_EVENT }) },
	{ id: 'attrition-rate', about: 'by department', params: (day) => ({ from: day('2015-01-01'), group: 'department' }) },
	{ id: 'attrition-rate', about: 'by month', params: (day) => ({ from: day('2015-01-01'), group: 'month' }) },
	{ id: 'attrition-rate', about: 'by role', params: (day) => ({ from: day('2015-01-01'), group: 'role' }) },
	{
		id: 'event-comparison',
		params: (day) => ({ eventIds: [ULTIMATUM_EVENT], step: 1, to: daysTo(day('2024-12-01')) })
	},
	{ id: 'event-loss', params: (day) => ({ dayZero: day('2024-03-01') }) },
	{ id: 'event-outcomes', params: (day) => ({ dayZero: day('2024-03-01') }) },
	{
		id: 'executive-departures-window',
		params: (day) => ({ dayZero: day('2024-03-01'), levels: ['Director', 'Executive'] })
	},
	{ id: 'executive-vacancy', params: (day) => ({ on: day('2024-03-01') }) },
	{
		id: 'four-fifths',
		about: 'by age',
		params: (day) => ({ from: day('2024-03-01'), to: '2024-10-31', dimension: 'age' })
	},
	{
		id: 'headcount',
		about: 'by role, with working time',
		params: (day) => ({ from: day('2015-01-01'), group: 'role' })
	},
	{ id: 'headcount', about: 'by day', params: (day) => ({ from: day('2015-01-01'), step: 'day', withFte: false }) },
	{ id: 'incident-rate', params: (day) => ({ dayZero: day('2024-03-01') }) },
	{ id: 'knowledge-retained', about: 'by role', params: (day) => ({ on: day('2024-10-01'), group: 'role' }) },
	{ id: 'monthly-loss', about: 'by role', params: (day) => ({ from: day('2015-01-01'), to: '2024-12-31' }) },
	{ id: 'on-call-viability', params: (day) => ({ on: day('2024-10-01') }) },
	{
		id: 'organisation-loss',
		about: 'three levels',
		params: (day) => ({ dayZero: day('2024-03-01'), levels: ['site', 'department', 'role'] })
	},
	{
		id: 'owbpa-worksheet',
		params: (day) => ({
			...{ from: day('2024-03-01'), to: '2024-10-31', agesOn: '2024-10-31' },
			...{ declinedAs: 'voluntary', silentAs: 'involuntary' }
		})
	},
	{ id: 'recovery', params: (day) => ({ on: day('2024-10-01') }) },
	{ id: 'role-coverage', params: (day) => ({ on: day('2024-10-01'), from: '2023-01-01' }) },
	{ id: 'separation-baseline', about: 'by role', params: (day) => ({ dayZero: day('2024-03-01'), group: 'role' }) },
	{ id: 'single-points', params: (day) => ({ on: day('2024-10-01') }) },
	{ id: 'tenure-survival', about: 'by role', params: (day) => ({ from: day('2018-01-01'), group: 'role' }) },
	{ id: 'tenure-survival', about: 'with reasons', params: (day) => ({ from: day('2018-01-01'), withReasons: true }) },
	{ id: 'ultimatum-response', about: 'by role', params: () => ({ eventId: ULTIMATUM_EVENT }) },
	{ id: 'ultimatum-response', about: 'by tenure', params: () => ({ eventId: ULTIMATUM_EVENT, dimension: 'tenure' }) },
	{ id: 'what-if', about: 'no history', params: (day) => ({ on: day('2024-06-01') }) },
	{
		id: 'what-if',
		about: 'a past day, odds doubled',
		params: (day) => ({ on: day('2024-06-01'), historyDayZero: '2022-11-01', oddsFactor: 2 })
	},
	{ id: 'what-if', about: 'a past day', params: (day) => ({ on: day('2024-06-01'), historyDayZero: '2022-11-01' }) }
];

/** Days from 1 March 2024. */
function daysTo(day: string): number {
	return dayNumber(day) - dayNumber('2024-03-01');
}

export interface MetricTimes {
	title: string;
	/** Milliseconds: from columns as they are read, and later of another day. */
	first: Spread;
	later: Spread;
}

/**
 * Every measure with what costs it most, from columns in memory. `first` is the first question after they were read, of
 * which nothing but the employments is known; the code is warm, as it is in a server that has answered before.
 */
export async function timeEveryMetric(tables: BenchTables, rounds: number): Promise<MetricTimes[]> {
	const missing = METRICS.filter(({ id }) => ASKED.every((asked) => asked.id !== id));
	if (missing.length > 0) throw new Error(`No question for ${missing.map(({ id }) => id).join(', ')}.`);
	const all = { ...tables, ...madeUp(tables) };
	const results = [];
	for (const asked of ASKED) results.push(await timeOne(asked, all, rounds));
	return results;
}

async function timeOne(asked: Asked, tables: MetricTables & BenchTables, rounds: number): Promise<MetricTimes> {
	const metric = METRICS.find(({ id }) => id === asked.id) as ListedMetric;
	let round = 0;
	const ask = (of: MetricTables) => {
		const params = v.parse(
			metric.parameters,
			asked.params((from) => addDays(from, round))
		);
		return milliseconds(() => metric.compute(of, params));
	};
	const [first, later]: number[][] = [[], []];
	await ask(tables);
	for (round = 1; round <= rounds; round++) {
		const roster = { ...tables.roster };
		prepareRoster(roster, tables.roles);
		first.push(await ask({ ...tables, roster, ...withDetailsOf(tables) }));
		later.push(await ask({ ...tables, ...withDetailsOf(tables) }));
	}
	const title = asked.about === undefined ? asked.id : `${asked.id}, ${asked.about}`;
	return { title, first: spread(first), later: spread(later) };
}

/** Personal details come with each question and are never kept. */
function withDetailsOf({ personal }: MetricTables): Pick<MetricTables, 'personal'> {
	return { personal: personal && { ...personal } };
}

export function printMetricTimes(rows: number, times: MetricTimes[]): void {
	console.log(`\nEvery measure at ${rows} rows, milliseconds (at most ${LIMIT} wanted)`);
	console.log(`  ${''.padEnd(46)}${'first after loading'.padStart(33)}${'later'.padStart(33)}`);
	const numbers = ({ minimum, median, maximum }: Spread) =>
		[minimum, median, maximum].map((value) => value.toFixed(1).padStart(11)).join('');
	for (const { title, first, later } of times) console.log(`  ${title.padEnd(46)}${numbers(first)}${numbers(later)}`);
}

const [INCIDENTS, EXECUTIVES] = [20_000, 500];

/** Birth dates of everybody, incidents of five years and executives: the generated company has none. */
function madeUp({
	roster,
	asOf = ''
}: BenchTables): Required<Pick<MetricTables, 'personal' | 'incidents' | 'executives'>> {
	const random = seededGenerator(11);
	const last = dayNumber(asOf);
	const dayIn = (days: number) => civilDate(last - Math.floor(random() * days));
	const people = roster.personKeys?.length ?? 0;
	const born = Int32Array.from({ length: people }, () => last - 7000 - Math.floor(random() * 16_000));
	const personal: NonNullable<MetricTables['personal']> = {
		rowCount: people,
		person: Uint32Array.from({ length: people }, (_, index) => index),
		personKeys: roster.personKeys,
		columns: {
			bornOn: { type: 'day', days: born },
			group: { type: 'code', codes: Uint8Array.from(born, (day) => 1 + (day & 3)), words: ['', 'a', 'b', 'c', 'd'] }
		}
	};
	const unknown = { note: null, confidence: null, source: null, relatedEventId: null };
	const incidents = Array.from({ length: INCIDENTS }, (_, index) => ({
		...{ ...unknown, incidentId: `i${index}`, organisation: 'Tumblebird (fictitious)', startedAt: null },
		...{ startedOn: dayIn(1826), startedAtAlternative: null, endedAt: null, durationNote: null, severity: null },
		...{ service: null, peakReports: null, peakReportsUnit: null, figureStatus: null, causeClaimed: null },
		...{ causeStatus: null, discrepancies: null }
	}));
	const executives = Array.from({ length: EXECUTIVES }, (_, index) => {
		const day = dayIn(1000);
		return {
			...{ ...unknown, person: `p${index}`, organisation: 'Tumblebird (fictitious)', post: `post ${index}` },
			...{ announcedOn: day, effectiveOn: day, kind: 'resigned', reason: null, lastDay: day },
			...{ actingStart: null, permanentStart: null }
		};
	});
	return { personal, incidents, executives };
}
