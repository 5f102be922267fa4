import type { ColumnTable } from '#lib/server/columns.ts';
import { clockEnds, employmentSpells, personColumn } from './employment-spells.server.ts';
import type { EmploymentSpells, SpellOptions } from './employment-spells.server.ts';
import type { Clock } from './metric.ts';

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
 * was kept under the former goes with it. Where nobody has rows of two groups, the spells by group are those without.
 *
 * @see employmentSpells
 */
export function keptSpells(table: ColumnTable, options: SpellOptions = {}): EmploymentSpells {
	const variants = variantsOf(table, options.group);
	const key = `${options.withoutContractors ?? false} ${options.gapDays ?? 0}`;
	const known = variants.get(key);
	if (known) return known;
	const { group, ...others } = options;
	const isWhole = group !== undefined && !hasMoves(table, group);
	const spells = isWhole ? keptSpells(table, others) : employmentSpells(table, options);
	variants.set(key, spells);
	return spells;
}

/** Whether anybody has rows of more than one group. */
function hasMoves(table: ColumnTable, group: ArrayLike<number>): boolean {
	const person = personColumn(table);
	for (let row = 1; row < table.rowCount; row++)
		if (group[row] !== group[row - 1] && person[row] === person[row - 1]) return true;
	return false;
}

const ends = new WeakMap<EmploymentSpells, Map<Clock, Int32Array>>();

/**
 * The last day each of the kept spells counts by a clock, kept with them.
 *
 * @see clockEnds
 */
export function keptEnds(table: ColumnTable, spells: EmploymentSpells, clock: Clock): Int32Array {
	const own = ends.get(spells) ?? new Map<Clock, Int32Array>();
	ends.set(spells, own);
	const known = own.get(clock) ?? clockEnds(table, spells, clock);
	own.set(clock, known);
	return known;
}

function variantsOf(table: ColumnTable, group: SpellOptions['group']): Variants {
	const own = kept.get(table) ?? { whole: new Map(), byGroup: new WeakMap() };
	kept.set(table, own);
	if (group === undefined) return own.whole;
	const variants = own.byGroup.get(group) ?? (new Map() as Variants);
	own.byGroup.set(group, variants);
	return variants;
}
