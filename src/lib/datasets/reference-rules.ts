import type { RowRule, RuleContext } from './dataset.ts';

/** A field that names something another dataset defines. */
export interface Reference {
	field: string;
	to: 'person' | 'function' | 'event';
}

const CODES: Record<Reference['to'], string> = {
	person: 'REF_PERSON',
	function: 'REF_FUNCTION',
	event: 'REF_EVENT'
};

/**
 * Says which ids of a row are not known to what is published; the row is kept. Where nothing of that kind is
 * published there is nothing to compare with, and nothing is said. `rule` sees the row first.
 */
export function referenceRules(references: Reference[], open?: (context: RuleContext) => RowRule) {
	return (context: RuleContext): RowRule => {
		const { known, slotOf } = context;
		const checks = references.flatMap(({ field, to }) => {
			const isKnown = known[to];
			return isKnown ? [{ field, slot: slotOf(field), code: CODES[to], isKnown }] : [];
		});
		const own = open?.(context);
		const rule: RowRule = (values, report, textOf, line) => {
			own?.(values, report, textOf, line);
			for (const { field, slot, code, isKnown } of checks) {
				const id = values[slot];
				if (typeof id === 'string' && !isKnown(id)) report(code, 'warning', field);
			}
		};
		rule.end = own?.end;
		return rule;
	};
}
