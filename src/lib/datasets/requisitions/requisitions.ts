import type { DatasetKind, Field, RowRule, RuleContext } from '../dataset.ts';
import { NOTE, synonyms, textField, type Names } from '../public-fields.ts';

function date(name: string, example: string, names: Names): Field {
	return { name, type: 'date', isRequired: false, synonyms: synonyms(names), example };
}

const LATER = ['accepted_on', 'starts_on', 'cancelled_on'];

/** Leaves out a row of which something happened before it was opened; says where one both started and was cancelled. */
function requisitionRules({ slotOf }: RuleContext): RowRule {
	const opened = slotOf('opened_on');
	const later = LATER.map((field) => ({ field, slot: slotOf(field) }));
	return (values, report) => {
		const on = (slot: number) => (typeof values[slot] === 'number' ? values[slot] : null);
		const start = on(opened);
		for (const { field, slot } of later) {
			const end = on(slot);
			if (start !== null && end !== null && end < start) report('DATE_BEFORE_OPENED', 'error', field);
		}
		if (on(slotOf('starts_on')) !== null && on(slotOf('cancelled_on')) !== null)
			report('DATE_TWO_ENDS', 'warning', 'cancelled_on');
	};
}

/**
 * Requisitions: one row is an opening for one person. Open ones have neither a start nor a cancellation; their time is
 * censored, not left out (METHODS 3.4). Nobody is named.
 */
export const REQUISITIONS: DatasetKind = {
	id: 'requisitions',
	table: 'requisition',
	isAboutPeople: false,
	openRules: requisitionRules,
	requiredGroups: [['role_family', 'function_id']],
	fields: [
		{
			...textField(
				'requisition_id',
				'REQ-1042',
				{
					en: 'requisition, requisition number, requisition code, req id, req number, req, job id, job requisition, job requisition id, opening id, vacancy id, vacancy number',
					de: 'stellennummer, ausschreibungsnummer, anforderungsnummer, bedarfsnummer, vakanz, vakanznummer',
					fr: "numéro de demande, numéro de poste, demande de recrutement, id de la demande, référence de l'offre, numéro d'offre"
				},
				64
			),
			isRequired: true
		},
		textField(
			'role_family',
			'security',
			{
				en: 'role, job family, family, role family, team role',
				de: 'rolle, berufsgruppe',
				fr: 'famille de métier, métier, rôle'
			},
			300
		),
		textField(
			'function_id',
			'',
			{
				en: 'function, function code, requirement id, capability',
				de: 'funktion, funktions id',
				fr: 'fonction, id fonction, code fonction'
			},
			64
		),
		textField(
			'site',
			'Paris',
			{ en: 'location, office, city', de: 'standort, ort', fr: 'lieu, établissement, ville' },
			300
		),
		{
			...date('opened_on', '2022-12-05', {
				en: 'opened, opening date, date opened, open date, opened date, posted on, posting date, requested on, created on',
				de: 'eröffnet am, eröffnet, ausgeschrieben am, angefordert am, beginn der ausschreibung',
				fr: "ouvert le, date d'ouverture, publié le, demandé le, ouverture"
			}),
			isRequired: true
		},
		date('accepted_on', '2023-01-20', {
			en: 'offer accepted, offer accepted on, accepted, acceptance date, offer acceptance date, date accepted',
			de: 'angebot angenommen, angebot angenommen am, zusage, zusage am, angenommen am',
			fr: "offre acceptée, offre acceptée le, date d'acceptation, acceptée le"
		}),
		date('starts_on', '2023-03-01', {
			en: 'start date, start, starts, starting date, started on, first day, joining date, planned start',
			de: 'starttermin, start, eintritt, eintrittsdatum, beginn, arbeitsbeginn',
			fr: "date de début, début, prise de poste, date d'arrivée, date d'entrée, arrivée"
		}),
		date('cancelled_on', '', {
			en: 'cancelled, canceled, cancelled date, cancellation date, withdrawn on, closed unfilled on',
			de: 'storniert am, storniert, zurückgezogen am, abgebrochen am',
			fr: "annulé le, annulé, date d'annulation, retiré le"
		}),
		textField('note', 'backfill', NOTE)
	]
};
