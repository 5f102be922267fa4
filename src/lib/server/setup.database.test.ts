import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureDefaultRoleFamilies } from '../roles/role-families.server.ts';
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { isSetupOpen, openSetupLink, redeemSetup, type SetupForm } from './setup.ts';

const form: SetupForm = {
	organisationName: 'Société Générale & Co',
	displayName: 'Ada',
	email: ' Ada@Example.org ',
	password: 'seven lost umbrellas',
	language: 'fr'
};
const tokenOf = (link: string | null) => (link ?? '').replace('/setup/', '');

describe('set-up', () => {
	let db: TestDatabase;
	let owner: OwnerSql;
	beforeAll(async () => {
		db = await testDatabase();
		owner = ownerSql(db);
	});
	afterAll(async () => {
		await owner.end();
		await db.drop();
	});

	test('only the newest link is open, and only its hash is stored', async () => {
		const former = tokenOf(await openSetupLink(db.database));
		const token = tokenOf(await openSetupLink(db.database));
		expect(await isSetupOpen(db.database, former)).toBe(false);
		expect(await isSetupOpen(db.database, token)).toBe(true);
		const [row] = await owner`select * from setup`;
		expect(JSON.stringify(row)).not.toContain(token);
	});

	test.each([
		[{ organisationName: ' ' }, 'organisation-name'],
		[{ displayName: '' }, 'display-name'],
		[{ email: 'nobody' }, 'email'],
		[{ password: '1234567' }, 'too-short'],
		[{ password: 'x'.repeat(1025) }, 'too-long'],
		[{ password: 'Password1' }, 'common'],
		[{ password: 'ADA@example.ORG' }, 'personal']
	])('%j is refused as %s and leaves set-up open', async (change, problem) => {
		const token = tokenOf(await openSetupLink(db.database));
		const result = await redeemSetup(db.database, token, { ...form, ...change }, ensureDefaultRoleFamilies);
		expect(result).toEqual({ problem });
		expect(await isSetupOpen(db.database, token)).toBe(true);
	});

	test('8 clients race with the right link: 1 administrator, 7 are told it is closed', async () => {
		const token = tokenOf(await openSetupLink(db.database));
		const results = await Promise.all(
			Array.from({ length: 8 }, (_, client) =>
				redeemSetup(db.database, token, { ...form, email: `ada${client}@example.org` }, ensureDefaultRoleFamilies)
			)
		);
		expect(results.filter((result) => result === 'closed')).toHaveLength(7);
		expect(await owner`select 1 from account`).toHaveLength(1);
		expect(await owner`select slug, language from organisation`).toMatchObject([
			{ slug: 'societe-generale-co', language: 'fr' }
		]);
		const roles = await owner`select role from membership order by role`;
		expect(roles.map((row) => row.role)).toEqual(['administrator', 'analyst']);
		expect(await owner`select action from audit_entry`).toMatchObject([{ action: 'setup.done' }]);
		expect((await owner`select 1 from role_family`).length).toBeGreaterThan(5);
	});

	test('afterwards it is closed for ever, also when every account is deleted', async () => {
		expect(await openSetupLink(db.database)).toBeNull();
		await owner`delete from account`;
		await owner`delete from organisation`;
		expect(await openSetupLink(db.database)).toBeNull();
	});

	test('the app role cannot open it again by deleting or adding the row', async () => {
		await expect(db.database.inSystem((tx) => tx`delete from setup`)).rejects.toMatchObject({ code: '42501' });
		await expect(db.database.inSystem((tx) => tx`insert into setup default values`)).rejects.toMatchObject({
			code: '42501'
		});
	});
});
