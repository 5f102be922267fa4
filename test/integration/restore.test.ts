import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile } from '../../src/lib/imports/import-file.server.ts';
import { verifyAudit } from '../../src/lib/server/audit-chain.ts';
import { openDatabase, type Scope } from '../../src/lib/server/database.ts';
import { journalPath } from '../../src/lib/server/erasure-journal.ts';
import { reapplyErasures } from '../../src/lib/server/erasures-again.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { appRoleProblem } from '../../src/lib/server/migrate.ts';
import { erasePerson } from '../../src/lib/server/person-erasure.ts';
import { personHash } from '../../src/lib/server/person-keys.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { databasePasswords } from '../../src/lib/server/secrets.ts';
import { readSettings } from '../../src/lib/server/settings.ts';
import { backUp } from '../../src/start/back-up.ts';
import { openRuntime, type OpenRuntime } from '../../src/start/open-runtime.ts';
import { prepareContent } from '../../src/start/prepare-content.ts';
import { createOrganisation, testDatabase } from '../support/database.ts';
import { withDatabase } from '../support/database-server.ts';
import { AS_OF, rosterText } from '../support/imports.ts';

const PEOPLE = 40;
const PERSON = 'CANARY-000007';
let root: string;

beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'muster-restore-'));
	chmodSync(root, 0o711);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function company(io: Io): Promise<Scope> {
	const { id } = await createOrganisation(io.database);
	const scope = { organisation: id, account: null };
	const roster = { kind: 'roster' as const, datasetName: 'Roster', fileName: 'roster.csv' };
	const answers = { 'as-of': AS_OF };
	await importFile(io, scope, { ...roster, bytes: Buffer.from(rosterText(PEOPLE)), answers });
	return scope;
}

function signal(): { given: Promise<void>; give(): void } {
	let give = () => {};
	const given = new Promise<void>((resolve) => (give = resolve));
	return { given, give: () => give() };
}

/** The transaction of an import that has stored rows and is not over; `end` lets go of it. */
async function importUnderWay(io: Io, scope: Scope): Promise<{ end(): Promise<void> }> {
	const [over, begun] = [signal(), signal()];
	const work = io.database
		.inOrganisation(scope, async (tx) => {
			await tx`insert into roster_spell (organisation_id, version_id, line, person_key, hire_date)
				select ${scope.organisation}, ${randomUUID()}, n, decode(md5(n::text), 'hex'), '2020-01-01'
				from generate_series(1, 1000) n`;
			begun.give();
			await over.given;
			await tx`select 1`;
			throw new Error('taken back');
		})
		.catch(() => undefined);
	await begun.given;
	return {
		end: async () => {
			over.give();
			await work;
		}
	};
}

/** What holds of a database that was restored: policies, roles, rows, audit chains, and nothing of the other organisation. */
async function expectWhole(io: Io, ownerUrl: string, appUrl: string, [a, b]: [Scope, Scope]): Promise<void> {
	expect(await appRoleProblem(appUrl)).toBeNull();
	const owner = postgres(ownerUrl, { max: 1 });
	const app = postgres(appUrl, { max: 1 });
	try {
		const tables = await owner<{ isSafe: boolean }[]>`
			select c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)
				as "isSafe"
			from pg_class c join pg_attribute t on t.attrelid = c.oid and t.attname = 'organisation_id'
			where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
		expect(tables.length).toBeGreaterThanOrEqual(25);
		expect(tables.filter(({ isSafe }) => !isSafe)).toEqual([]);
		const [bare] = await app`select count(*)::int as rows from roster_spell`;
		expect(bare.rows).toBe(0);
		await expect(app`delete from audit_entry`).rejects.toThrow('permission denied');
		const [{ rows }] = await owner`select count(*)::int as rows from roster_spell`;
		expect(rows).toBe(PEOPLE - 1 + PEOPLE);
	} finally {
		await Promise.all([owner.end(), app.end()]);
	}
	for (const [scope, people] of [
		[a, PEOPLE - 1],
		[b, PEOPLE]
	] as const) {
		const key = personHash(io.secrets.personKey(scope.organisation))(PERSON);
		const [{ spells, ofPerson }] = await io.database.inOrganisation(
			scope,
			(tx) => tx<{ spells: number; ofPerson: number }[]>`select count(*) as spells,
				count(*) filter (where person_key = decode(${key}, 'hex')) as "ofPerson" from roster_spell`
		);
		expect([spells, ofPerson]).toEqual([people, people === PEOPLE ? 1 : 0]);
		const chain = await io.database.inOrganisation(scope, (tx) => verifyAudit(tx, scope));
		expect(chain.broken).toBeNull();
	}
}

describe('the embedded database, copied while an import is under way', () => {
	const folder = (name: string) => join(root, name);
	const open = (name: string): Promise<OpenRuntime> =>
		openRuntime(readSettings({ MUSTER_DATA_DIR: folder(name), NODE_ENV: 'production' }), silentLog());
	let companies: [Scope, Scope];
	let said: string;

	beforeAll(async () => {
		const first = await open('live');
		companies = [await company(first.runtime), await company(first.runtime)];
		const underWay = await importUnderWay(first.runtime, companies[0]);
		const variables = { MUSTER_DATA_DIR: folder('live'), MUSTER_MASTER_KEY_FILE: '/vault/master-key' };
		said = await backUp(variables, folder('backed up as it ran'));
		const closing = first.close();
		await underWay.end();
		await closing;
		expect(spawnSync('cp', ['-a', folder('live'), folder('copied when stopped')]).status).toBe(0);
		const again = await open('live');
		const erased = await erasePerson(again.runtime, companies[0], { id: PERSON });
		expect(erased).toMatchObject({ erased: { rows: 1, versions: 1 } });
		await again.close();
	});

	test('nobody else can read a file of a backup, and a master key that lies elsewhere is named as missing', () => {
		const path = folder('backed up as it ran');
		const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
		expect(files.length).toBeGreaterThan(500);
		const open = files.filter((file) => (statSync(join(file.parentPath, file.name)).mode & 0o077) !== 0);
		expect(open.map(({ name }) => name)).toEqual([]);
		expect(statSync(join(path, 'secrets')).mode & 0o077).toBe(0);
		expect(said).toContain('The master key is not in it: keep a copy of /vault/master-key too.');
	});

	test.each(['backed up as it ran', 'copied when stopped'])(
		'%s, it starts elsewhere: the import left nothing, whoever was erased since is erased again, isolation holds',
		async (copy) => {
			copyFileSync(journalPath({ dataFolder: folder('live') }), journalPath({ dataFolder: folder(copy) }));
			const restored = await open(copy);
			try {
				await prepareContent(restored.runtime);
				const appUrl = restored.runtime.database.urlForWorker();
				const passwords = databasePasswords(folder(copy));
				const ownerUrl = new URL(appUrl);
				[ownerUrl.username, ownerUrl.password] = ['muster_owner', passwords.owner];
				await expectWhole(restored.runtime, ownerUrl.href, appUrl, companies);
			} finally {
				await restored.close();
			}
		}
	);

	test('a backup into a folder that holds something, or of a Muster that does not run, is refused', async () => {
		const at = { MUSTER_DATA_DIR: folder('live') };
		await expect(backUp(at, null)).rejects.toThrow('Name a new folder');
		await expect(backUp(at, folder('copied when stopped'))).rejects.toThrow('is not empty');
		await expect(backUp(at, folder('new'))).rejects.toThrow('does not run');
		expect(existsSync(folder('new'))).toBe(false);
	});
});

/** A pg_dump that is at least as new as the server, or null: an older one refuses. */
function programsFor(major: number): string | null {
	const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
	const folders = ['', ...versions.map((version) => `/usr/lib/postgresql/${version}/bin/`)];
	const majorOf = (program: string) =>
		Number(/ (\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0);
	return folders.find((path) => majorOf(`${path}pg_dump`) >= major) ?? null;
}

describe('a server of one’s own, dumped while an import is under way', () => {
	test('is restored under another name: the import left nothing, erasures are applied again, isolation holds', async ({
		skip
	}) => {
		const db = await testDatabase();
		const owner = postgres(db.ownerUrl, { max: 1, onnotice: () => {} });
		const [{ version }] = await owner`select current_setting('server_version_num')::int / 10000 as version`;
		const programs = programsFor(version);
		if (programs === null) {
			await owner.end();
			await db.drop();
			skip(`No pg_dump of version ${version} or later was found.`);
		}
		const name = `muster_restored_${randomUUID().slice(0, 8)}`;
		const ownerUrl = withDatabase(db.ownerUrl, name);
		const appUrl = withDatabase(db.appUrl, name);
		const restored: Io = { ...db.io, database: openDatabase(appUrl, { poolSize: 2 }) };
		const run = (program: string, ...args: string[]) => {
			const { status, stderr } = spawnSync(`${programs}${program}`, args, { encoding: 'utf8' });
			expect([program, status, stderr]).toEqual([program, 0, '']);
		};
		try {
			const [a, b] = [await company(db.io), await company(db.io)];
			const underWay = await importUnderWay(db.io, a);
			run('pg_dump', '-Fc', '-f', join(root, 'muster.dump'), '-d', db.ownerUrl);
			await underWay.end();
			expect(await erasePerson(db.io, a, { id: PERSON })).toMatchObject({ erased: { rows: 1 } });
			await owner`create database ${owner(name)}`;
			run('pg_restore', '--exit-on-error', '-d', ownerUrl, join(root, 'muster.dump'));
			expect(await reapplyErasures(restored)).toMatchObject([{ people: 1, unheard: 1, forgotten: { rows: 1 } }]);
			await expectWhole(restored, ownerUrl, appUrl, [a, b]);
		} finally {
			await restored.database.close();
			await owner`drop database if exists ${owner(name)} with (force)`;
			await owner.end();
			await db.drop();
		}
	});
});
