import { expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES, DEFAULT_ROLE_RULES } from './default-role-families.ts';
import { namedRoleFamily, normaliseWords, roleFamilyOf, ruleTest } from './role-rules.ts';
import { problemOf } from './role-families.server.ts';

const defaults = { families: DEFAULT_ROLE_FAMILIES, rules: DEFAULT_ROLE_RULES };

test('accents, case, punctuation and the words "and", "et" and "&" do not count', () => {
	expect(normaliseWords("  Chargé(e) d'INGÉNIERIE & sûreté ")).toBe('charge e d ingenierie surete');
	expect(normaliseWords('Trust & Safety')).toBe(normaliseWords('trust and safety'));
	expect(normaliseWords('Main-d’œuvre')).toBe('main d oeuvre');
});

test('the four ways to match differ on one pattern', () => {
	const hits = (match: 'equals' | 'starts' | 'word' | 'contains') =>
		['ads', 'ads manager', 'head of ads', 'roads'].filter((words) => ruleTest({ match, pattern: 'Ads' })(words));
	expect(hits('equals')).toEqual(['ads']);
	expect(hits('starts')).toEqual(['ads', 'ads manager']);
	expect(hits('word')).toEqual(['ads', 'ads manager', 'head of ads']);
	expect(hits('contains')).toEqual(['ads', 'ads manager', 'head of ads', 'roads']);
});

test('a pattern of punctuation only matches nothing, and an empty title is matched by nothing', () => {
	expect(ruleTest({ match: 'contains', pattern: ' - ' })('anything')).toBe(false);
	expect(roleFamilyOf(defaults, '', '')).toBeNull();
});

test('the first rule in order decides', () => {
	const rules = [
		{ roleFamilyId: 'payroll', field: 'job_title' as const, match: 'word' as const, pattern: 'payroll' },
		{ roleFamilyId: 'finance', field: 'job_title' as const, match: 'word' as const, pattern: 'accountant' }
	];
	expect(roleFamilyOf({ families: [], rules }, 'Payroll Accountant', '')).toBe('payroll');
	expect(roleFamilyOf({ families: [], rules: [...rules].reverse() }, 'Payroll Accountant', '')).toBe('finance');
});

test.each([
	['Senior Site Reliability Engineer', 'Infrastructure', 'sre-operations'],
	['Ingénieure fiabilité', 'Exploitation', 'sre-operations'],
	['Sr. Network Engineer', 'IT/IS', 'sre-operations'],
	['Security Engineer', 'Engineering', 'security'],
	['Ingénieur cybersécurité', 'DSI', 'security'],
	['RSSI', 'Direction', 'security'],
	['Ads Engineer', 'Engineering', 'monetization-ads'],
	['Chef de publicité', 'Régie', 'monetization-ads'],
	['Content Moderator', 'Trust & Safety', 'trust-safety'],
	['Modératrice de contenu', '', 'trust-safety'],
	['Payroll Specialist', 'Finance', 'payroll'],
	['Gestionnaire de paie', 'Ressources humaines', 'payroll'],
	['Privacy Counsel', 'Legal', 'legal-privacy'],
	['Juriste droit social', 'Direction juridique', 'legal-privacy'],
	['Data Engineer', 'Engineering', 'data-platform'],
	['Administrateur de bases de données', 'DSI', 'data-platform'],
	['Software Engineer', 'Software Engineering', 'engineering'],
	['Développeuse', 'R&D', 'engineering'],
	['Area Sales Manager', 'Sales', 'sales'],
	['Responsable des ressources humaines', '', 'people'],
	['Accountant I', 'Admin Offices', 'finance'],
	['Chargée de communication', '', 'communications'],
	['Chef de produit', 'Produit', 'product'],
	['Specialist II', 'Trust and Safety', 'trust-safety']
])('by the default rules a %s in %s is %s', (title, department, family) => {
	expect(roleFamilyOf(defaults, title, department)).toBe(family);
});

test.each([
	['Head Chef', 'Canteen'],
	['Spaceship pilot', '']
])('a %s in %s has no family by the default rules', (title, department) => {
	expect(roleFamilyOf(defaults, title, department)).toBeNull();
});

test('a family may be named by id or by its English or French name; any other name is a family of its own', () => {
	expect(namedRoleFamily(defaults, 'Trust & Safety')).toBe('trust-safety');
	expect(namedRoleFamily(defaults, 'trust-safety')).toBe('trust-safety');
	expect(namedRoleFamily(defaults, 'JURIDIQUE ET VIE PRIVÉE')).toBe('legal-privacy');
	expect(namedRoleFamily(defaults, 'Night Desk')).toBe('night-desk');
	expect(namedRoleFamily(defaults, ' ')).toBeNull();
});

test('the first seven default families are critical, ids are unique and every rule names one of them', () => {
	expect(DEFAULT_ROLE_FAMILIES.filter((family) => family.isCritical).map((family) => family.id)).toEqual([
		'security',
		'sre-operations',
		'monetization-ads',
		'trust-safety',
		'payroll',
		'legal-privacy',
		'data-platform'
	]);
	expect(problemOf(defaults)).toBeNull();
});

test('families and rules that cannot be kept are named by position', () => {
	const family = DEFAULT_ROLE_FAMILIES[0];
	const rule = DEFAULT_ROLE_RULES.find((each) => each.roleFamilyId === family.id)!;
	expect(problemOf({ families: [{ ...family, id: 'No Slug' }], rules: [] })).toEqual({
		problem: 'family-id',
		index: 0
	});
	expect(problemOf({ families: [{ ...family, nameFr: ' ' }], rules: [] })).toEqual({
		problem: 'family-name',
		index: 0
	});
	expect(problemOf({ families: [family, family], rules: [] })).toEqual({ problem: 'family-twice', index: 1 });
	expect(problemOf({ families: [], rules: [rule] })).toEqual({ problem: 'rule-family', index: 0 });
	expect(problemOf({ families: [family], rules: [rule, { ...rule, pattern: '--' }] })).toEqual({
		problem: 'rule',
		index: 1
	});
});
