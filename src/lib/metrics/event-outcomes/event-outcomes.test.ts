import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { protect } from '#lib/server/disclosure/protect.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { rosterTable } from '../../../../test/support/column-tables.ts';
import { UnfitParameter } from '../metric-definition.server.ts';
import { EVENT_OUTCOMES } from './event-outcomes-metric.server.ts';
import { eventOutcomesProtection } from './event-outcomes-protection.server.ts';

// Day 0 is 1 March 2024. Security: ann quits on day 0 after exactly 2 years and a day; bea is let go after 8 years; cid
// leaves a day after the window of 30 days; dan and eli stay. Payroll: fay declines after 20 years, gil stays.
const row = (person: string, hiredOn: string, more: Partial<TestRow> = {}): TestRow => ({
	...{ person, hiredOn, roleFamily: 'security' },
	...more
});
const PEOPLE: TestRow[] = [
	row('ann', '2022-03-01', { exitedOn: '2024-03-01', separationType: 'voluntary' }),
	row('bea', '2016-02-01', { exitedOn: '2024-03-15', separationType: 'involuntary' }),
	row('cid', '2020-01-01', { exitedOn: '2024-04-01', separationType: 'voluntary' }),
	row('dan', '2020-01-01'),
	row('eli', '2021-01-01'),
	row('fay', '2004-01-01', { exitedOn: '2024-03-31', separationType: 'ultimatum-declined', roleFamily: 'payroll' }),
	row('gil', '2020-01-01', { roleFamily: 'payroll' }),
	row('old', '2010-01-01', { exitedOn: '2024-02-29', separationType: 'voluntary' })
];

function outcomes(params: object = {}) {
	const roster = rosterTable(PEOPLE);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	return EVENT_OUTCOMES.compute(
		{ roster, roles, asOf: '2024-12-31' },
		{ dayZero: '2024-03-01', days: 30, clock: 'legal', contractors: 'out', ...params }
	);
}

describe('seven people and 30 days', () => {
	const { rows, summary } = outcomes();
	const [security, payroll] = rows;

	test('security: 5 people, 3 stayed, 1 quit, 1 let go; payroll: 2 people, 1 declined', () => {
		expect(security).toMatchObject({ group: 'security', people: 5, stayed: 3, left: 2 });
		expect(security.types).toMatchObject({ voluntary: 1, involuntary: 1, 'ultimatum-declined': 0 });
		expect(payroll).toMatchObject({ group: 'payroll', people: 2, stayed: 1, left: 1 });
		expect(payroll.types['ultimatum-declined']).toBe(1);
	});

	test('groups add up to the whole: 7 people, 3 left', () => {
		expect(summary.total).toMatchObject({ group: null, people: 7, stayed: 4, left: 3 });
		for (const type of ['voluntary', 'involuntary', 'ultimatum-declined'] as const)
			expect(summary.total.types[type]).toBe(rows.reduce((sum, each) => sum + each.types[type]!, 0));
		expect(summary.until).toBe('2024-03-31');
	});

	test('leavers of 2, 8 and 20 years stand in 2–3, 8–9 and 15 and more', () => {
		const filled = summary.total.tenure.filter((bin) => bin.people! > 0);
		expect(filled).toEqual([
			{ from: 2, to: 3, people: 1 },
			{ from: 8, to: 9, people: 1 },
			{ from: 15, to: null, people: 1 }
		]);
	});

	test('the median of all is the 8 years of bea: 2,952 days with both ends', () => {
		expect(summary.total.medianTenureYears).toBeCloseTo(2952 / 365.25, 12);
		expect(security.medianTenureYears).toBeCloseTo(732 / 365.25, 12);
		expect(security.yearsLost).toBeCloseTo((732 + 2952) / 365.25, 12);
	});
});

test('a window to the end of the data takes cid too; an event after the data is refused', () => {
	expect(outcomes({ days: 31 }).summary.total.left).toBe(4);
	expect(() => outcomes({ dayZero: '2025-02-01' })).toThrow(UnfitParameter);
});

describe('an executive', () => {
	const full = { metric: 'event-outcomes', unit: 'people', ...outcomes(), versions: [] };
	const seen = protect(full, { tier: 'executive', threshold: 5 }, eventOutcomesProtection);

	test('sees 3 of 5 stay and neither a reason nor a length of service', () => {
		const [security] = seen.rows;
		expect(security).toMatchObject({
			stayed: 3,
			left: 2,
			isSuppressed: true,
			medianTenureYears: null,
			yearsLost: null
		});
		expect(new Set(Object.values(security.types))).toEqual(new Set([null]));
		expect(new Set(security.tenure.map((bin) => bin.people))).toEqual(new Set([null]));
		expect(seen.summary.total.types.voluntary).toBeNull();
		expect(seen.notes).toContainEqual({ key: 'metrics.outcomes.reasonsHidden' });
	});

	test('an analyst sees them; a researcher nothing', () => {
		expect(protect(full, { tier: 'analyst', threshold: 5 }, eventOutcomesProtection)).toBe(full);
		expect(() => protect(full, { tier: 'research', threshold: 5 }, eventOutcomesProtection)).toThrow('not cleared');
	});
});
