import type { DatasetKind, Field } from '../dataset.ts';
import {
	CONFIDENCE,
	FIGURE_STATUS,
	ORGANISATION,
	partialDateField,
	rangeFields,
	SOURCE,
	textField
} from '../public-fields.ts';
import { EVENT_TYPE_CODES, QUESTION_CODES, SILENCE_RULE_CODES } from './event-codes.ts';
import { eventRules } from './event-rules.ts';

const none = { en: [], de: [], fr: [] };

const deadline: Field[] = [
	{
		name: 'announced_at_local',
		type: 'local-time',
		isRequired: false,
		synonyms: { ...none, en: ['announced local', 'announced at'] },
		example: '2022-11-16T00:00'
	},
	{
		name: 'deadline_at_local',
		type: 'local-time',
		isRequired: false,
		synonyms: { en: ['deadline local', 'deadline', 'deadline at'], de: ['frist'], fr: ['échéance', 'date limite'] },
		example: '2022-11-17T17:00'
	},
	textField(
		'time_zone',
		'America/New_York',
		{ en: ['deadline tz', 'timezone', 'tz'], de: ['zeitzone'], fr: ['fuseau horaire'] },
		64
	),
	{
		name: 'question',
		type: 'code',
		isRequired: false,
		synonyms: none,
		codes: QUESTION_CODES,
		example: 'opt_in_to_stay'
	},
	{
		name: 'silence_rule',
		type: 'code',
		isRequired: false,
		synonyms: { ...none, en: ['silence means'], fr: ['le silence vaut'] },
		codes: SILENCE_RULE_CODES,
		example: 'resign'
	},
	{ name: 'round', type: 'integer', isRequired: false, minimum: 1, synonyms: none, example: '1' },
	{
		name: 'population_on',
		type: 'date',
		isRequired: false,
		synonyms: { ...none, en: ['population date'] },
		example: '2022-11-16'
	},
	{
		name: 'severance_months',
		type: 'decimal',
		isRequired: false,
		minimum: 0,
		synonyms: { ...none, fr: ["mois d'indemnité"] },
		example: '3'
	}
];

const figures: Field[] = [
	...rangeFields('affected', '3700', { en: ['total laid off', 'employees affected', 'laid off'] }, [
		'affected headline',
		'headline'
	]),
	textField('affected_unit', 'people', { en: ['unit'] }, 100),
	textField('affected_kind', 'actual', {}, 100),
	...rangeFields('base', '7500', { en: ['headcount before', 'staff before'] }, ['base note']),
	{
		name: 'pct_reported',
		type: 'percent',
		isRequired: false,
		minimum: 0,
		maximum: 1,
		synonyms: { ...none, en: ['percentage', 'percentage laid off', 'percent', 'pct'], fr: ['pourcentage'] },
		example: '50 %'
	},
	{ name: 'pct_decimals', type: 'integer', isRequired: false, minimum: 0, synonyms: none, example: '0' },
	FIGURE_STATUS
];

/**
 * Events: one row is one announced or recorded event of one organisation and site. Dates keep the precision of their
 * source, figures are triples with its words. Without `event_id` the id is made of organisation, type and date.
 */
export const EVENTS: DatasetKind = {
	id: 'events',
	table: 'event',
	isAboutPeople: false,
	keepsUnreadableCells: true,
	openRules: eventRules,
	requiredGroups: [['announced_on', 'notice_on', 'effective_on', 'reported_on', 'announced_at_local']],
	fields: [
		textField('event_id', 'example-2022-11-layoff', { en: ['id', 'dedupe key'], fr: ['identifiant'] }, 200),
		ORGANISATION,
		textField('site', 'San Francisco', { en: ['location'], de: ['standort'], fr: ['lieu', 'établissement'] }, 200),
		textField('country', 'US', { en: ['state'], de: ['land'], fr: ['pays'] }, 200),
		{
			name: 'event_type',
			type: 'code',
			isRequired: true,
			synonyms: { en: ['type', 'layoff type', 'kind'], de: ['art'], fr: ["type d'événement", 'nature'] },
			codes: EVENT_TYPE_CODES,
			example: 'layoff'
		},
		textField(
			'title',
			'Half of the company laid off',
			{ en: ['headline title', 'name'], de: ['titel'], fr: ['titre'] },
			300
		),
		partialDateField('announced_on', '2022-11-04', {
			en: ['announced date', 'date', 'announced'],
			fr: ["date d'annonce", 'annoncé le']
		}),
		partialDateField('notice_on', '2022-11-04', { en: ['notice date'], fr: ['date de notification'] }),
		partialDateField('effective_on', '2023-01-04', { en: ['effective date'], fr: ["date d'effet"] }),
		partialDateField('reported_on', '2022-11-05', { en: ['reported date', 'date added'], fr: ['date de publication'] }),
		...deadline,
		...figures,
		textField('terms', 'three months of severance', { fr: ['conditions'] }),
		textField('groups_hit', 'human rights; curation', { en: ['groups', 'teams hit'], fr: ['groupes touchés'] }),
		textField('outcome', 'class action filed', { fr: ['issue', 'suite'] }),
		textField('discrepancies', 'some sources date it 3 November', {
			en: ['contradictions'],
			fr: ['contradictions', 'écarts']
		}),
		CONFIDENCE,
		{ ...SOURCE, isRequired: true },
		{ ...textField('deadline_utc', '', { en: ['deadline utc'] }), isRecognisedOnly: true },
		{ ...textField('industry', '', { en: ['industry', 'naics'] }), isRecognisedOnly: true }
	]
};
