import type { Language } from '#lib/messages/language.ts';

const CODED = ['separation_type', 'status', 'employment_type', 'event_type', 'question', 'silence_rule'];

/** A stored value as the reader says it: codes by their names, days as days; texts of the file stay as they are. */
export function changeText({ t, format }: Pick<Language, 't' | 'format'>, field: string, text: string): string {
	if (text === '') return '–';
	if (CODED.includes(field)) return t(`fields.code-${text}`);
	if (field === 'answer') return t(`fields.code-answer-${text}`);
	return /^\d{4}-\d{2}-\d{2}$/.test(text) ? format.date(text) : text;
}
