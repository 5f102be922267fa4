import type { DatasetKind } from '../dataset.ts';
import { referenceRules } from '../reference-rules.ts';
import { responseRules } from './response-rules.ts';

/**
 * Ultimatum responses: one row is one answer of one person to one event. Late, early and repeated answers are kept
 * and classified by the metric (METHODS 2.2). Words that depend on the event's question (yes, no, accept) are not
 * codes here: the import reads them by the question or asks.
 */
export const ULTIMATUM_RESPONSES: DatasetKind = {
	id: 'ultimatum-responses',
	table: 'ultimatum_response',
	isAboutPeople: true,
	openRules: referenceRules([{ field: 'person_id', to: 'person' }], responseRules),
	requiredGroups: [],
	fields: [
		{
			name: 'person_id',
			type: 'person-id',
			isRequired: true,
			maxLength: 64,
			synonyms: {
				en: [
					'employee id',
					'employee number',
					'employee no',
					'worker id',
					'employee code',
					'respondent id',
					'respondent',
					'associate id',
					'staff id',
					'id'
				],
				de: ['personalnummer', 'personalnr', 'mitarbeiternummer'],
				fr: ['matricule', 'matricule salarié', 'numéro de salarié', 'id salarié', 'identifiant']
			},
			example: '004218'
		},
		{
			name: 'answer',
			type: 'code',
			isRequired: true,
			synonyms: {
				en: ['response', 'reply', 'choice', 'decision', 'vote', 'your answer'],
				de: ['antwort', 'entscheidung', 'auswahl'],
				fr: ['réponse', 'choix', 'décision']
			},
			codes: {
				stay: [
					'stay',
					'stays',
					'staying',
					'i stay',
					'remain',
					'said stay',
					'bleiben',
					'bleibe',
					'ich bleibe',
					'bleibt',
					'reste',
					'rester',
					'je reste',
					'rest'
				],
				leave: [
					'leave',
					'leaves',
					'leaving',
					'i leave',
					'said leave',
					'gehen',
					'gehe',
					'ich gehe',
					'geht',
					'part',
					'partir',
					'pars',
					'je pars',
					'quitter',
					'je quitte'
				]
			},
			example: 'stay'
		},
		{
			name: 'responded_at',
			type: 'instant',
			isRequired: true,
			synonyms: {
				en: [
					'timestamp',
					'time',
					'date',
					'date time',
					'response time',
					'response date',
					'answered at',
					'submitted at',
					'submission time',
					'completion time'
				],
				de: ['zeitstempel', 'zeitpunkt', 'datum', 'geantwortet am', 'beantwortet am'],
				fr: ['horodatage', 'date de réponse', 'date et heure', 'répondu le', 'heure', 'date réponse']
			},
			example: '2022-11-17T16:42:10-05:00'
		},
		...(
			[
				['full_name', ['employee name', 'name', 'full name', 'display name'], ['name'], ['nom complet', 'nom']],
				['first_name', ['first name', 'given name'], ['vorname'], ['prénom']],
				['last_name', ['last name', 'surname'], ['nachname'], ['nom de famille']],
				['email', ['email', 'work email', 'email address'], ['e mail'], ['courriel', 'adresse e-mail']]
			] satisfies [string, string[], string[], string[]][]
		).map(([name, en, de, fr]) => {
			return {
				name,
				type: 'text' as const,
				isRequired: false,
				synonyms: { en, de, fr },
				isIdentifier: true,
				example: ''
			};
		})
	]
};
