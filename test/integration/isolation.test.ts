import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(() => db.drop());

test('an account of one organisation has its membership and no other', async () => {
	const organisation = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: organisation.id, roles: ['analyst', 'executive'] });
	const scope = { organisation: organisation.id, account: account.id };
	const rows = await db.database.inOrganisation(scope, (tx) => tx`select role from membership order by role`);
	expect(rows.map((row) => row.role)).toEqual(['analyst', 'executive']);
});
