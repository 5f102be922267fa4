import type { Field } from './dataset.ts';

type Words = { en?: string[]; de?: string[]; fr?: string[] };

function synonyms(words: Words): Field['synonyms'] {
	return { en: words.en ?? [], de: words.de ?? [], fr: words.fr ?? [] };
}

/** A text column of a public fact, empty unless said otherwise. */
export function textField(name: string, example: string, words: Words = {}, maxLength = 10_000): Field {
	return { name, type: 'text', isRequired: false, maxLength, synonyms: synonyms(words), example };
}

/** A date with the precision its source gives: year, month or day. */
export function partialDateField(name: string, example: string, words: Words = {}): Field {
	return { name, type: 'partial-date', isRequired: false, synonyms: synonyms(words), example };
}

/**
 * A published figure as one column ("about 3,700", "50 to 200") or as bounds in columns of their own,
 * `<name>_low`, `<name>_best`, `<name>_high`, `<name>_text`. The range comes first, its parts follow.
 */
export function rangeFields(name: string, example: string, words: Words = {}, textWords: string[] = []): Field[] {
	const bounds = ['low', 'best', 'high', 'text'] as const;
	return [
		{ name, type: 'range', isRequired: false, minimum: 0, synonyms: synonyms(words), hasText: true, example },
		...bounds.map((bound): Field => {
			return {
				name: `${name}_${bound}`,
				type: bound === 'text' ? 'text' : 'decimal',
				isRequired: false,
				minimum: 0,
				synonyms: synonyms({ en: bound === 'text' ? textWords : [] }),
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
	synonyms: synonyms({ de: ['verlässlichkeit'], fr: ['confiance', 'fiabilité'] }),
	codes: {
		high: ['high', 'hoch', 'élevée', 'haute', 'forte'],
		medium: ['medium', 'mittel', 'moyenne'],
		low: ['low', 'niedrig', 'gering', 'faible', 'basse']
	},
	example: 'high'
};

/** How firm a published figure is (CASES 3). */
export const FIGURE_STATUS: Field = {
	name: 'figure_status',
	type: 'code',
	isRequired: false,
	synonyms: synonyms({}),
	codes: {
		reported: ['reported', 'rapporté'],
		estimated: ['estimated', 'estimate', 'estimé'],
		computed: ['computed', 'derived', 'calculé'],
		disputed: ['disputed', 'contesté']
	},
	example: 'reported'
};

/** Where a figure was read; one source per figure, several separated by " | ". */
export const SOURCE: Field = textField('source', 'https://example.org/article', {
	en: ['sources', 'source url', 'reference', 'url', 'link'],
	de: ['quelle', 'quellen'],
	fr: ['référence', 'références']
});

export const ORGANISATION: Field = {
	...textField(
		'organisation',
		'Example Corp',
		{
			en: ['organization', 'company', 'company name', 'employer', 'employer name', 'agency'],
			de: ['organisation', 'firma', 'unternehmen', 'arbeitgeber'],
			fr: ['entreprise', 'société', 'employeur']
		},
		300
	),
	isRequired: true
};
