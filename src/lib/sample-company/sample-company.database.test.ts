import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql } from '../../../test/support/owner.ts';
import { loadRosterColumns } from '../datasets/roster/roster.server.ts';
import { publishedVersions } from '../server/dataset-store.ts';
import { openSample, removeHalfSamples, removeSample } from './sample-company.server.ts';

let db: TestDatabase;
let account: string;
const small = { people: 400 };

beforeAll(async () => {
	db = await testDatabase();
	account = (await createAccount(db.database)).id;
});
afterAll(async () => {
	await db.drop();
});

function open(who = account, options = small) {
	return openSample(db.io, { account: who, name: 'Sample company Tumblebird', language: 'en' }, options);
}

async function rowsLeft(organisation: string): Promise<number> {
	return db.database.inOrganisation({ organisation, account }, async (tx) => {
		const [{ rows }] = await tx<{ rows: number }[]>`
			select (select count(*) from roster_spell) + (select count(*) from ultimatum_response)
				+ (select count(*) from event) + (select count(*) from person_identity) + (select count(*) from dataset)
				+ (select count(*) from role_family) + (select count(*) from membership) + (select count(*) from audit_entry) as rows`;
		return rows;
	});
}

describe('opening the sample company', () => {
	test('one click makes one sample organisation with seven published files, a second click leads to the same', async () => {
		const [first, second] = await Promise.all([open(), open()]);
		expect(second.id).toBe(first.id);
		expect(first).toMatchObject({ isSample: true });
		expect(first.slug).toMatch(/^sample-/);
		const scope = { organisation: first.id, account };
		const versions = await db.database.inOrganisation(scope, (tx) => publishedVersions(tx, scope));
		expect(versions.map(({ kind, eventId, asOf }) => [kind, eventId, asOf])).toEqual([
			['events', null, null],
			['executive-departures', null, null],
			['incidents', null, null],
			['requisitions', null, null],
			['roster', null, '2024-12-31'],
			['staffing-requirements', null, null],
			['ultimatum-responses', 'tumblebird-2024-03-21-ultimatum', null]
		]);
	});

	test('400 people give 400 + 200 + 25 = 625 rows and none is left out', async () => {
		const { id } = await open();
		const rows = await db.database.inOrganisation(
			{ organisation: id, account },
			(tx) => tx<{ rows: number; excluded: number }[]>`
				select v.row_count as rows, v.excluded_count as excluded
				from dataset_version v join dataset d on d.organisation_id = v.organisation_id and d.id = v.dataset_id
				where v.organisation_id = ${id} and d.kind = 'roster' and v.state = 'published'`
		);
		expect(rows.map(({ rows: count, excluded }) => [count, excluded])).toEqual([[625, 0]]);
	});

	test('another account gets a sample of its own', async () => {
		const other = await createAccount(db.database);
		const theirs = await open(other.id);
		expect(theirs.id).not.toBe((await open()).id);
		expect(await removeSample(db.io, other.id, theirs.slug)).toBe(true);
	});

	test('where no size is asked for, 7,500 people are generated, imported and published as 11,718 rows', async () => {
		const other = await createAccount(db.database);
		const { id } = await openSample(db.io, { account: other.id, name: 'Sample', language: 'fr' });
		const [{ rows }] = await db.database.inOrganisation(
			{ organisation: id, account: other.id },
			(tx) => tx<{ rows: number }[]>`select count(*) as rows from roster_spell where organisation_id = ${id}`
		);
		expect(rows).toBe(11_718);
	});
});

describe('removing the sample company', () => {
	test('somebody else cannot remove it, nor can its owner remove an organisation that is no sample', async () => {
		const { slug, id } = await open();
		const other = await createAccount(db.database, { organisation: id, roles: ['analyst'] });
		expect(await removeSample(db.io, other.id, slug)).toBe(false);
		await db.database.inSystem((tx) => tx`update organisation set is_sample = false where id = ${id}`);
		expect(await removeSample(db.io, account, slug)).toBe(false);
		await db.database.inSystem((tx) => tx`update organisation set is_sample = true where id = ${id}`);
		expect(await rowsLeft(id)).toBeGreaterThan(625);
	});

	test('every row and every file of it is gone', async () => {
		const { slug, id } = await open();
		const scope = { organisation: id, account };
		const versions = await db.database.inOrganisation(scope, (tx) => publishedVersions(tx, scope));
		await loadRosterColumns(
			db.io,
			scope,
			versions.find((version) => version.kind === 'roster')!
		);
		const files = (folder: string) => readdirSync(join(db.io.dataFolder, folder));
		const uploads = files('uploads').length;
		expect(files('columns')).toContain(id);
		expect(await removeSample(db.io, account, slug)).toBe(true);
		expect(await rowsLeft(id)).toBe(0);
		expect(files('columns')).not.toContain(id);
		expect(uploads - files('uploads').length).toBe(7);
		const remaining = await db.database.inSystem((tx) => tx`select 1 from organisation where id = ${id}`);
		expect(remaining.length).toBe(0);
	});

	test('no table keeps a row of it, also those without a foreign key', async () => {
		const { slug, id } = await open();
		const before = await tablesWithRows(id);
		for (const table of ['roster_spell', 'ultimatum_response', 'dataset_version', 'event', 'person_identity'])
			expect(before).toContain(table);
		const scope = { organisation: id, account };
		await db.database.inOrganisation(
			scope,
			(tx) => tx`insert into qualification (organisation_id, version_id, line, person_key, function_id)
				select ${id}::uuid, version_id, 1, person_key, 'SEC' from roster_spell where organisation_id = ${id} limit 1`
		);
		expect(await tablesWithRows(id)).toContain('qualification');
		expect(await removeSample(db.io, account, slug)).toBe(true);
		expect(await tablesWithRows(id)).toEqual([]);
	});
});

/** The tables, of all that have an organisation, which hold a row of this one; asked as the owner, who sees every row. */
async function tablesWithRows(organisation: string): Promise<string[]> {
	const owner = ownerSql(db);
	try {
		const tables = await owner<{ name: string }[]>`select table_name as name from information_schema.columns
			where table_schema = 'public' and column_name = 'organisation_id' order by table_name`;
		const held: string[] = [];
		for (const { name } of tables) {
			const rows = await owner`select 1 from ${owner(name)} where organisation_id = ${organisation} limit 1`;
			if (rows.length > 0) held.push(name);
		}
		return held;
	} finally {
		await owner.end();
	}
}

test('a sample whose process died while it was filled is removed when it is silent, and opened anew by its account', async () => {
	const owner = ownerSql(db);
	const who = (await createAccount(db.database)).id;
	const half = await open(who);
	const other = await open((await createAccount(db.database)).id);
	await owner`update organisation set is_complete = false where id = ${half.id}`;
	expect(await removeHalfSamples(db.io)).toBe(0);
	expect((await open(who)).id).toBe(half.id);
	await owner`update organisation set created_at = now() - interval '1 minute' where id in ${owner([half.id, other.id])}`;
	expect(await removeHalfSamples(db.io)).toBe(0);
	await owner`update dataset_version set created_at = now() - interval '1 minute', published_at = now() - interval '1 minute',
		worker_heartbeat_at = now() - interval '1 minute' where organisation_id in ${owner([half.id, other.id])}`;
	const again = await open(who);
	expect(again.id).not.toBe(half.id);
	const left = await owner`select id, is_complete as "isComplete" from organisation
		where id in ${owner([half.id, other.id, again.id])} order by created_at`;
	expect([...left]).toEqual([
		{ id: other.id, isComplete: true },
		{ id: again.id, isComplete: true }
	]);
	expect(await removeHalfSamples(db.io)).toBe(0);
	await owner.end();
});
