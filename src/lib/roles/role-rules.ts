export type RuleField = 'job_title' | 'department';
export type RuleMatch = 'equals' | 'starts' | 'word' | 'contains';
export const RULE_FIELDS: RuleField[] = ['job_title', 'department'];
export const RULE_MATCHES: RuleMatch[] = ['equals', 'starts', 'word', 'contains'];

export interface RoleFamily {
	/** Lower case letters, digits and hyphens. */
	id: string;
	nameEn: string;
	nameFr: string;
	isCritical: boolean;
}
/** Rules are kept in order: the first that matches decides. */
export interface RoleRule {
	roleFamilyId: string;
	field: RuleField;
	match: RuleMatch;
	pattern: string;
}
export interface RoleRules {
	/** In the order they are shown. */
	families: RoleFamily[];
	rules: RoleRule[];
}
/**
 * A text as rules compare it: lower case, no accents, words of letters and digits with one blank between them;
 * "and", "et" and "&" are left out, so that "Trust & Safety" and "trust and safety" are equal.
 *
 * @example normaliseWords("Chargé(e) d'ingénierie & sûreté") is 'charge e d ingenierie surete'
 */
export function normaliseWords(text: string): string {
	return text
		.toLowerCase()
		.replace(/œ/g, 'oe')
		.replace(/æ/g, 'ae')
		.replace(/ß/g, 'ss')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '' && word !== 'and' && word !== 'et')
		.join(' ');
}

/** Whether a rule holds for a title or department that `normaliseWords` has treated. Empty text matches nothing. */
export function ruleTest(rule: Pick<RoleRule, 'match' | 'pattern'>): (words: string) => boolean {
	const pattern = normaliseWords(rule.pattern);
	if (pattern === '') return () => false;
	if (rule.match === 'equals') return (words) => words === pattern;
	if (rule.match === 'starts') return (words) => words.startsWith(pattern);
	if (rule.match === 'word') return (words) => ` ${words} `.includes(` ${pattern} `);
	return (words) => words.includes(pattern);
}

/** The family of one job title and department, or null; the first rule in order decides. */
export function roleFamilyOf(rules: RoleRules, jobTitle: string, department: string): string | null {
	const words = { job_title: normaliseWords(jobTitle), department: normaliseWords(department) };
	return rules.rules.find((rule) => ruleTest(rule)(words[rule.field]))?.roleFamilyId ?? null;
}

/**
 * The family that a file or a staffing requirement names itself: a family whose id or name (English, French) it
 * spells, else a family of its own under the words as an id. Null for an empty text.
 *
 * @example namedRoleFamily(rules, 'Trust & Safety') is 'trust-safety'; namedRoleFamily(rules, 'Night Desk') is 'night-desk'
 */
export function namedRoleFamily(rules: RoleRules, name: string): string | null {
	const words = normaliseWords(name);
	if (words === '') return null;
	const isNamed = (family: RoleFamily) =>
		[family.id, family.nameEn, family.nameFr].some((label) => normaliseWords(label) === words);
	return rules.families.find(isNamed)?.id ?? words.replaceAll(' ', '-');
}
