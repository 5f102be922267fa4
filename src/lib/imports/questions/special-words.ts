import { headerWords } from '../file/header-words.ts';

export type SpecialCategory = 'health' | 'union' | 'religion' | 'ethnicity' | 'politics' | 'sexuality';

// Beginnings of words in English, German and French, without accents. A word of four letters or fewer must be whole.
const WORDS: Record<SpecialCategory, string[]> = {
	health: [
		...['health', 'medical', 'disab', 'handicap', 'illness', 'sick', 'diagnos', 'pregnan', 'maternity', 'impairment'],
		...['gesundheit', 'krank', 'behinder', 'schwerbehinder', 'schwanger', 'mutterschutz', 'medizin', 'gdb'],
		...['sante', 'maladie', 'invalid', 'grossesse', 'maternite', 'rqth', 'aptitude']
	],
	union: [
		...['union', 'unionized', 'unionised', 'labor union', 'trade union'],
		...['gewerkschaft', 'tarifbindungsmitglied'],
		...['syndicat', 'syndique', 'syndicale', 'syndical']
	],
	religion: [
		...['relig', 'faith', 'church', 'denomination', 'creed'],
		...['konfession', 'glaube', 'kirche', 'kirchensteuer'],
		...['culte', 'confession', 'croyance']
	],
	ethnicity: [
		...['race', 'racial', 'ethnic', 'hispanic', 'skin', 'caste', 'tribe', 'tribal', 'indigenous'],
		...['ethnie', 'ethnisch', 'hautfarbe', 'abstammung'],
		...['ethnique', 'race', 'couleur de peau']
	],
	politics: [
		...['politic', 'party membership', 'political party'],
		...['partei', 'parteizugehorigkeit'],
		...['parti politique', 'politique', 'mandat politique']
	],
	sexuality: [
		...['sexual', 'sexual orientation', 'gender identity', 'lgbt'],
		...['sexuell', 'geschlechtsidentitat'],
		...['orientation sexuelle', 'sexuelle', 'identite de genre']
	]
};
const SHORT = 4;

/** The special category of personal data that a header names, or null. */
export function specialCategory(header: string): SpecialCategory | null {
	const text = headerWords(header)
		.normalize('NFD')
		.replace(/\p{M}+/gu, '');
	const words = text.split(' ');
	for (const [category, beginnings] of Object.entries(WORDS)) {
		const isNamed = beginnings.some((beginning) => {
			if (beginning.includes(' ')) return ` ${text} `.includes(` ${beginning} `);
			return words.some((word) => (beginning.length <= SHORT ? word === beginning : word.startsWith(beginning)));
		});
		if (isNamed) return category as SpecialCategory;
	}
	return null;
}

/** Headers that are shown as sensitive: the special categories, and what law protects from discrimination besides. */
export function isSensitive(header: string): boolean {
	return (
		specialCategory(header) !== null ||
		/nationalit|staatsangeh|citizen|gender|geschlecht|\bsexe?\b|marital|familienstand|etat.civil/i.test(header)
	);
}
