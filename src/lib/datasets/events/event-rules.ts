import { twinKey } from '#lib/imports/questions/twin-key.ts';
import type { CellValue } from '#lib/imports/check/row-sink.ts';
import type { ReportFinding, RowRule, RuleContext } from '../dataset.ts';
import { figureBounds } from '../figure-bounds.ts';
import { TypeSeries } from './type-series.ts';

/**
 * Completes an event: an id from organisation, site, type and date where the file has none, and the number of decimals
 * its percentage was printed with. A row the analyst calls the same event as one further up is left out, and so is a
 * second row with the same id; figures and dates that do not fit are kept and said.
 */
export function eventRules(context: RuleContext): RowRule {
	const { slotOf } = context;
	const id = slotOf('event_id');
	const decimals = slotOf('pct_decimals');
	const isByType = context.plan.typeColumns?.name === 'affected_kind';
	const parts = ['organisation', 'site', 'event_type', ...(isByType ? ['affected_kind'] : [])].map(slotOf);
	const dates = ['announced_on', 'announced_at_local', 'notice_on', 'effective_on', 'reported_on'].map(slotOf);
	const twins = twinRule(context);
	const figures = figureRule(context);
	const [notice, effective] = [slotOf('notice_on'), slotOf('effective_on')];
	const [kind, affected] = [slotOf('affected_kind'), slotOf('affected')];
	const series = isByType ? new TypeSeries() : null;
	const seen = new Map<string, number>();
	const rule: RowRule = (values, report, textOf, line) => {
		const date = dates.map((slot) => values[slot]).find((value) => value !== null) ?? null;
		if (date === null) return report('VALUE_REQUIRED', 'error', 'announced_on');
		const twin = twins(textOf, line);
		if (twin.sameAs > 0) return report('EVENT_DUPLICATE', 'error', null, { kind: 'same', other: twin.sameAs });
		values[id] ??= [...parts.map((slot) => values[slot]), date]
			.filter((part) => part !== null)
			.map(slug)
			.join('-');
		const given = String(values[id]);
		const other = seen.get(given);
		if (other !== undefined && !twin.isDifferent)
			return report('EVENT_DUPLICATE', 'error', 'event_id', { kind: 'id', other });
		for (let n = 2; seen.has(String(values[id])); n++) values[id] = `${given}-${n}`;
		seen.set(String(values[id]), line);
		values[decimals] ??= decimalsIn(textOf('pct_reported'));
		figures(values, report, textOf('pct_reported'));
		if (isBefore(values[effective], values[notice])) report('EVENT_DATES', 'warning', 'effective_on');
		series?.add(String(values[kind]), String(date), figureBounds(values[affected])?.high ?? 0);
	};
	rule.end = (report) => series?.end(report);
	return rule;
}

/** What the analyst said of rows of one organisation on one day: the line of the same event, or that it is another. */
function twinRule({ plan, isMapped }: RuleContext) {
	const day = isMapped('announced_on') ? 'announced_on' : 'notice_on';
	const answers = new Map(Object.entries(plan.eventTwins ?? {}));
	const lines = new Map<string, number>();
	return (textOf: (field: string) => string, line: number): { sameAs: number; isDifferent: boolean } => {
		const key = answers.size === 0 ? null : twinKey(textOf('organisation'), textOf(day));
		const answer = key === null ? undefined : answers.get(key);
		if (key === null || answer === undefined) return { sameAs: 0, isDifferent: false };
		const first = lines.get(key);
		if (first === undefined) lines.set(key, line);
		return { sameAs: answer === 'same' && first !== line ? (first ?? 0) : 0, isDifferent: answer === 'different' };
	};
}

/**
 * Compares the people affected with those who were there, and their share with the percentage, by the widest reading
 * of each range. A printed percentage may be off by one in its last digit.
 */
function figureRule({ plan, slotOf }: RuleContext) {
	const [affectedAt, baseAt, shareAt] = ['affected', 'base', 'pct_reported'].map(slotOf);
	const isFraction = plan.columns.find(({ field }) => field === 'pct_reported')?.percentScale === 'fraction';
	return (values: CellValue[], report: ReportFinding, printed: string): void => {
		const affected = figureBounds(values[affectedAt]);
		const base = figureBounds(values[baseAt]);
		if (!affected || !base || base.high <= 0) return;
		if (affected.low > base.high)
			return report('EVENT_COUNTS', 'warning', 'affected', { kind: 'more', a: affected.low, b: base.high });
		const share = values[shareAt];
		if (typeof share !== 'number') return;
		const digits = (decimalsIn(printed) ?? 0) + (isFraction && !printed.includes('%') ? 0 : 2);
		const [low, high] = [affected.low / base.high, affected.high / Math.max(base.low, 1)];
		const slack = 10 ** -digits + 1e-9;
		if (share >= low - slack && share <= high + slack) return;
		const nearest = share < low ? low : high;
		report('EVENT_COUNTS', 'warning', 'pct_reported', { kind: 'share', a: percent(nearest), b: percent(share) });
	};
}

function percent(share: number): number {
	return Math.round(share * 1000) / 10;
}

/** True where one date is surely before the other, at the precision both have. */
function isBefore(day: CellValue, other: CellValue): boolean {
	if (typeof day !== 'string' || typeof other !== 'string') return false;
	const length = Math.min(day.length, other.length);
	return day.slice(0, length) < other.slice(0, length);
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
