import { describe, expect, test } from 'vitest';
import { ROSTER } from '../datasets/roster/roster.ts';
import { ULTIMATUM_RESPONSES } from '../datasets/ultimatum-responses/ultimatum-responses.ts';
import { headerKey, headerWords } from './file/header-words.ts';
import { suggestMapping } from './mapping.ts';

const fieldsOf = (headers: string[], kind = ROSTER) =>
	suggestMapping(kind, headers, null).suggestions.map((s) => s?.field ?? null);

describe('headers', () => {
	test.each([
		['EmployeeID', 'employee id'],
		['ADEmail', 'ad email'],
		['hire_date', 'hire date'],
		['Termination Date (Employment Profile)', 'termination date'],
		["Date d'entrée", 'date d entrée'],
		['ACTUAL_TERMINATION_DATE', 'actual termination date']
	])('"%s" becomes "%s"', (header, words) => expect(headerWords(header)).toBe(words));

	test('German ä, ae and a are the same, ß and ss too', () => {
		expect(new Set(['BeginnTätigkeit', 'Beginn Taetigkeit', 'beginn_tatigkeit'].map(headerKey)).size).toBe(1);
		expect(headerKey('Maßnahmegrund')).toBe(headerKey('Massnahmegrund'));
	});
});

describe('the rosters of real systems', () => {
	test('Workday: four end dates, one exit', () => {
		expect(
			fieldsOf([
				'worker_code',
				'hire_date',
				'original_hire_date',
				'termination_date',
				'termination_last_day_of_work',
				'pay_through_date',
				'contract_end_date',
				'resignation_date',
				'primary_termination_category',
				'primary_termination_reason',
				'regrettable_termination',
				'job_title'
			])
		).toEqual([
			'person_id',
			'hire_date',
			'original_hire_date',
			'exit_date',
			'last_working_day',
			'paid_through',
			'contract_end',
			'notice_date',
			'separation_type',
			'separation_reason',
			'regretted',
			'job_title'
		]);
	});
	test('ADP: section names in brackets, the position is no person', () => {
		expect(
			fieldsOf([
				'Associate ID',
				'Position ID',
				'Payroll Name',
				'Position Status',
				'Hire Date',
				'Termination Date (Employment Profile)',
				'Previous Termination Date',
				'Voluntary/Involuntary Termination Flag',
				'Home Department Description',
				'Job Title Description'
			])
		).toEqual([
			'person_id',
			'position_id',
			'full_name',
			'status',
			'hire_date',
			'exit_date',
			'previous_termination_date',
			'separation_type',
			'department',
			'job_title'
		]);
	});
	test('a French export', () => {
		expect(
			fieldsOf([
				'Matricule Salarié',
				'Nom',
				'Prénom',
				'Adresse e-mail',
				'Poste',
				"Date d'entrée",
				'Date de sortie',
				'Motif',
				'Établissement principal',
				'Type de contrat',
				'Date de naissance'
			])
		).toEqual([
			'person_id',
			'last_name',
			'first_name',
			'email',
			'job_title',
			'hire_date',
			'exit_date',
			'separation_reason',
			'site',
			'employment_type',
			'birth_date'
		]);
	});
	test('a German payroll: the end of a fixed term is no exit', () => {
		expect(
			fieldsOf([
				'PersonalNr',
				'BeginnTaetigkeit',
				'EndeTaetigkeit',
				'Aktiv',
				'KostenstellenBezeichner',
				'Stellenbezeichnung',
				'Befristung',
				'Vertragsende',
				'Abteilung'
			])
		).toEqual([
			'person_id',
			'hire_date',
			'exit_date',
			'status',
			'cost_center',
			'job_title',
			'employment_type',
			'contract_end',
			'department'
		]);
	});
	test('answers in French', () => {
		expect(fieldsOf(['Matricule', 'Réponse', 'Horodatage', 'Nom complet'], ULTIMATUM_RESPONSES)).toEqual([
			'person_id',
			'answer',
			'responded_at',
			'full_name'
		]);
	});
});

describe('one column for one field', () => {
	test('HEADER_AMBIGUOUS: two equally good columns are both left open', () => {
		const { suggestions, ambiguous } = suggestMapping(ROSTER, ['employee number', 'worker id', 'hire date'], null);
		expect(ambiguous).toEqual([{ field: 'person_id', columns: [0, 1] }]);
		expect(suggestions.map((s) => s?.field ?? null)).toEqual([null, null, 'hire_date']);
	});
	test('the name of the field itself wins over a synonym: Division beside Business Unit', () => {
		expect(fieldsOf(['Business Unit', 'Division'])).toEqual([null, 'division']);
	});
	test('names like __proto__, constructor and toString are plain headers', () => {
		expect(fieldsOf(['__proto__', 'constructor', 'toString', ''])).toEqual([null, null, null, null]);
	});
	test('several columns may be the same identifier', () => {
		expect(fieldsOf(['first name', 'middle name'])).toEqual(['first_name', 'first_name']);
	});
});
