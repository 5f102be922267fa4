import * as v from 'valibot';
import { ATTRITION_RATE } from '../../src/lib/metrics/attrition-rate/attrition-rate-metric.server.ts';
import { HEADCOUNT } from '../../src/lib/metrics/headcount/headcount-metric.server.ts';
import type { MetricDefinition, MetricTables } from '../../src/lib/metrics/metric-definition.server.ts';
import { ROLE_COVERAGE } from '../../src/lib/metrics/role-coverage/role-coverage-metric.server.ts';
import { TENURE_SURVIVAL } from '../../src/lib/metrics/tenure-survival/tenure-survival-metric.server.ts';
import { ULTIMATUM_RESPONSE } from '../../src/lib/metrics/ultimatum-response/ultimatum-response-metric.server.ts';
import { ULTIMATUM_EVENT } from '../../src/lib/sample-company/company-model.ts';
import * as queries from './duckdb-questions.ts';

type Columns = (string | number | null)[][];

/** A measure, and the query that answers the same. */
export interface MetricQuestion {
	title: string;
	/** The day the first question names. */
	day: string;
	answer(tables: MetricTables, day: string): Columns;
	query: string;
	values(day: string): Record<string, string>;
	/** The loop of `typed-loops.ts` that counts the same. */
	hand: {
		loop: 'handWrittenFlow' | 'handWrittenSurvival' | 'handWrittenExits';
		group: 'role' | 'department';
		from: string;
		to: string;
	} | null;
}

const FROM = '2015-01-01';
const TO = '2024-12-31';
const YEARS = [365, 730, 1826, 3652];

export function metricQuestions(): MetricQuestion[] {
	return [coverage(), headcount(), attrition(), survival(), answers()];
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
		hand: { loop: 'handWrittenFlow', group: 'role', from, to: '2024-03-22' }
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
		hand: { loop: 'handWrittenFlow', group: 'role', from: FROM, to: TO }
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
		hand: { loop: 'handWrittenExits', group: 'department', from: FROM, to: TO }
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
		hand: { loop: 'handWrittenSurvival', group: 'role', from: '2018-01-01', to }
	};
}

function answers(): MetricQuestion {
	const [announced, deadline, on] = ['2024-03-19 13:00', '2024-03-21 21:00', '2024-03-18'];
	return {
		title: 'Answers joined to the roster, the last of each person, by role with intervals',
		day: on,
		answer: (tables) =>
			columns(
				computed(ULTIMATUM_RESPONSE, tables, { eventId: ULTIMATUM_EVENT, dimension: 'role' }),
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
		values: () => ({ announced, deadline, on }),
		hand: null
	};
}
