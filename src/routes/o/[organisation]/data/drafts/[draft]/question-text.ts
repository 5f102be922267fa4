import type { Issue } from '#lib/imports/issue.ts';
import type { Question } from '#lib/imports/plan.ts';
import type { Translate } from '#lib/messages/messages.ts';

/** The sentence of an issue: place, value, what was expected and what to do. */
export function issueText(t: Translate, issue: Issue): string {
	return t(`issues.${issue.code}`, {
		line: issue.line ?? 0,
		column: issue.column ?? 0,
		header: issue.header ?? '',
		value: issue.value ?? '',
		...issue.details
	});
}

/** What is asked about a column or the file. */
export function questionText(t: Translate, question: Question): string {
	return t(`fields.question-${question.code}`, {
		header: question.header ?? '',
		column: question.column ?? 0,
		...question.details
	});
}

/** One possible answer with its evidence. */
export function choiceText(
	t: Translate,
	question: Question,
	choice: string,
	details?: Record<string, string | number>
): string {
	return t(`fields.choice-${question.code}-${choice}`, details);
}

/** The codes a word of a column may mean. */
export function wordChoices(question: Question): string[] {
	return question.choices.map((choice) => choice.value);
}
