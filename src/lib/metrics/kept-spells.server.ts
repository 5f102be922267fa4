import type { ColumnTable } from '#lib/server/columns.ts';
import { employmentSpells } from './employment-spells.server.ts';
import type { EmploymentSpells, SpellOptions } from './employment-spells.server.ts';

type Variants = Map<string, EmploymentSpells>;

interface Kept {
	/** Without groups. */
	whole: Variants;
	/** By the codes that group the rows. */
	byGroup: WeakMap<object, Variants>;
}

const kept = new WeakMap<ColumnTable, Kept>();

/**
 * The employment spells of a published roster, cleaned once and kept while its columns are in memory. Columns of a
 * version and the role codes of its rows never change in place; other role rules make another array of codes, and what
 * was kept under the former goes with it.
 *
 * @see employmentSpells
 */
export function keptSpells(table: ColumnTable, options: SpellOptions = {}): EmploymentSpells {
	const variants = variantsOf(table, options.group);
	const key = `${options.withoutContractors ?? false} ${options.gapDays ?? 0}`;
	const known = variants.get(key);
	if (known) return known;
	const spells = employmentSpells(table, options);
	variants.set(key, spells);
	return spells;
}

function variantsOf(table: ColumnTable, group: SpellOptions['group']): Variants {
	const own = kept.get(table) ?? { whole: new Map(), byGroup: new WeakMap() };
	kept.set(table, own);
	if (group === undefined) return own.whole;
	const variants = own.byGroup.get(group) ?? (new Map() as Variants);
	own.byGroup.set(group, variants);
	return variants;
}
