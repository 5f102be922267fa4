import { expect, test } from 'vitest';
import { columnBuilder } from '#lib/server/column-builder.ts';
import { ROSTER_COLUMNS } from '#lib/datasets/roster/roster.server.ts';
import { keptSpells } from './kept-spells.server.ts';

/** One person with two spells that adjoin: days 10 to 19 and 20 to 29. */
function roster() {
	const builder = columnBuilder(ROSTER_COLUMNS.layout);
	const rest = ROSTER_COLUMNS.layout.columns.slice(2).map(() => null);
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
	expect(keptSpells(table, { withoutContractors: true })).not.toBe(keptSpells(table));
});
