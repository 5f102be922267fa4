import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { readCaseCatalogue } from '#lib/library/case-catalogue.server.ts';
import { serverLanguage } from '../language.server.ts';
import { caseDataOf, type CaseData, type CaseEvent } from '../library/[case]/case-rows.ts';
import { comparedDayZero } from './compare-day-zero.ts';
import { dayPanels, remainingFigure } from './compare-figures.ts';
import { compareQuery, compareSearch } from './compare-query.ts';
import { countsTable, silenceTable } from './compare-tables.ts';
import { comparedEvent, hasDifferentDayZeros, inOrder, type ComparedEvent } from './compared-events.ts';
import type { DayZeroChoice } from './compare-query.ts';
import { roleRows } from './roles-figure.ts';

const english = serverLanguage('en');
const cases = new Map(readCaseCatalogue('static/cases').map((entry) => [entry.id, entry]));
type Line = Record<string, string>;
const lines = (id: string, file: string) =>
	parse(readFileSync(`static/cases/${id}/${file}.csv`), { columns: true }) as Line[];
const text = (cell: string) => (cell === '' ? null : cell);
const number = (cell: string) => (cell === '' ? null : Number(cell));
const estimate = (row: Line, name: string) => ({
	...{ low: number(row[`${name}_low`]), best: number(row[`${name}_best`]), high: number(row[`${name}_high`]) },
	text: null
});

function eventOf(row: Line): CaseEvent {
	return {
		...{ eventId: row.event_id, organisation: row.organisation, eventType: row.event_type, title: row.title },
		...{ announcedOn: text(row.announced_on), effectiveOn: text(row.effective_on), reportedOn: null },
		...{ announcedAtLocal: null, deadlineAtLocal: text(row.deadline_at_local), timeZone: text(row.time_zone) },
		...{ question: text(row.question), silenceRule: text(row.silence_rule), terms: text(row.terms) },
		...{ severanceMonths: number(row.severance_months), affectedUnit: text(row.affected_unit) },
		...{ affected: estimate(row, 'affected'), base: estimate(row, 'base') },
		pctReported: row.pct_reported === '' ? null : Number(row.pct_reported) / 100,
		pctDecimals: number(row.pct_decimals),
		figureStatus: text(row.figure_status) as CaseEvent['figureStatus'],
		...{ groupsHit: null, outcome: null, discrepancies: null, confidence: 'high', source: row.source }
	};
}

const NOTHING: CaseData = caseDataOf({ events: [], departures: [], incidents: [], headcounts: [], teamImpacts: [] });
function compared(id: string, eventId: string, asked: DayZeroChoice = 'deadline', around = NOTHING): ComparedEvent {
	const event = eventOf(lines(id, 'events').find((row) => row.event_id === eventId)!);
	return comparedEvent({ described: cases.get(id)!, event, around, versions: [] }, eventId, asked);
}
const automattic = compared('automattic', 'automattic-2024-alignment-1');
const twitter = compared('twitter', 'twitter-2022-11-17-ultimatum');
const place = {
	...{ page: 'http://localhost/compare', query: '', figures: '/compare/figures' },
	isSample: false,
	retrievedOn: '2026-11-22'
};

describe('published figures side by side (METHODS 6.2, 10.11)', () => {
	test('159 people and 8.4% of Automattic: a base of 1,882 to 1,904, best 1,893', () => {
		expect(automattic.press.base).toEqual({ low: 1882, best: 1893, high: 1904 });
		// 8.35 % to 8.45 % left, so 91.55 % to 91.65 % remained.
		expect(automattic.remaining!.low).toBeCloseTo(0.9155, 12);
		expect(automattic.remaining!.high).toBeCloseTo(0.9165, 12);
	});

	test('up to 1,200 of 2,900 to 3,700 at Twitter is a range without a best: 58.6% to 97.3% remained', () => {
		expect(twitter.press).toMatchObject({
			leavers: { low: 100, best: null, high: 1200 },
			base: { low: 2900, best: null, high: 3700 }
		});
		expect(twitter.remaining!.low).toBeCloseTo(1 - 1200 / 2900, 12);
		expect(twitter.remaining!.best).toBeNull();
		expect(twitter.remaining!.high).toBeCloseTo(1 - 100 / 3700, 12);
	});

	test('the table tells 1,893 (1,882–1,904) and 2,900–3,700, and of the two nothing can be said to be larger', () => {
		const figure = remainingFigure([automattic, twitter], place, english);
		const cells = figure.table.rows.map((row) => row.map((cell) => cell.text));
		expect(cells[0].slice(1, 8)).toEqual([
			'deadline',
			'3 October 2024',
			'159',
			'1,893 (1,882–1,904)',
			'91.6%',
			'91.6%',
			'91.7%'
		]);
		expect(cells[1].slice(1, 8)).toEqual([
			'deadline',
			'17 November 2022',
			'100–1,200',
			'2,900–3,700',
			'58.6%',
			'–',
			'97.3%'
		]);
		expect(figure.notes.join()).toContain('of no two events can it be said');
	});

	test('half of Twitter on 4 November 2022 is larger than 8.4% of Automattic whatever the figures are', () => {
		const half = compared('twitter', 'twitter-2022-11-04-layoff');
		const { notes } = remainingFigure([automattic, half], place, english);
		expect(notes).toContain(
			'Whatever the true figures are: a larger share left in “twitter-2022-11-04-layoff” than in “automattic-2024-alignment-1”.'
		);
	});

	test('738 signatures of 770 are nobody who left, and an offer without a base has no share', () => {
		expect(compared('openai', 'openai-2023-letter').remaining).toBeNull();
		expect(compared('paramount', 'paramount-2025-rto').remaining).toBeNull();
	});
});

describe('day 0', () => {
	const event = twitter.chosen.event;
	test('announcement, deadline or closing; where the one asked for is known by the month only, another is taken', () => {
		expect(comparedDayZero(event, 'announcement')).toEqual({ on: '2022-11-16', kind: 'announcement' });
		expect(comparedDayZero(event, 'deadline')).toEqual({ on: '2022-11-17', kind: 'deadline' });
		expect(comparedDayZero({ ...event, announcedOn: '2022-11' }, 'announcement')).toEqual({
			on: '2022-11-17',
			kind: 'deadline'
		});
		const none = { ...event, announcedOn: '2022', deadlineAtLocal: null, effectiveOn: null };
		expect(comparedDayZero(none, 'closing')).toBeNull();
	});

	test('two deadlines are the same kind, a deadline and an announcement are not', () => {
		const layoff = compared('tech-layoffs-2022-23', 'google-2023-layoff');
		expect(hasDifferentDayZeros([automattic, twitter])).toBe(false);
		expect(hasDifferentDayZeros([twitter, layoff])).toBe(true);
	});

	test('3 executives before and 1 from day 0 on, an appointment and a month left out: -180 and 180 count, 181 does not', () => {
		const departure = (announcedOn: string, kind = 'resigned') => ({
			...{ person: announcedOn, organisation: 'Twitter', post: 'Officer', announcedOn, effectiveOn: null, kind },
			...{ note: null, confidence: null, source: 'press' }
		});
		const days = ['2022-05-21', '2022-11-10', '2022-11-16', '2023-05-16', '2023-05-17', '2022-11'];
		const departures = [...days.map((day) => departure(day)), departure('2022-11-18', 'appointment')];
		const found = compared('twitter', 'twitter-2022-11-17-ultimatum', 'deadline', { ...NOTHING, departures });
		expect(found.departures.map(({ day }) => day)).toEqual([-180, -7, -1, 180]);
		expect(found.departuresWindow).toMatchObject({ before: 3, after: 1, outside: 1, unknown: 1 });
		const [row] = countsTable([found], english).rows;
		expect(row.slice(1, 4).map((cell) => cell.value)).toEqual([3, 1, 1]);
	});
});

test('headcounts are shares of the base by worst cases: 2,700 of 2,900 to 3,700 is 73.0% to 93.1%', () => {
	const headcounts = [
		{
			...{
				organisation: 'Twitter',
				reportedFor: '2022-11-22',
				headcount: { low: 2700, best: 2700, high: 2700, text: null }
			},
			...{ kind: 'full-time employees', reportedBy: 'press', figureStatus: 'disputed' as const, confidence: 'low' },
			...{ note: null, source: 'press' }
		}
	];
	const [panel] = dayPanels(
		[compared('twitter', 'twitter-2022-11-17-ultimatum', 'deadline', { ...NOTHING, headcounts })],
		english
	);
	const point = panel.points.find(({ day }) => day === 5)!;
	expect([point.low!.toFixed(3), point.best, point.high!.toFixed(3)]).toEqual(['0.730', null, '0.931']);
});

test('silence meant leaving at Twitter and staying at Automattic, each deadline in its own zone', () => {
	const rows = silenceTable([twitter, automattic], english).rows.map((row) => row.map((cell) => cell.text));
	expect(rows[0][2]).toBe('No answer counted as leaving');
	expect(rows[0][3]).toContain('17 November 2022, 17:00');
	expect(rows[1][2]).toBe('No answer counted as staying');
	expect(rows[1][3]).toContain('3 October 2024, 20:00');
});

test('teams stand by role family: engineering and product of Grindr, 69.5% to 70.5% for a rounded 70%', () => {
	const teamImpacts = lines('grindr', 'team-impacts').map((row) => ({
		...{ eventId: row.event_id, organisation: 'Grindr', team: row.team, measuredOn: row.measured_on },
		...{ before: estimate(row, 'before'), after: estimate(row, 'after'), cut: estimate(row, 'cut') },
		...{ cutPercent: row.cut_percent, figureStatus: 'estimated' as const, basis: null, confidence: null },
		...{ note: null, source: row.source }
	}));
	const rows = roleRows([compared('grindr', 'grindr-2023-rto', 'closing', { ...NOTHING, teamImpacts })], english);
	expect(rows.map(({ label }) => label.split(' · ')[0])).toEqual(['Engineering', 'Product', 'Design']);
	expect([rows[0].low!.toFixed(3), rows[0].high!.toFixed(3)]).toEqual(['0.695', '0.705']);
});

describe('the address', () => {
	const known = { ids: new Set(['a', 'b', ...Array.from({ length: 13 }, (_, i) => `e${i}`)]), types: ['layoff'] };
	const read = (search: string) => compareQuery(new URLSearchParams(search), known);
	test('a link restores the view; both forms of a list are read, each event once', () => {
		const query = read('events=b,a&events=a&day=closing&sort=share&type=layoff');
		expect(query).toMatchObject({
			events: ['b', 'a'],
			dayZero: 'closing',
			order: 'share',
			type: 'layoff',
			refused: []
		});
		expect(read(compareSearch(query))).toEqual(query);
		expect(compareSearch(query)).toBe('events=b,a&day=closing&sort=share&type=layoff');
	});

	test('what is not known is named and left out; of 13 events the thirteenth is left out', () => {
		expect(read('events=a,zz&day=tea&sort=x&type=y')).toMatchObject({
			events: ['a'],
			dayZero: 'announcement',
			refused: ['zz', 'y', 'tea', 'x']
		});
		expect(read(`events=${Array.from({ length: 13 }, (_, i) => `e${i}`).join(',')}`)).toMatchObject({ leftOut: 1 });
	});

	test('by the largest share that left Twitter of 4 November stands before Automattic, without a share last', () => {
		const half = compared('twitter', 'twitter-2022-11-04-layoff');
		const none = compared('paramount', 'paramount-2025-rto');
		expect(inOrder([none, automattic, half], 'share').map(({ id }) => id)).toEqual([half.id, automattic.id, none.id]);
		expect(inOrder([automattic, twitter], 'date').map(({ id }) => id)).toEqual([twitter.id, automattic.id]);
	});
});
