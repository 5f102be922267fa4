import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import { UnfitParameter } from '../metric-definition.server.ts';
import { SEPARATION_BASELINE } from './separation-baseline-metric.server.ts';
import { separationBaseline } from './separation-baseline.server.ts';
import type { SeparationBaselineParams } from './separation-baseline.server.ts';

const people = csvRows(readFileSync(new URL('separation-baseline.golden.csv', import.meta.url), 'utf8'));
const ULTIMATUM: SeparationBaselineParams = {
	dayZero: { eventId: null, title: null, organisation: null, on: '2022-11-17', kind: 'given' },
	asOf: '2023-12-31',
	group: null,
	contractors: 'out'
};

// R 4.2.2: binom.test(4, 6, 2099/7940) on the odds scale, tails by pbinom; poisson.test(4, 2099/36525).
const POST = {
	...{ lower: 0.797631363996313, upper: 61.52585608187061, pCentral: 0.09137080069081052, pMidp: 0.05172543653886922 },
	...{ rateLower: 18.96490365493165, rateUpper: 178.21535320110533 }
};

function tables(rows: TestRow[]) {
	const roster = rosterTable(rows);
	return { roster, roles: roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] }) };
}
const baseline = (params: Partial<SeparationBaselineParams> = {}, rows = people) =>
	separationBaseline(tables(rows), { ...ULTIMATUM, ...params });

describe('nineteen people around 17 November 2022', () => {
	test('2 separations in 5 841 person-days before, 4 in 2 099 after, 2 in 2 070 of the aftershock, by hand', () => {
		expect(
			baseline().rows.map((row) => [row.window, row.from, row.to, row.days, row.separations, row.personDays])
		).toEqual([
			['baseline', '2021-10-18', '2022-10-17', 365, 2, 5841],
			['post', '2022-11-17', '2023-05-16', 181, 4, 2099],
			['aftershock', '2022-11-19', '2023-05-16', 179, 2, 2070]
		]);
	});

	test('ratio after 5.5655, 0.7976 to 61.5259, p_central 0.0914, mid-p 0.0517 as by R', () => {
		const [, post, aftershock] = baseline().rows;
		expect(post.ratio).toBeCloseTo(4 / 2099 / (2 / 5841), 12);
		expect(post.ratioInterval!.lower! / POST.lower).toBeCloseTo(1, 9);
		expect(post.ratioInterval!.upper! / POST.upper).toBeCloseTo(1, 9);
		expect(post.pCentral).toBeCloseTo(POST.pCentral, 10);
		expect(post.pMidp).toBeCloseTo(POST.pMidp, 10);
		expect(aftershock.ratio).toBeCloseTo(5841 / 2070, 12);
	});

	test('2 in 5 841 person-days are 12.5 per 100 person-years; 4 in 2 099 have limits 18.96 to 178.22 as by R', () => {
		const [before, post] = baseline().rows;
		expect(before.ratePer100PersonYears).toBeCloseTo((2 * 36_525) / 5841, 10);
		expect(before).toMatchObject({ ratio: null, ratioInterval: null, pCentral: null });
		expect(post.interval.lower! / POST.rateLower).toBeCloseTo(1, 9);
		expect(post.interval.upper! / POST.rateUpper).toBeCloseTo(1, 9);
	});

	test('by role: payroll 1 of 4 015 and 1 of 1 312, security 1 of 1 826 and 3 of 787; the mover is in both', () => {
		const { rows } = baseline({ group: 'role' });
		expect(rows.map((row) => [row.group, row.window, row.separations, row.personDays])).toEqual([
			['payroll', 'baseline', 1, 4015],
			['payroll', 'post', 1, 1312],
			['payroll', 'aftershock', 1, 1294],
			['security', 'baseline', 1, 1826],
			['security', 'post', 3, 787],
			['security', 'aftershock', 1, 776]
		]);
	});

	test('a move without a next employment is no separation and is told; the contractor counts where asked for', () => {
		const { notes, summary } = baseline();
		expect(summary.transfersWithoutNext).toBe(1);
		expect(notes).toContainEqual({ key: 'metrics.baseline.transfers', details: { rows: 1 } });
		expect(notes).toContainEqual({ key: 'metrics.quality.contractors', details: { rows: 1 } });
		expect(baseline({ contractors: 'in' }).rows[1].separations).toBe(5);
	});

	test('data that end on day 45 cut both windows after: 46 and 44 days, 2 separations on days 0 and 1', () => {
		const { rows, summary, notes } = baseline({ asOf: '2023-01-01' });
		expect(rows.map((row) => [row.days, row.to, row.separations])).toEqual([
			[365, '2022-10-17', 2],
			[46, '2023-01-01', 2],
			[44, '2023-01-01', 0]
		]);
		expect(summary.daysMissing).toBe(135);
		expect(notes).toContainEqual({ key: 'metrics.window.cut', details: { days: 135 } });
	});

	test('data that end on day 0 leave the aftershock empty: no days, no rate, no ratio', () => {
		const { rows } = baseline({ asOf: '2022-11-17' });
		expect(rows[1]).toMatchObject({ days: 1, separations: 1 });
		expect(rows[2]).toMatchObject({ days: 0, from: null, to: null, ratePer100PersonYears: null, ratio: null });
		expect(rows[2].interval).toMatchObject({ lower: null, upper: null });
	});
});

describe('edges', () => {
	test('nobody at all: no rate, no limits, no ratio, and no separation before is said', () => {
		const { rows, notes } = baseline({}, []);
		expect(rows[1]).toMatchObject({ personDays: 0, ratePer100PersonYears: null, ratio: null, pCentral: null });
		expect(notes).toContainEqual({ key: 'metrics.baseline.noneBefore' });
		expect(baseline({ group: 'role' }, []).rows).toEqual([]);
	});

	test('nobody left before: the ratio has no upper limit; nobody at all left: no ratio, 0 to no upper limit, p 1', () => {
		const two = [
			{ person: 'ada', hiredOn: '2020-01-01', exitedOn: '2022-12-01' },
			{ person: 'bob', hiredOn: '2020-01-01' }
		];
		expect(baseline({}, two).rows[1]).toMatchObject({ ratio: Infinity, ratioInterval: { upper: Infinity } });
		expect(baseline({}, two.slice(1)).rows[1]).toMatchObject({
			...{ ratio: null, pCentral: 1, ratioInterval: { lower: 0, upper: Infinity } }
		});
	});

	test('without separations a rate is 0 with an upper limit, not certain', () => {
		const [row] = baseline({}, [{ person: 'ada', hiredOn: '2020-01-01' }]).rows;
		expect(row.ratePer100PersonYears).toBe(0);
		expect(row.interval.upper).toBeCloseTo((-Math.log(0.025) * 36_525) / 365, 8);
	});

	test('a day 0 after the data is refused', () => {
		const query = { dayZero: '2024-01-01', group: null, contractors: 'out' } as const;
		expect(() => SEPARATION_BASELINE.compute({ ...tables(people), asOf: '2023-12-31' }, query)).toThrow(UnfitParameter);
		expect(
			SEPARATION_BASELINE.compute({ ...tables(people), asOf: '2023-12-31' }, { ...query, dayZero: '2022-11-17' }).rows
		).toEqual(baseline().rows);
	});
});

test('roles add up to everybody where nobody moves, and the order of the rows never matters', () => {
	const START = dayNumber('2021-10-01');
	const row = fc.record({
		roleFamily: fc.constantFrom('security', 'payroll', ''),
		hire: fc.nat({ max: 500 }),
		length: fc.option(fc.nat({ max: 400 }), { nil: null })
	});
	fc.assert(
		fc.property(fc.array(row, { maxLength: 30 }), (list) => {
			const rows = list.map(({ roleFamily, hire, length }, i) => ({
				...{ person: `p${i}`, roleFamily, hiredOn: civilDate(START + hire) },
				exitedOn: length === null ? '' : civilDate(START + hire + length)
			}));
			const whole = baseline({}, rows).rows;
			expect(baseline({}, [...rows].reverse()).rows).toEqual(whole);
			const byRole = baseline({ group: 'role' }, rows).rows;
			for (const each of whole) {
				const own = byRole.filter((role) => role.window === each.window);
				expect(own.reduce((sum, role) => sum + role.personDays, 0)).toBe(each.personDays);
				expect(own.reduce((sum, role) => sum + role.separations, 0)).toBe(each.separations);
			}
		}),
		{ numRuns: 40 }
	);
});
