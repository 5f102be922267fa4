import type { Field, Layout } from '../datasets/dataset.ts';
import type { ColumnProfile } from './values/column-profile.ts';
import { headerKey } from './file/header-words.ts';
import { codeOfWord, codeWords, yesNo } from './values/words.ts';

export interface Suggestion {
	field: string;
	reason: 'exact' | 'synonym' | 'values';
	confidence: number;
}
export interface Mapping {
	/** One per column. */
	suggestions: (Suggestion | null)[];
	/** Stored fields that two or more columns fit equally well, with those columns. */
	ambiguous: { field: string; columns: number[] }[];
}

/** Headers that name many things: less certain than a full name. */
const VAGUE = new Set(
	[
		'id',
		'type',
		'name',
		'status',
		'title',
		'date',
		'enddate',
		'role',
		'group',
		'reason',
		'position',
		'time',
		'unit',
		'service',
		'active',
		'contract',
		'function',
		'age',
		'total',
		'kind',
		'month',
		'year',
		'state',
		'end',
		'start',
		'count',
		'value',
		'number',
		'nature',
		'art',
		'nom',
		'titre',
		'level'
	].map(headerKey)
);

/** Fields by the keys of their names and synonyms in three languages. */
export class FieldNames {
	private readonly exact = new Map<string, Field[]>();
	private readonly synonyms = new Map<string, Field[]>();

	constructor(layout: Layout) {
		for (const field of layout.fields) {
			add(this.exact, headerKey(field.name), field);
			const words = Object.values(field.synonyms).flat();
			for (const key of new Set(words.map(headerKey))) add(this.synonyms, key, field);
		}
	}

	has(header: string): boolean {
		const key = headerKey(header);
		return key !== '' && (this.exact.has(key) || this.synonyms.has(key));
	}

	find(header: string): { field: Field; reason: 'exact' | 'synonym'; confidence: number }[] {
		const key = headerKey(header);
		if (key === '') return [];
		const exact = (this.exact.get(key) ?? []).map((field) => ({ field, reason: 'exact' as const, confidence: 1 }));
		const confidence = VAGUE.has(key) ? 0.7 : 0.9;
		const named = new Set(exact.map(({ field }) => field));
		const others = (this.synonyms.get(key) ?? []).filter((field) => !named.has(field));
		return [...exact, ...others.map((field) => ({ field, reason: 'synonym' as const, confidence }))];
	}
}

function add(map: Map<string, Field[]>, key: string, field: Field): void {
	if (key) map.set(key, [...(map.get(key) ?? []), field]);
}

interface Match {
	column: number;
	field: Field;
	reason: Suggestion['reason'];
	confidence: number;
}

/**
 * Suggests a field for each column by name, checked against the values where there are any. A stored field gets one
 * column; where two fit equally well it gets none and is listed as ambiguous.
 */
export function suggestMapping(layout: Layout, headers: string[], profiles: ColumnProfile[] | null): Mapping {
	const names = new FieldNames(layout);
	const matches: Match[] = headers.flatMap((header, column) =>
		names.find(header).map((match) => ({ column, ...match, confidence: checked(match, profiles?.[column]) }))
	);
	matches.sort((a, b) => b.confidence - a.confidence);
	const suggestions: (Suggestion | null)[] = headers.map(() => null);
	const taken = new Map<string, Match>();
	const ambiguous = new Map<string, number[]>();
	for (const match of matches) {
		if (suggestions[match.column] !== null || match.confidence < 0.5) continue;
		const { name, isIdentifier, isRecognisedOnly } = match.field;
		const holder = taken.get(name);
		if (holder && !isIdentifier && !isRecognisedOnly) {
			if (holder.confidence === match.confidence)
				ambiguous.set(name, [...(ambiguous.get(name) ?? [holder.column]), match.column]);
			continue;
		}
		taken.set(name, match);
		suggestions[match.column] = { field: name, reason: match.reason, confidence: match.confidence };
	}
	for (const [name, columns] of ambiguous)
		for (const column of columns) if (suggestions[column]?.field === name) suggestions[column] = null;
	return {
		suggestions,
		ambiguous: [...ambiguous].map(([field, columns]) => ({ field, columns: columns.sort((a, b) => a - b) }))
	};
}

/** Confidence after a look at the values: a date column without dates is no date. */
function checked(
	match: { field: Field; reason: string; confidence: number },
	profile: ColumnProfile | undefined
): number {
	if (!profile || profile.filled === 0) return match.confidence;
	const share = fitShare(match.field, profile);
	// Unknown words of a code are asked, so they only make the name less certain; free text is no code.
	if (match.field.type === 'code' && profile.words) return share < 0.5 ? match.confidence - 0.2 : match.confidence;
	if (share === 0 && match.reason !== 'exact') return 0.3;
	return share < 0.5 && match.reason !== 'exact' ? match.confidence - 0.3 : match.confidence;
}

function fitShare(field: Field, profile: ColumnProfile): number {
	const { filled, words } = profile;
	switch (field.type) {
		case 'date':
		case 'instant':
		case 'local-time':
		case 'partial-date':
			return profile.dates.count / filled;
		case 'integer':
		case 'decimal':
		case 'percent':
			return profile.numbers.plain().count / filled;
		case 'code': {
			if (field.name === 'answer' || !words) return words ? 1 : 0;
			const codes = codeWords(field.codes ?? {});
			return [...words.keys()].filter((word) => codeOfWord(word, codes) !== null).length / words.size;
		}
		case 'yes-no':
			return words && [...words.keys()].some((word) => yesNo(word) !== null) ? 1 : 0.5;
		default:
			return 1;
	}
}
