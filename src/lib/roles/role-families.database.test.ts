import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { listAudit } from '../server/audit.ts';
import type { Scope } from '../server/database.ts';
import { DEFAULT_ROLE_FAMILIES, DEFAULT_ROLE_RULES } from './default-role-families.ts';
import { ensureDefaultRoleFamilies, loadRoleRules, saveRoleRules } from './role-families.server.ts';
import type { RoleRules } from './role-rules.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(() => db.drop());

async function newScope(): Promise<Scope> {
	const { id } = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: id });
	return { organisation: id, account: account.id };
}
const load = (scope: Scope) => db.database.inOrganisation(scope, (tx) => loadRoleRules(tx, scope));
const ensure = (scope: Scope) => db.database.inOrganisation(scope, (tx) => ensureDefaultRoleFamilies(tx, scope));
const save = (scope: Scope, rules: RoleRules) =>
	db.database.inOrganisation(scope, (tx) => saveRoleRules(tx, scope, rules));

test('three calls at once give the default families and rules once, in order', async () => {
	const scope = await newScope();
	await Promise.all([ensure(scope), ensure(scope), ensure(scope)]);
	expect(await load(scope)).toEqual({ families: DEFAULT_ROLE_FAMILIES, rules: DEFAULT_ROLE_RULES });
});

test('saved rules replace the former ones, are written to the audit log, and belong to one organisation', async () => {
	const [scope, other] = [await newScope(), await newScope()];
	await ensure(scope);
	await ensure(other);
	const next: RoleRules = {
		families: [{ id: 'night-desk', nameEn: 'Night desk', nameFr: 'Permanence de nuit', isCritical: true }],
		rules: [{ roleFamilyId: 'night-desk', field: 'job_title', match: 'starts', pattern: 'night' }]
	};
	expect(await save(scope, next)).toBeNull();
	expect(await load(scope)).toEqual(next);
	expect((await load(other)).families).toHaveLength(DEFAULT_ROLE_FAMILIES.length);
	const [entry] = await db.database.inOrganisation(scope, (tx) => listAudit(tx, scope, { before: null, limit: 1 }));
	expect(entry).toMatchObject({ action: 'roles.saved', details: { families: 1, rules: 1 } });
	await ensure(scope);
	expect(await load(scope)).toEqual(next);
});

test('rules that cannot be kept change nothing', async () => {
	const scope = await newScope();
	await ensure(scope);
	expect(await save(scope, { families: [], rules: [DEFAULT_ROLE_RULES[0]] })).toEqual({
		problem: 'rule-family',
		index: 0
	});
	expect((await load(scope)).families).toHaveLength(DEFAULT_ROLE_FAMILIES.length);
});
