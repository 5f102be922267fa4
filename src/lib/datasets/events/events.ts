import type { DatasetKind, Field, FieldType } from '../dataset.ts';
import {
	CONFIDENCE,
	FIGURE_STATUS,
	NOTE,
	ORGANISATION,
	partialDateField,
	rangeFields,
	SOURCE,
	synonyms,
	textField,
	type Names
} from '../public-fields.ts';
import { SEPARATION_TYPE_CODES } from '../separation-type-codes.ts';
import { EVENT_TYPE_CODES, QUESTION_CODES, SILENCE_RULE_CODES } from './event-codes.ts';
import { holdAmended } from './amendments.ts';
import { eventRules } from './event-rules.ts';

function field(name: string, type: FieldType, example: string, names: Names, rest: Partial<Field> = {}): Field {
	return { name, type, isRequired: false, synonyms: synonyms(names), example, ...rest };
}

const place: Field[] = [
	textField(
		'site',
		'San Francisco',
		{
			en: 'location, location hq, hq, headquarters, city, city name, city/town, site name, work site, workplace',
			de: 'standort, ort, stadt, sitz',
			fr: 'lieu, site, ville, établissement, siège, périmètre spatial'
		},
		200
	),
	textField('country', 'US', { en: 'country name, country code, state', de: 'land, bundesland', fr: 'pays, état' }, 200)
];

const dates: Field[] = [
	partialDateField('announced_on', '2022-11-04', {
		en: 'announced date, announcement date, date announced, date, announced, date layoffs, layoff date, date of layoff, date laid off, event date',
		de: 'angekündigt am, ankündigungsdatum, datum, bekannt gegeben am',
		fr: "date d'annonce, annoncé le, date, date de l'annonce, date du licenciement"
	}),
	partialDateField('notice_on', '2022-11-04', {
		en: 'notice date, warn date, warn notice date, date of notice, notified on, date of warn notice, state notification date',
		de: 'anzeige am, datum der anzeige, meldedatum',
		fr: 'date de notification, notifié le, date du préavis'
	}),
	partialDateField('effective_on', '2023-01-04', {
		en: 'effective date, date effective, layoff effective date, layoff start date, efdate, lo/cl date, separation date, effective month, month',
		de: 'wirksam ab, wirksam am, datum des inkrafttretens, monat',
		fr: "date d'effet, prise d'effet, date effective, mois"
	}),
	partialDateField('reported_on', '2022-11-05', {
		en: 'reported date, date reported, date added, added on, received date, date received, processed date, publication date',
		de: 'gemeldet am, erfasst am, veröffentlicht am',
		fr: 'date de publication, publié le, date de signalement, ajouté le, reçu le'
	})
];

const deadline: Field[] = [
	field('announced_at_local', 'local-time', '2022-11-16T00:00', {
		en: 'announced local, announced at, announcement time',
		de: 'angekündigt um',
		fr: "heure d'annonce"
	}),
	field('deadline_at_local', 'local-time', '2022-11-17T17:00', {
		en: 'deadline local, deadline, deadline at, answer by, respond by',
		de: 'frist, stichtag der antwort, antwort bis',
		fr: 'échéance, date limite, répondre avant'
	}),
	textField(
		'time_zone',
		'America/New_York',
		{ en: 'deadline tz, timezone, tz', de: 'zeitzone', fr: 'fuseau horaire, fuseau' },
		64
	),
	field(
		'question',
		'code',
		'opt_in_to_stay',
		{ en: 'question asked, yes means', de: 'frage', fr: 'question posée' },
		{ codes: QUESTION_CODES }
	),
	field(
		'silence_rule',
		'code',
		'resign',
		{ en: 'silence means, no answer means', de: 'schweigen bedeutet', fr: 'le silence vaut, sans réponse vaut' },
		{ codes: SILENCE_RULE_CODES }
	),
	field('round', 'integer', '1', { en: 'round number, wave', de: 'runde, welle', fr: 'tour, vague' }, { minimum: 1 }),
	field('population_on', 'date', '2022-11-16', {
		en: 'population date, eligible on',
		de: 'stichtag',
		fr: 'date de la population'
	}),
	field(
		'severance_months',
		'decimal',
		'3',
		{ en: 'severance, months of severance', de: 'abfindung in monaten', fr: "mois d'indemnité, indemnité en mois" },
		{ minimum: 0 }
	)
];

const figures: Field[] = [
	...rangeFields(
		'affected',
		'3700',
		{
			en: 'total laid off, laid off, laid off count, number laid off, no laid off, employees affected, affected employees, number of employees affected, number affected, workers affected, workforce affected, total affected, no of employees, no of workers, of workers, total layoff number, layoff number, number of workers, jobs lost, job losses, jobs cut, layoff count, separations, total separations, total',
			de: 'betroffene, anzahl betroffene, entlassene, anzahl entlassene, abgebaute stellen, abgänge, gesamt',
			fr: 'effectif concerné, salariés concernés, nombre de salariés, licenciés, nombre de licenciements, postes supprimés, départs, total'
		},
		'affected headline, headline'
	),
	textField('affected_unit', 'people', { en: 'unit', de: 'einheit', fr: 'unité' }, 100),
	textField('affected_kind', 'actual', { en: 'kind of count', de: 'art der zahl', fr: 'nature du chiffre' }, 100),
	...rangeFields(
		'base',
		'7500',
		{
			en: 'headcount before, staff before, company headcount, total employees, number of employees before',
			de: 'belegschaft vorher, mitarbeiter vorher',
			fr: 'effectif avant, effectif total'
		},
		'base note'
	),
	field(
		'pct_reported',
		'percent',
		'50 %',
		{
			en: 'percentage, percentage laid off, percent laid off, percent, pct, share laid off, percentage of workforce, workforce percentage',
			de: 'anteil, prozent, prozentsatz',
			fr: "pourcentage, part, part de l'effectif"
		},
		{ minimum: 0, maximum: 1 }
	),
	field('pct_decimals', 'integer', '0', {}, { minimum: 0 }),
	FIGURE_STATUS
];

/** Read to put the notices together, not stored: which row amends which. */
const amending: Field[] = [
	field(
		'is_amendment',
		'yes-no',
		'no',
		{ en: 'amendment, amended notice, is update', de: 'änderung, berichtigung', fr: 'modification, avis modificatif' },
		{ isConverted: 'always' }
	),
	{
		...textField(
			'replaces',
			'',
			{ en: 'amends, replaces id, amended id', de: 'ersetzt', fr: 'remplace, modifie' },
			200
		),
		isConverted: 'always'
	}
];

/** Seen so that they are taken for nothing else. A size worked out from count and percentage is no published base. */
const recognised: Field[] = [
	textField('deadline_utc', '', { en: 'deadline utc' }),
	textField('industry', '', { en: 'industry, naics, sector', de: 'branche', fr: 'secteur, secteur d’activité' }),
	textField('derived_base', '', { en: 'company size before layoffs, company size after layoffs' })
].map((own) => ({ ...own, isRecognisedOnly: true }));

/**
 * Events: one row is one announced or recorded event of one organisation and site. Dates keep the precision of their
 * source, figures are triples with its words. Without `event_id` the id is made of organisation, type and date.
 */
export const EVENTS: DatasetKind = {
	id: 'events',
	table: 'event',
	isAboutPeople: false,
	keepsUnreadableCells: true,
	countsByType: { value: 'affected', name: 'affected_kind', on: 'effective_on', words: SEPARATION_TYPE_CODES },
	openRules: eventRules,
	openHold: holdAmended,
	requiredGroups: [['announced_on', 'notice_on', 'effective_on', 'reported_on', 'announced_at_local']],
	fields: [
		textField(
			'event_id',
			'example-2022-11-layoff',
			{ en: 'id, dedupe key, notice id, warn id', de: 'ereignis id, kennung', fr: 'identifiant, id événement' },
			200
		),
		ORGANISATION,
		...place,
		field(
			'event_type',
			'code',
			'layoff',
			{
				en: 'type, layoff type, kind, type of event, notice type, type of layoff, layoff closure, closure layoff, closing layoff',
				de: 'art, ereignisart, art des ereignisses, typ',
				fr: "type d'événement, nature, type, nature de l'événement"
			},
			{ isRequired: true, codes: EVENT_TYPE_CODES, maySuitAllRows: true }
		),
		textField(
			'title',
			'Half of the company laid off',
			{ en: 'headline title, name, event name', de: 'titel, bezeichnung', fr: 'titre, intitulé' },
			300
		),
		...dates,
		...deadline,
		...figures,
		textField('terms', 'three months of severance', {
			en: 'conditions, offer',
			de: 'bedingungen, konditionen',
			fr: 'conditions, offre'
		}),
		textField('groups_hit', 'human rights; curation', {
			en: 'groups, teams hit, teams affected, departments affected',
			de: 'betroffene bereiche, betroffene teams',
			fr: 'groupes touchés, équipes touchées'
		}),
		textField('outcome', 'class action filed', { en: 'result', de: 'ergebnis, folge', fr: 'issue, suite, résultat' }),
		textField('discrepancies', 'some sources date it 3 November', {
			en: `contradictions, conflicts, ${NOTE.en}`,
			de: `widersprüche, abweichungen, ${NOTE.de}`,
			fr: `contradictions, écarts, ${NOTE.fr}`
		}),
		CONFIDENCE,
		{ ...SOURCE, isRequired: true },
		...amending,
		...recognised
	]
};
