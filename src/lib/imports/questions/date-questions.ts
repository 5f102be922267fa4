import { choice, columnQuestion, isDecided, type EventForResponses, type MappedColumn } from './question-context.ts';
import type { ImportPlan, Question } from '../plan.ts';

const DATES = new Set(['date', 'partial-date', 'instant', 'local-time']);

/**
 * Settles how the dates of a column are read where its rows prove it, and asks where they do not: order, century,
 * spreadsheet numbers, placeholders, missing days, zone. Changes the column's plan only by evidence.
 */
export function dateQuestions(mapped: MappedColumn, plan: ImportPlan, events: EventForResponses[]): Question[] {
	const { field, profile } = mapped;
	if (!DATES.has(field.type) || profile.dates.count === 0) return [];
	return [
		orderQuestion(mapped),
		centuryQuestion(mapped, plan),
		serialQuestion(mapped),
		placeholderQuestion(mapped, plan),
		partialQuestion(mapped),
		zoneQuestion(mapped, plan, events)
	].filter((question) => question !== null);
}

function orderQuestion({ column, profile }: MappedColumn): Question | null {
	const decision = profile.dates.decide();
	const isOpen = !column.dateOrder && decision.question !== null;
	if (!isOpen && !column.dateOrder && decision.order) column.dateOrder = decision.order;
	if (!isOpen && !profile.dates.hasParts) return null;
	const side = (order: 'dmy' | 'mdy') =>
		choice(order, {
			proofs: decision[order].proofs,
			first: decision[order].first ?? '',
			last: decision[order].last ?? ''
		});
	return columnQuestion('date-order', decision.question ?? 'DATE_ORDER', column, {
		choices: [side('dmy'), side('mdy')],
		examples: decision.examples.length > 0 ? decision.examples : profile.examples.slice(0, 3),
		details: { dayFirst: decision.dmy.proofs, monthFirst: decision.mdy.proofs },
		...(!isOpen && { answer: column.dateOrder })
	});
}

function centuryQuestion({ column, profile }: MappedColumn, plan: ImportPlan): Question | null {
	const { dates } = profile;
	if (dates.shortYears === 0 || column.centuryStart !== undefined) return null;
	const latest = plan.asOf ?? dates.span(null).last;
	const suggestion = latest ? String(Number(latest.slice(0, 4)) - 60) : undefined;
	const starts = ['1900', '1950', '2000', ...(suggestion ? [suggestion] : [])];
	return columnQuestion('century', 'DATE_YEAR2', column, {
		choices: [...new Set(starts)].sort().map((start) => choice(start, { from: Number(start), to: Number(start) + 99 })),
		examples: dates.examples.short,
		details: { count: dates.shortYears, value: dates.examples.short[0] },
		suggestion
	});
}

function serialQuestion({ column, profile }: MappedColumn): Question | null {
	const { dates } = profile;
	if (dates.serials === 0 || column.serialSystem) return null;
	return columnQuestion('serial', 'DATE_SERIAL', column, {
		choices: [choice('1900'), choice('1904'), choice('exclude')],
		examples: dates.examples.serial,
		details: { count: dates.serials, value: dates.examples.serial[0] }
	});
}

function placeholderQuestion({ column, profile }: MappedColumn, plan: ImportPlan): Question | null {
	const open = [...profile.dates.placeholders].filter(([text]) => !column.emptyWords?.includes(text));
	if (open.length === 0 || isDecided(plan, `placeholder:${column.position}`)) return null;
	return columnQuestion('placeholder', 'DATE_PLACEHOLDER', column, {
		choices: [choice('empty'), choice('keep')],
		examples: open.slice(0, 3).map(([text]) => text),
		words: open.map(([word, count]) => ({ word, count })),
		details: { count: open.reduce((sum, [, count]) => sum + count, 0), value: open[0][0] },
		suggestion: 'empty'
	});
}

function partialQuestion({ column, field, profile }: MappedColumn): Question | null {
	const { dates } = profile;
	if (field.type !== 'date' || dates.partials === 0 || column.partialDates) return null;
	return columnQuestion('partial', 'DATE_PARTIAL', column, {
		choices: [choice('first'), choice('last'), choice('exclude')],
		examples: dates.examples.partial,
		details: { count: dates.partials, value: dates.examples.partial[0] }
	});
}

function zoneQuestion(
	{ column, field, profile }: MappedColumn,
	plan: ImportPlan,
	events: EventForResponses[]
): Question | null {
	const { dates } = profile;
	const count = dates.naive + dates.serials;
	if (field.type !== 'instant' || count === 0 || column.timeZone) return null;
	const examples = [...dates.examples.naive, ...dates.examples.serial].slice(0, 3);
	const suggestion = plan.event?.timeZone ?? events.find((event) => event.timeZone)?.timeZone;
	return columnQuestion('time-zone', 'TIME_ZONE', column, {
		examples,
		details: { count, value: examples[0] },
		...(suggestion && { suggestion })
	});
}
