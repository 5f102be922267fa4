import type { Field } from '#lib/datasets/dataset.ts';
import { foldWord, valueKey } from '../file/header-words.ts';

const YES = new Set(['yes', 'y', 'true', 't', '1', 'x', 'ja', 'j', 'wahr', 'oui', 'o', 'vrai']);
const NO = new Set(['no', 'n', 'false', 'f', '0', 'nein', 'falsch', 'non', 'faux']);

/** 1, 0 or null: words for yes and no in English, French and German. Only for fields of that type. */
export function yesNo(text: string): 1 | 0 | null {
	const word = text.toLowerCase();
	if (YES.has(word)) return 1;
	return NO.has(word) ? 0 : null;
}

const EMPTY = new Set(
	[
		'null',
		'na',
		'n/a',
		'-',
		'--',
		'none',
		'nil',
		'nan',
		'#n/a',
		'not applicable',
		'not stated',
		'unk',
		'k. a.',
		'k.a.',
		'still in office',
		'néant',
		'non renseigné',
		'non applicable',
		'nc',
		's.o.',
		'keine angabe',
		'keine',
		'aucun',
		'aucune',
		'?',
		'.',
		'n.d.',
		'nd',
		'n.c.',
		's/o',
		'sans objet',
		'non communiqué',
		'non précisé',
		'non défini',
		'nicht angegeben',
		'ohne angabe',
		'o. a.',
		'entfällt',
		'leer',
		'vide',
		'(vide)',
		'(leer)',
		'not available',
		'not provided',
		'no data',
		'missing',
		'empty',
		'(blank)',
		'(empty)'
	].map((word) => word.toLowerCase())
);
const EMPTY_OR_UNKNOWN = new Set(['unknown', 'inconnu', 'inconnue', 'unbekannt']);

/** True for words that may mean "nothing given"; they are offered with their counts, never emptied by themselves. */
export function mayMeanEmpty(text: string, field: Pick<Field, 'codes'>): boolean {
	const word = text.toLowerCase();
	if (EMPTY.has(word) || /^n\/a\b/.test(word)) return true;
	return !field.codes && EMPTY_OR_UNKNOWN.has(word);
}

// Reasons that systems write by themselves when records are moved or cleaned up.
const ARTEFACT =
	/import(?:ed)? created|created (?:by|during) (?:import|migration)|data (?:load|cleanup|correction)|conversion|migration|position (?:change|update)|system (?:generated|update|change)|record (?:merge|correction)|duplicate record|daten(?:übernahme|migration|bereinigung)|systemumstellung|reprise de données|correction (?:de|du) dossier|doublon/i;

/** True for a reason that may be no separation at all. */
export function isArtefact(reason: string): boolean {
	return reason.length <= 100 && ARTEFACT.test(reason);
}

/** Known words of a code field, folded, to their code. */
export function codeWords(codes: Record<string, string[]>): Map<string, string> {
	const words = new Map<string, string>();
	for (const [code, meanings] of Object.entries(codes)) {
		words.set(foldWord(code), code);
		for (const meaning of meanings) words.set(foldWord(meaning), code);
	}
	return words;
}

/** The code a word of the file means by the words of the field, or null where the analyst is asked. */
export function codeOfWord(word: string, codes: Map<string, string>): string | null {
	return codes.get(foldWord(word)) ?? codes.get(valueKey(word)) ?? null;
}

type Polarity = 'opt_in_to_stay' | 'opt_in_to_leave';

/** Words that mean nothing without the event's question; "accept" may mean the terms or the offer to go. */
const YES_ANSWERS = new Set(['yes', 'y', 'oui', 'ja', '1', 'true', 'vrai', 'wahr', 'x'].map(foldWord));
const NO_ANSWERS = new Set(['no', 'n', 'non', 'nein', '0', 'false', 'faux', 'falsch'].map(foldWord));

/** What yes or no says under an event's question; null for every other word, which is asked. */
export function answerUnder(word: string, question: Polarity): 'stay' | 'leave' | null {
	const key = foldWord(word);
	if (YES_ANSWERS.has(key)) return question === 'opt_in_to_stay' ? 'stay' : 'leave';
	if (NO_ANSWERS.has(key)) return question === 'opt_in_to_stay' ? 'leave' : 'stay';
	return null;
}
