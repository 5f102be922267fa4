import type { DatasetKind, Field } from '../dataset.ts';
import { SEPARATION_TYPE_CODES } from '../separation-type-codes.ts';
import { EMPLOYMENT_TYPE_CODES, STATUS_CODES } from './roster-codes.ts';
import { ROSTER_LAYOUT_FIELDS } from './roster-layout-fields.ts';
import { rosterRules } from './roster-rules.ts';
import { ROSTER_UNSTORED_FIELDS } from './roster-unstored-fields.ts';

const dates: Field[] = [
	{
		name: 'hire_date',
		type: 'date',
		isRequired: true,
		isReplacedBy: ['action_date'],
		synonyms: {
			en: [
				'start date',
				'date of hire',
				'hired on',
				'hire',
				'date joining',
				'date of joining',
				'joining date',
				'employment start date',
				'date start',
				'legacy client employment date',
				'hired',
				'date hired'
			],
			de: ['eintritt', 'eintrittsdatum', 'anstelldatum', 'beginn tätigkeit', 'beitritt am', 'einstelldatum'],
			fr: ["date d'entrée", "date d'embauche", 'date embauche', 'date entrée', "date d'arrivée"]
		},
		example: '2019-03-04'
	},
	{
		name: 'exit_date',
		type: 'date',
		isRequired: false,
		synonyms: {
			en: [
				'termination date',
				'end date',
				'end employment date',
				'actual termination date',
				'leaving date',
				'leave date',
				'relieving date',
				'termination effective date',
				'date of exit',
				'exit',
				'exited on',
				'departure date',
				'date end'
			],
			de: [
				'austritt',
				'austrittsdatum',
				'austritt am',
				'ende tätigkeit',
				'ende des arbeitsverhältnisses',
				'entlassdatum'
			],
			fr: ['date de sortie', 'date sortie', 'date de fin de prise en compte', 'date de départ', 'date départ']
		},
		example: '2022-11-18'
	},
	{
		name: 'last_working_day',
		type: 'date',
		isRequired: false,
		synonyms: {
			en: [
				'last day of work',
				'termination last day of work',
				'last working date',
				'last day worked',
				'last worked on'
			],
			de: ['letzter arbeitstag'],
			fr: ['dernier jour travaillé']
		},
		example: '2022-11-17'
	},
	{
		name: 'notice_date',
		type: 'date',
		isRequired: false,
		synonyms: {
			en: ['resignation date', 'notification date', 'terminated at', 'announce date', 'date of notice'],
			de: ['kündigungsdatum'],
			fr: ['date de notification', 'date de préavis']
		},
		example: '2022-11-16'
	}
];

const employment: Field[] = [
	{
		name: 'status',
		type: 'code',
		isRequired: false,
		synonyms: {
			en: [
				'position status',
				'worker status',
				'employment status',
				'employee status',
				'active',
				'is active',
				'employment history status'
			],
			de: ['aktiv', 'mitarbeiterstatus'],
			fr: ['présent/sortie', 'statut', 'présent sorti']
		},
		codes: STATUS_CODES,
		example: 'terminated'
	},
	{
		name: 'separation_type',
		type: 'code',
		isRequired: false,
		synonyms: {
			en: [
				'termination type',
				'voluntary/involuntary termination flag',
				'termination involuntary',
				'primary termination category',
				'exit type',
				'exit reason',
				'leaving type',
				'type of separation'
			],
			de: ['massnahmenart', 'kündigungsart', 'austrittsart'],
			fr: ['type de départ', 'type de sortie', 'nature du départ']
		},
		codes: SEPARATION_TYPE_CODES,
		example: 'ultimatum-silent'
	},
	{
		name: 'separation_reason',
		type: 'text',
		isRequired: false,
		maxLength: 1000,
		synonyms: {
			en: [
				'termination reason',
				'termination reason description',
				'termination description',
				'reason',
				'primary termination reason',
				'local termination reason',
				'reason code',
				'event reason',
				'reason for leaving',
				'exit reason'
			],
			de: ['massnahmegrund', 'austrittsgrund', 'kündigungsgrund'],
			fr: ['motif', 'motif de sortie', 'motif de départ', 'raison du départ']
		},
		example: 'Did not answer by the deadline'
	},
	{
		name: 'regretted',
		type: 'yes-no',
		isRequired: false,
		synonyms: {
			en: ['regrettable termination', 'regrettable', 'termination impact', 'regretted exit'],
			de: ['bedauert'],
			fr: ['départ regretté', 'regretté']
		},
		example: 'yes'
	}
];

const place: Field[] = [
	{
		name: 'job_title',
		type: 'text',
		isRequired: false,
		maxLength: 300,
		synonyms: {
			en: [
				'job title description',
				'business title',
				'position title',
				'position description',
				'designation',
				'job position',
				'job role',
				'job profile',
				'title',
				'position',
				'job'
			],
			de: ['stellenbezeichnung', 'tätigkeit', 'position', 'berufsbezeichnung'],
			fr: ['poste', 'libellé emploi', 'emploi', "intitulé de l'emploi", 'intitulé du poste', 'fonction']
		},
		example: 'Site Reliability Engineer'
	},
	{
		name: 'role_family',
		type: 'text',
		isRequired: false,
		maxLength: 200,
		synonyms: {
			en: ['job family', 'job family group', 'job class code', 'eeo job classification', 'role', 'function'],
			de: ['berufsgruppe', 'rolle'],
			fr: ['famille de métier', 'famille professionnelle', 'métier']
		},
		example: 'sre-operations'
	},
	{
		name: 'level',
		type: 'text',
		isRequired: false,
		maxLength: 200,
		synonyms: {
			en: ['grade', 'job level', 'seniority', 'band'],
			de: ['stufe', 'ebene'],
			fr: ['niveau', 'échelon', 'grade']
		},
		example: 'Senior'
	},
	...(
		[
			[
				'department',
				[
					'home department description',
					'department name',
					'department type',
					'dept',
					'org unit title',
					'supervisory organization',
					'team name',
					'team',
					'group'
				],
				['abteilung', 'gruppe'],
				['service', 'unité', 'département'],
				'Infrastructure'
			],
			['division', ['business unit', 'business unit description'], ['bereich'], ['direction'], 'Engineering'],
			[
				'site',
				['location', 'location description', 'site name', 'work location', 'location hq', 'office'],
				['standort'],
				['établissement', 'établissement principal', 'lieu de travail'],
				'San Francisco'
			],
			['country', ['country code', 'country name', 'work country'], ['land'], ['pays'], 'US']
		] satisfies [string, string[], string[], string[], string][]
	).map(([name, en, de, fr, example]): Field => {
		return { name, type: 'text', isRequired: false, maxLength: 200, synonyms: { en, de, fr }, example };
	}),
	{
		name: 'employment_type',
		type: 'code',
		isRequired: false,
		synonyms: {
			en: ['employee type', 'worker category description', 'work contract', 'contract', 'contract type', 'worker type'],
			de: ['befristung', 'vertragsform', 'vertragsart'],
			fr: ['type de contrat', 'contrat', 'nature du contrat']
		},
		codes: EMPLOYMENT_TYPE_CODES,
		example: 'employee'
	},
	{
		name: 'fte',
		type: 'decimal',
		isRequired: false,
		minimum: 0,
		maximum: 1.2,
		synonyms: {
			en: ['working fte', 'paid fte', 'percentage working', 'full time equivalent'],
			de: ['beschäftigungsgrad'],
			fr: ['taux du contrat', 'équivalent temps plein', 'etp', "taux d'activité"]
		},
		example: '1'
	}
];

/**
 * Roster: one row is one employment spell of one person. `exit_date` is the last day employed, inclusive
 * (METHODS 1.1); the end of a contract and the last day paid are recognised and are never an exit.
 */
export const ROSTER: DatasetKind = {
	id: 'roster',
	table: 'roster_spell',
	isAboutPeople: true,
	isEmployments: true,
	openRules: rosterRules,
	requiredGroups: [['job_title', 'department', 'role_family']],
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
					'emp id',
					'worker id',
					'worker code',
					'associate id',
					'file number',
					'person number',
					'pers no',
					'badge id',
					'employee code',
					'client worker id',
					'employee identifier',
					'person id external',
					'staff id',
					'id'
				],
				de: ['personalnummer', 'personalnr', 'mitarbeiternr', 'mitarbeiternummer', 'ausweisnummer', 'mitarbeiter id'],
				fr: [
					'matricule',
					'matricule salarié',
					'code salarié',
					'employé id',
					'numéro de salarié',
					'id salarié',
					'identifiant'
				]
			},
			example: '004217'
		},
		...dates,
		...employment,
		...place,
		...ROSTER_LAYOUT_FIELDS,
		...ROSTER_UNSTORED_FIELDS
	]
};
