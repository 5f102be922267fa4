import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { protect } from '#lib/server/disclosure/protect.ts';
import { rosterTable } from '../../../../test/support/column-tables.ts';
import { ORGANISATION_LOSS } from './organisation-loss-metric.server.ts';
import { organisationLossProtection } from './organisation-loss-protection.server.ts';

// Ops: 4 of security, of whom 3 leave, and 2 of SRE. HQ: 3 of payroll, of whom 1 leaves, and 1 of security.
const group = (department: string, roleFamily: string, people: number, leavers: number) =>
	Array.from({ length: people }, (_, index) => ({
		...{ person: `${department}${roleFamily}${index}`, hiredOn: '2020-01-01', department, roleFamily },
		exitedOn: index < leavers ? '2024-03-20' : ''
	}));
const ROSTER = rosterTable([
	...group('Ops', 'security', 4, 3),
	...group('Ops', 'sre-operations', 2, 0),
	...group('HQ', 'payroll', 3, 1),
	...group('HQ', 'security', 1, 0)
]);

function loss(levels: ('department' | 'role')[] = ['department', 'role']) {
	const roles = roleColumn(ROSTER, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	return ORGANISATION_LOSS.compute(
		{ roster: ROSTER, roles, asOf: '2024-12-31' },
		{ dayZero: '2024-03-01', days: 30, levels, clock: 'legal', contractors: 'out' }
	);
}

describe('ten people in two departments', () => {
	const { rows, summary } = loss();

	test('Ops stands first, each department before its roles, the largest first', () => {
		expect(rows.map((row) => `${row.path.join(' / ')} ${row.left}/${row.people}`)).toEqual([
			'Ops 3/6',
			'Ops / security 3/4',
			'Ops / sre-operations 0/2',
			'HQ 1/4',
			'HQ / payroll 1/3',
			'HQ / security 0/1'
		]);
	});

	test('parts of a part add up to it, and the outermost to the whole: 4 of 10', () => {
		for (const parent of rows.filter((row) => row.path.length === 1)) {
			const parts = rows.filter((row) => row.path.length === 2 && row.path[0] === parent.path[0]);
			expect(parts.reduce((sum, row) => sum + row.people, 0)).toBe(parent.people);
			expect(parts.reduce((sum, row) => sum + row.left, 0)).toBe(parent.left);
		}
		expect(summary).toMatchObject({ people: 10, left: 4, rate: 0.4 });
	});

	test('3 of 6 has the Wilson interval 0.1876 to 0.8124', () => {
		expect(rows[0].interval.lower).toBeCloseTo(0.1876, 4);
		expect(rows[0].interval.upper).toBeCloseTo(0.8124, 4);
	});
});

test('by role alone security is 3 of 5, over both departments', () => {
	expect(loss(['role']).rows[0]).toMatchObject({ path: ['security'], people: 5, left: 3 });
});

test('an executive sees the two departments and no role within them', () => {
	const full = { metric: 'organisation-loss', unit: '', ...loss(), versions: [] };
	const seen = protect(full, { tier: 'executive', threshold: 5 }, organisationLossProtection);
	expect(seen.rows.map((row) => row.path)).toEqual([['Ops'], ['HQ']]);
	expect(seen.summary.levels).toEqual(['department']);
	expect(protect(full, { tier: 'analyst', threshold: 5 }, organisationLossProtection)).toBe(full);
});
