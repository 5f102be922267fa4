import type { RuleContext } from '#lib/datasets/dataset.ts';
import type { PartStore } from '#lib/server/part-store.ts';
import type { CellValue } from '../check/row-sink.ts';
import type { FilePeople } from './file-people.ts';
import { spellFindings } from './spell-findings.ts';
import { spellSlots } from './spell-slots.ts';
import { isConverting, openSpellStage, type SpellStage } from './spell-stage.ts';

/** The employments of one file while it is checked. */
export interface FileSpells {
	stage: SpellStage;
	findings: ReturnType<typeof spellFindings>;
	/** What rules see: employments that were put together end on the last day employed. */
	contextOfRules: RuleContext;
	/** Remembers a row of a person that is given on; `hash` is equal for rows whose cells are all equal. */
	add(person: number, values: readonly CellValue[], hash: number, line: number): void;
}

/** What is remembered of the rows is put away in the store, where that is outside of memory. */
export function openSpells(context: RuleContext, people: FilePeople, store: PartStore | null = null): FileSpells {
	const at = spellSlots(context);
	const findings = spellFindings(people, store);
	const isShifted = isConverting(context);
	return {
		stage: openSpellStage(context),
		findings,
		contextOfRules: isShifted ? { ...context, plan: { ...context.plan, exitConvention: 'last-day' } } : context,
		add(person, values, hash, line) {
			findings.add(person, values[at.hire] as number, values[at.exit] as number | null, hash, line);
		}
	};
}
