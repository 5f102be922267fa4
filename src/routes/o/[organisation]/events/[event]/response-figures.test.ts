import { describe, expect, test } from 'vitest';
import type { ResponseRow, ResponseSummary } from '#lib/metrics/registry.server.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { withGroupNames } from '../../group-names.ts';
import { responseCurveFigure, responseTitle, silenceSentence, type Responses } from './response-curve-figure.ts';
import { bySize, groupsTitle, responseGroupsFigure, tallyRows } from './response-groups-figure.ts';
import { tallyTiles } from './tally-tiles.ts';

const english = serverLanguage('en');
const french = serverLanguage('fr');
// 200 asked: 120 stay, 30 leave, 50 silent; silence counts as leaving, so 80 of 200.
// Wilson at 95 % of 80 of 200, by hand with z = 1.959964: 0.3346 to 0.4691.
const summary: ResponseSummary = {
	eventId: 'hardcore',
	title: 'Ultimatum',
	...{
		asked: 200,
		stay: 120,
		leave: 30,
		silent: 50,
		late: 3,
		beforeAnnouncement: 0,
		unknownPerson: 1,
		superseded: 4,
		rows: 158,
		reversals: []
	},
	silenceRule: 'resign',
	question: 'opt_in_to_stay',
	populationOn: '2022-11-15',
	announcedAt: '2022-11-16T05:00:00.000Z',
	deadlineAt: '2022-11-17T22:00:00.000Z',
	timeZone: 'America/New_York',
	announcedLocal: '2022-11-16T00:00',
	deadlineLocal: '2022-11-17T17:00',
	...{ announcedKind: 'unique', deadlineKind: 'unique' },
	...{ stayShare: 0.6, leaveShare: 0.15, silentShare: 0.25 },
	resolvedLeavers: 80,
	resolvedShare: 0.4,
	resolvedInterval: { lower: 0.3346, upper: 0.4691, method: 'wilson', level: 0.95 },
	bounds: null,
	leaveShareOfResponders: 0.2,
	curve: [
		{ hours: 1, count: 50, shareOfAsked: 0.25 },
		{ hours: 40.5, count: 150, shareOfAsked: 0.75 }
	],
	lateMarks: [42],
	windowHours: 41,
	quantiles: [{ p: 0.5, hours: 12.5 }],
	dkwHalfWidth: 0.1109,
	surge: null,
	isSuppressed: false
};
const group = (name: string, asked: number, leavers: number, more: Partial<ResponseRow> = {}): ResponseRow => ({
	...{ dimension: 'role', group: name, asked, stay: asked - leavers, leave: leavers, silent: 0 },
	...{ stayShare: 1 - leavers / asked, leaveShare: leavers / asked, silentShare: 0 },
	...{ resolvedLeavers: leavers, resolvedShare: leavers / asked, bounds: null, isSuppressed: false },
	resolvedInterval: { lower: 0.3346, upper: 0.4691, method: 'wilson', level: 0.95 },
	...more
});
const hidden: Partial<ResponseRow> = {
	...{ asked: null, stay: null, leave: null, silent: null, resolvedLeavers: null, resolvedShare: null },
	...{ resolvedInterval: null, isSuppressed: true }
};
const rows = [group('sre', 200, 80), group('', 40, 10), group('payroll', 4, 1, hidden)];
const responses = (change: Partial<ResponseSummary> = {}): Responses => ({
	...{ metric: 'ultimatum-response', unit: 'share of asked', rows, notes: [], versions: [] },
	summary: { ...summary, ...change }
});
const place = {
	page: 'http://localhost/o/a/events/hardcore',
	query: 'by=role',
	subject: { event: 'hardcore' },
	figures: '/o/a/figures',
	isSample: false,
	retrievedOn: '2026-11-22'
};

describe('answers to an ultimatum as figures', () => {
	test('the title gives 60.0% (120 of 200) and 25.0% (50 of 200), in both languages', () => {
		expect(responseTitle(summary, english)).toBe(
			'60.0% (120 of 200) of the people asked said stay by the deadline; 25.0% (50 of 200) did not answer'
		);
		expect(responseTitle(summary, french)).toContain('60,0\u202f% (120 sur 200)');
	});

	test('the deadline stands in the zone of the event and in that of the reader', () => {
		const { subtitle } = responseCurveFigure(responses(), 'Europe/Paris', place, english);
		expect(subtitle).toContain('17 November 2022, 17:00 (New York');
		expect(subtitle).toContain('17 November 2022, 23:00 (');
	});

	test('silence that counted as leaving makes 40.0% (80 of 200), told as a count under a rule', () => {
		expect(silenceSentence(summary, english)).toBe(
			'Under this event’s rule, silence counted as leaving: 40.0% (80 of 200) are counted as leaving. This is a count under a rule, not resignations observed.'
		);
	});

	test('an undetermined silence gives bounds of 15.0% and 40.0% instead of a number', () => {
		const change = { silenceRule: 'undetermined', resolvedLeavers: null, bounds: { lower: 0.15, upper: 0.4 } } as const;
		expect(silenceSentence({ ...summary, ...change }, english)).toBe(
			'What silence meant is not known: between 15.0% and 40.0% of the 200 people asked would count as leaving.'
		);
	});

	test('answers hidden from the reader leave no number behind', () => {
		const change = { stay: null, leave: null, silent: null, resolvedLeavers: null, curve: [], isSuppressed: true };
		const figure = responseCurveFigure(responses(change), 'UTC', place, english);
		expect(figure.title).toBe('200 people were asked; the answers are too few to be shown');
		expect(figure.table.rows).toEqual([]);
		expect(tallyTiles({ ...summary, ...change }, english).map((tile) => tile.value)).toEqual(['c', 'c', 'c', 'c']);
	});

	test('the downloads of an event figure name the event, the link of the page does not', () => {
		const figure = responseCurveFigure(responses(), 'UTC', place, english);
		expect(figure.downloads?.png).toBe('/o/a/figures/response-curve/png?event=hardcore&by=role');
		expect(figure.permalink?.live).toBe('http://localhost/o/a/events/hardcore?by=role#response-curve');
	});

	test('the curve table ends at 75.0% (150 of 200)', () => {
		const { table } = responseCurveFigure(responses(), 'UTC', place, english);
		expect(table.rows.at(-1)!.map((cell) => cell.text)).toEqual(['40.50', '150', '75.0% (150 of 200)']);
	});
});

describe('answers by group', () => {
	const named = withGroupNames(
		rows,
		'role',
		(role) => (role === 'sre' ? 'Site reliability' : role || 'no role'),
		english
	);

	test('the title names the largest group with its interval and the span over 2 groups shown', () => {
		expect(groupsTitle(named, 'role', english)).toBe(
			'Site reliability: 40.0% (80 of 200) counted as leaving (95% interval 33.5%–46.9%); over 2 groups from 25% to 40%'
		);
	});

	test('hidden cells are "c" in the table and have no value to sort by', () => {
		const { table } = responseGroupsFigure({ ...responses(), rows: named }, 'role', place, english);
		expect(table.rows[2].map((cell) => [cell.text, cell.value])).toEqual([
			['payroll', 'payroll'],
			...Array.from({ length: 6 }, () => ['c', null])
		]);
	});

	test('groups of 40 and 200 stand by size with the hidden one last, lengths of service keep their order', () => {
		const mixed = [rows[2], rows[1], rows[0]];
		expect(bySize(mixed, 'role').map((row) => row.asked)).toEqual([200, 40, null]);
		expect(bySize(mixed, 'tenure')).toEqual(mixed);
	});

	test('the chart gets counts and interval, and nothing of a hidden group', () => {
		expect(tallyRows(named)[0]).toMatchObject({ group: 'Site reliability', asked: 200, lower: 0.3346, upper: 0.4691 });
		expect(tallyRows(named)[2]).toMatchObject({ asked: null, stay: null, resolvedShare: null, lower: null });
	});

	test('the tiles say 120, 30, 50 and 80 with the interval of the last', () => {
		const tiles = tallyTiles(summary, english);
		expect(tiles.map((tile) => tile.value)).toEqual(['120', '30', '50', '80']);
		expect(tiles[3].note).toBe('40.0% (80 of 200); 95% Wilson interval 33.5%–46.9%');
	});

	test('lengths of service and missing groups are told in words', () => {
		const bands = [group('10+', 5, 1), group('', 5, 1)];
		expect(withGroupNames(bands, 'tenure', String, french).map((row) => row.group)).toEqual([
			'10 ans ou plus',
			'non précisé'
		]);
	});
});
