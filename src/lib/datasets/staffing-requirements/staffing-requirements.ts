import type { DatasetKind, Field } from '../dataset.ts';
import { referenceRules } from '../reference-rules.ts';

const functionId: Field = {
	name: 'function_id',
	type: 'text',
	isRequired: true,
	maxLength: 64,
	synonyms: {
		en: ['function', 'function code', 'function key', 'role id', 'requirement id', 'capability', 'skill', 'id'],
		de: ['funktion', 'funktions id', 'funktionsnummer', 'fähigkeit'],
		fr: ['fonction', 'id fonction', 'code fonction', 'identifiant']
	},
	example: 'incident-command'
};

function text(name: string, en: string[], de: string[], fr: string[], example: string): Field {
	return { name, type: 'text', isRequired: false, maxLength: 300, synonyms: { en, de, fr }, example };
}

function count(name: string, en: string[], de: string[], fr: string[], example: string): Field {
	return { name, type: 'integer', isRequired: false, minimum: 0, synonyms: { en, de, fr }, example };
}

/**
 * Staffing requirements: one row is a function and the fewest qualified people it needs (METHODS 3.1); 0 means not
 * required. A file with a person column is the second layout: who is qualified for which function.
 */
export const STAFFING_REQUIREMENTS: DatasetKind = {
	id: 'staffing-requirements',
	table: 'staffing_requirement',
	isAboutPeople: false,
	requiredGroups: [],
	fields: [
		functionId,
		{
			...text(
				'name',
				['function name', 'title', 'label'],
				['bezeichnung', 'name der funktion'],
				['nom', 'libellé', 'intitulé'],
				'Incident command'
			),
			isRequired: true
		},
		text(
			'role_family',
			['role', 'job family', 'family'],
			['rolle', 'berufsgruppe'],
			['famille de métier', 'métier', 'rôle'],
			'sre-operations'
		),
		{
			...count(
				'required_min',
				[
					'required',
					'minimum',
					'min',
					'minimum staff',
					'minimum headcount',
					'required minimum',
					'required staff',
					'min required',
					'minimum coverage',
					'needed'
				],
				['mindestbesetzung', 'mindestanzahl', 'mindestens', 'minimum', 'sollbesetzung', 'benötigt'],
				['effectif minimum', 'minimum requis', 'effectif requis', 'requis'],
				'8'
			),
			isRequired: true
		},
		{
			name: 'critical',
			type: 'yes-no',
			isRequired: false,
			synonyms: { en: ['is critical', 'criticality'], de: ['kritisch'], fr: ['critique'] },
			example: 'yes'
		},
		{
			name: 'from_date',
			type: 'date',
			isRequired: false,
			synonyms: {
				en: ['from', 'valid from', 'effective from', 'since'],
				de: ['gültig ab', 'ab'],
				fr: ['à partir du', 'depuis', 'date de début', 'valable à partir du']
			},
			example: '2022-01-01'
		},
		text(
			'owner',
			['responsible', 'owned by'],
			['verantwortlich', 'zuständig'],
			['responsable', 'propriétaire'],
			'Head of Operations'
		),
		text('source', ['reference', 'document'], ['quelle'], ['référence'], 'Continuity plan 2022, section 4'),
		count(
			'roles_on_call',
			['on call', 'on call roles'],
			['bereitschaft', 'rufbereitschaft'],
			["postes d'astreinte", 'astreinte'],
			'2'
		),
		count('sites', ['number of sites'], ['anzahl standorte', 'standorte'], ['nombre de sites'], '3')
	],
	alternative: {
		markedBy: 'person_id',
		table: 'qualification',
		isAboutPeople: true,
		openRules: referenceRules([
			{ field: 'person_id', to: 'person' },
			{ field: 'function_id', to: 'function' }
		]),
		requiredGroups: [],
		fields: [
			{
				name: 'person_id',
				type: 'person-id',
				isRequired: true,
				maxLength: 64,
				synonyms: {
					en: ['person', 'employee id', 'employee number', 'worker id', 'employee code', 'staff id'],
					de: ['personalnummer', 'personalnr', 'mitarbeiternummer'],
					fr: ['matricule', 'matricule salarié', 'numéro de salarié', 'id salarié']
				},
				example: '004217'
			},
			functionId,
			{ ...text('level', ['grade', 'skill level'], ['stufe'], ['niveau'], 'lead'), maxLength: 200 },
			{
				name: 'since',
				type: 'date',
				isRequired: false,
				synonyms: { en: ['qualified since', 'from', 'date'], de: ['seit'], fr: ['depuis', 'depuis le'] },
				example: '2021-05-01'
			}
		]
	}
};
