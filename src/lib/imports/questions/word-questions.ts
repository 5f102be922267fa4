import type { Field } from '#lib/datasets/dataset.ts';
import type { ImportPlan, Question } from '../plan.ts';
import { answerUnder, codeOfWord, codeWords, mayMeanEmpty, yesNo } from '../values/words.ts';
import { choice, columnQuestion, isAnswered, type MappedColumn } from './question-context.ts';

/** What the words of a coded column mean: asked where one is unknown, else shown with the meaning each is given. */
export function wordQuestion(mapped: MappedColumn, plan: ImportPlan): Question | null {
	const { column, field, profile } = mapped;
	if ((field.type !== 'code' && field.type !== 'yes-no') || profile.filled === 0 || !profile.words) return null;
	const meaningOf = meanings(mapped, plan);
	const all = [...profile.words].filter(
		([word]) => isAnswered(column, word) || column.keptWords?.includes(word) || !mayMeanEmpty(word, field)
	);
	const open = all.filter(([word]) => !isAnswered(column, word) && meaningOf(word) === null);
	if (open.length > 0) return question(mapped, open, (word) => suggestionOf(word, field, column.header));
	const settled = all.filter(([word]) => !column.emptyWords?.includes(word));
	if (settled.length === 0) return null;
	const given = Object.fromEntries(settled.map(([word]) => [word, meaningOf(word) ?? '']));
	return { ...question(mapped, settled, (word) => given[word]), answer: JSON.stringify(given) };
}

/** The code a word stands for: as answered, by the event's question, or by the words of the field. */
function meanings({ column, field }: MappedColumn, plan: ImportPlan): (word: string) => string | null {
	const known = codeWords(field.codes ?? {});
	const answered = new Map(Object.entries(column.words ?? {}));
	return (word) => {
		const said = answered.get(word);
		if (said !== undefined) return said;
		if (field.type === 'yes-no') {
			const value = yesNo(word);
			return value === null ? null : value === 1 ? 'yes' : 'no';
		}
		const answer = field.name === 'answer' && plan.event ? answerUnder(word, plan.event.question) : null;
		return answer ?? codeOfWord(word, known);
	};
}

function question(
	{ column, field }: MappedColumn,
	words: [word: string, count: number][],
	suggest: (word: string) => string | undefined
): Question {
	const isAnswer = field.name === 'answer';
	const codes = field.type === 'yes-no' ? ['yes', 'no'] : Object.keys(field.codes ?? {});
	return columnQuestion('words', isAnswer ? 'RESPONSE_ANSWER' : 'VALUE_UNMAPPED', column, {
		// An answer nobody can read is left out of the file's rows, never counted as silence: '' is no choice for it.
		choices: [...codes.map((code) => choice(code)), ...(isAnswer ? [] : [choice('')])],
		examples: words.slice(0, 3).map(([word]) => word),
		words: words.map(([word, count]) => {
			const suggestion = suggest(word);
			return suggestion === undefined ? { word, count } : { word, count, suggestion };
		}),
		details: { words: words.length, count: words.reduce((sum, [, count]) => sum + count, 0) }
	});
}

function suggestionOf(word: string, field: Field, header: string): string | undefined {
	if (field.name === 'employment_type' && /^contract$/i.test(word)) return 'contractor';
	if (field.name === 'status' && /terminat|ausgetreten|sorti/i.test(word)) return 'terminated';
	return field.name === 'kind' && /departure.?code/i.test(header) ? DEPARTURE_CODES[Number(word)] : undefined;
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
