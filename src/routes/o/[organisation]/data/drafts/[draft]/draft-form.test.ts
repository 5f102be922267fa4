import { expect, test } from 'vitest';
import type { ImportPlan } from '#lib/imports/plan.ts';
import { readAnswers } from './draft-form.ts';

const plan = {
	columns: [
		{ position: 1, header: 'Matricule', field: 'person_id' },
		{ position: 2, header: 'Entrée', field: 'hire_date', dateOrder: 'dmy' },
		{ position: 3, header: 'Poste', field: null }
	]
} as unknown as ImportPlan;

function form(entries: Record<string, string>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(entries)) data.set(name, value);
	return data;
}

test('a column whose field is unchanged keeps what was decided for it', () => {
	const { plan: changed } = readAnswers(form({ 'column:2': 'hire_date', 'column:3': 'job_title' }), plan);
	expect(changed.columns).toEqual([
		plan.columns[0],
		plan.columns[1],
		{ position: 3, header: 'Poste', field: 'job_title' }
	]);
});

test('a column given another field loses the date order of its former one', () => {
	const { plan: changed } = readAnswers(form({ 'column:2': '' }), plan);
	expect(changed.columns?.[1]).toEqual({ position: 2, header: 'Entrée', field: null });
});

test('one field for two columns is refused', () => {
	expect(readAnswers(form({ 'column:3': 'hire_date' }), plan).problem).toBe('field-twice');
});

test('answers are kept by question id and 2 words of one question become one JSON answer', () => {
	const { answers } = readAnswers(
		form({
			'answer:date-order:2': 'dmy',
			'answer:as-of': '',
			'word:words:3|oui': 'stay',
			'word:words:3|non|peut-être': 'leave'
		}),
		plan
	);
	expect(answers).toEqual({ 'date-order:2': 'dmy', 'words:3': '{"oui":"stay","non|peut-être":"leave"}' });
});
