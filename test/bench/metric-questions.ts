import * as v from 'valibot';
import { ANSWER_OUTCOMES } from '../../src/lib/metrics/answer-outcomes/answer-outcomes-metric.server.ts';
import type { AnswerOutcomeRow } from '../../src/lib/metrics/answer-outcomes/answer-outcomes.ts';
import { ATTRITION_RATE } from '../../src/lib/metrics/attrition-rate/attrition-rate-metric.server.ts';
import { HEADCOUNT } from '../../src/lib/metrics/headcount/headcount-metric.server.ts';
import { countedAnswers } from '../../src/lib/metrics/counted-answers.server.ts';
import type { MetricDefinition, MetricTables } from '../../src/lib/metrics/metric-definition.server.ts';
import { MONTHLY_LOSS } from '../../src/lib/metrics/monthly-loss/monthly-loss-metric.server.ts';
import { ROLE_COVERAGE } from '../../src/lib/metrics/role-coverage/role-coverage-metric.server.ts';
import { TENURE_SURVIVAL } from '../../src/lib/metrics/tenure-survival/tenure-survival-metric.server.ts';
import { answersByStratum } from '../../src/lib/metrics/ultimatum-response/answer-reversals.server.ts';
import { ultimatumOf } from '../../src/lib/metrics/ultimatum-event.server.ts';
import { ULTIMATUM_RESPONSE } from '../../src/lib/metrics/ultimatum-response/ultimatum-response-metric.server.ts';
import { ultimatumResponse } from '../../src/lib/metrics/ultimatum-response/ultimatum-response.server.ts';
import { ULTIMATUM_EVENT } from '../../src/lib/sample-company/company-model.ts';
import { codeColumn } from '../../src/lib/server/columns.ts';
import { dayNumber } from '../../src/lib/statistics/civil-date.ts';
import { wilsonInterval } from '../../src/lib/statistics/wilson-interval.ts';
import * as queries from './duckdb-questions.ts';
import * as typed from './typed-loops.ts';

type Columns = (string | number | null)[][];

/** A measure, and the query that answers the same. */
export interface MetricQuestion {
	title: string;
	/** The day the first question names. */
	day: string;
	answer(tables: BenchTables, day: string): Columns;
	query: string;
	values(day: string): Record<string, string>;
	hand: HandWritten;
}

/** A loop of `typed-loops.ts` that counts the same, and what its groups are. */
interface HandWritten {
	group: 'role' | 'department' | 'role and level';
	run(tables: BenchTables, groups: { codes: ArrayLike<number>; size: number }): unknown;
}

export type BenchTables = MetricTables & Required<Pick<MetricTables, 'roster' | 'roles' | 'responses' | 'events'>>;

const FROM = '2015-01-01';
const TO = '2024-12-31';
const YEARS = [365, 730, 1826, 3652];

export function metricQuestions(): MetricQuestion[] {
	return [coverage(), headcount(), attrition(), months(), survival(), answers(), answersByLevel(), join()];
}

function computed<P extends object, R extends object, S extends object>(
	metric: MetricDefinition<P, R, S>,
	tables: MetricTables,
	params: object
): R[] {
	return metric.compute(tables, v.parse(metric.parameters, params)).rows;
}

function columns<Row>(
	rows: Row[],
	key: (row: Row) => string,
	values: ((row: Row) => string | number | null)[]
): Columns {
	const sorted = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
	return values.map((value) => sorted.map(value));
}

function coverage(): MetricQuestion {
	const [from, before] = ['2024-03-01', '2024-03-20'];
	return {
		title: 'Coverage of 7 functions, two days and the steps between',
		day: '2024-03-22',
		answer: (tables, on) =>
			columns(computed(ROLE_COVERAGE, tables, { on, before, from, clock: 'worked' }), (row) => row.functionId, [
				(row) => row.functionId,
				(row) => row.qualified,
				(row) => row.qualifiedBefore,
				(row) => row.series.length - 1
			]),
		query: queries.COVERAGE,
		values: (on) => ({ on, before, from }),
		hand: flowOf(from, '2024-03-22')
	};
}

function headcount(): MetricQuestion {
	return {
		title: 'Headcount, hires, separations by role and month, 10 years',
		day: FROM,
		answer: (tables, from) =>
			columns(
				computed(HEADCOUNT, tables, { from, to: TO, step: 'month', group: 'role', withFte: false }),
				(row) => row.date + row.group,
				[(row) => row.date, (row) => row.group, (row) => row.headcount, (row) => row.hires, (row) => row.separations]
			),
		query: queries.HEADCOUNT,
		values: (from) => ({ from, to: TO }),
		hand: flowOf(FROM, TO)
	};
}

function attrition(): MetricQuestion {
	return {
		title: 'Attrition by department: exits by type, regretted, person-days, 10 years',
		day: FROM,
		answer: (tables, from) =>
			columns(computed(ATTRITION_RATE, tables, { from, to: TO, group: 'department' }), (row) => row.group ?? '', [
				(row) => row.group,
				(row) => row.separations,
				(row) => row.types.voluntary,
				(row) => row.types.involuntary,
				(row) => row.regretted,
				(row) => row.personYears * 365.25
			]),
		query: queries.ATTRITION,
		values: (from) => ({ from, to: TO }),
		hand: {
			group: 'department',
			run: ({ roster }, groups) => typed.handWrittenExits(roster, groups, dayNumber(FROM), dayNumber(TO))
		}
	};
}

function survival(): MetricQuestion {
	const to = '2024-12-31';
	const params = { group: 'role', atLeast: 1, atDays: YEARS, to };
	return {
		title: 'Kaplan-Meier by role, ten years of exits, late entry',
		day: '2018-01-01',
		answer: (tables, from) =>
			columns(computed(TENURE_SURVIVAL, tables, { ...params, from }), (row) => row.group ?? '', [
				(row) => row.group,
				...YEARS.map((_, index) => (row: { values: { share: number | null }[] }) => row.values[index].share)
			]),
		query: queries.SURVIVAL,
		values: (from) => ({ from, to }),
		hand: {
			group: 'role',
			run: ({ roster }, groups) => typed.handWrittenSurvival(roster, groups, dayNumber('2018-01-01'), dayNumber(to))
		}
	};
}

function flowOf(from: string, to: string): HandWritten {
	const run: HandWritten['run'] = ({ roster }, groups) =>
		typed.handWrittenFlow(roster, groups, dayNumber(from), dayNumber(to));
	return { group: 'role', run };
}

function months(): MetricQuestion {
	const firsts = Int32Array.from({ length: 121 }, (_, month) => {
		return Date.UTC(2015, month, 1) / 86_400_000;
	});
	return {
		title: 'Headcount and attrition by department and month, 10 years, with intervals',
		day: FROM,
		answer: (tables, from) =>
			columns(
				computed(MONTHLY_LOSS, tables, { from, to: TO, dimension: 'department' }),
				(row) => row.month + row.group,
				[
					(row) => row.month,
					(row) => row.group,
					(row) => row.people,
					(row) => row.left,
					(row) => row.interval.lower,
					(row) => row.interval.upper
				]
			),
		query: queries.MONTHS,
		values: (from) => ({ from: `${from.slice(0, 8)}01`, to: TO }),
		hand: { group: 'department', run: ({ roster }, groups) => typed.handWrittenMonths(roster, groups, firsts) }
	};
}

// As the event of the generated company has them.
const [ANNOUNCED, DEADLINE, ASKED_ON] = ['2024-03-19T13:00:00Z', '2024-03-21T21:00:00Z', '2024-03-18'];
const WINDOW = { announced: ANNOUNCED.slice(0, 16), deadline: DEADLINE.slice(0, 16) };

const HAND_WINDOW = { on: dayNumber(ASKED_ON), announced: Date.parse(ANNOUNCED), deadline: Date.parse(DEADLINE) };

function handAnswers(group: HandWritten['group']): HandWritten {
	return { group, run: (tables, groups) => typed.handWrittenAnswers(tables, groups, HAND_WINDOW) };
}

/** The same event, whose question went to the people of another day. */
function askedOn(events: BenchTables['events'], on: string): BenchTables['events'] {
	return events.map((event) => (event.eventId === ULTIMATUM_EVENT ? { ...event, populationOn: on } : event));
}

function answers(): MetricQuestion {
	return {
		title: 'Answers joined to the roster, the last of each person, by role with intervals',
		day: ASKED_ON,
		answer: (tables, on) =>
			columns(
				computed(
					ULTIMATUM_RESPONSE,
					{ ...tables, events: askedOn(tables.events, on) },
					{ eventId: ULTIMATUM_EVENT, dimension: 'role' }
				),
				(row) => row.group,
				[
					(row) => row.group,
					(row) => row.asked,
					(row) => row.stay,
					(row) => row.leave,
					(row) => row.resolvedInterval?.lower ?? null,
					(row) => row.resolvedInterval?.upper ?? null
				]
			),
		query: queries.ANSWERS,
		values: (on) => ({ ...WINDOW, on }),
		hand: handAnswers('role')
	};
}

function answersByLevel(): MetricQuestion {
	return {
		title: 'Answers by role and level, with intervals',
		day: ASKED_ON,
		answer: (tables, on) => {
			const event = ultimatumOf(askedOn(tables.events, on), ULTIMATUM_EVENT);
			if (!event) throw new Error('The generated company has no ultimatum.');
			const { counted } = ultimatumResponse((...asked) => countedAnswers(tables, ...asked), event, 'role');
			const level = codeColumn(tables.roster, 'level');
			const rows = answersByStratum(counted, 'level', event.silenceRule).flatMap(({ people, cases }, group) =>
				level.words.flatMap((word, code) =>
					people[code] === 0
						? []
						: [{ role: counted.names[group], level: word, asked: people[code], gone: cases[code] }]
				)
			);
			const limits = (row: (typeof rows)[number]) => wilsonInterval(row.gone, row.asked);
			return columns(rows, (row) => `${row.role}\n${row.level}`, [
				(row) => row.role,
				(row) => row.level,
				(row) => row.asked,
				(row) => row.gone,
				(row) => limits(row)?.lower ?? null,
				(row) => limits(row)?.upper ?? null
			]);
		},
		query: queries.ANSWERS_BY_LEVEL,
		values: (on) => ({ ...WINDOW, on }),
		hand: handAnswers('role and level')
	};
}

function join(): MetricQuestion {
	return {
		title: 'Join of roster and answers: what was said against who left by a day, by role',
		day: '2024-04-25',
		answer: (tables, until) =>
			columns(
				computed(ANSWER_OUTCOMES, tables, {
					...{ eventId: ULTIMATUM_EVENT, clock: 'legal' },
					days: dayNumber(until) - dayNumber(ANNOUNCED.slice(0, 10))
				}),
				(row) => row.group ?? '',
				[
					(row) => row.group,
					(row) => row.asked,
					...(['stay', 'leave', 'silent'] as const).map((answer) => (row: AnswerOutcomeRow) => row.answers[answer].left)
				]
			),
		query: queries.JOIN,
		values: (until) => ({ ...WINDOW, on: ASKED_ON, until }),
		hand: {
			group: 'role',
			run: (tables, groups) => typed.handWrittenJoin(tables, groups, HAND_WINDOW)
		}
	};
}
