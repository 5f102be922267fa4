import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { responseTable, rosterTable } from '../../../../test/support/column-tables.ts';
import type { EventRow } from '#lib/datasets/events/events.server.ts';
import { UnfitParameter } from '../metric-definition.server.ts';
import { ANSWER_OUTCOMES } from './answer-outcomes-metric.server.ts';
import type { AnswerOutcomeRow } from './answer-outcomes.ts';

// Announced 16 November 2022, deadline the day after at 17:00 in San Francisco (01:00Z of the 18th). 180 days after the
// announcement is 15 May 2023: ann left before it, gil the day after it; cal left on the day of the announcement.
const STAFF: [person: string, roleFamily: string, exitedOn: string, employmentType?: string][] = [
	['ann', 'security', '2022-12-01'],
	['bea', 'security', ''],
	['cal', 'security', '2022-11-16'],
	['dan', 'security', ''],
	['eve', 'security', '2023-02-01'],
	['fay', 'payroll', ''],
	['gil', 'payroll', '2023-05-16'],
	['hal', 'payroll', ''],
	['old', 'payroll', '2022-11-15'],
	['pia', 'payroll', '2022-12-01', 'contractor']
];
// ann, bea and gil say leave; eve and fay stay; hal says leave after the deadline; cal and dan say nothing. old had left
// the day before and was not asked.
const ANSWERS = [
	...['ann', 'bea', 'gil', 'old'].map((person) => ({ person, answer: 'leave', respondedAt: '2022-11-17T12:00:00Z' })),
	...['eve', 'fay'].map((person) => ({ person, answer: 'stay', respondedAt: '2022-11-17T12:00:00Z' })),
	{ person: 'hal', answer: 'leave', respondedAt: '2022-11-18T01:00:01Z' }
];
const EVENT = {
	eventId: 'u1',
	title: 'Click yes',
	announcedAtLocal: '2022-11-16T00:00',
	deadlineAtLocal: '2022-11-17T17:00',
	timeZone: 'America/Los_Angeles',
	question: 'opt_in_to_stay',
	silenceRule: 'resign',
	populationOn: null
} as EventRow;

function tablesOf() {
	const roster = rosterTable(
		STAFF.map(([person, roleFamily, exitedOn, employmentType = '']) => ({
			...{ person, roleFamily, exitedOn, employmentType, hiredOn: '2020-01-01' }
		}))
	);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	return { roster, roles, responses: responseTable(ANSWERS) };
}

function matched(params: object = {}, event: Partial<EventRow> = {}, asOf = '2024-12-31', tables = tablesOf()) {
	return ANSWER_OUTCOMES.compute(
		{ ...tables, events: [{ ...EVENT, ...event }], asOf },
		{ eventId: 'u1', days: 180, clock: 'legal', ...params }
	);
}

const counts = ({ asked, answers: { leave, silent, stay } }: AnswerOutcomeRow) => ({
	...{ asked, leave: [leave.left, leave.stayed], silent: [silent.left, silent.stayed], stay: [stay.left, stay.stayed] }
});

describe('eight people asked, as matched by hand', () => {
	const { rows, summary, notes } = matched();

	test('said leave: 1 left, 2 stayed; silent: 1 left, 2 stayed; said stay: 1 left, 1 stayed', () => {
		expect(counts(summary.total)).toEqual({ asked: 8, leave: [1, 2], silent: [1, 2], stay: [1, 1] });
		expect(summary).toMatchObject({ populationOn: '2022-11-16', until: '2023-05-15' });
	});

	test('silence means leaving: 6 counted as leaving, of whom 2 left and 4 are still employed', () => {
		expect(summary.resolved).toEqual({ people: 6, left: 2, stayed: 4 });
	});

	test('asked again of the same columns for 181, 0, 77 and 15 days: 4, 1, 3 and 2 had left', () => {
		const tables = tablesOf();
		const left = [181, 0, 77, 15].map((days) => {
			const { leave, silent, stay } = matched({ days }, {}, '2024-12-31', tables).summary.total.answers;
			return leave.left! + silent.left! + stay.left!;
		});
		expect(left).toEqual([4, 1, 3, 2]);
	});

	test('by role, the larger first: security 5, payroll 3, together everybody', () => {
		expect(rows.map((row) => [row.group, counts(row)])).toEqual([
			['security', { asked: 5, leave: [1, 1], silent: [1, 1], stay: [1, 0] }],
			['payroll', { asked: 3, leave: [0, 1], silent: [0, 1], stay: [0, 1] }]
		]);
	});

	test('1 answer matches nobody; the contractor was not asked', () => {
		expect(summary.unmatched).toBe(1);
		expect(notes.map(({ key }) => key)).toEqual([
			'metrics.clock.legal',
			'metrics.answerOutcomes.whatever',
			'metrics.answerOutcomes.unmatched',
			'metrics.quality.contractors'
		]);
	});
});

test('a day more and gil has left too; where the data end on 30 November only cal has', () => {
	expect(counts(matched({ days: 181 }).summary.total).leave).toEqual([2, 1]);
	const early = matched({}, {}, '2022-11-30').summary;
	expect(early.until).toBe('2022-11-30');
	expect(counts(early.total)).toEqual({ asked: 8, leave: [0, 3], silent: [1, 2], stay: [0, 2] });
});

test('where silence means staying 3 count as leaving, where it means nothing known nobody can say', () => {
	expect(matched({}, { silenceRule: 'stay' }).summary.resolved).toEqual({ people: 3, left: 1, stayed: 2 });
	const unknown = { people: null, left: null, stayed: null };
	expect(matched({}, { silenceRule: 'undetermined' }).summary.resolved).toEqual(unknown);
});

test('nobody asked: all 7 answers match nobody, counts are 0', () => {
	const { rows, summary } = matched({}, { populationOn: '2019-12-31' });
	expect(rows).toEqual([]);
	expect(counts(summary.total)).toEqual({ asked: 0, leave: [0, 0], silent: [0, 0], stay: [0, 0] });
	expect(summary.unmatched).toBe(7);
});

test('people asked after the data end, and an event that is not there, are refused', () => {
	expect(() => matched({}, { populationOn: '2022-11-17' }, '2022-11-16')).toThrow(UnfitParameter);
	expect(() => matched({ eventId: 'u2' })).toThrow('"u2"');
});
