import type { DatasetKind } from '../dataset.ts';
import {
	CONFIDENCE,
	FIGURE_STATUS,
	NOTE,
	ORGANISATION,
	partialDateField,
	rangeFields,
	SOURCE,
	textField
} from '../public-fields.ts';
import { headcountRules } from './headcount-rules.ts';

/** Columns that split one headcount into parts: with two of them the rows are no headcounts of the organisation. */
const BREAKDOWN = {
	...textField('breakdown', '', {
		en: 'gender, sex, age, age bracket, age group, seniority, nationality, type of contract, employee category, employee subcategory, category, grade, occupation, pay band, ethnicity',
		de: 'geschlecht, alter, altersgruppe, dienstalter, nationalität, vertragsart, kategorie, besoldungsgruppe',
		fr: "genre, sexe, âge, tranche d'âge, ancienneté, nationalité, type de contrat, collège, sous-catégorie collège, catégorie, catégorie socioprofessionnelle, plage m3e"
	}),
	isRecognisedOnly: true
};

/** Headcounts: one row is one published count of one organisation's staff, with who counted whom. Never averaged. */
export const HEADCOUNTS: DatasetKind = {
	id: 'headcounts',
	table: 'headcount_point',
	isAboutPeople: false,
	keepsUnreadableCells: true,
	openRules: headcountRules,
	countsByType: { value: 'headcount', name: 'kind', on: 'reported_for' },
	requiredGroups: [['headcount', 'headcount_low', 'headcount_best', 'headcount_high']],
	fields: [
		ORGANISATION,
		{
			...partialDateField('reported_for', '2022-10-31', {
				en: 'date, as of, as of date, month, year, period, snapshot date, reported date, quarter end',
				de: 'datum, stichtag, monat, jahr, zum',
				fr: 'date, au, mois, année, exercice, période, date de situation'
			}),
			isRequired: true,
			maySuitAllRows: true
		},
		...rangeFields('headcount', '7500', {
			en: 'employees, employee count, number of employees, total employees, count, staff, staff count, workforce, total headcount, employment, indicator value',
			de: 'mitarbeiterzahl, mitarbeiter, beschäftigte, belegschaft, anzahl mitarbeiter, personalbestand, kopfzahl',
			fr: "effectif, effectifs, effectif total, nombre de salariés, salariés, valeur, valeur de l'indicateur"
		}),
		FIGURE_STATUS,
		textField(
			'kind',
			'employees',
			{ en: 'unit, counted, indicator, who is counted', de: 'art, gezählt, kennzahl', fr: 'nature, indicateur, unité' },
			200
		),
		textField(
			'reported_by',
			'regulatory filing',
			{ en: 'reporter, outlet, published by', de: 'berichtet von, herausgeber', fr: 'rapporté par, publié par' },
			300
		),
		CONFIDENCE,
		textField('note', 'full-time staff', NOTE),
		SOURCE,
		BREAKDOWN
	]
};
