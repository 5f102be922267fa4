import { foldWord } from '../file/header-words.ts';

const NAMES: string[][] = [
	['january', 'januar', 'janner', 'janvier', 'jan', 'janv'],
	['february', 'februar', 'fevrier', 'feb', 'fev', 'fevr'],
	['march', 'marz', 'mars', 'mar', 'mrz'],
	['april', 'avril', 'apr', 'avr'],
	['may', 'mai'],
	['june', 'juni', 'juin', 'jun'],
	['july', 'juli', 'juillet', 'jul', 'juil'],
	['august', 'aout', 'aug', 'aou'],
	['september', 'septembre', 'sep', 'sept'],
	['october', 'oktober', 'octobre', 'oct', 'okt'],
	['november', 'novembre', 'nov'],
	['december', 'dezember', 'decembre', 'dec', 'dez']
];

const MONTHS = new Map(NAMES.flatMap((names, i) => names.map((name): [string, number] => [foldWord(name), i + 1])));

/** Month 1 to 12 of an English, French or German name or abbreviation, or null. */
export function monthOfName(name: string): number | null {
	return MONTHS.get(foldWord(name)) ?? null;
}
