import type { RowRule, RuleContext } from '../dataset.ts';

/**
 * Completes an event: an id from organisation, site, type and date where the file has none, and the number of decimals
 * its percentage was printed with. A second row with the same id is left out.
 */
export function eventRules({ slotOf }: RuleContext): RowRule {
	const id = slotOf('event_id');
	const decimals = slotOf('pct_decimals');
	const parts = ['organisation', 'site', 'event_type'].map(slotOf);
	const dates = ['announced_on', 'announced_at_local', 'notice_on', 'effective_on', 'reported_on'].map(slotOf);
	const seen = new Set<unknown>();
	return (values, report, textOf) => {
		const date = dates.map((slot) => values[slot]).find((value) => value !== null) ?? null;
		if (date === null) return report('VALUE_REQUIRED', 'error', 'announced_on');
		values[id] ??= [...parts.map((slot) => values[slot]), date]
			.filter((part) => part !== null)
			.map(slug)
			.join('-');
		if (seen.has(values[id])) return report('EVENT_DUPLICATE', 'error', 'event_id');
		seen.add(values[id]);
		values[decimals] ??= decimalsIn(textOf('pct_reported'));
	};
}

function slug(part: unknown): string {
	return String(part)
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-');
}

function decimalsIn(text: string): number | null {
	const match = /^\d+(?:[.,](\d+))?\s?%?$/.exec(text);
	return match && (match[1]?.length ?? 0);
}
