import { expect, test } from 'vitest';
import { columnBuilder } from '#lib/server/column-builder.ts';
import { ROSTER_COLUMNS } from '#lib/datasets/roster/roster.server.ts';
import { keptSpells } from './kept-spells.server.ts';

/** One person with two spells that adjoin: days 10 to 19 and 20 to 29. */
function roster(type: string | null = null) {
	const builder = columnBuilder(ROSTER_COLUMNS.layout);
	const rest = ROSTER_COLUMNS.layout.columns.slice(2).map(({ name }) => (name === 'employmentType' ? type : null));
	builder.add('00'.repeat(16), [10, 19, ...rest]);
	builder.add('00'.repeat(16), [20, 29, ...rest]);
	return builder.finish();
}

test('the same roster is cleaned once: 1 spell of days 10 to 29, the same object twice', () => {
	const table = roster();
	const spells = keptSpells(table);
	expect([spells.count, spells.first[0], spells.last[0]]).toEqual([1, 10, 29]);
	expect(keptSpells(table)).toBe(spells);
});

test('another roster, other options and other role codes are cleaned anew: 2 spells where the roles differ, else the same', () => {
	const table = roster();
	const oneRole = Uint16Array.of(1, 1);
	const twoRoles = Uint16Array.of(1, 2);
	expect(keptSpells(table, { group: oneRole })).toBe(keptSpells(table));
	expect(keptSpells(table, { group: twoRoles }).count).toBe(2);
	expect(keptSpells(roster())).not.toBe(keptSpells(table));
	expect(keptSpells(table, { gapDays: 5 })).not.toBe(keptSpells(table));
});

test('without contractors the spells are the same where there are none, and 0 of 1 where there is one', () => {
	const [employees, contractors] = [roster(), roster('contractor')];
	const [oneRole, twoRoles] = [Uint16Array.of(1, 1), Uint16Array.of(1, 2)];
	expect(keptSpells(employees, { withoutContractors: true })).toBe(keptSpells(employees));
	expect(keptSpells(employees, { withoutContractors: true, group: twoRoles }).count).toBe(2);
	expect(keptSpells(contractors, { withoutContractors: true }).count).toBe(0);
	expect(keptSpells(contractors, { withoutContractors: true, group: oneRole }).quality.contractors).toBe(2);
	expect(keptSpells(contractors).count).toBe(1);
});
