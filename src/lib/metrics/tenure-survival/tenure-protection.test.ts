import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { NotCleared, protect } from '#lib/server/disclosure/protect.ts';
import { addDays } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import { survivalTables } from './survival-shown.server.ts';
import { protectedSurvival, survivalProtection } from './tenure-protection.server.ts';
import { TENURE_SURVIVAL } from './tenure-survival-metric.server.ts';
import type { SurvivalQuery } from './tenure-survival-metric.server.ts';

const ROWS = csvRows(readFileSync(new URL('tenure-survival.golden.csv', import.meta.url), 'utf8'));

function full(rows: TestRow[], params: Partial<SurvivalQuery> = {}) {
	const roster = rosterTable(rows);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const tables = { roster, roles, asOf: '2024-06-30' };
	const computed = TENURE_SURVIVAL.compute(tables, v.parse(TENURE_SURVIVAL.parameters, params));
	return { metric: TENURE_SURVIVAL.id, unit: TENURE_SURVIVAL.unit, ...computed, versions: [] };
}

/** What an executive sees. */
const seen = (rows: TestRow[], params: Partial<SurvivalQuery> = {}) => protectedSurvival(full(rows, params), 5);

/** People hired on 1 January 2023; one exit for each number of days, by reason. */
function team(exits: [days: number, type?: string][], stay: number): TestRow[] {
	const base = { hiredOn: '2023-01-01', roleFamily: 'security', employmentType: 'employee' };
	const left = exits.map(([days, separationType = 'voluntary'], index) => {
		return { ...base, person: `l${index}`, exitedOn: addDays('2023-01-01', days - 1), separationType };
	});
	return [...left, ...Array.from({ length: stay }, (_, index) => ({ ...base, person: `s${index}` }))];
}

const DAYS = [1, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120].map((days): [number] => [days]);

test('twelve exits become two steps: five at day 50 and the seven up to day 120, since two alone are too few', () => {
	const [row] = seen(team(DAYS, 20)).rows;
	expect(row.curve.map(({ time, events, atRisk }) => [time, events, atRisk])).toEqual([
		[0, 0, null],
		[50, 5, null],
		[120, 7, null]
	]);
	// The shares are those of the full curve on these days.
	expect(row.curve[1].share).toBeCloseTo(27 / 32, 12);
	expect(row.curve[2].share).toBeCloseTo(20 / 32, 12);
	expect(row.censored).toEqual([]);
});

test('one more exit on day 45: what was shown as 5 by day 50 and 12 in all would be 6 and 13, so neither step is drawn', () => {
	const former = survivalTables(seen(team(DAYS, 20)))!.parts;
	const now = full(team([...DAYS, [45]], 20));
	const before = (part: string) => ({ settled: null, former: [former[part]].filter(Boolean) });
	const [row] = protectedSurvival(now, 5, before).rows;
	expect(row.curve.map(({ time, events }) => [time, events])).toEqual([
		[0, 0],
		[45, 5]
	]);
	// Of 33 people, 13 of whom left, and not of 32 and 12: the mean has moved by one person.
	expect([row.people, row.exits, row.restrictedMean]).toEqual([33, 13, null]);
	for (const { time, atRisk } of row.risk) {
		const shown = former['at risk of all'].rows['']![String(time)];
		if (atRisk !== null && shown !== null) expect([0, 5, 10, 15, 20]).toContain(Math.abs(atRisk - shown));
	}
});

test('shown with these very exits before: drawn as then, whatever was shown since', () => {
	const result = full(team([...DAYS, [45]], 20));
	const hidden = survivalTables(
		protectedSurvival(result, 5, (part) => ({
			settled: null,
			former: [survivalTables(seen(team(DAYS, 20)))!.parts[part]].filter(Boolean)
		}))
	)!.parts;
	const again = protectedSurvival(result, 5, (part) => ({ settled: hidden[part] ?? null, former: [] }));
	expect(survivalTables(again)!.parts).toEqual(hidden);
});

test('quartiles and values are read off the coarse curve, so that they name no day of a single exit', () => {
	const [whole] = full(team(DAYS, 20), { atDays: [30, 60, 500, 600] }).rows;
	const [row] = seen(team(DAYS, 20), { atDays: [30, 60, 500, 600] }).rows;
	// A quarter of 32 has left with the eighth exit, on day 80; the curve is flat there until day 90.
	expect([whole.quantiles[0].time, row.quantiles[0].time]).toEqual([85, 120]);
	expect(row.values.map(({ share }) => share)).toEqual([
		1,
		expect.closeTo(27 / 32, 12),
		expect.closeTo(20 / 32, 12),
		null
	]);
	expect(row.quantiles[2]).toEqual({ p: 0.75, time: null, lower: null, upper: null });
	expect(row.restrictedMean).toEqual(whole.restrictedMean);
});

test('numbers at risk that differ by one to four are hidden, as are one to four at the end', () => {
	const late = Array.from({ length: 3 }, (_, index) => ({
		person: `v${index}`,
		hiredOn: '2020-01-01',
		roleFamily: 'security'
	}));
	const [row] = seen([...team(DAYS, 20), ...late]).rows;
	const [whole] = full([...team(DAYS, 20), ...late]).rows;
	const numbers = whole.risk.map(({ atRisk }) => atRisk!);
	row.risk.forEach(({ atRisk }, index) => {
		if (atRisk !== null) expect([numbers[index], atRisk === 0 || atRisk >= 5]).toEqual([atRisk, true]);
	});
	const shown = row.risk.flatMap(({ atRisk }) => atRisk ?? []);
	for (let index = 1; index < shown.length; index++) {
		const change = Math.abs(shown[index] - shown[index - 1]);
		expect(change === 0 || change >= 5).toBe(true);
	}
	expect(numbers.some((number) => number > 0 && number < 5)).toBe(true);
	expect(row.risk.filter(({ atRisk }) => atRisk === null).length).toBeGreaterThan(0);
	// The three of four years' tenure end the full curve, not this one.
	expect(row.until).toBeLessThan(whole.until);
	expect(row.isSuppressed).toBe(true);
});

test('32, 23, 20, 20 ... at risk: 23 is too near to 20, so that 32 and the 20 are shown', () => {
	const [row] = seen(team(DAYS, 20)).rows;
	expect(row.risk.map(({ time, atRisk }) => [time, atRisk])).toEqual([
		[0, 32],
		[91, null],
		[182, 20],
		[273, 20],
		[364, 20],
		[455, 20],
		[546, 20]
	]);
	expect(row.until).toBe(546);
});

describe('what is hidden whole', () => {
	test('one to four exits, or fewer than five people; no exit at all is shown', () => {
		const few = seen(team([[20], [30], [40], [50]], 20));
		expect(few.rows[0]).toMatchObject({ curve: [], exits: null, restrictedMean: null, until: 0, isSuppressed: true });
		expect(few.rows[0].quantiles[0]).toEqual({ p: 0.25, time: null, lower: null, upper: null });
		expect(few.rows[0].values[0]).toEqual({ time: 365, share: null, lower: null, upper: null });
		expect(few.rows[0].risk.every(({ atRisk }) => atRisk === null)).toBe(true);
		expect(few.notes).toContainEqual({ key: 'metrics.suppressed', details: { most: 4 } });
		expect(seen(team([], 20)).rows[0].exits).toBe(0);
		expect(seen(team([], 20)).rows[0].curve).toHaveLength(1);
		expect(seen(team([[20], [30], [40], [50], [60]], 20)).rows[0].curve).toHaveLength(2);
		expect(seen(team([], 4)).rows[0]).toMatchObject({ isSuppressed: true, exits: 0 });
	});

	test.each([
		['a first day', { from: '2023-02-01' }],
		['a last day', { to: '2024-01-01' }],
		['a day 0', { day0: '2023-01-01' }],
		['reasons', { types: ['voluntary' as const] }],
		['another number at risk', { atLeast: 11 }],
		['a tau', { tauDays: 100 }]
	])('whatever was chosen by %s, which could be subtracted', (_, params) => {
		const { rows, notes, summary } = seen(team(DAYS, 20), params);
		expect(rows[0]).toMatchObject({ curve: [], incidence: [], isSuppressed: true });
		expect(notes.map(({ key }) => key)).toContain('metrics.survival.wholeOnly');
		expect(summary.logRank).toBeNull();
	});

	test('reasons of a group; those of everybody are shown from five exits on, and none alone is hidden', () => {
		const mixed = team(
			[
				...DAYS,
				[130, 'retirement'],
				[131, 'death'],
				...DAYS.slice(0, 6).map(([days]): [number, string] => [days, 'involuntary'])
			],
			20
		);
		const [row] = seen(mixed).rows;
		// Retirement and death, one each, need six involuntary exits beside them to stay unknown.
		expect(row.incidence.map(({ type, exits }) => [type, exits])).toEqual([
			['voluntary', 12],
			['involuntary', null],
			['retirement', null],
			['death', null]
		]);
		expect(row.incidence[0].points.map(({ events }) => events)).toEqual([5, 7]);
		expect(row.incidence[1].points).toEqual([]);
		expect(row.isSuppressed).toBe(true);
		expect(seen(mixed, { group: 'role', withReasons: true }).rows[0].incidence).toEqual([]);
		expect(seen(mixed, { role: 'security' }).rows[0].incidence).toEqual([]);
	});
});

test('the roster of 206 employments by role: every step of a role stands for five exits or more', () => {
	const { rows, notes, summary } = seen(ROWS, { group: 'role' });
	expect(rows).toHaveLength(3);
	for (const row of rows) {
		expect(row.curve.length).toBeGreaterThan(2);
		for (const { events } of row.curve.slice(1)) expect(events).toBeGreaterThanOrEqual(5);
		expect(row.curve.reduce((sum, { events }) => sum + events, 0)).toBe(row.exits);
	}
	expect(summary.logRank!.chiSquare).not.toBeNull();
	// Of the tests against the rest q alone, to two digits.
	const whole = full(ROWS, { group: 'role' }).rows;
	expect(rows.map(({ restP, restQ }) => [restP, restQ])).toEqual(
		whole.map(({ restQ }) => [null, Number(restQ!.toPrecision(2))])
	);
	expect(rows.map(({ restQ }) => restQ)).not.toEqual(whole.map(({ restQ }) => restQ));
	expect(notes).toContainEqual({ key: 'metrics.survival.coarse', details: { least: 5 } });
});

test('at thresholds of 5 to 20 every step of a role stands for as many exits, and numbers at risk lie as far apart', () => {
	const whole = full(ROWS, { group: 'role' });
	let shown = 0;
	for (let threshold = 5; threshold <= 20; threshold++) {
		const { rows, notes } = protectedSurvival(whole, threshold);
		for (const row of rows) {
			const risk = row.risk.flatMap(({ atRisk }) => (atRisk === null ? [] : [atRisk]));
			const changes = risk.slice(1).map((number, index) => risk[index] - number);
			const counts = [...row.curve.slice(1).map(({ events }) => events), ...risk, ...changes];
			expect(counts.filter((count) => count !== 0 && Math.abs(count) < threshold)).toEqual([]);
			shown += row.curve.length;
		}
		expect(notes).toContainEqual({ key: 'metrics.survival.coarse', details: { least: threshold } });
	}
	expect(shown).toBeGreaterThan(100);
});

test('whatever threshold is set, a higher one shows no step and no number at risk that a lower one hides', () => {
	for (const whole of [full(ROWS, { group: 'role' }), full(ROWS)]) {
		let below = protectedSurvival(whole, 5).rows;
		for (let threshold = 6; threshold <= 20; threshold++) {
			const { rows } = protectedSurvival(whole, threshold);
			for (const [index, row] of rows.entries()) {
				const steps = (points: { time: number }[]) => points.map(({ time }) => time);
				expect(steps(below[index].curve)).toEqual(expect.arrayContaining(steps(row.curve)));
				expect(row.risk.filter(({ atRisk }, at) => atRisk !== null && below[index].risk[at].atRisk === null)).toEqual(
					[]
				);
				for (const [at, { exits, points }] of row.incidence.entries()) {
					expect(exits !== null && below[index].incidence[at].exits === null).toBe(false);
					expect(steps(below[index].incidence[at].points)).toEqual(expect.arrayContaining(steps(points)));
				}
			}
			below = rows;
		}
	}
});

test('analysts see it as it is; researchers see releases only', () => {
	const result = full(ROWS);
	expect(protect(result, { tier: 'analyst', threshold: 5 }, survivalProtection)).toBe(result);
	expect(protect(result, { tier: 'executive', threshold: 5 }, survivalProtection).rows[0].censored).toEqual([]);
	expect(() => protect(result, { tier: 'research', threshold: 5 }, survivalProtection)).toThrow(NotCleared);
});
