import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';

/** Tables without organisation_id, each for a reason; a new one has to be argued for here. */
const WITHOUT_ORGANISATION = [
	'account', // a person may belong to several organisations
	'import_place', // which imports are read at once, without saying whose
	'organisation', // the list of tenants itself
	'password_request', // kept before anybody is known; the address is sealed
	'password_reset', // one link an account
	'pending_sign_in', // the password was right, the code is missing
	'provider_identity', // of an account
	'rate_limit', // counted before anybody is known
	'recovery_code', // of an account
	'schema_migration', // the migrations themselves; the app may only read it
	'second_factor', // of an account
	'security_event', // sign-ins and refusals, before anybody is known
	'session', // read before the organisation is known
	'setup' // the one set-up link
];

interface TenantTable {
	name: string;
	isEnabled: boolean;
	isForced: boolean;
	policies: number;
	isFirstInKey: boolean;
}

let db: TestDatabase;
let owner: postgres.Sql;
let app: postgres.Sql;
let tenantTables: TenantTable[];

beforeAll(async () => {
	db = await testDatabase({ poolSize: 2 });
	owner = postgres(db.ownerUrl, { max: 1 });
	app = postgres(db.appUrl, { max: 1 });
	tenantTables = await owner<TenantTable[]>`
		select c.relname as name, c.relrowsecurity as "isEnabled", c.relforcerowsecurity as "isForced",
			(select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
			coalesce((select i.indkey[0] = a.attnum from pg_index i where i.indrelid = c.oid and i.indisprimary), false)
				as "isFirstInKey"
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
		where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by c.relname`;
});
afterAll(async () => {
	await Promise.all([owner.end(), app.end()]);
	await db.drop();
});

describe('every table', () => {
	test('with organisation_id has row-level security enabled and forced, a policy, and it first in its key', () => {
		expect(tenantTables.length).toBeGreaterThanOrEqual(20);
		const open = tenantTables.filter(
			(table) => !table.isEnabled || !table.isForced || table.policies === 0 || !table.isFirstInKey
		);
		expect(open).toEqual([]);
	});

	test('without organisation_id is on the list above', async () => {
		const rows = await owner`select c.relname as name from pg_class c
			where c.relkind in ('r', 'p', 'm', 'v', 'f') and c.relnamespace = 'public'::regnamespace
				and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id')
			order by c.relname`;
		expect(rows.map((row) => row.name)).toEqual(WITHOUT_ORGANISATION);
	});

	test('that refers to a tenant table does so with the organisation', async () => {
		const rows = await owner`select conrelid::regclass::text as child, confrelid::regclass::text as parent
			from pg_constraint k
			where k.contype = 'f' and exists (select 1 from pg_attribute a
				where a.attrelid = k.confrelid and a.attname = 'organisation_id' and not a.attnum = any (k.confkey))`;
		expect([...rows]).toEqual([]);
	});

	test('has no trigger but the one that chains the audit log, and only 5 functions with a fixed search path run with the rights of their owner', async () => {
		const triggers = await owner`select tgname as name from pg_trigger where not tgisinternal`;
		expect(triggers.map(({ name }) => name)).toEqual(['chain_audit_entry']);
		const functions = await owner<{ name: string; settings: string[]; isPublic: boolean }[]>`
			select proname as name, proconfig as settings, has_function_privilege('public', oid, 'execute') as "isPublic"
			from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by proname`;
		// They make, fill and drop the tables of large versions (migrations/0007), each for the current organisation only,
		// and delete sign-ins older than a year (migrations/0016).
		expect(functions.map(({ name }) => name)).toEqual([
			'close_row_store',
			'drop_row_store',
			'drop_row_stores',
			'forget_old_security_events',
			'open_row_store'
		]);
		for (const { settings, isPublic } of functions)
			expect([settings, isPublic]).toEqual([['search_path=pg_catalog, pg_temp'], false]);
	});
});

describe('the app role', () => {
	test('is no superuser, cannot bypass policies or create roles, and owns nothing', async () => {
		const [role] = await app`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
			(select count(*)::int from pg_class where relowner = r.oid and relpersistence <> 't') as tables,
			(select count(*)::int from pg_proc where proowner = r.oid) as functions
			from pg_roles r where rolname = current_user`;
		expect(role).toEqual({
			rolsuper: false,
			rolbypassrls: false,
			rolcreaterole: false,
			rolcreatedb: false,
			rolreplication: false,
			tables: 0,
			functions: 0
		});
	});

	test('may neither make tables nor empty them, and cannot rewrite the audit log or the list of migrations', async () => {
		await expect(app`delete from schema_migration`).rejects.toThrow('permission denied');
		await expect(app`create table mine (id int)`).rejects.toThrow('permission denied');
		await expect(app`truncate audit_entry`).rejects.toThrow('permission denied');
		await expect(app`update audit_entry set action = 'x'`).rejects.toThrow('permission denied');
		await expect(app`delete from audit_entry`).rejects.toThrow('permission denied');
	});

	test('gets an error, not rows, with row_security switched off', async () => {
		await app`set row_security = off`;
		await expect(app`select * from dataset`).rejects.toThrow('row-level security');
		await app`reset row_security`;
	});

	test('cannot become the owner', async () => {
		const [{ current_user: name }] = await owner`select current_user`;
		await expect(app`set role ${app(name)}`).rejects.toThrow('permission denied');
	});
});

describe('an organisation', () => {
	test('sees its membership and nobody else’s rows in any tenant table', async () => {
		const [a, b] = await Promise.all([createOrganisation(db.database), createOrganisation(db.database)]);
		const account = await createAccount(db.database, { organisation: a.id, roles: ['analyst', 'executive'] });
		await db.database.inOrganisation({ organisation: a.id, account: null }, async (tx) => {
			await tx`insert into role_family values (${a.id}, 'security', 'Security', 'Sécurité', true, 1)`;
		});
		const roles = await db.database.inOrganisation({ organisation: a.id, account: account.id }, (tx) =>
			tx`select role from membership order by role`.then((rows) => rows.map((row) => row.role))
		);
		expect(roles).toEqual(['analyst', 'executive']);
		for (const { name } of tenantTables) {
			const rows = await db.database.inOrganisation(
				{ organisation: b.id, account: null },
				(tx) => tx`select 1 from ${tx(name)}`
			);
			expect([name, rows.length]).toEqual([name, 0]);
		}
	});

	test('cannot write, move or delete a row of another', async () => {
		const [a, b] = await Promise.all([createOrganisation(db.database), createOrganisation(db.database)]);
		const [asA, asB] = [a, b].map(({ id }) => ({ organisation: id, account: null }));
		await db.database.inOrganisation(
			asA,
			(tx) => tx`insert into role_family values (${a.id}, 'sre', 'SRE', 'SRE', true, 1)`
		);
		const foreign = db.database.inOrganisation(
			asB,
			(tx) => tx`insert into role_family values (${a.id}, 'ads', 'Ads', 'Publicité', true, 1)`
		);
		await expect(foreign).rejects.toThrow('row-level security');
		const moved = db.database.inOrganisation(asA, (tx) => tx`update role_family set organisation_id = ${b.id}`);
		await expect(moved).rejects.toThrow('row-level security');
		const changed = await db.database.inOrganisation(asB, (tx) => tx`update role_family set name_en = 'x'`);
		const deleted = await db.database.inOrganisation(asB, (tx) => tx`delete from role_family`);
		expect([changed.count, deleted.count]).toEqual([0, 0]);
	});

	test('that is unset or empty gives zero rows in each tenant table, though each of them holds one', async () => {
		const organisation = (await createOrganisation(db.database)).id;
		await fillEveryTable(organisation);
		for (const { name } of tenantTables) {
			const [{ count }] = await owner`select count(*)::int as count from ${owner(name)}`;
			expect([name, count > 0]).toEqual([name, true]);
			const [unset] = await app`select count(*)::int as count from ${app(name)}`;
			const [empty] = await app.begin(async (tx) => {
				await tx`select set_config('app.organisation', '', true)`;
				return tx`select count(*)::int as count from ${tx(name)}`;
			});
			expect([name, unset.count, empty.count]).toEqual([name, 0, 0]);
		}
		const insert = app`insert into role_family values (${organisation}, 'ads', 'Ads', 'Publicité', true, 1)`;
		await expect(insert).rejects.toThrow('row-level security');
	});

	test('does not leak over the pool: after 40 scoped transactions a bare query sees no setting', async () => {
		const organisation = (await createOrganisation(db.database)).id;
		await Promise.all(
			Array.from({ length: 40 }, (_, index) =>
				db.database
					.inOrganisation({ organisation, account: randomUUID() }, async (tx) => {
						await tx`select pg_sleep(0.001)`;
						if (index % 3 === 0) throw new Error('rolled back');
					})
					.catch(() => null)
			)
		);
		const settings = await Promise.all(
			[1, 2].map(() =>
				db.database.inSystem(async (tx) => {
					await tx`select pg_sleep(0.05)`;
					return [...(await tx`select current_setting('app.organisation') as o, current_setting('app.account') as a`)];
				})
			)
		);
		expect(settings).toEqual([[{ o: '', a: '' }], [{ o: '', a: '' }]]);
	});
});

// One row in every tenant table, made from the catalogue: any value of the right type, with the checks removed.
async function fillEveryTable(organisation: string): Promise<void> {
	const constraints = await owner<{ table: string; name: string }[]>`
		select conrelid::regclass::text as table, conname as name from pg_constraint
		where contype in ('c', 'f') and conrelid::regclass::text = any (${tenantTables.map(({ name }) => name)})`;
	for (const { table, name } of constraints) await owner`alter table ${owner(table)} drop constraint ${owner(name)}`;
	for (const { name } of tenantTables) {
		const columns = await owner<{ name: string; type: string }[]>`
			select attname as name, format_type(atttypid, null) as type from pg_attribute
			where attrelid = ${name}::regclass and attnum > 0 and not attisdropped
				and attidentity = '' and attnotnull and not atthasdef`;
		const row = Object.fromEntries(columns.map((column) => [column.name, sampleOf(column.type)]));
		await owner`insert into ${owner(name)} ${owner({ ...row, organisation_id: organisation })}`;
	}
}

function sampleOf(type: string) {
	const samples: Record<string, string | boolean | Buffer> = {
		uuid: randomUUID(),
		bytea: Buffer.alloc(16, 1),
		date: '2022-11-17',
		jsonb: '{}',
		boolean: true,
		text: 'sample',
		'timestamp with time zone': '2022-11-17T22:00:00Z'
	};
	return samples[type] ?? (type.endsWith('[]') ? '{}' : '1');
}
