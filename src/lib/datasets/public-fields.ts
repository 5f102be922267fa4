import type { Field } from './dataset.ts';

/** Header names by language, separated by commas. */
export interface Names {
	en?: string;
	de?: string;
	fr?: string;
}

/** Header names as lists: 'company, employer' is two. */
export function synonyms({ en, de, fr }: Names): Field['synonyms'] {
	return { en: listed(en), de: listed(de), fr: listed(fr) };
}

/** Words as a list: 'quit, resigned' is two. */
export function listed(words = ''): string[] {
	return words === '' ? [] : words.split(/,\s*/);
}

/** A text column of a public fact, empty unless said otherwise. */
export function textField(name: string, example: string, names: Names = {}, maxLength = 10_000): Field {
	return { name, type: 'text', isRequired: false, maxLength, synonyms: synonyms(names), example };
}

/** A date with the precision its source gives: year, month or day. */
export function partialDateField(name: string, example: string, names: Names = {}): Field {
	return { name, type: 'partial-date', isRequired: false, synonyms: synonyms(names), example };
}

/**
 * A published figure as one column ("about 3,700", "50 to 200") or as bounds in columns of their own,
 * `<name>_low`, `<name>_best`, `<name>_high`, `<name>_text`. The range comes first, its parts follow.
 */
export function rangeFields(name: string, example: string, names: Names = {}, textNames = ''): Field[] {
	const bounds = ['low', 'best', 'high', 'text'] as const;
	return [
		{ name, type: 'range', isRequired: false, minimum: 0, synonyms: synonyms(names), hasText: true, example },
		...bounds.map((bound): Field => {
			return {
				name: `${name}_${bound}`,
				type: bound === 'text' ? 'text' : 'decimal',
				isRequired: false,
				minimum: 0,
				synonyms: synonyms({ en: bound === 'text' ? textNames : undefined }),
				partOf: { field: name, bound },
				example: ''
			};
		})
	];
}

/** How sure the compiler of the file is. */
export const CONFIDENCE: Field = {
	name: 'confidence',
	type: 'code',
	isRequired: false,
	synonyms: synonyms({
		en: 'confidence level, reliability, certainty',
		de: 'verlässlichkeit, zuverlässigkeit, sicherheit',
		fr: 'confiance, fiabilité, niveau de confiance'
	}),
	codes: {
		high: listed('high, strong, hoch, élevée, élevé, haute, forte'),
		medium: listed('medium, moderate, mittel, moyenne, moyen'),
		low: listed('low, weak, niedrig, gering, faible, basse')
	},
	example: 'high'
};

/** How firm a published figure is (CASES 3). */
export const FIGURE_STATUS: Field = {
	name: 'figure_status',
	type: 'code',
	isRequired: false,
	synonyms: synonyms({ en: 'status of figure', de: 'status der zahl', fr: 'statut du chiffre' }),
	codes: {
		reported: listed('reported, published, gemeldet, berichtet, rapporté, publié'),
		estimated: listed('estimated, estimate, geschätzt, estimé, estimation'),
		computed: listed('computed, derived, calculated, berechnet, calculé'),
		disputed: listed('disputed, contested, umstritten, contesté')
	},
	example: 'reported'
};

/** Where a figure was read; one source per figure, several separated by " | ". */
export const SOURCE: Field = {
	...textField('source', 'https://example.org/article', {
		en: 'sources, source url, source link, source name, reference, references, url, link, article, news link, citation',
		de: 'quelle, quellen, quellenangabe, verweis',
		fr: 'sources, référence, références, lien, url source, article'
	}),
	maySuitAllRows: true
};

export const NOTE: Names = {
	en: 'notes, comment, comments, remark, remarks, details',
	de: 'notiz, anmerkung, anmerkungen, bemerkung, kommentar',
	fr: 'remarque, remarques, commentaire, commentaires, précisions'
};

export const EVENT_REFERENCE: Names = {
	en: 'event id, event, related event, related events',
	de: 'ereignis, ereignis id',
	fr: 'événement, id événement, événement lié'
};

export const ORGANISATION: Field = {
	...textField(
		'organisation',
		'Example Corp',
		{
			en: 'organization, organization name, organisation name, company, company name, coname, employer, employer name, firm, firm name, business name, job site company, job site name, agysub, agency, agency name, department or agency, legal perimeter, institution',
			de: 'organisation, firma, firmenname, unternehmen, unternehmensname, arbeitgeber, behörde, betrieb, gesellschaft',
			fr: "organisme, entreprise, nom de l'entreprise, société, raison sociale, employeur, administration, périmètre juridique"
		},
		300
	),
	isRequired: true,
	maySuitAllRows: true
};
