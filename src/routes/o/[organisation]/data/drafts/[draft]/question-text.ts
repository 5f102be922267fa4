import type { Question } from '#lib/imports/plan.ts';
import type { Translate } from '#lib/messages/messages.ts';

/** What is asked about a column or the file. */
export function questionText(t: Translate, question: Question): string {
	const label = /^field:(.+)$/.exec(question.id)?.[1];
	const form = question.answer === undefined ? 'question' : 'guess';
	const text = t(`fields.${form}-${question.code}`, {
		header: question.header ?? '',
		column: question.column ?? 0,
		...(label && { label: t(`fields.${label}`) }),
		...question.details
	});
	return label && question.code === 'HEADER_MISSING' ? `${text} ${t(`fields.why-${label}`)}` : text;
}

const BY_WORD = new Set(['VALUE_UNMAPPED', 'RESPONSE_ANSWER', 'VALUE_EMPTY_WORD', 'SPELL_ARTEFACT', 'EVENT_DUPLICATE']);

/** Questions whose answer is given word by word. */
export function isAnsweredByWord(question: Question): boolean {
	return BY_WORD.has(question.code);
}

const MARK_NAMES: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe', '.': 'point' };

// Questions whose choices are positions, lines, events or years: one sentence serves them all.
const SHARED_CHOICES: Record<string, string> = {
	FILE_SHEET: 'sheet',
	FILE_NO_HEADER: 'line',
	FILE_HEADER: 'line',
	FILE_PREAMBLE: 'line',
	HEADER_MISSING: 'column',
	HEADER_AMBIGUOUS: 'column',
	HEADER_DUPLICATE: 'column',
	RESPONSE_EVENT: 'event',
	DATE_YEAR2: 'years',
	SPELL_SNAPSHOTS: 'column',
	SPELL_MOVEMENTS: 'column'
};

/** One possible answer with its evidence. */
export function choiceText(
	t: Translate,
	question: Question,
	choice: string,
	details?: Record<string, string | number>
): string {
	if (question.code === 'VALUE_UNMAPPED') return t(`fields.code-${choice === '' ? 'empty' : choice}`);
	if (question.code === 'RESPONSE_ANSWER') return t(`fields.code-answer-${choice}`);
	if (question.code === 'HEADER_MISSING' && choice.startsWith('='))
		return t('fields.choice-HEADER_MISSING-constant', { label: t(`fields.code-${choice.slice(1)}`) });
	const shared = choice === 'none' ? undefined : SHARED_CHOICES[question.code];
	return t(`fields.choice-${question.code}-${shared ?? MARK_NAMES[choice] ?? choice}`, { value: choice, ...details });
}
