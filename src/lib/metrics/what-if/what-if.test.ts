import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, qualificationTable, rosterTable } from '../../../../test/support/column-tables.ts';
import { UnfitParameter } from '../metric-definition.server.ts';
import type { RequirementRow } from '../requirements-in-force.ts';
import { WHAT_IF } from './what-if-metric.server.ts';
import type { WhatIfQuery } from './what-if-metric.server.ts';
import { whatIfProtection } from './what-if-protection.server.ts';

const STAFF = csvRows(readFileSync(new URL('what-if.golden.csv', import.meta.url), 'utf8'));
const need = (name: string, requiredMin: number, isCritical = true): RequirementRow => ({
	...{ functionId: name, name, roleFamily: name, requiredMin, isCritical },
	...{ fromDate: null, owner: null, source: null }
});
const NEEDS = [need('payroll', 2, false), need('legal-privacy', 1), need('security', 3)];
const HISTORY = { historyDayZero: '2022-06-01' };

function scenario(params: Partial<WhatIfQuery> = {}, given: { listed?: TestRow[]; needs?: RequirementRow[] } = {}) {
	const roster = rosterTable(STAFF);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const qualifications = given.listed ? [qualificationTable(given.listed)] : [];
	const tables = { asOf: '2022-12-31', roster, roles, requirements: given.needs ?? NEEDS, qualifications };
	const found = WHAT_IF.compute(tables, v.parse(WHAT_IF.parameters, params));
	return { ...found, row: (name: string) => found.rows.find((each) => each.name === name)! };
}
const keys = (notes: { key: string }[]) => notes.map(({ key }) => key.replace('metrics.whatIf.', ''));

describe('seven people asked, with two of six security staff gone in the past', () => {
	const { rows, row, summary, notes } = scenario({ ...HISTORY, sigmas: [0, 1] });

	test('critical functions first; the contractor counts for payroll and is not asked', () => {
		expect(rows.map(({ name, required, qualified, asked }) => [name, required, qualified, asked])).toEqual([
			['legal-privacy', 1, 1, 1],
			['security', 3, 4, 4],
			['payroll', 2, 3, 2]
		]);
		expect(summary).toMatchObject({ on: '2022-12-31', asked: 7, exempt: 0, withoutHistory: 1 });
	});

	test('security, Beta(2.5, 4.5): breach 0.4414; payroll, Beta(0.5, 2.5): 0.0625; legal, nothing known: 0.5; any 0.7382', () => {
		const breach = (name: string) => row(name).outlooks[0].breachProbability;
		// Person by person: none or one of four leave with (4.5 5.5 6.5 7.5 + 4 2.5 4.5 5.5 6.5) / (7 8 9 10).
		const security = 1 - (4.5 * 5.5 * 6.5 * 7.5 + 4 * 2.5 * 4.5 * 5.5 * 6.5) / 5040;
		expect([breach('security'), breach('payroll'), breach('legal-privacy')]).toEqual([
			expect.closeTo(security, 12),
			// Both leave: 0.5 1.5 / (3 4).
			expect.closeTo(0.0625, 12),
			expect.closeTo(0.5, 12)
		]);
		const any = expect.closeTo(0.738159, 6) as number;
		expect(summary.anyBreach[0]).toEqual({ sigma: 0, probability: any, ofNew: any });
		expect(summary.expectedLeavers).toBeCloseTo(10 / 7 + 1 / 3 + 0.5, 10);
		expect(row('security').outlooks[0].remaining.map(({ p }) => p)).toEqual([0.05, 0.25, 0.5, 0.75, 0.95]);
	});

	test('the shared shock stands beside independence', () => {
		expect(row('security').outlooks.map(({ sigma }) => sigma)).toEqual([0, 1]);
		// Who falls out alone with one half does so under any shock.
		expect(row('legal-privacy').outlooks[1].breachProbability).toBeCloseTo(0.5, 6);
		expect(summary.anyBreach[1].probability).not.toBeCloseTo(summary.anyBreach[0].probability, 3);
	});

	test('the segments with what is known of them; nobody is named', () => {
		expect(
			summary.segments!.map(({ role, level, site, people, history }) => [role, level, site, people, history])
		).toEqual(
			expect.arrayContaining([
				['security', 'L1', 'Paris', 4, { left: 2, of: 6 }],
				['payroll', 'L2', 'Paris', 2, { left: 0, of: 2 }],
				['legal-privacy', 'L2', 'Rome', 1, null]
			])
		);
		expect(summary.segments!.find(({ role }) => role === 'security')!.mean).toBeCloseTo(2.5 / 7, 12);
		expect(Object.keys(summary.segments![0]).sort()).toEqual(
			['history', 'level', 'lower', 'mean', 'people', 'role', 'site', 'upper'].sort()
		);
	});

	test('what is assumed and left out is said', () => {
		expect(keys(notes)).toEqual([
			'metrics.clock.legal',
			...['together', 'rolesIndependent', 'withoutHistory', 'history', 'noPay']
		]);
		expect(notes).toContainEqual({ key: 'metrics.whatIf.withoutHistory', details: { people: 1 } });
		expect(notes).toContainEqual({ key: 'metrics.whatIf.history', details: { on: '2022-06-01', discount: 1 } });
	});
});

describe('assumptions', () => {
	test('no history: everybody has the prior, Beta(1, 1) gives each number of four leavers 1/5', () => {
		const { row, summary, notes } = scenario({ prior: { a: 1, b: 1 } });
		expect(row('security').outlooks[0].breachProbability).toBeCloseTo(0.6, 12);
		expect(summary).toMatchObject({ withoutHistory: 7, historyOf: null });
		expect(keys(notes)).not.toContain('history');
	});

	test('a history that counts for half: Beta(1.5, 2.5)', () => {
		const { summary } = scenario({ ...HISTORY, discount: 2 });
		expect(summary.segments!.find(({ role }) => role === 'security')!.mean).toBeCloseTo(1.5 / 4, 12);
	});

	test('30 of 100 elsewhere, counted as 3 of 10: Beta(3.5, 7.5) for everybody; an own event goes before it', () => {
		const counts = { historyCounts: { left: 30, of: 100 }, discount: 10 };
		const { summary, notes } = scenario(counts);
		expect(summary.segments!.map(({ mean }) => mean)).toEqual(
			summary.segments!.map(() => expect.closeTo(3.5 / 11, 12) as number)
		);
		expect(summary).toMatchObject({ withoutHistory: 0, historyOf: null, historyCounts: { left: 30, of: 100 } });
		expect(notes).toContainEqual({
			key: 'metrics.whatIf.historyElsewhere',
			details: { left: 30, of: 100, discount: 10 }
		});
		const own = scenario({ ...counts, ...HISTORY, discount: 1 }).summary;
		expect(own.historyCounts).toBeNull();
		expect(own.segments!.find(({ role }) => role === 'security')!.mean).toBeCloseTo(2.5 / 7, 12);
	});

	test('a history of 45 days knows of no leaver in security', () => {
		const { summary } = scenario({ ...HISTORY, historyDays: 45 });
		expect(summary.segments!.find(({ role }) => role === 'security')!.history).toEqual({ left: 0, of: 6 });
	});

	test('an exempt role stays: no breach there, and the others are as before', () => {
		const { row, summary, notes } = scenario({ ...HISTORY, exempt: ['legal-privacy'] });
		expect(row('legal-privacy')).toMatchObject({ asked: 0, qualified: 1 });
		expect(row('legal-privacy').outlooks[0]).toMatchObject({ breachProbability: 0, expectedRemaining: 1 });
		expect(row('payroll').outlooks[0].breachProbability).toBeCloseTo(0.0625, 12);
		expect(summary).toMatchObject({ asked: 6, exempt: 1, withoutHistory: 0 });
		expect(notes).toContainEqual({ key: 'metrics.whatIf.exempt', details: { people: 1 } });
	});

	test.each([
		[{ roles: ['security'] }, 4],
		[{ levels: ['L2'] }, 3],
		[{ sites: ['Rome'] }, 1],
		[{ sites: ['Rome'], roles: ['security'] }, 0]
	])('asked by %o: %i', (filter, asked) => {
		const { summary, rows } = scenario(filter);
		expect(summary.asked).toBe(asked);
		expect(rows[0].outlooks).toHaveLength(asked === 0 ? 0 : 4);
	});

	test('odds doubled by assumption: of one with Beta(0.5, 0.5) the mean is 2 - sqrt 2, and it is said', () => {
		const { row, summary, notes } = scenario({ roles: ['legal-privacy'], oddsFactor: 2, sigmas: [0] });
		// The mean of 2 p / (1 + p) with the arcsine distribution.
		expect(row('legal-privacy').outlooks[0].breachProbability).toBeCloseTo(2 - Math.SQRT2, 9);
		expect(summary.expectedLeavers).toBeCloseTo(2 - Math.SQRT2, 9);
		expect(notes).toContainEqual({ key: 'metrics.whatIf.oddsFactor', details: { factor: 2 } });
	});

	test('a function that is below its minimum already is certain to be; any other falls below with 1 - 0.5 x 0.9375', () => {
		const { summary } = scenario({ ...HISTORY }, { needs: [...NEEDS.slice(0, 2), need('security', 9)] });
		const [alone, ...shocked] = summary.anyBreach;
		expect(alone.probability).toBe(1);
		expect(alone.ofNew).toBeCloseTo(0.53125, 10);
		for (const { probability, ofNew } of shocked) {
			expect(probability).toBeCloseTo(1, 9);
			expect(ofNew).toBeLessThan(0.7);
		}
	});

	test('people listed for a function count there, wherever they work', () => {
		const listed = ['s1', 'p1', 'l1'].map((person) => ({ person, functionId: 'vault' }));
		const { rows } = scenario(
			{ prior: { a: 1, b: 1 } },
			{ listed, needs: [{ ...need('vault', 3), roleFamily: null }] }
		);
		expect(rows[0]).toMatchObject({ qualified: 3, asked: 3 });
		// Three segments of one person each: all stay with 1/8.
		expect(rows[0].outlooks[0].breachProbability).toBeCloseTo(7 / 8, 12);
	});
});

describe('money', () => {
	const pay = { security: 60_000, '': 48_000 };

	test('60 000 in security, 48 000 elsewhere: severance 37 714.29 of 3 months with 20 % on top', () => {
		const { summary, notes } = scenario({ ...HISTORY, pay, currency: 'EUR' });
		const paid = (10 / 7) * 60_000 + (1 / 3 + 0.5) * 48_000;
		expect(summary.costs!.severance.expected).toBeCloseTo(paid * 0.3, 4);
		expect(summary.costs!.backfill.low).toBeCloseTo(paid * 0.21, 4);
		expect(summary.costs!.backfill.high).toBeCloseTo(paid * 2, 4);
		expect(summary.costs!.avoidedSalary).toBeCloseTo(paid * 1.2, 4);
		// Variances 4 2.5 4.5 11 / (49 8), 2 0.5 2.5 5 / (9 4) and 1/4.
		const spread = (4 * 2.5 * 4.5 * 11 * 60_000 ** 2) / 392 + (12.5 / 36 + 0.25) * 48_000 ** 2;
		expect(summary.costs!.severance.sd).toBeCloseTo(Math.sqrt(spread) * 0.3, 4);
		expect(summary.currency).toBe('EUR');
		expect(keys(notes)).toContain('moneyLeavesOut');
	});

	test('pay of one role alone says nothing about the whole; nothing is said where nobody is asked', () => {
		expect(scenario({ pay: { security: 60_000 } }).summary.costs).toBeNull();
		expect(scenario({ pay, roles: [] }).summary.costs).toBeNull();
	});
});

describe('posts removed instead', () => {
	test('2 of 4 in security: 2 remain of 3 required, certainly; others keep theirs; nobody is asked', () => {
		const { row, summary, notes } = scenario({ removals: [{ role: 'security', site: 'Paris', posts: 2 }] });
		expect(row('security')).toMatchObject({ asked: 0, outlooks: [] });
		expect(row('security').layoff).toMatchObject({ breachProbability: 1, expectedRemaining: 2, expectedShortfall: 1 });
		expect(row('payroll').layoff).toMatchObject({ breachProbability: 0, expectedRemaining: 3 });
		expect(summary).toMatchObject({ postsRemoved: 2, asked: 0, anyBreach: [] });
		expect(keys(notes)).toEqual(['metrics.clock.legal', 'layoff']);
	});

	test('at another site nobody is hit; at all sites they are', () => {
		const at = (site: string | null) =>
			scenario({ removals: [{ role: 'security', site, posts: 2 }] }).row('security').layoff!.breachProbability;
		expect([at('Rome'), at(null)]).toEqual([0, 1]);
	});
});

describe('edges and faults', () => {
	test('no function with a minimum: no rows, said so', () => {
		const { rows, notes, summary } = scenario({}, { needs: [need('security', 0)] });
		expect(rows).toEqual([]);
		expect(keys(notes)).toContain('noFunctions');
		expect(summary.anyBreach.map(({ probability }) => probability)).toEqual([0, 0, 0, 0]);
	});

	test('a past after the data, an unknown event, names of people and falling costs are refused by name', () => {
		expect(() => scenario({ historyDayZero: '2023-01-01' })).toThrow(UnfitParameter);
		expect(() => scenario({ historyEventId: 'u1' })).toThrow('no event "u1"');
		const issuesOf = (params: object) =>
			v.safeParse(WHAT_IF.parameters, params).issues?.map((issue) => v.getDotPath(issue));
		expect(issuesOf({ people: ['s1'] })).toEqual(['people']);
		expect(issuesOf({ sex: 'f' })).toEqual(['sex']);
		expect(issuesOf({ replacement: { low: 2, best: 1, high: 3 } })).toEqual(['replacement']);
		expect(issuesOf({ discount: 0.5 })).toEqual(['discount']);
	});

	test('executives see functions, not segments', () => {
		const full = { metric: 'what-if', unit: 'people', versions: [], ...scenario() };
		expect(whatIfProtection.executive!(full, 5).summary.segments).toBeNull();
		expect(whatIfProtection.executive!(full, 5).rows).toBe(full.rows);
		expect(whatIfProtection.analyst!(full, 5)).toBe(full);
	});
});
