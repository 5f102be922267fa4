import { choice, columnQuestion, isAnswered, type MappedColumn } from './question-context.ts';
import type { ImportPlan, Question } from '../plan.ts';
import { mayMeanEmpty } from '../values/words.ts';
import { wordQuestion } from './word-questions.ts';

/** Settles or asks how numbers, words and empty words of a column are read. Changes the plan only by evidence. */
export function valueQuestions(mapped: MappedColumn, plan: ImportPlan): Question[] {
	takeAffix(mapped);
	return [
		decimalQuestion(mapped, plan),
		percentQuestion(mapped),
		emptyQuestion(mapped),
		wordQuestion(mapped, plan)
	].filter((question) => question !== null);
}

const NUMBERS = new Set(['integer', 'decimal', 'percent', 'range']);

/** A currency sign or unit that stands around every number is no part of it. */
function takeAffix({ column, field, profile }: MappedColumn): void {
	const affix = NUMBERS.has(field.type) && !column.affix ? profile.numbers.constantAffix() : null;
	if (affix) column.affix = affix;
}

function decimalQuestion({ column, field, profile }: MappedColumn, plan: ImportPlan): Question | null {
	const numbers = profile.numbers.plain();
	if (!NUMBERS.has(field.type) || numbers.count === 0) return null;
	const decision = numbers.decide();
	const isOpen = !column.decimalMark && decision.isAsked;
	if (!isOpen) column.decimalMark ??= decision.mark ?? '.';
	if (!isOpen && decision.examples.length === 0) return null;
	return columnQuestion('decimal', 'NUMBER_DECIMAL', column, {
		choices: [choice('.'), choice(',')],
		examples: decision.examples,
		details: { value: decision.examples[0] },
		...(isOpen ? plan.delimiter === ';' && { suggestion: ',' } : { answer: column.decimalMark })
	});
}

function percentQuestion({ column, field, profile }: MappedColumn): Question | null {
	const isShare = field.type === 'percent' || field.name === 'fte';
	const numbers = profile.numbers.plain();
	if (!isShare || numbers.count === 0) return null;
	const mark = column.decimalMark ?? '.';
	const isFte = field.name === 'fte';
	if (isFte && !column.percentScale && !numbers.isAbove(field.maximum ?? 1, mark)) return null;
	const scale = numbers.percentScale(mark);
	const isOpen = !column.percentScale && (scale === null || isFte);
	if (!isOpen && scale) column.percentScale ??= scale;
	return columnQuestion('percent', 'NUMBER_PERCENT', column, {
		choices: [choice('fraction'), choice('hundred')],
		examples: profile.examples.slice(0, 3),
		details: { value: profile.examples[0] },
		...(isOpen ? scale && { suggestion: scale } : { answer: column.percentScale })
	});
}

function emptyQuestion({ column, field, profile, isPublic }: MappedColumn): Question | null {
	if (field.type === 'range' || field.type === 'person-id') return null;
	const open = [...profile.rare].filter(([word]) => {
		if (isPublic && field.type === 'text' && !/^(?:null|#?n\/?a)$/i.test(word)) return false;
		if (!mayMeanEmpty(word, field) || (field.name === 'country' && word.toUpperCase() === 'NA')) return false;
		return !isAnswered(column, word) && !column.keptWords?.includes(word);
	});
	if (open.length === 0) return null;
	return columnQuestion('empty', 'VALUE_EMPTY_WORD', column, {
		choices: [choice('empty'), choice('keep')],
		examples: open.slice(0, 3).map(([word]) => word),
		words: open.map(([word, count]) => ({ word, count, suggestion: 'empty' })),
		details: { count: open.reduce((sum, [, count]) => sum + count, 0), value: open[0][0] },
		suggestion: 'empty'
	});
}
