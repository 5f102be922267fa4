import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '../metric.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { rosterTable } from '../../../../test/support/column-tables.ts';
import { attritionNotes } from './attrition-notes.ts';
import { attritionProtection, protectedAttrition } from './attrition-protection.server.ts';
import { attritionRate } from './attrition-rate.server.ts';
import type { AttritionParams } from './attrition-rate.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { AttritionRow, AttritionSummary } from './attrition-rate.ts';

type Exits = Partial<Record<(typeof SEPARATION_TYPES)[number], number>>;

/** Roles of 30 people each with these exits in 2024, as an executive sees them. */
function seen(roles: Record<string, Exits>, params: Partial<AttritionParams> = {}, regretted = 0, threshold = 5) {
	const rows = Object.entries(roles).flatMap(([roleFamily, exits]) => {
		const reasons = SEPARATION_TYPES.flatMap((type) => Array.from({ length: exits[type] ?? 0 }, () => type));
		return Array.from({ length: 30 }, (_, i) => ({
			...{ person: `${roleFamily}${i}`, hiredOn: '2020-01-01', roleFamily },
			exitedOn: i < reasons.length ? `2024-03-${10 + (i % 20)}` : '',
			separationType: reasons[i] ?? '',
			regretted: i < reasons.length ? (i < regretted ? 'yes' : 'no') : ''
		}));
	});
	const roster = rosterTable(rows);
	const found = attritionRate(
		{ roster, roles: roleColumn(roster, { families: [], rules: [] }) },
		{
			...{ from: '2024-01-01', to: '2024-12-31', group: 'role', role: null, types: SEPARATION_TYPES },
			...{ fold: 'separate', denominator: 'personYears', contractors: 'out', hasUltimatum: false },
			...params
		}
	);
	const full: Result<AttritionRow, AttritionSummary> = {
		...{ metric: 'attrition-rate', unit: '', ...found, notes: attritionNotes(found.summary), versions: [] }
	};
	return { full, shown: protectedAttrition(full, threshold) };
}

const big = { security: { voluntary: 9, involuntary: 3 }, payroll: { voluntary: 8, involuntary: 6 } };

test('an analyst sees everything', () => {
	const { full } = seen(big);
	expect(attritionProtection.analyst!(full, 5)).toBe(full);
	expect(attritionProtection.research).toBeUndefined();
});

test('how many left, from where and at which rate is exact for executives: 12 of security, 14 of payroll', () => {
	const { full, shown } = seen(big);
	expect(shown.rows.map((row) => [row.group, row.separations, row.counted])).toEqual([
		['security', 12, 12],
		['payroll', 14, 14]
	]);
	expect(shown.rows[0].interval).toEqual(full.rows[0].interval);
});

test('the 3 let go in security are hidden, and the 6 in payroll and both voluntary counts that would give them away', () => {
	const { shown } = seen(big);
	expect(shown.rows.map((row) => [row.types.voluntary, row.types.involuntary, row.isSuppressed])).toEqual([
		[null, null, true],
		[null, null, true]
	]);
	expect(shown.summary.total.types).toMatchObject({ voluntary: 17, involuntary: 9, retirement: 0 });
	expect(shown.notes).toContainEqual({ key: 'metrics.suppressed', details: { most: 4 } });
});

test('a rate of voluntary exits by role is hidden where the count is', () => {
	const { shown } = seen(big, { types: ['voluntary'] });
	expect(shown.rows[0]).toMatchObject({
		separations: 12,
		counted: null,
		rate: null,
		interval: null,
		periodPercent: null
	});
	expect(shown.summary.total).toMatchObject({ counted: 17, sumOfMonthlyPercent: null });
	const { shown: large } = seen({ a: { voluntary: 9, involuntary: 7 }, b: { voluntary: 8 } }, { types: ['voluntary'] });
	expect(large.rows.map((row) => row.counted)).toEqual([9, 8]);
});

test('by type: a type of 3 is hidden with the next smallest', () => {
	const { shown } = seen({ a: { voluntary: 12, involuntary: 3, retirement: 7 } }, { group: 'type' });
	const counts = Object.fromEntries(shown.rows.map((row) => [row.group, row.separations]));
	expect(counts).toMatchObject({ voluntary: 12, involuntary: null, retirement: null, death: 0 });
	expect(shown.summary.categories.find(({ type }) => type === 'involuntary')!.separations).toBeNull();
	const row = shown.rows.find(({ group }) => group === 'involuntary')!;
	expect(row).toMatchObject({ rate: null, interval: null, isSuppressed: true, personYears: shown.rows[0].personYears });
});

test('folding cannot take 3 who kept silent out of the hidden: voluntary with them is hidden too', () => {
	const exits = { a: { voluntary: 12, retirement: 7, 'ultimatum-silent': 3 } };
	const { shown } = seen(exits, { group: 'type', fold: 'voluntary' });
	expect(shown.rows.find(({ group }) => group === 'voluntary')!.separations).toBeNull();
});

test('4 exits in all: the number is known, the reasons are not', () => {
	const { shown } = seen({ a: { voluntary: 4 } }, { group: null });
	expect(shown.rows[0]).toMatchObject({ separations: 4, counted: 4, isSuppressed: true });
	expect(Object.values(shown.rows[0].types)).toEqual(SEPARATION_TYPES.map(() => null));
});

test('a role of 2 exits stands with the next smallest of 6: neither shows reasons', () => {
	const { shown } = seen({ a: { voluntary: 2 }, b: { voluntary: 6 }, c: { voluntary: 20 }, d: {} });
	const reasons = (group: string) => shown.rows.find((row) => row.group === group)!.types.voluntary;
	expect([reasons('a'), reasons('b'), reasons('c'), reasons('d')]).toEqual([null, null, 20, 0]);
});

describe('what could be subtracted is not shown', () => {
	test.each([
		['half a year', { from: '2024-01-01', to: '2024-06-30' }],
		['months', { group: 'month' }],
		['departments', { group: 'department' }],
		['one role', { group: null, role: 'a' }]
	] as const)('%s: no reasons in the rows, all exits', (_, params) => {
		const { full, shown } = seen({ a: { voluntary: 12 }, b: { voluntary: 20 } }, params);
		for (const [index, row] of shown.rows.entries()) {
			expect(row.separations).toBe(full.rows[index].separations);
			if (row.separations !== 0) expect(row.types.voluntary).toBeNull();
		}
	});

	test('the notes do not count what the table hides', () => {
		const { full, shown } = seen({ a: { voluntary: 12, unknown: 3 } }, { group: null });
		expect(full.notes.map(({ key }) => key)).toContain('metrics.attrition.unknown');
		expect(shown.notes.map(({ key }) => key)).not.toContain('metrics.attrition.unknown');
		expect(shown.summary.transfersWithoutNext).toBeNull();
	});

	test('the present year so far is a year; the same days of a roster of another day are not', () => {
		const { full } = seen({ a: { voluntary: 12 } }, { group: null, to: '2024-10-31' });
		const roster = { dataset: 'r', datasetId: 'r', kind: 'roster', version: 1, asOf: '2024-10-31' };
		const shown = (asOf: string) => protectedAttrition({ ...full, versions: [{ ...roster, asOf }] }, 5).rows[0].types;
		expect(shown('2024-10-31').voluntary).toBe(12);
		expect(shown('2024-11-30').voluntary).toBeNull();
	});
});

test('3 regretted of 20 are hidden, 6 are shown; by role where neither side is small', () => {
	const of = (regretted: number) => seen({ a: { voluntary: 20 } }, { group: null }, regretted).shown.rows[0];
	expect(of(3)).toMatchObject({ regretted: null, regrettedPer100PersonYears: null, isSuppressed: true });
	expect(of(6)).toMatchObject({ regretted: 6 });
	expect(of(18).regretted).toBeNull();
	const byRole = seen({ a: { voluntary: 20 }, b: { voluntary: 14 } }, {}, 7).shown.rows;
	expect(byRole.map((row) => row.regretted)).toEqual([7, 7]);
});

test('at thresholds of 5 to 20 no smaller count of a reason is ever shown, and hidden rows have no rates', () => {
	const exits = fc.record({
		voluntary: fc.nat({ max: 12 }),
		involuntary: fc.nat({ max: 9 }),
		'ultimatum-silent': fc.nat({ max: 9 })
	});
	const groups = fc.constantFrom('role', 'type', null);
	const thresholds = fc.integer({ min: 5, max: 20 });
	fc.assert(
		fc.property(fc.array(exits, { minLength: 1, maxLength: 4 }), groups, thresholds, (list, group, threshold) => {
			const roles = Object.fromEntries(list.map((each, index) => [`r${index}`, each]));
			const { shown } = seen(roles, { group, types: ['voluntary'] }, 0, threshold);
			for (const row of [...shown.rows, shown.summary.total]) {
				const small = Object.values(row.types).filter((count) => count !== null && count > 0 && count < threshold);
				expect(small).toEqual([]);
				expect(row.counted === null).toBe(row.rate === null);
				expect(row.counted === null || row.counted === 0 || row.counted >= threshold).toBe(true);
			}
		}),
		{ numRuns: 60 }
	);
});

test('whatever threshold is set, a higher one shows nothing that a lower one hides', () => {
	const exits = fc.record({
		voluntary: fc.nat({ max: 14 }),
		involuntary: fc.nat({ max: 9 }),
		retirement: fc.nat({ max: 5 })
	});
	const thresholds = fc.tuple(fc.integer({ min: 5, max: 15 }), fc.integer({ min: 1, max: 5 }));
	const list = fc.array(exits, { minLength: 2, maxLength: 4 });
	fc.assert(
		fc.property(list, thresholds, fc.nat({ max: 9 }), (each, [lower, more], regretted) => {
			const roles = Object.fromEntries(each.map((own, index) => [`r${index}`, own]));
			const { full } = seen(roles, {}, regretted);
			const [low, high] = [lower, lower + more].map((threshold) => protectedAttrition(full, threshold));
			const rows = (shown: typeof low) => [...shown.rows, shown.summary.total];
			rows(high).forEach((row, index) => {
				const below = rows(low)[index];
				for (const type of SEPARATION_TYPES) if (below.types[type] === null) expect(row.types[type]).toBeNull();
				if (below.regretted === null) expect(row.regretted).toBeNull();
			});
		}),
		{ numRuns: 40 }
	);
});
