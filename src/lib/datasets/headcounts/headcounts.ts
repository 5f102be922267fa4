import type { DatasetKind } from '../dataset.ts';
import {
	CONFIDENCE,
	FIGURE_STATUS,
	ORGANISATION,
	partialDateField,
	rangeFields,
	SOURCE,
	textField
} from '../public-fields.ts';

/** Headcounts: one row is one published count of one organisation's staff, with who counted whom. Never averaged. */
export const HEADCOUNTS: DatasetKind = {
	id: 'headcounts',
	table: 'headcount_point',
	isAboutPeople: false,
	keepsUnreadableCells: true,
	requiredGroups: [['headcount', 'headcount_low', 'headcount_best', 'headcount_high']],
	fields: [
		ORGANISATION,
		{
			...partialDateField('reported_for', '2022-10-31', {
				en: ['date', 'as of', 'month'],
				de: ['datum', 'stichtag'],
				fr: ['date', 'au']
			}),
			isRequired: true
		},
		...rangeFields('headcount', '7500', {
			en: ['employees', 'count', 'staff'],
			de: ['mitarbeiterzahl'],
			fr: ['effectif', 'effectifs']
		}),
		FIGURE_STATUS,
		textField('kind', 'employees', { en: ['unit', 'counted'], fr: ['nature'] }, 200),
		textField('reported_by', 'regulatory filing', { en: ['reporter', 'outlet'], fr: ['rapporté par'] }, 300),
		CONFIDENCE,
		textField('note', 'full-time staff', { en: ['notes'], fr: ['remarque'] }),
		SOURCE
	]
};
