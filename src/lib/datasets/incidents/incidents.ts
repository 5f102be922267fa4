import type { DatasetKind, Field, RowRule, RuleContext } from '../dataset.ts';
import {
	CONFIDENCE,
	EVENT_REFERENCE,
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
import { referenceRules } from '../reference-rules.ts';

function instant(name: string, example: string, names: Names): Field {
	return { name, type: 'instant', isRequired: false, synonyms: synonyms(names), example };
}

/**
 * Incidents: one row is one outage of a service. The start is an instant, or a date where no source gives the hour;
 * an empty end is not known, not short. User reports are not accounts: the unit stays beside the figure.
 */
export const INCIDENTS: DatasetKind = {
	id: 'incidents',
	table: 'incident',
	isAboutPeople: false,
	keepsUnreadableCells: true,
	openRules: referenceRules([{ field: 'related_event_id', to: 'event' }], incidentRules),
	requiredGroups: [['started_at', 'started_on']],
	fields: [
		{
			...textField(
				'incident_id',
				'example-2022-12-28',
				{
					en: 'id, number, incident, incident number, incident key, ticket, ticket id, outage id',
					de: 'vorfall, vorfall id, störung, störungsnummer, ticketnummer, kennung',
					fr: "identifiant, numéro d'incident, incident, id incident, numéro de ticket"
				},
				200
			),
			isRequired: true
		},
		ORGANISATION,
		instant('started_at', '2022-12-29T00:00:00Z', {
			en: 'start utc, start, started, start time, began at, opened at, created at, created, detected at, incident start',
			de: 'beginn, start, begonnen um, eröffnet am',
			fr: "début, heure de début, commencé à, ouvert le, début de l'incident"
		}),
		partialDateField('started_on', '2022-12-29', {
			en: 'date utc, date, start date, incident date',
			de: 'datum, tag, beginn am',
			fr: 'date, jour, date de début'
		}),
		instant('started_at_alternative', '2022-12-29T01:00:00Z', {
			en: 'start utc alt, start alternative, other start',
			de: 'anderer beginn',
			fr: 'autre début'
		}),
		instant('ended_at', '2022-12-29T04:30:00Z', {
			en: 'end utc, end, ended, end time, resolved at, resolved, closed at, restored at, incident end',
			de: 'ende, behoben um, geschlossen am, gelöst am',
			fr: 'fin, heure de fin, résolu le, rétabli à, clos le'
		}),
		textField('duration_note', 'two to four hours', {
			en: 'duration, length, downtime',
			de: 'dauer, ausfalldauer',
			fr: "durée, durée d'indisponibilité"
		}),
		textField(
			'severity',
			'major',
			{ en: 'priority, impact, sev', de: 'schweregrad, priorität', fr: 'gravité, priorité, sévérité' },
			100
		),
		textField(
			'service',
			'website',
			{ en: 'system, component, product, affected service', de: 'dienst, system', fr: 'système, composant, produit' },
			200
		),
		...rangeFields(
			'peak_reports',
			'10000',
			{ en: 'reports, peak, user reports', de: 'meldungen, nutzermeldungen', fr: 'signalements, pic de signalements' },
			'peak reports note'
		),
		textField(
			'peak_reports_unit',
			'user reports',
			{ en: 'reports unit, unit', de: 'einheit', fr: 'unité, unité des signalements' },
			100
		),
		FIGURE_STATUS,
		textField('cause_claimed', 'server architecture change', {
			en: 'cause, root cause, claimed cause',
			de: 'ursache, angegebene ursache',
			fr: 'cause alléguée, cause, cause racine'
		}),
		textField('cause_status', 'claimed, not confirmed', {
			en: 'status of cause',
			de: 'status der ursache',
			fr: 'statut de la cause'
		}),
		textField('related_event_id', 'example-2022-11-ultimatum', EVENT_REFERENCE, 300),
		textField('discrepancies', 'start differs between outlets', {
			en: `contradictions, conflicts, ${NOTE.en}`,
			de: `widersprüche, abweichungen, ${NOTE.de}`,
			fr: `contradictions, écarts, ${NOTE.fr}`
		}),
		CONFIDENCE,
		SOURCE
	]
};

/** An incident has a start: an hour or at least a day. */
function incidentRules({ slotOf }: RuleContext): RowRule {
	const hour = slotOf('started_at');
	const day = slotOf('started_on');
	return (values, report) => {
		if (values[hour] === null && values[day] === null) report('VALUE_REQUIRED', 'error', 'started_at');
	};
}
