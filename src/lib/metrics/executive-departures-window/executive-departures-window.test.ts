import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import { departuresProtection } from './departures-protection.server.ts';
import { executiveDays } from './executive-days.server.ts';
import { EXECUTIVE_DEPARTURES_WINDOW } from './executive-departures-window-metric.server.ts';
import { executiveDeparturesWindow } from './executive-departures-window.server.ts';
import type { DeparturesParams, ExecutiveDeparture } from './executive-departures-window.server.ts';

const NOTHING = { lastDay: null, actingStart: null, permanentStart: null, relatedEventId: null, note: null };
const departures = csvRows(
	readFileSync(new URL('executive-departures-window.golden.csv', import.meta.url), 'utf8')
).map((row): ExecutiveDeparture => {
	const text = (name: string) => (row[name] === '' ? null : String(row[name]));
	return {
		...{ ...NOTHING, person: row.person, organisation: String(row.organisation), post: String(row.post) },
		...{ announcedOn: text('announcedOn'), effectiveOn: text('effectiveOn'), kind: String(row.kind) },
		...{ reason: null, confidence: null, source: 'https://example.org' }
	};
});
const TAKEOVER: DeparturesParams = {
	dayZero: { eventId: 'e1', title: 'Ultimatum', organisation: 'Example Corp', on: '2022-11-17', kind: 'announcement' },
	organisation: 'Example Corp',
	basis: 'announced',
	asOf: null,
	personDays: null
};
const window = (params: Partial<DeparturesParams> = {}) =>
	executiveDeparturesWindow(departures, { ...TAKEOVER, ...params });

describe('ten rows around 17 November 2022', () => {
	test('by announcement: 2 before, 3 after, 2 outside, 1 unknown; ratio 1.4917, 0.1709 to 17.86 (R 4.2.2)', () => {
		// binom.test(3, 5, 181/361) on the odds scale.
		const { summary } = window();
		expect(summary).toMatchObject({ before: 2, after: 3, outside: 2, unknown: 1, exposureBefore: 180 });
		expect(summary).toMatchObject({ exposureAfter: 181, exposureUnit: 'days' });
		expect(summary.ratio).toBeCloseTo(3 / 181 / (2 / 180), 12);
		expect(summary.interval.lower).toBeCloseTo(0.170879163866872, 10);
		expect(summary.interval.upper).toBeCloseTo(17.859938946983288, 8);
	});

	test('each departure has its day and period, the unknown last; the appointment and the other organisation are not there', () => {
		expect(window().rows.map((row) => [row.person, row.day, row.period])).toEqual([
			['B', -181, 'outside'],
			['A', -180, 'before'],
			['C', -1, 'before'],
			['D', 0, 'after'],
			['J', 10, 'after'],
			['E', 180, 'after'],
			['F', 181, 'outside'],
			['G', null, 'unknown']
		]);
	});

	test('by effect: A on day -140, C on day 13, J outside, G without a date', () => {
		const { rows, summary, notes } = window({ basis: 'effective' });
		const day = (person: string) => rows.find((row) => row.person === person)!.day;
		expect([day('A'), day('C'), day('J'), day('G')]).toEqual([-140, 13, 200, null]);
		expect(summary).toMatchObject({ before: 1, after: 3, outside: 3, unknown: 1 });
		expect(notes).toContainEqual({ key: 'metrics.departures.basis.effective' });
	});

	test('data that end on day 90: 91 days after, and E of day 180 is outside', () => {
		const { summary, notes } = window({ asOf: '2023-02-15' });
		expect(summary).toMatchObject({ after: 2, outside: 3, exposureAfter: 91 });
		expect(notes).toContainEqual({ key: 'metrics.window.cut', details: { days: 90 } });
	});

	test('data that end before day 0: nothing observed after, no ratio', () => {
		expect(window({ asOf: '2022-11-16' }).summary).toMatchObject({ after: 0, exposureAfter: 0, ratio: null });
	});

	test('without an organisation the other one counts too', () => {
		expect(window({ organisation: null }).summary.after).toBe(4);
	});

	test('no departure: no ratio, 0 to no upper limit, p 1', () => {
		const { summary } = executiveDeparturesWindow([], TAKEOVER);
		expect(summary).toMatchObject({ before: 0, after: 0, ratio: null, pCentral: 1 });
		expect(summary.interval).toMatchObject({ lower: 0, upper: Infinity });
	});
});

describe('days employed as exposure', () => {
	const roster = rosterTable([
		{ person: 'ceo', hiredOn: '2020-01-01', level: 'C' },
		{ person: 'cfo', hiredOn: '2020-01-01', exitedOn: '2022-11-17', level: 'C' },
		{ person: 'cpo', hiredOn: '2022-11-16', level: 'VP' },
		{ person: 'eng', hiredOn: '2020-01-01', level: 'L1' }
	]);
	const zero = dayNumber('2022-11-17');

	test('ceo 180 and 181, cfo 180 and 1, cpo 1 and 181, the engineer none', () => {
		expect(executiveDays(roster, ['C', 'VP'], zero, dayNumber('2024-01-01'))).toEqual({ before: 361, after: 363 });
		expect(executiveDays(roster, ['C'], zero, dayNumber('2022-11-18'))).toEqual({ before: 360, after: 3 });
		expect(executiveDays(roster, [], zero, zero)).toEqual({ before: 0, after: 0 });
	});

	test('are used where levels are named and there is a roster', () => {
		const params = {
			dayZero: '2022-11-17',
			basis: 'announced',
			levels: ['C', 'VP'],
			organisation: 'Example Corp'
		} as const;
		const compute = (tables: object) =>
			EXECUTIVE_DEPARTURES_WINDOW.compute({ executives: departures, ...tables }, { ...params, levels: ['C', 'VP'] });
		expect(compute({ roster, asOf: '2024-01-01' }).summary).toMatchObject({
			...{ exposureBefore: 361, exposureAfter: 363, exposureUnit: 'person-days' }
		});
		expect(compute({}).summary).toMatchObject({ exposureBefore: 180, exposureUnit: 'days' });
	});
});

test('an executive reads who left and when, not why', () => {
	const result = { metric: 'executive-departures-window', unit: 'departures', ...window(), versions: [] };
	expect(departuresProtection.analyst!(result, 5)).toBe(result);
	const seen = departuresProtection.executive!(result, 5);
	expect(seen.rows.map((row) => row.kind)).toEqual(Array(8).fill(null));
	expect(seen.rows[0]).toMatchObject({ person: 'B', post: 'Chief Operating Officer' });
	expect(departuresProtection.research).toBeUndefined();
});
