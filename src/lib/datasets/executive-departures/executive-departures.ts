import type { DatasetKind, Field } from '../dataset.ts';
import { CONFIDENCE, ORGANISATION, partialDateField, SOURCE, textField } from '../public-fields.ts';

const none = { en: [], de: [], fr: [] };

const DEPARTURE_KIND_CODES: Record<string, string[]> = {
	resigned: ['resigned', 'resignation', 'voluntary', 'quit', 'zurückgetreten', 'démissionné', 'démission'],
	dismissed: ['dismissed', 'fired', 'ousted', 'entlassen', 'limogé', 'licencié', 'renvoyé'],
	laid_off: ['laid off', 'layoff'],
	accepted_offer: ['accepted offer', 'offre acceptée'],
	retired: ['retired', 'retirement', 'retraite'],
	death: ['death', 'died', 'décès'],
	illness: ['illness', 'maladie'],
	appointment: ['appointment', 'appointed', 'nomination', 'nommé'],
	other: ['other', 'autre'],
	unclear: ['unclear', 'unknown', 'incertain']
};

function date(name: string, example: string, en: string[] = []): Field {
	return { name, type: 'date', isRequired: false, synonyms: { ...none, en }, example };
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
	requiredGroups: [['announced_on', 'effective_on']],
	fields: [
		{
			...textField(
				'person',
				'A. Example',
				{ en: ['executive', 'name', 'exec full name', 'appointee'], fr: ['personne', 'nom', 'dirigeant'] },
				300
			),
			isRequired: true
		},
		ORGANISATION,
		{
			...textField(
				'post',
				'Chief Financial Officer',
				{ en: ['role', 'position', 'title'], fr: ['poste', 'fonction'] },
				300
			),
			isRequired: true
		},
		partialDateField('announced_on', '2022-11-10', { en: ['announced date', 'announced'], fr: ["date d'annonce"] }),
		partialDateField('effective_on', '2022-11-18', {
			en: ['effective date', 'left on', 'end date'],
			fr: ["date d'effet", 'date de départ']
		}),
		{
			name: 'kind',
			type: 'code',
			isRequired: true,
			synonyms: {
				...none,
				en: ['departure kind', 'departure type', 'type'],
				fr: ['nature du départ', 'type de départ']
			},
			codes: DEPARTURE_KIND_CODES,
			example: 'resigned'
		},
		textField('reason', 'new opportunity', { en: ['departure code', 'departure reason'], fr: ['motif'] }, 1000),
		date('last_day', '2022-11-18', ['last day']),
		date('acting_start', '2022-11-19', ['acting from']),
		date('permanent_start', '2023-03-01', ['successor start']),
		textField('related_event_id', 'example-2022-11-ultimatum', { en: ['event id', 'related event'] }, 200),
		textField('note', 'resigned the evening before', { en: ['notes'], fr: ['remarque'] }),
		CONFIDENCE,
		SOURCE
	]
};
