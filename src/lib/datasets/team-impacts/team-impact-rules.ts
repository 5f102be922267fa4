import type { RowRule, RuleContext } from '../dataset.ts';
import { figureBounds } from '../figure-bounds.ts';

/** Compares what a team lost with what it had and has left, by the widest reading of each range; rows are kept. */
export function teamImpactRules({ slotOf }: RuleContext): RowRule {
	const [beforeAt, afterAt, cutAt] = ['before', 'after', 'cut'].map(slotOf);
	return (values, report) => {
		const [before, after, cut] = [beforeAt, afterAt, cutAt].map((slot) => figureBounds(values[slot]));
		if (!before || !cut) return;
		if (cut.low > before.high)
			return report('EVENT_COUNTS', 'warning', 'cut', { kind: 'more', a: cut.low, b: before.high });
		if (!after) return;
		const [least, most] = [before.low - after.high, before.high - after.low];
		if (cut.high >= least && cut.low <= most) return;
		const nearest = cut.high < least ? least : most;
		report('EVENT_COUNTS', 'warning', 'cut', { kind: 'parts', a: nearest, b: cut.low });
	};
}
