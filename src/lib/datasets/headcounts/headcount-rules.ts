import type { RowRule, RuleContext } from '../dataset.ts';
import { figureBounds } from '../figure-bounds.ts';
import { breakOf } from '../series-break.ts';

interface Point {
	on: string;
	count: number;
	line: number;
}

const SHARES = /^(?:%|pct|per ?cent|percentage|prozent|anteil|pourcentage|taux|rate|ratio|quote)$/i;

/**
 * Says of a series (one organisation, one kind of count) that falls to zero and stays there where it may be broken.
 * A share is no headcount and stays out; a headcount that is no whole number is kept and said.
 */
export function headcountRules({ slotOf }: RuleContext): RowRule {
	const [organisation, kind, on, headcount] = ['organisation', 'kind', 'reported_for', 'headcount'].map(slotOf);
	const series = new Map<string, { name: string; points: Point[] }>();
	const rule: RowRule = (values, report, _textOf, line) => {
		if (typeof values[kind] === 'string' && SHARES.test(values[kind]))
			return report('NUMBER_INVALID', 'error', 'headcount');
		const bounds = figureBounds(values[headcount]);
		const isWhole = bounds === null || (Number.isInteger(bounds.low) && Number.isInteger(bounds.high));
		if (!isWhole) report('NUMBER_INVALID', 'warning', 'headcount');
		const count = bounds?.high;
		if (count === undefined || typeof values[on] !== 'string') return;
		const parts = [values[organisation], values[kind]].filter((part) => part !== null);
		const key = parts.join('\0');
		const known = series.get(key) ?? { name: parts.join(', '), points: [] };
		if (known.points.length === 0) series.set(key, known);
		known.points.push({ on: values[on], count, line });
	};
	rule.end = (report) => {
		for (const { name, points } of series.values()) {
			const found = breakOf(points);
			if (!found) continue;
			const details = { category: name, month: found.first.on, before: found.before.count };
			report('EVENT_BREAK', 'warning', { line: found.first.line, field: 'headcount' }, details);
		}
	};
	return rule;
}
