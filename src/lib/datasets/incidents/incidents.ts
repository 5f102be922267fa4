import type { DatasetKind, Field, RowRule, RuleContext } from '../dataset.ts';
import {
	CONFIDENCE,
	FIGURE_STATUS,
	ORGANISATION,
	partialDateField,
	rangeFields,
	SOURCE,
	textField
} from '../public-fields.ts';

function instant(name: string, example: string, en: string[], fr: string[]): Field {
	return { name, type: 'instant', isRequired: false, synonyms: { en, de: [], fr }, example };
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
	openRules: incidentRules,
	requiredGroups: [['started_at', 'started_on']],
	fields: [
		{
			...textField('incident_id', 'example-2022-12-28', { en: ['id', 'number'], fr: ['identifiant'] }, 200),
			isRequired: true
		},
		ORGANISATION,
		instant('started_at', '2022-12-29T00:00:00Z', ['start utc', 'start', 'started'], ['début']),
		partialDateField('started_on', '2022-12-29', { en: ['date utc', 'date', 'start date'], fr: ['date'] }),
		instant('started_at_alternative', '2022-12-29T01:00:00Z', ['start utc alt', 'start alternative'], ['autre début']),
		instant('ended_at', '2022-12-29T04:30:00Z', ['end utc', 'end', 'ended'], ['fin']),
		textField('duration_note', 'two to four hours', { en: ['duration'], fr: ['durée'] }),
		textField('severity', 'major', { en: ['priority'], fr: ['gravité'] }, 100),
		textField('service', 'website', { en: ['system'] }, 200),
		...rangeFields('peak_reports', '10000', { en: ['reports'], fr: ['signalements'] }, ['peak reports note']),
		textField('peak_reports_unit', 'user reports', { en: ['reports unit'] }, 100),
		FIGURE_STATUS,
		textField('cause_claimed', 'server architecture change', { en: ['cause'], fr: ['cause alléguée', 'cause'] }),
		textField('cause_status', 'claimed, not confirmed', {}),
		textField('related_event_id', 'example-2022-11-ultimatum', { en: ['event id', 'related event'] }, 300),
		textField('discrepancies', 'start differs between outlets', {
			en: ['contradictions'],
			fr: ['contradictions', 'écarts']
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
