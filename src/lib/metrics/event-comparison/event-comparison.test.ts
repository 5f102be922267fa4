import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import { UnfitParameter } from '../metric-definition.server.ts';
import type { MetricEvent } from '../event-day-zero.server.ts';
import { EVENT_COMPARISON } from './event-comparison-metric.server.ts';
import type { EventComparisonQuery } from './event-comparison-metric.server.ts';
import { pressComparisons, pressEvent } from './press-events.ts';
import type { PublishedEvent } from './press-events.ts';

const file = (name: string) => csvRows(readFileSync(new URL(name, import.meta.url), 'utf8'));
const roster = rosterTable(file('event-comparison.golden.csv'));
const AS_OF = '2023-01-16';

const event = (eventId: string, more: Partial<MetricEvent> = {}): MetricEvent => ({
	...{ eventId, organisation: 'Example Corp', site: null, country: null, eventType: 'ultimatum', title: null },
	...{ announcedOn: null, noticeOn: null, effectiveOn: null, reportedOn: null, announcedAtLocal: null },
	...{ deadlineAtLocal: null, timeZone: null, question: null, silenceRule: null, round: null, populationOn: null },
	...{ severanceMonths: null, affected: null, affectedUnit: null, affectedKind: null, base: null, pctReported: null },
	...{ pctDecimals: null, figureStatus: null, terms: null, groupsHit: null, outcome: null, discrepancies: null },
	...{ confidence: null, source: 'https://example.org', ...more }
});
const events = [
	event('ultimatum', {
		...{ title: 'Click yes', announcedAtLocal: '2022-11-17T09:00', deadlineAtLocal: '2022-11-24T17:00' },
		...{ effectiveOn: '2022-12-31', timeZone: 'America/New_York' }
	}),
	event('layoff', { eventType: 'layoff', noticeOn: '2022-11-27' }),
	event('vague', { announcedOn: '2022-11' }),
	event('later', { announcedOn: '2023-06-01' })
];
const query = (params: Partial<EventComparisonQuery> = {}): EventComparisonQuery => ({
	...{ eventIds: ['ultimatum'], pressEventIds: [], from: -10, to: 70, step: 10, clock: 'legal', contractors: 'out' },
	...params
});
const compare = (params: Partial<EventComparisonQuery> = {}) =>
	EVENT_COMPARISON.compute({ events, roster, asOf: AS_OF }, query(params));
const on = (day: number, params: Partial<EventComparisonQuery> = {}) =>
	compare(params).rows.find((row) => row.day === day)!;

describe('ten people on day 0', () => {
	test.each(file('event-comparison.expected.csv').map((row) => [Number(row.day), row] as const))(
		'day %i as counted by hand',
		(day, expected) => {
			const value = (name: string) => (expected[name] === '' ? null : Number(expected[name]));
			const row = on(day);
			expect([row.remaining, row.neverLeft]).toEqual([value('remaining'), value('neverLeft')]);
			const index = value('headcount');
			expect(row.headcountIndex).toEqual(index === null ? null : index / 10);
		}
	);

	test('day 0 is 100 %; 8 of 10 on day 30 are 0.8, 0.4902 to 0.9433 (Wilson)', () => {
		expect(on(0)).toMatchObject({ remainingShare: 1, neverLeftShare: 1, headcountIndex: 1 });
		const row = on(30);
		expect([row.lower!.toFixed(4), row.upper!.toFixed(4)]).toEqual(['0.4902', '0.9433']);
	});

	test('the base, what day 0 is the day of, and the last day of the data are told', () => {
		expect(compare().summary.events).toEqual([
			{
				...{ eventId: 'ultimatum', title: 'Click yes', organisation: 'Example Corp', on: '2022-11-17' },
				...{ kind: 'announcement', base: 10, lastDay: 60 }
			}
		]);
	});

	test('by the last day worked p02 was gone before day 0: a base of 9', () => {
		expect(compare({ clock: 'worked' }).summary.events[0].base).toBe(9);
	});

	test('contractors are in the base where they are asked for: 11', () => {
		expect(compare({ contractors: 'in' }).summary.events[0].base).toBe(11);
	});

	test('days are multiples of the step, so that day 0 is always one: -9, -6 ... 6, 9', () => {
		const days = compare({ from: -10, to: 10, step: 3 }).rows.map((row) => row.day);
		expect(days).toEqual([-9, -6, -3, 0, 3, 6, 9]);
	});
});

describe('two events', () => {
	const both = { eventIds: ['ultimatum', 'layoff'] };

	test('each from its own day 0; on day 60 one has data, on day 50 both: 0.8 and 1', () => {
		const { summary } = compare(both);
		// Day 0 of the layoff is 27 November: p02 to p10 and p12 are there; p02's last day is that day; p03 comes back.
		expect(summary.events.map((each) => [each.base, each.lastDay])).toEqual([
			[10, 60],
			[10, 50]
		]);
		const range = (day: number) => summary.range.find((each) => each.day === day)!;
		expect(range(0)).toEqual({ day: 0, events: 2, low: 1, high: 1 });
		expect(range(50)).toEqual({ day: 50, events: 2, low: 0.8, high: 0.9 });
		expect(range(60)).toMatchObject({ events: 1 });
		expect(range(70)).toEqual({ day: 70, events: 0, low: null, high: null });
	});

	test('an announcement and a notice are different days 0: said so; two deadlines are not', () => {
		expect(compare(both).summary.hasDifferentDayZeros).toBe(true);
		expect(compare(both).notes).toContainEqual({ key: 'metrics.comparison.differentDayZeros' });
		expect(compare({ dayZeroKind: 'deadline' }).summary).toMatchObject({
			...{ hasDifferentDayZeros: false, events: [{ on: '2022-11-24', kind: 'deadline' }] }
		});
	});

	test('an event without a day of this kind, with a month only, or after the data is refused', () => {
		expect(() => compare({ ...both, dayZeroKind: 'deadline' })).toThrow('"layoff" has no day of this kind');
		expect(() => compare({ eventIds: ['vague'] })).toThrow(UnfitParameter);
		expect(() => compare({ eventIds: ['later'] })).toThrow('after the data');
		expect(() => compare({ eventIds: ['none'] })).toThrow('there are: ultimatum, layoff, vague, later');
		expect(compare({ dayZeroKind: 'effective' }).summary.events[0].on).toBe('2022-12-31');
	});
});

describe('without people', () => {
	test('nobody in the roster on day 0: counts, no shares, and said so', () => {
		const found = EVENT_COMPARISON.compute({ events, roster: rosterTable([]), asOf: AS_OF }, query());
		expect(found.rows.find((row) => row.day === 0)).toMatchObject({ remaining: 0, remainingShare: null });
		expect(found.notes).toContainEqual({ key: 'metrics.comparison.nobody' });
	});

	test('without a roster there are no curves, only what was published', () => {
		const found = EVENT_COMPARISON.compute({ events }, query());
		expect(found.rows).toEqual([]);
		expect(found.summary.events[0]).toMatchObject({ base: null, lastDay: null });
	});
});

const published = (more: Partial<PublishedEvent>): PublishedEvent => ({
	...{
		eventId: 'a',
		affected: null,
		base: null,
		pctReported: null,
		pctDecimals: null,
		source: 's',
		figureStatus: null
	},
	...more
});
const range = (low: number | null, best: number | null, high: number | null) => ({ low, best, high });

describe('published figures', () => {
	test('159 people, 8.4 % (Automattic, October 2024): base 1882 to 1904, best 1893, share 0.0835 to 0.0845', () => {
		const found = pressEvent(published({ affected: range(159, 159, 159), pctReported: 0.084, pctDecimals: 1 }));
		expect(found.base).toEqual(range(1882, 1893, 1904));
		expect(found.shareLeft).toEqual({ low: 0.0835, best: 0.084, high: 0.0845 });
		expect(found.remaining).toEqual(range(1723, 1734, 1745));
		expect(found.basis).toBe('percentage');
	});

	test('hundreds to 1200 of 2900 to 3700 (Twitter, November 2022): a share of 0.027 to 0.414 without a best', () => {
		const found = pressEvent(published({ affected: range(100, null, 1200), base: range(2900, null, 3700) }));
		expect(found.shareLeft!.low).toBeCloseTo(100 / 3700, 14);
		expect(found.shareLeft!.high).toBeCloseTo(1200 / 2900, 14);
		expect(found).toMatchObject({ basis: 'counts', isInconsistent: false });
		expect(found.remaining).toEqual(range(1700, null, 3600));
	});

	test('counts win over a percentage; "up to 336" begins at 0; a firm number has three equal values', () => {
		const found = pressEvent(
			published({ affected: range(null, null, 336), base: range(null, 4100, null), pctReported: 0.08, pctDecimals: 0 })
		);
		expect(found).toMatchObject({ leavers: range(0, null, 336), base: range(4100, 4100, 4100), basis: 'counts' });
	});

	test('50 % of 7500, no count: 3713 to 3787 leavers', () => {
		const found = pressEvent(published({ base: range(7500, 7500, 7500), pctReported: 0.5, pctDecimals: 0 }));
		// 0.495 * 7500 = 3712.5, 0.505 * 7500 = 3787.5.
		expect(found.leavers).toEqual(range(3713, 3750, 3787));
		expect(found.shareLeft).toEqual({ low: 0.495, best: 0.5, high: 0.505 });
	});

	test('a percentage alone is a share; nothing published is none; "at least 50" has no upper bound and is none', () => {
		expect(pressEvent(published({ pctReported: 0.1, pctDecimals: 0 }))).toMatchObject({
			...{ leavers: null, base: null, shareLeft: { low: 0.095, best: 0.1, high: 0.105 }, remaining: null }
		});
		expect(pressEvent(published({}))).toMatchObject({ shareLeft: null, basis: null, remaining: null });
		expect(pressEvent(published({ affected: range(50, null, null) })).leavers).toBeNull();
	});

	test('0 % may be nobody of any base: the base stays unknown; figures without a best give none', () => {
		expect(pressEvent(published({ affected: range(3, 3, 3), pctReported: 0, pctDecimals: 0 })).base).toBeNull();
		const spread = published({ affected: range(100, null, 120), pctReported: 0.5, pctDecimals: 0 });
		expect(pressEvent(spread).base).toEqual(range(199, null, 242));
		const based = published({ base: range(100, null, 200), pctReported: 0.5, pctDecimals: 0 });
		expect(pressEvent(based).leavers).toEqual(range(50, null, 101));
	});

	test('more leavers than staff are flagged and said', () => {
		const bad = event('bad', {
			affected: { ...range(90, 120, 130), text: '' },
			base: { ...range(100, 110, 120), text: '' }
		});
		const found = EVENT_COMPARISON.compute(
			{ events: [bad, event('mute')] },
			query({ eventIds: [], pressEventIds: ['bad', 'mute'] })
		);
		expect(found.summary.press[0]).toMatchObject({ isInconsistent: true, shareLeft: { high: 1 } });
		expect(found.notes.map((note) => note.key)).toEqual([
			'metrics.comparison.pressRanges',
			'metrics.comparison.inconsistent',
			'metrics.comparison.noShare',
			'metrics.comparison.noCause'
		]);
	});

	test('one event is larger only where its whole range lies above: 0.495 against 0.0845, not against 0.027 to 0.414', () => {
		const half = pressEvent(published({ eventId: 'half', pctReported: 0.5, pctDecimals: 0 }));
		const few = pressEvent(published({ eventId: 'few', pctReported: 0.084, pctDecimals: 1 }));
		const vague = pressEvent(
			published({ eventId: 'vague', affected: range(100, null, 1200), base: range(2900, null, 3700) })
		);
		const larger = pressComparisons([half, few, vague, pressEvent(published({ eventId: 'mute' }))])
			.filter((each) => each.isFirstLarger)
			.map((each) => `${each.first} > ${each.second}`);
		expect(larger).toEqual(['half > few', 'half > vague']);
	});
});

test('who never left remains, who remains is of the base, and no share is NaN, whatever the roster', () => {
	const START = dayNumber('2022-10-01');
	const row = fc.record({
		person: fc.constantFrom('ada', 'bob', 'cem', 'dia', 'eli'),
		hire: fc.nat({ max: 90 }),
		length: fc.option(fc.nat({ max: 60 }), { nil: null })
	});
	fc.assert(
		fc.property(fc.array(row, { maxLength: 10 }), (list) => {
			const rows = list.map(({ person, hire, length }) => ({
				...{ person, hiredOn: civilDate(START + hire) },
				exitedOn: length === null ? '' : civilDate(START + hire + length)
			}));
			const found = EVENT_COMPARISON.compute({ events, roster: rosterTable(rows), asOf: AS_OF }, query());
			const base = found.summary.events[0].base!;
			let former = base;
			for (const point of found.rows) {
				if (point.remaining === null || point.day < 0) continue;
				expect(point.neverLeft).toBeLessThanOrEqual(point.remaining);
				expect(point.remaining).toBeLessThanOrEqual(base);
				expect(point.neverLeft).toBeLessThanOrEqual(former);
				former = point.neverLeft!;
				expect(Object.values(point).some(Number.isNaN)).toBe(false);
			}
		}),
		{ numRuns: 60 }
	);
});
