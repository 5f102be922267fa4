import type { ColumnTable } from '#lib/server/columns.ts';
import { employmentSpells } from './employment-spells.server.ts';
import type { EmploymentSpells, SpellOptions } from './employment-spells.server.ts';

interface Kept {
	group: SpellOptions['group'];
	spells: EmploymentSpells;
}

const kept = new WeakMap<ColumnTable, Map<string, Kept>>();

/**
 * The employment spells of a published roster, cleaned once and kept while its columns are in memory. Columns of a
 * version and the role codes of its rows never change in place; other role rules make another array of codes, which
 * takes the place of the former.
 *
 * @see employmentSpells
 */
export function keptSpells(table: ColumnTable, options: SpellOptions = {}): EmploymentSpells {
	const { group, withoutContractors = false, gapDays = 0 } = options;
	const variants = kept.get(table) ?? new Map<string, Kept>();
	kept.set(table, variants);
	const key = `${group !== undefined} ${withoutContractors} ${gapDays}`;
	const known = variants.get(key);
	if (known && known.group === group) return known.spells;
	const spells = employmentSpells(table, options);
	variants.set(key, { group, spells });
	return spells;
}
