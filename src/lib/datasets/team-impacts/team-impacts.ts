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

const withoutText = (name: string, example: string, en: string[]) =>
	rangeFields(name, example, { en })
		.filter((field) => field.partOf?.bound !== 'text')
		.map((field) => ({ ...field, hasText: undefined }));

/** Team impacts: one row is what one event, or the time between two counts, did to one team. */
export const TEAM_IMPACTS: DatasetKind = {
	id: 'team-impacts',
	table: 'team_impact',
	isAboutPeople: false,
	keepsUnreadableCells: true,
	requiredGroups: [],
	fields: [
		textField('event_id', 'example-2022-11-layoff', { en: ['event'], fr: ['événement'] }, 200),
		ORGANISATION,
		{
			...textField(
				'team',
				'Trust and safety',
				{ en: ['department', 'unit', 'group'], de: ['team'], fr: ['équipe', 'service'] },
				300
			),
			isRequired: true
		},
		partialDateField('measured_on', '2022-11-04', { en: ['measure date', 'date'], fr: ['date', 'mesuré le'] }),
		...withoutText('before', '30', ['count before']),
		...withoutText('after', '8', ['count after']),
		...withoutText('cut', '22', ['cut count']),
		textField('cut_percent', '73', { en: ['cut pct', 'percent cut'] }, 100),
		FIGURE_STATUS,
		textField('basis', 'press', { en: ['reported by'] }, 500),
		CONFIDENCE,
		textField('note', 'fewer than eight in one source', { en: ['notes'], fr: ['remarque'] }),
		SOURCE
	]
};
