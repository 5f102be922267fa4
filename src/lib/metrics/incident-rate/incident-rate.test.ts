import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows } from '../../../../test/support/column-tables.ts';
import { addDays } from '#lib/statistics/civil-date.ts';
import { INCIDENT_RATE } from './incident-rate-metric.server.ts';
import { incidentRate } from './incident-rate.server.ts';
import type { Incident } from '../incident-date.ts';
import type { IncidentRateParams } from './incident-rate.server.ts';

const NOTHING = {
	...{ startedAtAlternative: null, endedAt: null, durationNote: null, service: null, peakReports: null },
	...{ peakReportsUnit: null, figureStatus: null, causeClaimed: null, causeStatus: null, relatedEventId: null },
	...{ discrepancies: null, confidence: null, source: null }
};
const incident = (id: string, more: Partial<Incident>): Incident => ({
	...{ ...NOTHING, incidentId: id, organisation: 'Example Corp', startedAt: null, startedOn: null, severity: 'major' },
	...more
});
const incidents = csvRows(readFileSync(new URL('incident-rate.golden.csv', import.meta.url), 'utf8')).map((row) =>
	incident(String(row.incidentId), {
		startedOn: row.startedOn === '' ? null : String(row.startedOn),
		startedAt: row.startedAt === '' ? null : String(row.startedAt),
		severity: String(row.severity)
	})
);
const ULTIMATUM: IncidentRateParams = {
	dayZero: { eventId: null, title: null, organisation: null, on: '2022-11-17', kind: 'given' },
	...{ daysBefore: 70, daysAfter: 63, asOf: null, organisation: null, severity: 'major', service: null }
};
const rate = (params: Partial<IncidentRateParams> = {}, list = incidents) =>
	incidentRate(list, { ...ULTIMATUM, ...params });
/** This many incidents on the days after day 0 that are listed. */
const onDays = (...days: number[]) =>
	days.map((day, index) => incident(`d${index}`, { startedOn: addDays('2022-11-17', day) }));

describe('19 weeks of incidents around 17 November 2022', () => {
	test('17 in 70 days before, 37 in 63 after: 1.7 and 4.111 a week, ratio 2.4183, 1.3281 to 4.5799 (R 4.2.2)', () => {
		// binom.test(37, 54, 63/133) on the odds scale; poisson.test(17, 10).
		const { rows, summary } = rate();
		expect(rows.map((row) => [row.incidents, row.days, row.from, row.to])).toEqual([
			[17, 70, '2022-09-08', '2022-11-16'],
			[37, 63, '2022-11-17', '2023-01-18']
		]);
		expect(rows[0].perWeek).toBeCloseTo(1.7, 14);
		expect(rows[0].interval.lower).toBeCloseTo(0.990312646960729, 11);
		expect(rows[0].interval.upper).toBeCloseTo(2.721864681590661, 11);
		expect(rows[1].perWeek).toBeCloseTo(37 / 9, 14);
		expect(summary.ratio).toBeCloseTo(2.4183006535947715, 12);
		expect(summary.ratioInterval.lower).toBeCloseTo(1.328082265345976, 9);
		expect(summary.ratioInterval.upper).toBeCloseTo(4.579907446064053, 9);
		expect(summary.pCentral).toBeCloseTo(0.0027480397678153, 12);
		expect(summary.pMidp).toBeCloseTo(0.0019012199149277, 12);
	});

	test('weeks vary little before (index 0.529) and much after (2.095, p 0.0327): the exact limits are said to be too narrow', () => {
		const { rows, summary, notes } = rate();
		expect(rows[0].dispersion!.index).toBeCloseTo(0.5294117647058824, 12);
		expect(rows[1].dispersion!.index).toBeCloseTo(2.0945945945945947, 12);
		expect(rows[1].dispersion!.p).toBeCloseTo(0.03274400504266797, 12);
		expect(summary.isOverdispersed).toBe(true);
		expect(notes).toContainEqual({ key: 'metrics.incidents.overdispersed' });
	});

	test('the series: step 0.8972 with scaled error 0.7028, dispersion 1.413 (R 4.2.2, quasipoisson)', () => {
		const { series, seriesWithoutBreak, weeks } = rate().summary;
		if (typeof series === 'string' || typeof seriesWithoutBreak === 'string') throw new Error('no series');
		expect(weeks.map((week) => week.incidents)).toEqual([
			...[2, 1, 3, 0, 2, 1, 2, 3, 1, 2],
			...[4, 9, 1, 3, 7, 2, 0, 5, 6]
		]);
		expect(weeks[10].day).toBe(0);
		expect(series.step.coefficient).toBeCloseTo(0.8972349096090496, 8);
		expect(series.step.standardError).toBeCloseTo(0.7028044326584689, 6);
		expect(series.dispersion).toBeCloseTo(1.4130393502308753, 8);
		expect(seriesWithoutBreak.step.coefficient).toBeCloseTo(0.9799254215125938, 8);
	});

	test('the check: least squares with Newey-West errors, step 2.711 (1.036), Durbin-Watson 2.512, by R’s matrices', () => {
		const { check } = rate().summary;
		expect(check!.step).toBeCloseTo(2.711111111111111, 10);
		expect(check!.stepError).toBeCloseTo(1.0364057699651046, 9);
		expect(check!.trendChange).toBeCloseTo(-0.14696969696969692, 10);
		expect(check!.trendChangeError).toBeCloseTo(0.20970495206234588, 9);
		expect(check!.durbinWatson).toBeCloseTo(2.5117266069513, 10);
	});

	test('bins of four weeks: 6 and 8 before, 17 and 14 after, against 14 in 56 days', () => {
		const { bins, wasChangingBefore } = rate().summary;
		expect(bins.map((bin) => [bin.day, bin.events, bin.isBefore])).toEqual([
			[-56, 6, true],
			[-28, 8, true],
			[0, 17, false],
			[28, 14, false]
		]);
		expect(bins[2].ratio).toBeCloseTo(17 / 28 / (14 / 56), 12);
		expect(wasChangingBefore).toBe(false);
	});

	test('one of an unknown day and one a day too early are left out and told', () => {
		const { summary, notes } = rate();
		expect(summary).toMatchObject({ unknown: 1, outside: 1, severities: ['major'] });
		expect(notes).toContainEqual({ key: 'metrics.incidents.unknown', details: { incidents: 1 } });
	});

	test('without a severity the minor one counts and two severities are told', () => {
		const { rows, summary, notes } = rate({ severity: null });
		expect(rows[1].incidents).toBe(38);
		expect(summary.severities).toEqual(['major', 'minor']);
		expect(notes).toContainEqual({ key: 'metrics.incidents.severities', details: { severities: 2 } });
	});

	test('data that end on day 20 cut the days after to 21: 14 incidents, too few weeks for a series', () => {
		const { rows, summary, notes } = rate({ asOf: '2022-12-07' });
		expect(rows[1]).toMatchObject({ days: 21, incidents: 14 });
		expect(summary).toMatchObject({ series: 'too-few-periods', seriesWithoutBreak: 'too-few-periods', check: null });
		expect(notes).toContainEqual({ key: 'metrics.window.cut', details: { days: 42 } });
		expect(notes).toContainEqual({ key: 'metrics.incidents.noSeries.too-few-periods' });
	});
});

describe('edges', () => {
	test('data that end before day 0: no day after, no rate, no ratio', () => {
		const { rows, summary } = rate({ asOf: '2022-11-10' });
		expect(rows[1]).toMatchObject({ days: 0, from: null, to: null, perWeek: null, dispersion: null });
		expect(summary).toMatchObject({ ratio: null, pCentral: null });
	});

	test('no incident at all: rates 0 with an upper limit, no ratio, no index, no series', () => {
		const { rows, summary } = rate({}, []);
		expect(rows[0]).toMatchObject({ perWeek: 0, dispersion: null });
		expect(rows[0].interval.upper).toBeCloseTo(-Math.log(0.025) / 10, 12);
		expect(summary).toMatchObject({ ratio: null, pCentral: 1, isOverdispersed: false, series: 'no-estimate' });
	});

	test('none before: the ratio has no upper limit', () => {
		expect(rate({}, onDays(3, 4, 5)).summary).toMatchObject({ ratio: Infinity, ratioInterval: { upper: Infinity } });
	});

	test('the edges of the windows: day -70 and 62 count, -71 and 63 do not', () => {
		expect(rate({}, onDays(-71, -70, 62, 63)).rows.map((row) => row.incidents)).toEqual([1, 1]);
	});

	test('days beyond the last whole week count in the rate, not in the weeks', () => {
		const { rows, summary } = rate({ daysBefore: 16, daysAfter: 9 }, onDays(-16, -14, 0, 8));
		expect(rows.map((row) => row.incidents)).toEqual([2, 2]);
		expect(summary.weeks).toEqual([
			{ day: -14, incidents: 1 },
			{ day: -7, incidents: 0 },
			{ day: 0, incidents: 1 }
		]);
	});

	test('rising rates before day 0 are said: 1 to 12 a week over twelve weeks', () => {
		const days = Array.from({ length: 12 }, (_, week) => Array<number>(week + 1).fill((week - 12) * 7)).flat();
		const { summary, notes } = rate({ daysBefore: 84 }, onDays(...days, ...Array<number>(20).fill(5), 40, 60));
		expect(summary.wasChangingBefore).toBe(true);
		expect(notes).toContainEqual({ key: 'metrics.incidents.changingBefore' });
	});

	test('service and organisation choose incidents, whatever their capitals', () => {
		const list = [
			incident('a', { startedOn: '2022-11-18', service: 'Website' }),
			incident('b', { startedOn: '2022-11-18', service: 'App' }),
			incident('c', { startedOn: '2022-11-18', organisation: 'Other Ltd' })
		];
		expect(rate({ service: 'website' }, list).rows[1].incidents).toBe(1);
		expect(rate({ organisation: 'example corp' }, list).rows[1].incidents).toBe(2);
	});

	test('the metric takes the organisation of the event, or all where day 0 is a date', () => {
		const query = { daysBefore: 70, daysAfter: 63, severity: 'major', service: null } as const;
		const found = INCIDENT_RATE.compute({ incidents, asOf: '2024-01-01' }, { ...query, dayZero: '2022-11-17' });
		expect(found.rows).toEqual(rate().rows);
	});
});

test('the order of the incidents never matters and nothing is NaN', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: -80, max: 70 }), { maxLength: 60 }), (days) => {
			const list = onDays(...days);
			const found = rate({}, list);
			expect(rate({}, [...list].reverse())).toEqual(found);
			const numbers = JSON.stringify(found, (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value));
			expect(numbers).not.toContain('NaN');
			const inWeeks = found.summary.weeks.reduce((sum, week) => sum + week.incidents, 0);
			expect(inWeeks).toBe(found.rows[0].incidents + found.rows[1].incidents);
		}),
		{ numRuns: 60 }
	);
});
