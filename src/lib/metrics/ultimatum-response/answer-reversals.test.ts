import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { responseTable, rosterTable } from '../../../../test/support/column-tables.ts';
import { ULTIMATUM_RESPONSE } from './ultimatum-response-metric.server.ts';
import type { ResponseDimension } from './ultimatum-response.ts';

type Events = NonNullable<Parameters<typeof ULTIMATUM_RESPONSE.compute>[0]['events']>;

function respond(
	staff: TestRow[],
	said: TestRow[],
	{ dimension = 'role', silenceRule = 'resign' }: { dimension?: ResponseDimension; silenceRule?: string } = {}
) {
	const roster = rosterTable(staff);
	const event = {
		...{ eventId: 'u', title: 'Ultimatum', announcedAtLocal: '2022-11-16T00:03', deadlineAtLocal: '2022-11-17T14:00' },
		...{ timeZone: 'America/Los_Angeles', question: 'opt_in_to_stay', silenceRule, populationOn: '2022-11-16' }
	};
	const tables = {
		roster,
		roles: roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] }),
		responses: responseTable(said),
		events: [event] as unknown as Events
	};
	return ULTIMATUM_RESPONSE.compute(tables, { eventId: 'u', dimension });
}

/** So many people of a role and level at one site, of whom the first few answer that they stay. */
function team(roleFamily: string, level: string, people: number, stay: number, site = 'Paris') {
	const members = Array.from({ length: people }, (_, index) => ({
		...{ person: `${roleFamily}${level}${index}`, hiredOn: '2020-01-01', roleFamily, level, site }
	}));
	const said = members.slice(0, stay).map(({ person }) => ({
		...{ person, answer: 'stay', respondedAt: '2022-11-17T12:00:00Z' }
	}));
	return { members, said };
}

describe('groups whose order turns round within levels', () => {
	// Silent in security: 4 of 10, 0, 9 of 10, or 13 of 20; in payroll 5 of 10, 3 of 20, 10 of 10, or 18 of 40.
	const teams = [
		...[team('security', 'L1', 10, 6), team('security', 'L3', 10, 1)],
		...[team('payroll', 'L1', 10, 5), team('payroll', 'L2', 20, 17), team('payroll', 'L3', 10, 0)]
	];
	const members = teams.flatMap((each) => each.members);
	const said = teams.flatMap((each) => each.said);

	test('65 % of security against 45 % of payroll in all, yet fewer in both levels that have both: said', () => {
		const { summary, notes } = respond(members, said);
		expect(summary.reversals).toEqual([{ higher: 'security', lower: 'payroll', by: 'level', isEverywhere: true }]);
		expect(notes).toContainEqual({ key: 'metrics.response.reversal.level', details: { pairs: 1 } });
		expect(notes.map(({ key }) => key)).not.toContain('metrics.response.reversal.site');
	});

	test('by level the levels are not compared within levels; with sites in place of levels it is by site', () => {
		expect(respond(members, said, { dimension: 'level' }).summary.reversals).toEqual([]);
		const elsewhere = members.map((row) => ({ ...row, site: row.level, level: 'L1' }));
		expect(respond(elsewhere, said).summary.reversals).toMatchObject([{ by: 'site' }]);
	});

	test('where silence means staying nobody counts as leaving, and nothing turns round', () => {
		const { summary, notes } = respond(members, said, { silenceRule: 'stay' });
		expect(summary.reversals).toEqual([]);
		expect(notes.map(({ key }) => key)).not.toContain('metrics.response.reversal.level');
	});

	test('a group of four is not compared', () => {
		const few = [team('security', 'L1', 2, 1), team('security', 'L3', 2, 0), ...teams.slice(2)];
		const people = few.flatMap((each) => each.members);
		const answers = few.flatMap((each) => each.said);
		expect(respond(people, answers).summary.reversals).toEqual([]);
	});
});
