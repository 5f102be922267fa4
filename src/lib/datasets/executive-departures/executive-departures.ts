import type { DatasetKind, Field } from '../dataset.ts';
import {
	CONFIDENCE,
	EVENT_REFERENCE,
	NOTE,
	ORGANISATION,
	partialDateField,
	SOURCE,
	synonyms,
	textField,
	type Names
} from '../public-fields.ts';
import { referenceRules } from '../reference-rules.ts';
import { DEPARTURE_KIND_CODES } from './departure-codes.ts';

function date(name: string, example: string, names: Names): Field {
	return { name, type: 'date', isRequired: false, synonyms: synonyms(names), example };
}

/**
 * Executive departures: one row is one holder of a public post who leaves it. Announcement and effect are two dates
 * and keep their precision. An `appointment` is no departure and is stored as such.
 */
export const EXECUTIVE_DEPARTURES: DatasetKind = {
	id: 'executive-departures',
	table: 'executive_departure',
	isAboutPeople: false,
	keepsUnreadableCells: true,
	openRules: referenceRules([{ field: 'related_event_id', to: 'event' }]),
	requiredGroups: [['announced_on', 'effective_on']],
	fields: [
		{
			...textField(
				'person',
				'A. Example',
				{
					en: 'executive, executive name, name, full name, exec full name, exec fullname, appointee, member, member name, officer, officer name, ceo, ceo name, incumbent, holder',
					de: 'name, führungskraft, vorstand, person, amtsinhaber, mitglied',
					fr: 'personne, nom, nom complet, dirigeant, dirigeante, titulaire, membre'
				},
				300
			),
			isRequired: true
		},
		ORGANISATION,
		{
			...textField(
				'post',
				'Chief Financial Officer',
				{
					en: 'role, position, title, job title, office, executive title, post held, district, seat',
					de: 'amt, funktion, rolle, posten, titel',
					fr: 'poste, fonction, rôle, titre, mandat, circonscription'
				},
				300
			),
			isRequired: true,
			maySuitAllRows: true
		},
		partialDateField('announced_on', '2022-11-10', {
			en: 'announced date, announced, announcement date, date announced',
			de: 'angekündigt am, ankündigungsdatum',
			fr: "date d'annonce, annoncé le"
		}),
		partialDateField('effective_on', '2022-11-18', {
			en: 'effective date, left on, left of c, leftofc, left office, end date, end, departure date, date of departure, resignation date, date left, date of resignation, term end, date',
			de: 'abgang am, ausgeschieden am, ende, enddatum, rücktrittsdatum, wirksam am',
			fr: "date d'effet, date de départ, date de fin, fin, date de démission, parti le, fin de mandat"
		}),
		{
			name: 'kind',
			type: 'code',
			isRequired: true,
			maySuitAllRows: true,
			synonyms: synonyms({
				en: 'departure kind, departure type, type, type of departure, departure code, kind of departure, exit type',
				de: 'art, art des abgangs, abgangsart',
				fr: 'nature du départ, type de départ, nature'
			}),
			codes: DEPARTURE_KIND_CODES,
			example: 'resigned'
		},
		textField(
			'reason',
			'new opportunity',
			{
				en: 'departure reason, reason for departure, reason for leaving, reason code, category',
				de: 'grund, abgangsgrund, ursache',
				fr: 'motif, motif de départ, raison, cause'
			},
			1000
		),
		date('last_day', '2022-11-18', { en: 'last day, last working day', de: 'letzter arbeitstag', fr: 'dernier jour' }),
		date('acting_start', '2022-11-19', {
			en: 'acting from, interim from, interim start',
			de: 'kommissarisch ab',
			fr: "début de l'intérim"
		}),
		date('permanent_start', '2023-03-01', {
			en: 'successor start, successor from, replaced on',
			de: 'nachfolge ab, nachfolger ab',
			fr: 'début du successeur, successeur le'
		}),
		textField('related_event_id', 'example-2022-11-ultimatum', EVENT_REFERENCE, 200),
		textField('note', 'resigned the evening before', NOTE),
		CONFIDENCE,
		SOURCE
	]
};
