import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, qualificationTable, rosterTable } from '../../../../test/support/column-tables.ts';
import type { RequirementRow } from '../requirements-in-force.ts';
import { SINGLE_POINTS } from './single-points-metric.server.ts';
import { singlePointsProtection } from './single-points-protection.server.ts';
import { skillClasses } from './skill-classes.ts';

const staff = csvRows(readFileSync(new URL('single-points.golden.csv', import.meta.url), 'utf8'));
const need = (functionId: string, requiredMin: number, roleFamily: string | null = null): RequirementRow => ({
	...{ functionId, name: functionId, roleFamily, requiredMin, isCritical: true },
	...{ fromDate: null, owner: null, source: null }
});
const functions = [need('payroll', 1), need('vault', 1), need('security', 2), need('privacy', 1), need('legal', 1)];
const able = (functionId: string, people: string[]) => people.map((person) => ({ person, functionId }));
const listed = [
	...able('payroll', ['ada', 'eli']),
	...able('vault', ['ada', 'bob', 'bob']),
	...able('security', ['bob', 'cem', 'dia']),
	...able('privacy', ['fay', 'gus']),
	...able('legal', ['stranger'])
];
const keyOf = (person: string) => createHash('sha256').update(person).digest('hex').slice(0, 16);

function points(
	params: { on?: string; clock?: 'announced' | 'worked' | 'legal'; contractors?: 'in' | 'out' } = {},
	given: { requirements?: RequirementRow[]; listed?: TestRow[]; staff?: TestRow[] } = {}
) {
	const roster = rosterTable(given.staff ?? staff);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const qualifications = [qualificationTable(given.listed ?? listed)];
	const requirements = given.requirements ?? functions;
	const found = SINGLE_POINTS.compute(
		{ asOf: '2022-11-30', roster, roles, requirements, qualifications },
		{ clock: 'worked', contractors: 'in', ...params }
	);
	return { ...found, row: (id: string) => found.rows.find((each) => each.functionId === id)! };
}

describe('six people on 30 November', () => {
	const { rows, row, summary, notes } = points();

	test('payroll rests on Ada, privacy on Fay; legal has nobody, which is no single point', () => {
		expect(rows.map((each) => [each.functionId, each.qualified, each.isSinglePoint])).toEqual([
			['payroll', 1, true],
			['privacy', 1, true],
			['legal', 0, false],
			['vault', 2, false],
			['security', 3, false]
		]);
		expect([row('payroll').soleHolder, row('privacy').soleHolder]).toEqual([keyOf('ada'), keyOf('fay')]);
		expect(row('vault').soleHolder).toBeNull();
		expect(summary).toMatchObject({ on: '2022-11-30', functions: 5, singlePoints: 2, distinctQualifiedPeople: 5 });
	});

	test('while Eli still works, on 10 November, payroll rests on two; on the legal clock until the end of the year', () => {
		expect(points({ on: '2022-11-10' }).row('payroll').isSinglePoint).toBe(false);
		expect(points({ on: '2022-11-11' }).row('payroll').isSinglePoint).toBe(true);
		expect(points({ clock: 'legal' }).row('payroll').isSinglePoint).toBe(false);
	});

	test('without contractors privacy has nobody', () => {
		const without = points({ contractors: 'out' });
		expect(without.row('privacy')).toMatchObject({ qualified: 0, isSinglePoint: false });
		expect(without.notes).toContainEqual({ key: 'metrics.contractorsOut' });
	});

	test('truck factor 2: legal has nobody; Ada and Bob hold two each, and with them payroll and the vault are gone', () => {
		expect(summary.truckFactor).toBe(2);
		expect(summary.removedFirst).toEqual([keyOf('ada'), keyOf('bob')].sort());
		expect(notes).toContainEqual({ key: 'metrics.singlePoints.greedy' });
	});

	test('5 of 6 seats at once: Ada for payroll, Bob for the vault, Cem and Dia, Fay; legal is short by one', () => {
		expect(summary).toMatchObject({ seats: 6, filledAtOnce: 5 });
		expect(rows.filter((each) => each.isShortAtOnce).map((each) => each.functionId)).toEqual(['legal']);
		expect(notes).toContainEqual({ key: 'metrics.singlePoints.short', details: { functions: 1, open: 1 } });
	});

	test('with 3 required in security Bob cannot do both: security and the vault and payroll are short together', () => {
		const more = points({}, { requirements: [need('payroll', 1), need('vault', 1), need('security', 3)] });
		expect(more.summary).toMatchObject({ seats: 5, filledAtOnce: 4 });
		expect(more.rows.every((each) => each.isShortAtOnce)).toBe(true);
	});

	test('working time stands beside people: 2.5 of 3 in security', () => {
		expect(row('security').qualifiedFte).toBe(2.5);
	});
});

test('a function without a minimum is not looked at; without functions there is no truck factor', () => {
	const none = points({}, { requirements: [need('payroll', 0)] });
	expect(none.rows).toEqual([]);
	expect(none.summary).toMatchObject({ functions: 0, truckFactor: null, seats: 0, filledAtOnce: 0, removedFirst: [] });
});

test('where nobody is named for a function its role counts', () => {
	const rows = [{ person: 'sue', hiredOn: '2020-01-01', roleFamily: 'security' }];
	const found = points({}, { requirements: [need('s', 1, 'security')], listed: [], staff: rows });
	expect(found.row('s')).toMatchObject({ isSinglePoint: true, soleHolder: keyOf('sue'), basis: 'role' });
});

test('executives see which functions rest on one person, not on whom', () => {
	const full = { metric: 'single-points', unit: 'people', versions: [], ...points() };
	const seen = singlePointsProtection.executive!(full, 5);
	expect(JSON.stringify(seen)).not.toContain(keyOf('ada'));
	expect(seen.rows.filter((row) => row.isSinglePoint)).toHaveLength(2);
	expect(singlePointsProtection.analyst!(full, 5)).toBe(full);
	expect(singlePointsProtection.research).toBeUndefined();
});

test('{0, 1}, {1, 2}: three classes of one person; the fourth person has no function', () => {
	expect(skillClasses([Uint32Array.of(0, 1), Uint32Array.of(1, 2)], 4)).toEqual([
		{ functions: [0], people: 1 },
		{ functions: [0, 1], people: 1 },
		{ functions: [1], people: 1 }
	]);
});

test('neither the order of the roster nor that of the list of the qualified matters', () => {
	const lists = fc.array(
		fc.record({ person: fc.constantFrom('ada', 'bob', 'cem', 'dia'), functionId: fc.constantFrom('payroll', 'vault') }),
		{ maxLength: 8 }
	);
	fc.assert(
		fc.property(lists, (given) => {
			const requirements = [need('payroll', 1), need('vault', 2)];
			const forward = points({}, { requirements, listed: given });
			const backward = points({}, { requirements, listed: [...given].reverse(), staff: [...staff].reverse() });
			expect(backward.summary).toEqual(forward.summary);
			const counts = (found: typeof forward) =>
				found.rows.map((row) => [row.functionId, row.qualified, row.soleHolder]);
			expect(counts(backward)).toEqual(counts(forward));
		}),
		{ numRuns: 50 }
	);
});
