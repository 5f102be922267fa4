import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/server/audit.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import { DEFAULT_ROLE_FAMILIES, DEFAULT_ROLE_RULES } from './default-role-families.ts';
import { normaliseWords, RULE_FIELDS, RULE_MATCHES } from './role-rules.ts';
import type { RoleFamily, RoleRule, RoleRules } from './role-rules.ts';

/** Gives an organisation without role families the default ones; does nothing where it has any. */
export async function ensureDefaultRoleFamilies(tx: Transaction, scope: Scope): Promise<void> {
	const [existing] = await tx`select 1 from role_family where organisation_id = ${scope.organisation} limit 1`;
	if (existing) return;
	const inserted = await insertFamilies(tx, scope, DEFAULT_ROLE_FAMILIES);
	if (inserted > 0) await insertRules(tx, scope, DEFAULT_ROLE_RULES);
}

/** The families and rules of the organisation, in order. */
export async function loadRoleRules(tx: Transaction, scope: Scope): Promise<RoleRules> {
	const families = await tx<RoleFamily[]>`
		select id, name_en as "nameEn", name_fr as "nameFr", is_critical as "isCritical"
		from role_family where organisation_id = ${scope.organisation} order by position, id`;
	const rules = await tx<RoleRule[]>`
		select role_family_id as "roleFamilyId", field, match, pattern
		from role_rule where organisation_id = ${scope.organisation} order by position, id`;
	return { families: [...families], rules: [...rules] };
}

/** What is wrong with role rules an analyst wants to keep; null where nothing is. */
export type RoleRulesProblem = {
	problem: 'family-id' | 'family-name' | 'family-twice' | 'rule-family' | 'rule';
	index: number;
};

/** Replaces all families and rules of the organisation, or says what is wrong with them and changes nothing. */
export async function saveRoleRules(tx: Transaction, scope: Scope, next: RoleRules): Promise<RoleRulesProblem | null> {
	const problem = problemOf(next);
	if (problem) return problem;
	await tx`delete from role_rule where organisation_id = ${scope.organisation}`;
	await tx`delete from role_family where organisation_id = ${scope.organisation}`;
	await insertFamilies(tx, scope, next.families);
	await insertRules(tx, scope, next.rules);
	const details = { families: next.families.length, rules: next.rules.length };
	await recordAudit(tx, scope, { action: 'roles.saved', objectType: 'role-rules', details });
	return null;
}

/** The first problem of a set of families and rules, by position; null where it may be saved. */
export function problemOf(next: RoleRules): RoleRulesProblem | null {
	const ids = new Set<string>();
	for (const [index, family] of next.families.entries()) {
		if (!isFamilyId(family.id)) return { problem: 'family-id', index };
		if (![family.nameEn, family.nameFr].every((name) => isBetween(name.trim().length, 1, 100)))
			return { problem: 'family-name', index };
		if (ids.has(family.id)) return { problem: 'family-twice', index };
		ids.add(family.id);
	}
	for (const [index, rule] of next.rules.entries()) {
		if (!ids.has(rule.roleFamilyId)) return { problem: 'rule-family', index };
		const isKnown = RULE_FIELDS.includes(rule.field) && RULE_MATCHES.includes(rule.match);
		if (!isKnown || rule.pattern.length > 200 || normaliseWords(rule.pattern) === '') return { problem: 'rule', index };
	}
	return null;
}

function isFamilyId(id: string): boolean {
	const words = id.split('-');
	return id.length <= 60 && words.every((word) => /^[a-z0-9]+$/.test(word));
}

function isBetween(value: number, low: number, high: number): boolean {
	return value >= low && value <= high;
}

async function insertFamilies(tx: Transaction, scope: Scope, families: RoleFamily[]): Promise<number> {
	if (families.length === 0) return 0;
	const rows = families.map((family, position) => ({
		organisation_id: scope.organisation,
		id: family.id,
		name_en: family.nameEn.trim(),
		name_fr: family.nameFr.trim(),
		is_critical: family.isCritical,
		position
	}));
	const inserted = await tx`insert into role_family ${tx(rows)} on conflict do nothing returning id`;
	return inserted.length;
}

async function insertRules(tx: Transaction, scope: Scope, rules: RoleRule[]): Promise<void> {
	if (rules.length === 0) return;
	const rows = rules.map((rule, position) => ({
		organisation_id: scope.organisation,
		id: randomUUID(),
		role_family_id: rule.roleFamilyId,
		position,
		field: rule.field,
		match: rule.match,
		pattern: rule.pattern
	}));
	await tx`insert into role_rule ${tx(rows)}`;
}
