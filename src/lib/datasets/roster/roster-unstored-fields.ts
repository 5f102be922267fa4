import type { Field, FieldType } from '../dataset.ts';

type Line = [name: string, type: FieldType, example: string, en: string[], de: string[], fr: string[]];

/** Columns about who somebody is: seen in the mapping so that they are left out knowingly. */
const identifiers: Line[] = [
	[
		'full_name',
		'text',
		'',
		['employee name', 'worker name', 'payroll name', 'full name', 'display name', 'name'],
		['mitarbeiter', 'name'],
		['nom du salarié', 'nom complet', 'nom et prénom']
	],
	['first_name', 'text', '', ['first name', 'legal first name', 'given name', 'middle name'], ['vorname'], ['prénom']],
	[
		'last_name',
		'text',
		'',
		['last name', 'legal last name', 'surname', 'family name'],
		['nachname'],
		['nom', 'nom de famille']
	],
	[
		'email',
		'text',
		'',
		['work email', 'email', 'email address', 'email primary', 'ad email', 'personal email', 'mail'],
		['e mail', 'e mail adresse'],
		['adresse e-mail', 'courriel', 'adresse mail', 'mél']
	],
	[
		'phone',
		'text',
		'',
		['phone number', 'mobile', 'telephone', 'work phone'],
		['telefon', 'handy'],
		['téléphone', 'portable']
	],
	[
		'address',
		'text',
		'',
		['home address', 'street', 'street address', 'postal code', 'zip', 'zip code'],
		['adresse', 'strasse', 'plz'],
		['adresse', 'rue', 'code postal']
	],
	[
		'birth_date',
		'date',
		'',
		['dob', 'date of birth', 'birth date', 'birthday'],
		['geburtsdatum'],
		['date de naissance']
	],
	[
		'birth_year',
		'integer',
		'',
		['year of birth', 'birth year', 'age'],
		['geburtsjahr', 'alter'],
		['année de naissance', 'âge']
	],
	[
		'social_security_number',
		'text',
		'',
		['ssn', 'social security number', 'national id'],
		['sozialversicherungsnummer'],
		['numéro de sécurité sociale', 'nir']
	]
];

/** Columns that must not be taken for something else: a contract's end or the last day paid is never an exit. */
const recognised: Line[] = [
	[
		'original_hire_date',
		'date',
		'2015-09-01',
		['original hire date', 'original start date', 'seniority date', 'continuous service date', 'adjusted service date'],
		[],
		["date d'ancienneté"]
	],
	['latest_hire_date', 'date', '2021-02-01', ['hire/rehire date', 'latest hire date', 'last hire date'], [], []],
	[
		'paid_through',
		'date',
		'2023-02-28',
		['pay through date', 'paid through date', 'last paid date', 'payroll end date'],
		[],
		[]
	],
	[
		'contract_end',
		'date',
		'2023-12-31',
		['contract end date', 'contract end'],
		['vertragsende', 'befristung bis'],
		['fin de contrat', 'date de fin de contrat']
	],
	['initiated_by', 'text', 'employer', ['initiated by'], [], []],
	['rehire_ok', 'yes-no', 'yes', ['eligible for rehire', 'ok to rehire', 'rehireable'], [], []],
	[
		'cost_center',
		'text',
		'CC-100',
		['cost center', 'cost centre', 'cost center name'],
		['kostenstelle', 'kostenstellenbezeichner'],
		['centre de coût']
	],
	[
		'manager_id',
		'text',
		'000981',
		[
			'manager',
			'manager id',
			'manager email',
			'supervisor',
			'supervisor id',
			'supervisor e id',
			'reports to',
			'reports to name',
			'reports to associate id',
			'reporting manager'
		],
		['vorgesetzter'],
		['responsable', 'manager']
	],
	['position_id', 'text', 'P-77', ['position id', 'position number'], [], []],
	[
		'annual_pay',
		'decimal',
		'85000',
		['salary', 'annual salary', 'annual pay', 'base salary'],
		['gehalt', 'jahresgehalt'],
		['salaire', 'salaire annuel']
	],
	['pay_currency', 'text', 'EUR', ['currency', 'pay currency'], ['währung'], ['devise']]
];

function field([name, type, example, en, de, fr]: Line): Field {
	return { name, type, isRequired: false, synonyms: { en, de, fr }, example };
}

export const ROSTER_UNSTORED_FIELDS: Field[] = [
	...recognised.map((line) => ({ ...field(line), isRecognisedOnly: true })),
	...identifiers.map((line) => ({ ...field(line), isIdentifier: true }))
];
