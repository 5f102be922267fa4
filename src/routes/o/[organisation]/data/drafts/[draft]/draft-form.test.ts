import { expect, test } from 'vitest';
import type { ImportPlan } from '#lib/imports/plan.ts';
import { readAnswers, readDecision, readMapping } from './draft-form.ts';

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
	expect(readMapping(form({ 'column:2': 'hire_date', 'column:3': 'job_title' }), plan)).toEqual([
		plan.columns[0],
		plan.columns[1],
		{ position: 3, header: 'Poste', field: 'job_title' }
	]);
});

test('a column given another field loses the date order of its former one', () => {
	const columns = readMapping(form({ 'column:2': '' }), plan);
	expect(columns[1]).toEqual({ position: 2, header: 'Entrée', field: null });
});

test('one field for two columns is refused', () => {
	expect(readMapping(form({ 'column:3': 'hire_date' }), plan)).toBe('field-twice');
});

test('answers are kept by question id; words of one question become one JSON answer, those not chosen are left out', () => {
	const answers = readAnswers(
		form({
			'answer:date-order:2': 'dmy',
			'answer:as-of': '',
			'word:words:3|oui': '=stay',
			'word:words:3|non|peut-être': '=leave',
			'word:words:3|-': '=',
			'word:words:3|bof': ''
		})
	);
	expect(answers).toEqual({
		'date-order:2': 'dmy',
		'words:3': '{"oui":"stay","non|peut-être":"leave","-":""}'
	});
});

test('a form decides what the file is or what becomes of missing people, by words that are known', () => {
	const decision = (name: string, value: string) => {
		const form = new FormData();
		form.set(name, value);
		return readDecision(form);
	};
	expect(decision('mode', 'correct')).toEqual({ mode: 'correct' });
	expect(decision('missing', 'date-unknown')).toEqual({ missingPeople: 'date-unknown' });
	expect(decision('mode', 'merge')).toBeNull();
	expect(decision('missing', 'left')).toBeNull();
});

test('a sensitive column is allowed with the reason written beside the choice; without one the bare word is no answer', () => {
	const given = { 'answer:privacy:4': 'allow', 'reason:privacy:4': ' Severe disability quota ' };
	expect(readAnswers(form(given))).toEqual({ 'privacy:4': 'allow: Severe disability quota' });
	expect(readAnswers(form({ ...given, 'answer:privacy:4': 'leave-out' }))).toEqual({ 'privacy:4': 'leave-out' });
	expect(readAnswers(form({ 'answer:privacy:4': 'allow', 'reason:privacy:4': '' }))).toEqual({ 'privacy:4': 'allow' });
});
