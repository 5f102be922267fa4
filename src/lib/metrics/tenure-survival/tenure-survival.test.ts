import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { addDays } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import { UnfitParameter } from '../metric-definition.server.ts';
import { TENURE_SURVIVAL } from './tenure-survival-metric.server.ts';
import type { SurvivalQuery } from './tenure-survival-metric.server.ts';
import type { SurvivalRow } from './tenure-survival.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const ROWS = csvRows(read('tenure-survival.golden.csv'));
const R = JSON.parse(read('tenure-survival.expected.json')) as Record<string, (number | null)[]>;

function survival(rows: TestRow[], params: Partial<SurvivalQuery> = {}, asOf = '2024-06-30') {
	const roster = rosterTable(rows);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	return TENURE_SURVIVAL.compute({ roster, roles, asOf }, v.parse(TENURE_SURVIVAL.parameters, params));
}

function expectEach(found: (number | null)[], expected: (number | null)[], digits = 10) {
	expect(found.length).toBe(expected.length);
	found.forEach((value, index) => {
		if (expected[index] === null) expect(value).toBeNull();
		else expect(value).toBeCloseTo(expected[index]!, digits);
	});
}

/** The curve of a row as R found it. */
function expectCurve(row: SurvivalRow, name: string) {
	const points = row.curve.slice(1);
	expect(row.curve[0]).toMatchObject({ time: row.from, share: 1, lower: null, upper: null, events: 0 });
	expect([row.from, row.people]).toEqual([R[`${name}.startsAtDay`][0], R[`${name}.people`][0]]);
	expect(points.map(({ time }) => time)).toEqual(R[`${name}.days`]);
	expect(points.map(({ atRisk }) => atRisk)).toEqual(R[`${name}.atRisk`]);
	expectEach(
		points.map(({ share }) => share),
		R[`${name}.share`]
	);
	expectEach(
		points.map(({ lower }) => lower),
		R[`${name}.lower`]
	);
	expectEach(
		points.map(({ upper }) => upper),
		R[`${name}.upper`]
	);
	expect(row.quantiles.map(({ time }) => time)).toEqual(R[`${name}.quantiles`]);
	expect(row.quantiles.map(({ lower }) => lower)).toEqual(R[`${name}.quantilesLower`]);
	expect(row.quantiles.map(({ upper }) => upper)).toEqual(R[`${name}.quantilesUpper`]);
	expect(row.until).toBe(R[`${name}.until`][0]);
}

describe('a roster of 206 employments in three roles, against R', () => {
	test('everybody: the curve with limits, quartiles and restricted mean to 730 days', () => {
		const { rows, summary } = survival(ROWS, { tauDays: 730 });
		expect(rows).toHaveLength(1);
		expectCurve(rows[0], 'all');
		const { mean, standardError } = rows[0].restrictedMean!;
		expectEach([mean, standardError], R['all.restrictedMean730']);
		expect(summary).toMatchObject({
			clock: 'tenure',
			from: '2021-03-01',
			to: '2024-06-30',
			observed: 206,
			logRank: null
		});
		expect(summary.quality).toMatchObject({ contractors: 1, missingHire: 1, mergedJoins: 2 });
	});

	test('by role: three curves, and the log-rank test between them', () => {
		const { rows, summary } = survival(ROWS, { group: 'role', tauDays: 730 });
		expect(rows.map(({ group }) => group).sort()).toEqual(['legal-privacy', 'payroll', 'security']);
		for (const row of rows) {
			expectCurve(row, row.group!);
			expectEach([row.restrictedMean!.mean, row.restrictedMean!.standardError], R[`${row.group}.restrictedMean730`]);
		}
		expect(summary.logRank).toMatchObject({ degrees: 2, reason: null });
		expect(summary.logRank!.chiSquare).toBeCloseTo(R.logRankChiSquare[0]!, 9);
		// Upper tail of chi-square on two degrees: exp(-x/2).
		expect(summary.logRank!.p).toBeCloseTo(Math.exp(-R.logRankChiSquare[0]! / 2), 10);
		const exits = rows.reduce((sum, row) => sum + row.exits!, 0);
		expect(rows.reduce((sum, row) => sum + row.expectedExits!, 0)).toBeCloseTo(exits, 9);
	});

	test('each role against the others: with two roles the p of the log-rank test; all together are not compared', () => {
		const two = ROWS.filter((row) => row.roleFamily !== 'payroll');
		const { rows, summary } = survival(two, { group: 'role' });
		expect(summary.logRank!.degrees).toBe(1);
		for (const row of rows) {
			expect(row.restP).toBeCloseTo(summary.logRank!.p!, 12);
			expect(row.restQ).toBeCloseTo(summary.logRank!.p!, 12);
		}
		expect(survival(two).rows[0]).toMatchObject({ restP: null, restQ: null });
		expect(survival(two, { role: 'security' }).rows[0]).toMatchObject({ restP: null, restQ: null });
	});

	test('cumulative incidence by reason at 365, 730 and 1826 days; with the share still there it is 1', () => {
		const [row] = survival(ROWS).rows;
		const at = (type: string, day: number) =>
			row.incidence.find((each) => each.type === type)!.points.findLast((point) => point.time <= day)?.share ?? 0;
		for (const type of ['voluntary', 'involuntary', 'retirement', 'unknown'])
			expectEach(
				[365, 730, 1826].map((day) => at(type, day)),
				R[`incidence.${type}`]
			);
		expect(row.incidence.map(({ type, exits }) => [type, exits])).toEqual([
			['voluntary', 58],
			['involuntary', 30],
			['retirement', 5],
			['unknown', 17]
		]);
		const all = row.incidence.reduce((sum, { type }) => sum + at(type, 730), 0);
		expect(all + row.values.find(({ time }) => time === 730)!.share!).toBeCloseTo(1, 10);
	});

	test('groups have their reasons where asked for: the exits of all reasons are the exits', () => {
		expect(survival(ROWS, { group: 'role' }).rows.every(({ incidence }) => incidence.length === 0)).toBe(true);
		for (const row of survival(ROWS, { group: 'role', withReasons: true }).rows)
			expect(row.incidence.reduce((sum, { exits }) => sum + exits!, 0)).toBe(row.exits);
	});

	test('from 117 at risk on the curve starts at day 64 and holds for who is still employed then', () => {
		const { rows, notes } = survival(ROWS, { atLeast: 117, tauDays: 730 });
		expectCurve(rows[0], 'later');
		expectEach([rows[0].restrictedMean!.mean, rows[0].restrictedMean!.standardError], R['later.restrictedMean730']);
		expect(notes).toContainEqual({ key: 'metrics.survival.given', details: { groups: 1 } });
		expect(survival(ROWS).notes.map(({ key }) => key)).not.toContain('metrics.survival.given');
	});

	test('the numbers at risk at 0, 365, 730 ... days are those with entry < t <= time', () => {
		const [row] = survival(ROWS).rows;
		expect(row.risk.map(({ time }) => time)).toEqual([0, 365, 730, 1095, 1460, 1825, 2190, 2555]);
		const point = row.curve.find(({ time }) => time === 368)!;
		// Between day 365 and 368 nobody leaves; who enters or is censored between is at most a few.
		expect(Math.abs(row.risk[1].atRisk! - point.atRisk!)).toBeLessThan(5);
		expect(row.risk[7].atRisk).toBe(1);
	});
});

/** Ten people hired on one day and one more for each exit: who leaves after so many days, by reason. */
function team(exits: [days: number, type?: string][], stay: number, hiredOn = '2024-01-01'): TestRow[] {
	const base = { hiredOn, roleFamily: 'security', employmentType: 'employee' };
	const left = exits.map(([days, separationType = 'voluntary'], index) => {
		return { ...base, person: `l${index}`, exitedOn: addDays(hiredOn, days - 1), separationType };
	});
	return [...left, ...Array.from({ length: stay }, (_, index) => ({ ...base, person: `s${index}` }))];
}

describe('windows and clocks', () => {
	test('hired 100 days before exits are on file: enters at day 100 and is no evidence before', () => {
		const early = Array.from({ length: 12 }, (_, index) => ({
			person: `e${index}`,
			hiredOn: '2023-09-23',
			exitedOn: index === 0 ? '2024-01-01' : '',
			roleFamily: 'security'
		}));
		const { rows, summary, notes } = survival(early);
		expect(summary).toMatchObject({ from: '2024-01-01', lateEntries: 12 });
		expect(notes).toContainEqual({ key: 'metrics.survival.lateEntry', details: { people: 12 } });
		expect(rows[0]).toMatchObject({ from: 100, people: 12, exits: 1 });
		expect(rows[0].curve[1]).toMatchObject({ time: 101, atRisk: 12 });
		expect(rows[0].curve[1].share).toBeCloseTo(11 / 12, 14);
		// Before its start the curve says nothing.
		expect(survival(early, { atDays: [50, 120] }).rows[0].values).toMatchObject([
			{ time: 50, share: null },
			{ time: 120, share: expect.closeTo(11 / 12, 12) }
		]);
	});

	test('a later first day leaves out who left before it; a last day after the data is that of the data', () => {
		const rows = team([[10], [20]], 10);
		expect(survival(rows, { from: '2024-01-15' }).rows[0].exits).toBe(1);
		expect(survival(rows, { to: '2030-01-01' }).summary.to).toBe('2024-06-30');
		expect(survival(rows, { to: '2024-01-12' }).rows[0]).toMatchObject({ exits: 1, until: 12 });
		// A first day after the last is the last.
		expect(survival(rows, { from: '2025-01-01' }).summary.from).toBe('2024-06-30');
	});

	test('days since an event: who was there on day 0, without late entry and however few', () => {
		const rows = [...team([[10], [20], [20]], 3), { person: 'new', hiredOn: '2024-01-06', roleFamily: 'security' }];
		const { rows: found, summary, notes } = survival(rows, { day0: '2024-01-05', to: '2024-03-01' });
		expect(summary).toMatchObject({ clock: 'event', from: '2024-01-05', lateEntries: 0 });
		expect(notes[0]).toEqual({ key: 'metrics.survival.event' });
		// Day 0 is 5 January: left on 10 January is day 6, on 20 January day 16.
		expect(found[0].curve.map(({ time, share }) => [time, share])).toEqual([
			[0, 1],
			[6, 5 / 6],
			[16, 0.5]
		]);
		expect(found[0]).toMatchObject({ observed: 6, people: 6, until: 57 });
		expect(found[0].curve[0].atRisk).toBe(6);
	});

	test('a day 0 after the data, and one role by department, are refused by name', () => {
		expect(() => survival(team([], 1), { day0: '2024-07-01' })).toThrow(UnfitParameter);
		expect(() => survival(team([], 1), { role: 'security', group: 'department' })).toThrow('not by department');
		expect(survival(team([], 1), { role: 'security', group: 'role' }).rows).toHaveLength(1);
	});
});

describe('groups', () => {
	test('by department, level and site as the row that ended the employment says; nothing stated is a group', () => {
		const rows = team([[10]], 11).map((row, index) => ({
			...row,
			department: index < 6 ? 'Platform' : '',
			level: 'L3'
		}));
		const byDepartment = survival(rows, { group: 'department' }).rows;
		expect(byDepartment.map(({ group, observed, exits }) => [group, observed, exits]).sort()).toEqual([
			['', 6, 0],
			['Platform', 6, 0]
		]);
		expect(byDepartment.map(({ reason }) => reason)).toEqual(['few-at-risk', 'few-at-risk']);
		expect(survival(rows, { group: 'level' }).rows.map(({ group, exits }) => [group, exits])).toEqual([['L3', 1]]);
		expect(survival(rows, { group: 'site' }).rows.map(({ group }) => group)).toEqual(['']);
	});

	test('fewer than ten at risk: no curve, with the reason and a note; nobody: an empty row', () => {
		const { rows, notes, summary } = survival(team([[10]], 4));
		expect(rows[0]).toMatchObject({ observed: 5, people: 0, curve: [], restrictedMean: null, reason: 'few-at-risk' });
		expect(rows[0].values.map(({ share }) => share)).toEqual([null, null, null, null]);
		expect(notes).toContainEqual({ key: 'metrics.survival.fewAtRisk', details: { groups: 1, most: 9 } });
		expect(summary.tauDays).toBeNull();
		expect(survival([]).rows).toMatchObject([{ observed: 0, people: 0, curve: [], reason: 'nobody' }]);
		expect(survival([], { group: 'role' })).toMatchObject({ rows: [], summary: { logRank: { reason: 'no-events' } } });
	});

	test('all still there: one point of 1, no median, a restricted mean of tau without error', () => {
		const { rows, notes } = survival(team([], 12), { from: '2024-01-01' });
		expect(rows[0].curve).toHaveLength(1);
		expect(rows[0]).toMatchObject({ exits: 0, incidence: [], reason: null });
		expect(rows[0].quantiles.map(({ time }) => time)).toEqual([null, null, null]);
		expect(rows[0].restrictedMean).toMatchObject({ mean: 182, standardError: 0 });
		expect(notes.map(({ key }) => key)).not.toContain('metrics.survival.noExits');
	});

	test('no exit on file: who left is not known on any day but the last, where everybody enters', () => {
		const { rows, summary, notes } = survival(team([], 12));
		expect([summary.from, rows[0].from, summary.lateEntries]).toEqual(['2024-06-30', 181, 12]);
		expect(notes).toContainEqual({ key: 'metrics.survival.noExits' });
	});

	test('a tau beyond the shortest group has no restricted mean in any, and says how far it could be', () => {
		const late = team([], 12, '2024-06-01').map((row) => ({ ...row, person: `n${row.person}`, roleFamily: 'payroll' }));
		const rows = [...team([[40]], 12), ...late];
		const { rows: found, notes, summary } = survival(rows, { group: 'role', tauDays: 31 });
		expect(found.map(({ restrictedMean }) => restrictedMean)).toEqual([null, null]);
		expect([summary.tauDays, notes.find(({ key }) => key === 'metrics.survival.tauTooLong')]).toEqual([
			null,
			{ key: 'metrics.survival.tauTooLong', details: { days: 30 } }
		]);
		const kept = survival(rows, { group: 'role' });
		expect(kept.summary.tauDays).toBe(30);
		expect(kept.rows.every(({ restrictedMean }) => restrictedMean !== null)).toBe(true);
	});

	test('a longest time of 1000 days gives a tau of two whole years, 730 days', () => {
		expect(survival(team([[10]], 12, '2021-10-05')).summary.tauDays).toBe(730);
	});
});

describe('reasons', () => {
	const rows = team([[10, 'retirement'], [20], [30, 'transfer'], [30, ''], [40]], 10);

	test('of the voluntary alone the others are censored, and the curve says so; incidence stays that of all', () => {
		const { rows: found, notes } = survival(rows, { types: ['voluntary'], from: '2024-01-01' });
		expect(found[0].exits).toBe(2);
		expect(found[0].curve.map(({ time }) => time)).toEqual([0, 20, 40]);
		expect(found[0].curve[1].share).toBeCloseTo(13 / 14, 14);
		expect(found[0].censored).toEqual([10, 30, 182]);
		expect(found[0].incidence.map(({ type, exits }) => [type, exits])).toEqual([
			['voluntary', 2],
			['retirement', 1],
			['unknown', 2]
		]);
		expect(notes).toContainEqual({ key: 'metrics.survival.causeSpecific' });
	});

	test('a reason that nobody left for leaves a curve of 1', () => {
		expect(survival(rows, { types: ['death'] }).rows[0]).toMatchObject({ exits: 0 });
	});

	test('an early 0 with people after it is named', () => {
		const alone = [
			{ person: 'a', hiredOn: '2023-12-01', exitedOn: '2024-01-01', roleFamily: 'security' },
			...team([], 1, '2022-01-01')
		];
		const found = survival(alone, { atLeast: 1, from: '2024-01-01' });
		expect(found.rows[0].curve.at(-1)!.share).toBe(0);
		expect(found.notes).toContainEqual({ key: 'metrics.survival.zeroEarly', details: { groups: 1 } });
	});
});

test('500 exits on 500 days: 200 steps, each the last of its stretch, with all exits counted', () => {
	const many = team(
		Array.from({ length: 500 }, (_, index): [number] => [index + 1]),
		10,
		'2022-01-01'
	);
	const [row] = survival(many).rows;
	expect(row.curve).toHaveLength(201);
	expect(row.curve.reduce((sum, { events }) => sum + events, 0)).toBe(500);
	expect(row.curve.at(-1)).toMatchObject({ time: 500, atRisk: 11 });
	expect(row.curve.at(-1)!.share).toBeCloseTo(10 / 510, 12);
});

test('the order of rows never matters, and no figure is ever NaN', () => {
	const anyRow = fc.record({
		person: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
		hire: fc.nat({ max: 300 }),
		length: fc.option(fc.nat({ max: 200 })),
		roleFamily: fc.constantFrom('security', 'payroll'),
		separationType: fc.constantFrom('', 'voluntary', 'retirement')
	});
	fc.assert(
		fc.property(fc.array(anyRow, { maxLength: 25 }), (given) => {
			// One row a person and day: then file order decides nothing.
			const rows = given.map(({ hire, length, ...row }, index) => ({
				...row,
				person: `${row.person}${index}`,
				hiredOn: addDays('2023-09-01', hire),
				exitedOn: length === null ? '' : addDays('2023-09-01', hire + length)
			}));
			const found = survival(rows, { group: 'role', atLeast: 1 });
			expect(JSON.stringify(found, (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value))).not.toContain('NaN');
			const turned = survival([...rows].reverse(), { group: 'role', atLeast: 1 });
			expect(turned.rows.sort(byGroup)).toEqual(found.rows.sort(byGroup));
		}),
		{ numRuns: 50 }
	);
});

function byGroup(a: SurvivalRow, b: SurvivalRow): number {
	return String(a.group) < String(b.group) ? -1 : 1;
}
