import type { DatasetKind } from '../dataset.ts';
import {
	CONFIDENCE,
	EVENT_REFERENCE,
	FIGURE_STATUS,
	NOTE,
	ORGANISATION,
	partialDateField,
	rangeFields,
	SOURCE,
	textField,
	type Names
} from '../public-fields.ts';
import { referenceRules } from '../reference-rules.ts';
import { teamImpactRules } from './team-impact-rules.ts';

const withoutText = (name: string, example: string, names: Names) =>
	rangeFields(name, example, names)
		.filter((field) => field.partOf?.bound !== 'text')
		.map((field) => ({ ...field, hasText: undefined }));

/** Team impacts: one row is what one event, or the time between two counts, did to one team. */
export const TEAM_IMPACTS: DatasetKind = {
	id: 'team-impacts',
	table: 'team_impact',
	isAboutPeople: false,
	keepsUnreadableCells: true,
	openRules: referenceRules([{ field: 'event_id', to: 'event' }], teamImpactRules),
	requiredGroups: [],
	fields: [
		textField('event_id', 'example-2022-11-layoff', EVENT_REFERENCE, 200),
		ORGANISATION,
		{
			...textField(
				'team',
				'Trust and safety',
				{
					en: 'department, unit, group, team name, business unit, function, division',
					de: 'team, abteilung, bereich, gruppe, einheit',
					fr: 'équipe, service, département, unité, direction'
				},
				300
			),
			isRequired: true
		},
		partialDateField('measured_on', '2022-11-04', {
			en: 'measure date, date, measured, as of, counted on',
			de: 'gemessen am, datum, stichtag',
			fr: 'date, mesuré le, date de mesure'
		}),
		...withoutText('before', '30', {
			en: 'count before, before count, headcount before, staff before, employees before, team size before, size before',
			de: 'vorher, anzahl vorher, mitarbeiter vorher',
			fr: 'avant, effectif avant, nombre avant'
		}),
		...withoutText('after', '8', {
			en: 'count after, after count, headcount after, staff after, employees after, team size after, size after, remaining',
			de: 'nachher, anzahl nachher, mitarbeiter nachher, verbleibend',
			fr: 'après, effectif après, nombre après, restants'
		}),
		...withoutText('cut', '22', {
			en: 'cut count, number cut, jobs cut, lost, laid off, left',
			de: 'abgebaut, gestrichen, entlassene',
			fr: 'suppressions, postes supprimés, licenciés, départs'
		}),
		textField(
			'cut_percent',
			'73',
			{
				en: 'cut pct, percent cut, percentage cut, cut percentage, share cut',
				de: 'abbau in prozent, anteil abgebaut',
				fr: 'part supprimée, pourcentage supprimé'
			},
			100
		),
		FIGURE_STATUS,
		textField(
			'basis',
			'press',
			{ en: 'reported by, based on', de: 'grundlage, berichtet von', fr: 'fondement, rapporté par' },
			500
		),
		CONFIDENCE,
		textField('note', 'fewer than eight in one source', NOTE),
		SOURCE
	]
};
