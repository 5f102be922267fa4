import { choice, columnQuestion, isAnswered, type MappedColumn } from './question-context.ts';
import type { ImportPlan, Question } from '../plan.ts';
import { answerUnder, codeOfWord, codeWords, mayMeanEmpty, yesNo } from '../values/words.ts';

/** Settles or asks how numbers, words and empty words of a column are read. Changes the plan only by evidence. */
export function valueQuestions(mapped: MappedColumn, plan: ImportPlan): Question[] {
	return [decimalQuestion(mapped), percentQuestion(mapped), emptyQuestion(mapped), wordQuestion(mapped, plan)].filter(
		(question) => question !== null
	);
}

const NUMBERS = new Set(['integer', 'decimal', 'percent', 'range']);

function decimalQuestion({ column, field, profile }: MappedColumn): Question | null {
	if (!NUMBERS.has(field.type) || column.decimalMark || profile.numbers.count === 0) return null;
	const decision = profile.numbers.decide();
	if (!decision.isAsked) {
		column.decimalMark = decision.mark ?? '.';
		return null;
	}
	return columnQuestion('decimal', 'NUMBER_DECIMAL', column, {
		choices: [choice('.'), choice(',')],
		examples: decision.examples,
		details: { value: decision.examples[0] }
	});
}

function percentQuestion({ column, field, profile }: MappedColumn): Question | null {
	const isShare = field.type === 'percent' || field.name === 'fte';
	if (!isShare || column.percentScale || profile.numbers.count === 0) return null;
	const mark = column.decimalMark ?? '.';
	const isFte = field.name === 'fte';
	if (isFte && !profile.numbers.isAbove(field.maximum ?? 1, mark)) return null;
	const scale = profile.numbers.percentScale(mark);
	if (scale !== null && !isFte) {
		column.percentScale = scale;
		return null;
	}
	return columnQuestion('percent', 'NUMBER_PERCENT', column, {
		choices: [choice('fraction'), choice('hundred')],
		examples: profile.examples.slice(0, 3),
		details: { value: profile.examples[0] },
		...(scale && { suggestion: scale })
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

function wordQuestion({ column, field, profile }: MappedColumn, plan: ImportPlan): Question | null {
	if ((field.type !== 'code' && field.type !== 'yes-no') || profile.filled === 0) return null;
	const isAnswer = field.name === 'answer';
	const known = codeWords(field.codes ?? {});
	const means = (word: string): boolean => {
		if (field.type === 'yes-no') return yesNo(word) !== null;
		if (isAnswer && plan.event && answerUnder(word, plan.event.question) !== null) return true;
		return codeOfWord(word, known) !== null;
	};
	const open = [...(profile.words ?? [])].filter(
		([word]) =>
			!means(word) && !isAnswered(column, word) && (!mayMeanEmpty(word, field) || column.keptWords?.includes(word))
	);
	if (open.length === 0) return null;
	const codes = field.type === 'yes-no' ? ['yes', 'no'] : Object.keys(field.codes ?? {});
	return columnQuestion('words', isAnswer ? 'RESPONSE_ANSWER' : 'VALUE_UNMAPPED', column, {
		// An answer nobody can read is left out of the file's rows, never counted as silence: '' is no choice for it.
		choices: [...codes.map((code) => choice(code)), ...(isAnswer ? [] : [choice('')])],
		examples: open.slice(0, 3).map(([word]) => word),
		words: open.map(([word, count]) => withSuggestion(word, count, field.name, column.header)),
		details: { words: open.length, count: open.reduce((sum, [, count]) => sum + count, 0) }
	});
}

function withSuggestion(
	word: string,
	count: number,
	field: string,
	header: string
): { word: string; count: number; suggestion?: string } {
	if (field === 'employment_type' && /^contract$/i.test(word)) return { word, count, suggestion: 'contractor' };
	if (field === 'status' && /terminat|ausgetreten|sorti/i.test(word)) return { word, count, suggestion: 'terminated' };
	const meaning = field === 'kind' && /departure.?code/i.test(header) ? DEPARTURE_CODES[Number(word)] : undefined;
	return meaning ? { word, count, suggestion: meaning } : { word, count };
}

/** The nine reasons of CEO departures after Gentry, Harrison, Quigley and Boivie, as kinds of departures. */
const DEPARTURE_CODES: Record<number, string> = {
	1: 'death',
	2: 'illness',
	3: 'dismissed',
	4: 'dismissed',
	5: 'retired',
	6: 'resigned',
	7: 'other',
	8: 'unclear',
	9: 'unclear'
};
