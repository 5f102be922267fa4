import type { Issue } from './issue.ts';
import type { Question, QuestionChoice } from './plan.ts';

/** A message of the areas `issues` and `fields`, with the parameters it takes. */
export interface ImportMessage {
	key: string;
	details: Record<string, string | number>;
}

/** The sentence of an issue; every parameter it may take is there. */
export function issueMessage(issue: Issue): ImportMessage {
	const { line = 0, column = 0, header = '', value = '', details } = issue;
	return { key: `issues.${issue.code}`, details: { line, column, header, value, ...details } };
}

/**
 * What a question asks. Where `labelKey` is given, the message takes the text of that key as `label`: the field that
 * wants a column.
 */
export function questionMessage(question: Question): ImportMessage & { labelKey: string | null } {
	const { code, header = '', column = 0, details } = question;
	const field = details?.field;
	return {
		key: `fields.question-${code}`,
		details: { header, column, ...details },
		labelKey: field === undefined ? null : `fields.${field}`
	};
}

const NAMED: Record<string, Record<string, string>> = {
	FILE_DELIMITER: { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' },
	NUMBER_DECIMAL: { '.': 'point', ',': 'comma' },
	FILE_NO_HEADER: { '0': 'none' }
};
/** Questions whose choices are positions, lines, years or ids: one message for all of them. */
const GENERAL: Record<string, string> = {
	FILE_NO_HEADER: 'line',
	FILE_PREAMBLE: 'line',
	HEADER_MISSING: 'column',
	HEADER_AMBIGUOUS: 'column',
	HEADER_DUPLICATE: 'column',
	DATE_YEAR2: 'years',
	RESPONSE_EVENT: 'event'
};

/** One possible answer. Words of codes are the messages `fields.code-<code>`. */
export function choiceMessage(question: Question, { value, details }: QuestionChoice): ImportMessage {
	const { code } = question;
	const given = { value, ...details };
	if (code === 'RESPONSE_ANSWER') return { key: `fields.code-answer-${value}`, details: given };
	if (code === 'VALUE_UNMAPPED') return { key: `fields.code-${value || 'empty'}`, details: given };
	const name = NAMED[code]?.[value] ?? (value === 'none' ? 'none' : (GENERAL[code] ?? value));
	return { key: `fields.choice-${code}-${name}`, details: given };
}
