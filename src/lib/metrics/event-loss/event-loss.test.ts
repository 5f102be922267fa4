import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import { UnfitParameter } from '../metric-definition.server.ts';
import { EVENT_LOSS } from './event-loss-metric.server.ts';
import type { EventLossQuery } from './event-loss-metric.server.ts';
import { eventLoss } from './event-loss.server.ts';
import type { EventLossParams } from './event-loss.server.ts';

const file = (name: string) => csvRows(readFileSync(new URL(name, import.meta.url), 'utf8'));
const people = file('event-loss.golden.csv');
const ULTIMATUM: EventLossParams = {
	dayZero: { eventId: null, title: null, organisation: null, on: '2022-11-17', kind: 'given' },
	until: '2023-05-16',
	untilAsked: '2023-05-16',
	dimension: 'role',
	clock: 'legal',
	contractors: 'out',
	leastPeople: 5
};

function tables(rows: TestRow[]) {
	const roster = rosterTable(rows);
	return { roster, roles: roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] }) };
}
function loss(params: Partial<EventLossParams> = {}, rows = people) {
	const found = eventLoss(tables(rows), { ...ULTIMATUM, ...params });
	return { ...found, row: (group: string) => found.rows.find((each) => each.group === group)! };
}

describe('33 people and an ultimatum', () => {
	test.each(file('event-loss.expected.csv').map((row) => [row.group as string, row] as const))(
		'%s: counts, ratios, p and q as by R and 40-digit arithmetic',
		(group, expected) => {
			const { interval, ...row } = loss().row(group);
			const found: Record<string, unknown> = { ...row, lower: interval.lower, upper: interval.upper };
			for (const [name, text] of Object.entries(expected)) {
				const number = Number(text);
				if (text === '') expect([name, found[name]]).toEqual([name, null]);
				else if (Number.isNaN(number)) expect(found[name]).toBe(text);
				else expect(Math.abs((found[name] as number) - number)).toBeLessThanOrEqual(1e-11 * Math.max(1, number));
			}
		}
	);

	test('9 of 33 left, 0.1507 to 0.4422; one is back; three groups tested, one too small', () => {
		const { summary, notes } = loss();
		expect(summary).toMatchObject({ people: 33, left: 9, backAgain: 1, tested: 3, tooSmall: 1, days: 181 });
		expect(summary.interval!.lower).toBeCloseTo(0.15067440885420647, 12);
		expect(notes).toContainEqual({ key: 'metrics.loss.tooSmall', details: { groups: 1, least: 5 } });
		expect(notes).toContainEqual({ key: 'metrics.loss.notAnnualised', details: { days: 181 } });
		expect(notes).toContainEqual({ key: 'metrics.quality.contractors', details: { rows: 1 } });
	});

	test('the largest group stands first, whatever its share', () => {
		expect(loss().rows.map((row) => row.people)).toEqual([12, 10, 8, 3]);
	});

	test('by the last day worked sec02 was gone before day 0: 32 people, 8 left', () => {
		expect(loss({ clock: 'worked' }).summary).toMatchObject({ people: 32, left: 8 });
	});

	test('contractors count where they are asked for: security 11, of whom 7 left', () => {
		expect(loss({ contractors: 'in' }).row('security')).toMatchObject({ people: 11, left: 7 });
	});

	test('by level: 31 of L1 and 2 of L2, both of whom left, too few for a test', () => {
		const { rows } = loss({ dimension: 'level' });
		// That both of L2 are among the 9: 36 of 528 pairs. Mid-p: twice the half of it.
		expect(rows[0].p).toBeCloseTo(36 / 528, 12);
		expect(rows.map((row) => [row.group, row.people, row.left, row.finding])).toEqual([
			['L1', 31, 7, 'chance-not-excluded'],
			['L2', 2, 2, 'too-small']
		]);
	});

	test('from 3 people on legal is tested too, and every q with it', () => {
		const { row, summary } = loss({ leastPeople: 3 });
		expect(summary).toMatchObject({ tested: 4, tooSmall: 0 });
		expect(row('legal-privacy').q).not.toBeNull();
		// 4 / 1 times the smallest p.
		expect(row('security').q).toBeCloseTo(4 * 0.011271783463107154, 12);
	});

	test('a window cut by the data says how many days are missing', () => {
		const { summary, notes } = loss({ until: '2022-12-31' });
		expect(summary).toMatchObject({ left: 6, days: 45 });
		expect(notes).toContainEqual({ key: 'metrics.window.cut', details: { days: 136 } });
	});
});

describe('edges', () => {
	test('nobody employed on day 0: no rows, no share, said so', () => {
		const { rows, summary, notes } = loss({}, []);
		expect(rows).toEqual([]);
		expect(summary).toMatchObject({ people: 0, left: 0, rate: null, interval: null });
		expect(notes).toContainEqual({ key: 'metrics.loss.nobody' });
	});

	test('nobody left, or everybody in one role: nothing to compare, p 1, limits 0 to no upper limit', () => {
		const stay = Array.from({ length: 12 }, (_, i) => ({
			...{ person: `p${i}`, hiredOn: '2020-01-01', roleFamily: i < 6 ? 'security' : 'payroll' }
		}));
		const nobody = loss({}, stay).row('security');
		expect(nobody).toMatchObject({ finding: 'nothing-to-compare', p: 1, oddsLower: 0, oddsUpper: Infinity });
		expect(nobody).toMatchObject({ riskRatio: null, oddsRatio: null, adjustedResidual: null, q: 1, expected: 0 });
		const one = stay.map((row, i) => ({ ...row, roleFamily: 'security', exitedOn: i < 3 ? '2022-12-31' : '' }));
		expect(loss({}, one).row('security')).toMatchObject({ finding: 'nothing-to-compare', restRate: null, people: 12 });
	});

	test('where the rest lost nobody the risk ratio has no upper limit', () => {
		const rows = Array.from({ length: 40 }, (_, i) => ({
			...{ person: `p${i}`, hiredOn: '2020-01-01', roleFamily: i < 10 ? 'security' : 'payroll' },
			exitedOn: i < 6 ? '2022-12-31' : ''
		}));
		expect(loss({}, rows).row('security')).toMatchObject({
			riskRatio: Infinity,
			oddsRatio: Infinity,
			finding: 'harder'
		});
		expect(loss({}, rows).row('payroll')).toMatchObject({ riskRatio: 0, oddsRatio: 0, finding: 'lighter' });
	});

	test('titles that no rule places are a group of their own', () => {
		const rows = Array.from({ length: 6 }, (_, i) => ({ person: `p${i}`, hiredOn: '2020-01-01', jobTitle: 'Cook' }));
		expect(loss({}, rows).rows).toMatchObject([{ group: '', people: 6 }]);
	});
});

describe('the parameters', () => {
	const query = (params: Partial<EventLossQuery>, asOf = '2023-12-31') =>
		EVENT_LOSS.compute({ ...tables(people), asOf }, { ...defaults(), ...params });
	const defaults = (): EventLossQuery => ({
		...{ days: 180, dimension: 'role', clock: 'legal', contractors: 'out', leastPeople: 5 }
	});

	test('a date as day 0 and the usual 180 days: 9 of 33', () => {
		expect(query({ dayZero: '2022-11-17' }).summary).toMatchObject({ people: 33, left: 9, until: '2023-05-16' });
	});

	test('neither event nor date, an event that is not there, and a day after the data are refused by name', () => {
		expect(() => query({})).toThrow(UnfitParameter);
		expect(() => query({ eventId: 'u1' })).toThrow('no event "u1"');
		expect(() => query({ dayZero: '2024-01-01' })).toThrow('after the data');
	});
});

test('groups add up to the whole, rows in any order give the same, nothing is NaN', () => {
	const START = dayNumber('2022-11-01');
	const row = fc.record({
		roleFamily: fc.constantFrom('security', 'payroll', 'sre-operations', ''),
		hire: fc.nat({ max: 30 }),
		length: fc.option(fc.nat({ max: 120 }), { nil: null })
	});
	fc.assert(
		fc.property(fc.array(row, { maxLength: 40 }), (list) => {
			const rows = list.map(({ roleFamily, hire, length }, i) => ({
				...{ person: `p${i}`, roleFamily, hiredOn: civilDate(START + hire) },
				exitedOn: length === null ? '' : civilDate(START + hire + length)
			}));
			const found = loss({}, rows);
			expect(loss({}, [...rows].reverse()).rows).toEqual(found.rows);
			const sum = (name: 'people' | 'left') => found.rows.reduce((all, each) => all + each[name], 0);
			expect([sum('people'), sum('left')]).toEqual([found.summary.people, found.summary.left]);
			for (const each of found.rows) expect(Object.values(each).some(Number.isNaN)).toBe(false);
		}),
		{ numRuns: 40 }
	);
});
