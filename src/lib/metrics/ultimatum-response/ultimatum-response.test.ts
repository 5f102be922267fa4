import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, responseTable, rosterTable } from '../../../../test/support/column-tables.ts';
import { countedAnswers } from '../counted-answers.server.ts';
import { tenureBand } from '../people-asked.server.ts';
import type { UltimatumEvent } from '../ultimatum-event.server.ts';
import { ultimatumResponse } from './ultimatum-response.server.ts';
import type { CountAnswers } from './ultimatum-response.server.ts';
import type { ResponseDimension } from './ultimatum-response.ts';

const file = (name: string) => csvRows(readFileSync(new URL(name, import.meta.url), 'utf8'));
const staff = file('ultimatum-response.golden.csv');
const answers = file('ultimatum-response.answers.csv');

const event: UltimatumEvent = {
	eventId: 'hardcore',
	title: 'Extremely hardcore',
	announcedAtLocal: '2022-11-16T00:03',
	deadlineAtLocal: '2022-11-17T14:00',
	timeZone: 'America/Los_Angeles',
	question: 'opt_in_to_stay',
	silenceRule: 'resign',
	populationOn: '2022-11-16'
};

function respond(
	given: { rows?: TestRow[]; event?: Partial<UltimatumEvent>; dimension?: ResponseDimension; staff?: TestRow[] } = {}
) {
	const roster = rosterTable(given.staff ?? staff);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const responses = responseTable(given.rows ?? answers);
	const count: CountAnswers = (...asked) => countedAnswers({ roster, roles, responses }, ...asked);
	const { rows, summary, notes } = ultimatumResponse(count, { ...event, ...given.event }, given.dimension ?? 'role');
	return { rows, summary, notes };
}

describe('ten people asked on 16 November 2022, as tallied by hand', () => {
	const { rows, summary } = respond();

	test('10 asked: 3 stay, 3 leave, 4 silent, the late one among them', () => {
		expect(summary).toMatchObject({ asked: 10, stay: 3, leave: 3, silent: 4 });
		expect(summary.leaveShareOfResponders).toBe(0.5);
		expect([summary.stayShare, summary.leaveShare, summary.silentShare]).toEqual([0.3, 0.3, 0.4]);
	});

	test('14 rows: 6 counted, 3 superseded, 2 late, 1 before the announcement, 2 of people who were not asked', () => {
		const { late, beforeAnnouncement, unknownPerson, superseded, rows: all } = summary;
		expect({ late, beforeAnnouncement, unknownPerson, superseded, all }).toEqual({
			late: 2,
			beforeAnnouncement: 1,
			unknownPerson: 2,
			superseded: 3,
			all: 14
		});
		expect(6 + 3 + 2 + 1 + 2).toBe(all);
	});

	test('silence means leaving: 7 of 10 counted as leaving, Wilson 0.3968 to 0.8922', () => {
		// Newcombe's method 3 for 7 of 10, by the formula of METHODS 1.4 on paper.
		expect(summary).toMatchObject({ resolvedLeavers: 7, resolvedShare: 0.7, bounds: null });
		expect(summary.resolvedInterval!.lower).toBeCloseTo(0.3968, 4);
		expect(summary.resolvedInterval!.upper).toBeCloseTo(0.8922, 4);
	});

	test('by role: security 2 leave 1 stay 1 silent of 5 and so on', () => {
		expect(rows.map(({ group, asked, stay, leave, silent }) => [group, asked, stay, leave, silent])).toEqual([
			['', 1, 0, 0, 1],
			['security', 5, 1, 3, 1],
			['payroll', 4, 2, 0, 2]
		]);
	});

	test('by level, the level of the day: ben is L2 although promoted since', () => {
		const groups = respond({ dimension: 'level' }).rows;
		expect(groups.map(({ group, asked, stay, leave, silent }) => [group, asked, stay, leave, silent])).toEqual([
			['', 2, 0, 0, 2],
			['L2', 4, 2, 1, 1],
			['L3', 4, 1, 2, 1]
		]);
	});

	test('by tenure in completed years: eva is a day short of 5, dee is there, gil of 29 February has 2', () => {
		const groups = respond({ dimension: 'tenure' }).rows;
		// 0-1: ben cal ian; 1-2: fox (2 years tomorrow) joy; 2-5: eva gil; 5-10: dee; 10+: amy han.
		expect(groups.map(({ group, asked }) => [group, asked])).toEqual([
			['0-1', 3],
			['1-2', 2],
			['2-5', 2],
			['5-10', 1],
			['10+', 2]
		]);
	});

	test('the deadline is 22:00Z, 37.95 hours after the announcement, unique in its zone', () => {
		expect(summary).toMatchObject({
			announcedAt: '2022-11-16T08:03:00.000Z',
			deadlineAt: '2022-11-17T22:00:00.000Z',
			deadlineLocal: '2022-11-17T14:00',
			deadlineKind: 'unique'
		});
		expect(summary.windowHours).toBeCloseTo(37.95, 10);
	});

	test('the curve ends at 1 less the silent share; the deadline itself is its last step', () => {
		expect(summary.curve.map(({ hours, count }) => [Math.round(hours * 100) / 100, count])).toEqual([
			[0, 1],
			[11.95, 2],
			[24, 3],
			[37.45, 4],
			[37.7, 5],
			[37.95, 6]
		]);
		expect(summary.curve.at(-1)!.shareOfAsked).toBe(0.6);
		expect(summary.lateMarks.map((hours) => Math.round(hours * 10_000) / 10_000)).toEqual([37.9503, 48]);
	});

	test('half of the six had answered after 24 hours (type 1), the band is 0.5544 wide', () => {
		expect(summary.quantiles.map(({ p, hours }) => [p, Math.round(hours! * 100) / 100])).toEqual([
			[0.25, 11.95],
			[0.5, 24],
			[0.75, 37.7],
			[0.9, 37.95]
		]);
		// sqrt(ln 40 / 12)
		expect(summary.dkwHalfWidth).toBeCloseTo(0.5544, 4);
	});

	test('3 answers in the last hour against 3 in 36.95 hours: 36.95 times the rate', () => {
		expect(summary.surge).toMatchObject({ lastHour: 3, earlier: 3 });
		expect(summary.surge!.ratio).toBeCloseTo(36.95, 10);
	});
});

test('silence that means staying leaves 3 of 10; undetermined silence gives bounds 0.3 to 0.7 and no number', () => {
	expect(respond({ event: { silenceRule: 'stay' } }).summary).toMatchObject({ resolvedLeavers: 3, bounds: null });
	expect(respond({ event: { silenceRule: 'undetermined' } }).summary).toMatchObject({
		resolvedLeavers: null,
		resolvedShare: null,
		resolvedInterval: null,
		bounds: { lower: 0.3, upper: 0.7 }
	});
});

test('the deadline is inclusive: an answer at 22:00:00Z counts, one at 22:00:00.001Z does not', () => {
	const at = (respondedAt: string) => respond({ rows: [{ person: 'ben', answer: 'leave', respondedAt }] }).summary;
	expect(at('2022-11-17T22:00:00Z')).toMatchObject({ leave: 1, late: 0 });
	expect(at('2022-11-17T22:00:00.001Z')).toMatchObject({ leave: 0, late: 1 });
	expect(at('2022-11-16T08:03:00Z')).toMatchObject({ leave: 1, beforeAnnouncement: 0 });
});

describe('clocks that change at the deadline', () => {
	const ask = (event: Partial<UltimatumEvent>) =>
		respond({ rows: [{ person: 'ben', answer: 'leave', respondedAt: String(event.populationOn) }], event });
	const note = (kind: string) => ({ key: `metrics.response.clockChange.${kind}` });

	test('02:30 of the night the clocks go forward moves to 03:30, and is pointed out', () => {
		const spring = { announcedAtLocal: '2023-03-10T12:00', deadlineAtLocal: '2023-03-12T02:30', populationOn: null };
		const { summary, notes } = ask({ ...spring, timeZone: 'America/New_York' });
		expect(summary).toMatchObject({ deadlineAt: '2023-03-12T07:30:00.000Z', deadlineKind: 'gap' });
		expect(notes).toContainEqual(note('gap'));
	});

	test('01:30 of the night the clocks go back is the first 01:30: an answer an hour later is late', () => {
		const autumn = { announcedAtLocal: '2022-11-04T12:00', deadlineAtLocal: '2022-11-06T01:30', populationOn: null };
		const answer = (respondedAt: string) =>
			respond({
				rows: [{ person: 'amy', answer: 'leave', respondedAt }],
				event: { ...autumn, timeZone: 'America/New_York' }
			});
		expect(answer('2022-11-06T05:30:00Z').summary).toMatchObject({ leave: 1, late: 0, deadlineKind: 'overlap' });
		expect(answer('2022-11-06T06:30:00Z').summary).toMatchObject({ leave: 0, late: 1 });
		expect(answer('2022-11-06T06:30:00Z').notes).toContainEqual(note('overlap'));
	});

	test('noon of 30 December 2011 did not exist in Apia: the deadline is noon of the 31st, 24 hours after the 29th', () => {
		const skipped = { announcedAtLocal: '2011-12-29T12:00', deadlineAtLocal: '2011-12-30T12:00', populationOn: null };
		const { summary, notes } = ask({ ...skipped, timeZone: 'Pacific/Apia' });
		expect(summary).toMatchObject({ deadlineAt: '2011-12-30T22:00:00.000Z', deadlineKind: 'gap', windowHours: 24 });
		expect(notes).toContainEqual(note('gap'));
	});
});

test('who works a single day, the population date, is asked', () => {
	const ian = [{ person: 'ian', hiredOn: '2022-11-16', exitedOn: '2022-11-16' }];
	expect(respond({ staff: ian, rows: [] }).summary).toMatchObject({ asked: 1, silent: 1, silentShare: 1 });
	expect(respond({ staff: ian, rows: [], event: { populationOn: '2022-11-17' } }).summary.asked).toBe(0);
});

test('without answers everybody is silent, the curve is empty and the quantiles are undefined', () => {
	const { summary } = respond({ rows: [] });
	expect(summary).toMatchObject({
		asked: 10,
		silent: 10,
		leaveShareOfResponders: null,
		dkwHalfWidth: null,
		surge: null
	});
	expect(summary.curve).toEqual([]);
	expect(summary.quantiles.map(({ hours }) => hours)).toEqual([null, null, null, null]);
});

test('nobody asked: counts 0, shares undefined, all answers of unknown people', () => {
	const { rows, summary } = respond({ event: { populationOn: '1999-01-01' } });
	expect(rows).toEqual([]);
	expect(summary).toMatchObject({ asked: 0, stayShare: null, resolvedShare: null, unknownPerson: 14, rows: 14 });
});

test('without a population date it is the day of the announcement in the zone of the event', () => {
	expect(respond({ event: { populationOn: null } }).summary.populationOn).toBe('2022-11-16');
});

test.each([
	['2022-11-17', '2021-11-18', 0],
	['2022-11-17', '2021-11-17', 1],
	['2022-11-17', '2020-11-18', 1],
	['2022-11-17', '2020-11-17', 2],
	['2022-11-17', '2017-11-18', 2],
	['2022-11-17', '2017-11-17', 3],
	['2022-11-17', '2012-11-18', 3],
	['2022-11-17', '2012-11-17', 4],
	['2022-11-17', '1980-01-01', 4],
	['2021-02-28', '2020-02-29', 0],
	['2021-03-01', '2020-02-29', 1],
	['2024-02-29', '2014-02-28', 4]
])('on %s someone there since %s is in tenure band %i', (on, first, band) => {
	expect(tenureBand(dayNumber(on))(dayNumber(first))).toBe(band);
});

describe('properties', () => {
	const NAMES = ['amy', 'ben', 'cal', 'dee', 'eva', 'zed'];
	const answer = fc.record({
		person: fc.constantFrom(...NAMES),
		answer: fc.constantFrom('stay', 'leave'),
		// Minutes from an hour before the announcement to an hour after the deadline; few values, so that ties occur.
		minutes: fc.constantFrom(-60, 0, 1, 30, 1000, 2276, 2277, 2278, 2337)
	});
	const lists = fc.array(answer, { maxLength: 20 });
	const asRows = (list: { person: string; answer: string; minutes: number }[]) =>
		list.map(({ minutes, ...row }) => ({
			...row,
			respondedAt: new Date(Date.parse('2022-11-16T08:03:00Z') + minutes * 60_000).toISOString()
		}));

	test('each person answers what they said last in time, else nothing (looked up one by one)', () => {
		fc.assert(
			fc.property(lists, (list) => {
				const { summary } = respond({ rows: asRows(list) });
				const people = new Set(staff.map((row) => row.person));
				const last = new Map<string, string>();
				for (const minutes of [0, 1, 30, 1000, 2276, 2277])
					for (const row of list)
						if (row.minutes === minutes && people.has(row.person)) last.set(row.person, row.answer);
				const said = (word: string) => [...last.values()].filter((each) => each === word).length;
				expect([summary.stay, summary.leave, summary.silent]).toEqual([said('stay'), said('leave'), 10 - last.size]);
			})
		);
	});

	test('the five classes add up to the rows and the groups to the total, in every dimension', () => {
		fc.assert(
			fc.property(lists, fc.constantFrom<ResponseDimension>('role', 'level', 'tenure'), (list, dimension) => {
				const { rows, summary: s } = respond({ rows: asRows(list), dimension });
				expect(s.late! + s.beforeAnnouncement! + s.unknownPerson! + s.superseded! + s.stay! + s.leave!).toBe(s.rows);
				for (const count of ['asked', 'stay', 'leave', 'silent'] as const)
					expect(rows.reduce((sum, row) => sum + row[count]!, 0)).toBe(s[count]);
				expect(s.curve.at(-1)?.count ?? 0).toBe(s.stay! + s.leave!);
			})
		);
	});

	test('the order of rows at different times never matters', () => {
		const apart = fc.uniqueArray(answer, { selector: (each) => each.person + each.minutes, maxLength: 20 });
		fc.assert(
			fc.property(apart, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (list, keys) => {
				const shuffled = list.map((row, index) => ({ row, key: keys[index] })).sort((a, b) => a.key - b.key);
				const other = respond({ rows: asRows(shuffled.map(({ row }) => row)), staff: [...staff].reverse() });
				expect(other).toEqual(respond({ rows: asRows(list) }));
			})
		);
	});
});
