import { expect, test } from 'vitest';
import { formatter } from '#lib/format.ts';
import fields from '#lib/messages/fr/fields.json';
import { translator } from '#lib/messages/messages.ts';
import { changeText } from './change-text.ts';

const french = { t: translator('fr', { fields }), format: formatter('fr', 'UTC') };

test.each([
	['separation_type', 'involuntary', 'involontaire'],
	['answer', 'leave', fields['code-answer-leave']],
	['exit_date', '2022-06-15', '15 juin 2022'],
	['job_title', 'Cook', 'Cook'],
	['job_title', '', '–']
])('in French a change of %s to “%s” reads “%s”', (field, value, read) => {
	expect(changeText(french, field, value)).toBe(read);
});
