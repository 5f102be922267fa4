import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { rosterTable } from '../../../../test/support/column-tables.ts';
import { UnfitParameter } from '../metric-definition.server.ts';
import { MONTHLY_LOSS } from './monthly-loss-metric.server.ts';
import type { MonthlyLossQuery } from './monthly-loss-metric.server.ts';

// Security: ada to dee on 1 March; bob leaves on the 31st. Eve is hired in March and leaves in it: in no base. Cat moves to
// payroll in April. Payroll: fay, whose last day is 1 April.
const PEOPLE: TestRow[] = [
	{ person: 'ada', hiredOn: '2020-01-01', roleFamily: 'security', department: 'Ops' },
	{ person: 'bob', hiredOn: '2020-01-01', exitedOn: '2024-03-31', roleFamily: 'security', department: 'Ops' },
	{ person: 'cat', hiredOn: '2020-01-01', exitedOn: '2024-03-31', roleFamily: 'security', department: 'HQ' },
	{ person: 'cat', hiredOn: '2024-04-01', roleFamily: 'payroll', department: 'HQ' },
	{ person: 'dee', hiredOn: '2020-01-01', roleFamily: 'security', department: 'Ops' },
	{ person: 'eve', hiredOn: '2024-03-05', exitedOn: '2024-03-20', roleFamily: 'security', department: 'Ops' },
	{ person: 'fay', hiredOn: '2020-01-01', exitedOn: '2024-04-01', roleFamily: 'payroll', department: 'HQ' }
];

function loss(params: object, rows = PEOPLE) {
	const roster = rosterTable(rows);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const full: MonthlyLossQuery = { dimension: 'role', clock: 'legal', contractors: 'out', ...params };
	return MONTHLY_LOSS.compute({ roster, roles, asOf: '2024-04-15' }, full);
}
const counts = ({ rows }: ReturnType<typeof loss>) =>
	rows.map((row) => `${row.month} ${row.group} ${row.left}/${row.people}`);

describe('March and April 2024', () => {
	const found = loss({ from: '2024-03-01', to: '2024-04-15' });

	test('1 of 4 of security in March, nobody of 2 in April; 1 of 2 of payroll on the first of April', () => {
		expect(counts(found).toSorted()).toEqual([
			'2024-03 payroll 0/1',
			'2024-03 security 1/4',
			'2024-04 payroll 1/2',
			'2024-04 security 0/2'
		]);
	});

	test('1 of 4 has the Wilson interval 0.0456 to 0.6994', () => {
		const row = found.rows.find((each) => each.left === 1 && each.people === 4)!;
		expect(row.interval.lower).toBeCloseTo(0.0456, 4);
		expect(row.interval.upper).toBeCloseTo(0.6994, 4);
	});

	test('April ends with the data on the 15th and says so; a window of March alone does not', () => {
		expect(found.summary).toMatchObject({ months: ['2024-03', '2024-04'], cutOn: '2024-04-15' });
		expect(found.notes).toContainEqual({ key: 'metrics.monthlyLoss.cut' });
		expect(loss({ from: '2024-03-01', to: '2024-03-31' }).summary.cutOn).toBeNull();
	});

	test('by department: Ops 1 of 3, HQ 0 of 2 in March', () => {
		expect(counts(loss({ from: '2024-03-10', to: '2024-03-31', dimension: 'department' })).toSorted()).toEqual([
			'2024-03 HQ 0/2',
			'2024-03 Ops 1/3'
		]);
	});
});

test('ten years are shown month by month, more are refused', () => {
	expect(loss({ from: '2014-05-01', to: '2024-04-15' }).summary.months).toHaveLength(120);
	expect(() => loss({ from: '2014-03-01', to: '2024-03-31' })).toThrow(UnfitParameter);
});

test('the order of the rows of the roster does not matter', () => {
	const wanted = counts(loss({ from: '2024-03-01', to: '2024-04-15' })).toSorted();
	fc.assert(
		fc.property(fc.shuffledSubarray(PEOPLE, { minLength: PEOPLE.length }), (rows) => {
			expect(counts(loss({ from: '2024-03-01', to: '2024-04-15' }, rows)).toSorted()).toEqual(wanted);
		}),
		{ numRuns: 20 }
	);
});

test('windows asked one after the other of one roster count as each does alone: longer, earlier, cut, beyond the file', () => {
	const roster = rosterTable(PEOPLE);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const windows = [
		['2024-04-01', '2024-04-30'],
		['2019-11-01', '2024-04-10'],
		['2024-03-01', '2024-03-19'],
		['2024-03-01', '2024-03-20'],
		['2015-01-01', '2015-02-28'],
		['2024-02-01', '2024-07-31'],
		['2024-03-01', '2024-03-31']
	];
	for (const dimension of ['role', 'department'] as const)
		for (const [from, to] of windows) {
			const params = { from, to, dimension, clock: 'legal', contractors: 'out' } as const;
			const found = MONTHLY_LOSS.compute({ roster, roles, asOf: '2024-12-31' }, params);
			const other = rosterTable(PEOPLE);
			const alone = MONTHLY_LOSS.compute({ roster: other, roles, asOf: '2024-12-31' }, params);
			expect(counts(found)).toEqual(counts(alone));
		}
	const march = { from: '2024-03-01', to: '2024-03-31', dimension: 'department', clock: 'legal', contractors: 'out' };
	const found = MONTHLY_LOSS.compute({ roster, roles, asOf: '2024-12-31' }, march as MonthlyLossQuery);
	expect(counts(found).toSorted()).toEqual(['2024-03 HQ 0/2', '2024-03 Ops 1/3']);
});
