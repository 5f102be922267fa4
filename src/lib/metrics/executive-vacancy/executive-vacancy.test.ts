import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { addDays } from '#lib/statistics/civil-date.ts';
import { csvRows } from '../../../../test/support/column-tables.ts';
import { MissingInput, UnfitParameter } from '../metric-definition.server.ts';
import type { MetricTables } from '../metric-definition.server.ts';
import { EXECUTIVE_VACANCY } from './executive-vacancy-metric.server.ts';
import { executiveVacancy } from './executive-vacancy.server.ts';
import type { PostDeparture } from './executive-vacancy.server.ts';

const ROWS = csvRows(readFileSync(new URL('executive-vacancy.golden.csv', import.meta.url), 'utf8'));
const text = (value: string | number | undefined) => (value === undefined || value === '' ? null : String(value));
const DEPARTURES = ROWS.map((row): PostDeparture => ({
	organisation: String(row.organisation),
	person: String(row.person),
	post: String(row.post),
	kind: String(row.kind),
	effectiveOn: text(row.effectiveOn),
	lastDay: text(row.lastDay),
	actingStart: text(row.actingStart),
	permanentStart: text(row.permanentStart)
}));

const seen = (departures = DEPARTURES, on = '2024-06-30', organisation: string | null = null) =>
	executiveVacancy(departures, { on, organisation });

describe('eleven rows of two organisations, seen on 30 June 2024', () => {
	test('state and days of each departure, as counted by hand', () => {
		const expected = ROWS.filter((row) => row.state !== '').map((row) => [
			row.person,
			row.state,
			...['permanentDays', 'uncoveredDays', 'handoverDays'].map((name) => (row[name] === '' ? null : Number(row[name])))
		]);
		const found = seen().rows.map((row) => [
			row.person,
			row.state,
			row.permanentDays,
			row.uncoveredDays,
			row.handoverDays
		]);
		expect(found.sort()).toEqual(expected.sort());
	});

	test('open posts first, the longest vacant first; then filled, occupied and unknown ones', () => {
		expect(seen().rows.map(({ person }) => person)).toEqual(['H', 'I', 'C', 'J', 'B', 'A', 'G', 'E', 'D', 'F']);
	});

	test('median 64.5 days with open posts censored; the five filled ones alone average 31.6', () => {
		// R 4.2.2, survival 3.5-3: quantile(survfit(Surv(t, e) ~ 1, conf.type = "log-log"), 0.5).
		const { summary, notes } = seen();
		expect(summary).toMatchObject({ departures: 10, filled: 5, open: 3, occupied: 1, unknown: 1 });
		expect(summary.medianPermanent).toEqual({ days: 64.5, lower: 0, upper: null });
		expect(summary.medianUncovered).toEqual({ days: 17.5, lower: 0, upper: 99 });
		expect(summary.meanOfFilled).toBeCloseTo(31.6, 12);
		expect(notes).toEqual([
			{ key: 'metrics.vacancy.acting' },
			{ key: 'metrics.vacancy.meanTooLow', details: { open: 3 } },
			{ key: 'metrics.vacancy.unknown', details: { departures: 1 } }
		]);
	});

	test('the share still vacant: 3/4 at once, 5/8 after 29 days, 1/2 after 30, 1/3 after 99', () => {
		const { curve, censored, risk, until } = seen().summary;
		expect(curve.map(({ time, share, atRisk }) => [time, share, atRisk])).toEqual([
			[0, 1, 8],
			[0, 0.75, 8],
			[29, expect.closeTo(0.625, 12), 6],
			[30, expect.closeTo(0.5, 12), 5],
			[99, expect.closeTo(1 / 3, 12), 3]
		]);
		expect([censored, until]).toEqual([[30, 121, 150], 150]);
		expect(risk.slice(0, 2)).toEqual([
			{ time: 0, atRisk: 8 },
			{ time: 30, atRisk: 5 }
		]);
	});

	test('one organisation alone: four posts of the other, one of them filled at once', () => {
		const { rows, summary } = seen(DEPARTURES, '2024-06-30', 'Other');
		expect(rows.map(({ organisation }) => organisation)).toEqual(['Other', 'Other', 'Other', 'Other']);
		expect(summary).toMatchObject({ organisation: 'Other', filled: 2, open: 2, meanOfFilled: 49.5 });
	});

	test('seen before it happened: a start after the day is not known yet', () => {
		const { rows } = seen(DEPARTURES, '2024-02-15');
		expect(rows.find(({ person }) => person === 'A')).toMatchObject({
			state: 'open',
			permanentDays: 15,
			uncoveredDays: 5
		});
		expect(rows.find(({ person }) => person === 'B')).toMatchObject({ state: 'occupied', permanentDays: null });
	});
});

describe('edges', () => {
	const post = (given: Partial<PostDeparture>): PostDeparture => ({
		...{ organisation: 'Example', person: 'A', post: 'CEO', kind: 'resigned', effectiveOn: null },
		...{ lastDay: null, actingStart: null, permanentStart: null },
		...given
	});

	test('nothing vacant: no curve, no median, no mean', () => {
		const { summary, notes } = seen([post({ lastDay: '2024-06-30' })]);
		expect(summary).toMatchObject({
			occupied: 1,
			meanOfFilled: null,
			curve: [],
			risk: [{ time: 0, atRisk: 0 }],
			until: 0
		});
		expect(summary.medianPermanent).toEqual({ days: null, lower: null, upper: null });
		expect(notes).toEqual([{ key: 'metrics.vacancy.acting' }]);
		expect(seen([]).summary).toMatchObject({ departures: 0, meanOfFilled: null });
	});

	test('all open: the median is not reached, and says so', () => {
		const { summary, notes } = seen([post({ lastDay: '2024-05-31' }), post({ lastDay: '2024-06-10' })]);
		expect(summary).toMatchObject({ open: 2, meanOfFilled: null, medianPermanent: { days: null } });
		expect(notes.map(({ key }) => key)).toEqual(['metrics.vacancy.acting', 'metrics.vacancy.noMedian']);
	});

	test('dates that are no more than a month or a year count as not known', () => {
		expect(seen([post({ lastDay: null, effectiveOn: '2024' })]).rows[0].state).toBe('unknown');
		expect(seen([post({ lastDay: '2024-05-31', permanentStart: '2024-06' })]).rows[0].state).toBe('open');
	});

	test('a later day of looking never shortens a vacancy, and the order of departures never matters', () => {
		const dates = fc.option(fc.nat({ max: 200 }).map((days) => addDays('2024-01-01', days)));
		const departure = fc.record({ lastDay: dates, actingStart: dates, permanentStart: dates }).map(post);
		fc.assert(
			fc.property(fc.array(departure, { maxLength: 8 }), fc.nat({ max: 200 }), (departures, days) => {
				const named = departures.map((each, index) => ({ ...each, post: `post ${index}` }));
				const today = seen(named, addDays('2024-01-01', days));
				expect(seen([...named].reverse(), addDays('2024-01-01', days))).toEqual(today);
				const tomorrow = seen(named, addDays('2024-01-01', days + 1));
				for (const row of today.rows) {
					const next = tomorrow.rows.find((each) => each.post === row.post)!;
					if (row.state === 'open') expect(next.permanentDays!).toBeGreaterThanOrEqual(row.permanentDays!);
					if (row.state === 'filled') expect(next).toEqual(row);
				}
			})
		);
	});
});

describe('the metric', () => {
	const parameters = (given: object) => v.parse(EXECUTIVE_VACANCY.parameters, given);
	const executives = DEPARTURES as unknown as MetricTables['executives'];

	test('takes the day asked for, else the day the data were true', () => {
		const on = (tables: MetricTables, given: object) => EXECUTIVE_VACANCY.compute(tables, parameters(given)).summary.on;
		expect(on({ executives, asOf: '2024-06-30' }, {})).toBe('2024-06-30');
		expect(on({ executives, asOf: '2024-06-30' }, { on: '2024-05-01' })).toBe('2024-05-01');
		expect(() => on({ executives }, {})).toThrow(UnfitParameter);
		expect(() => on({ asOf: '2024-06-30' }, {})).toThrow(MissingInput);
	});
});
