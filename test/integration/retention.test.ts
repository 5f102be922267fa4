import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadRosterColumns } from '../../src/lib/datasets/roster/roster.server.ts';
import { DATASET_KINDS } from '../../src/lib/datasets/registry.ts';
import { restoreVersion } from '../../src/lib/imports/drafts/draft.server.ts';
import { importFile } from '../../src/lib/imports/import-file.server.ts';
import { openDatabase, type Scope } from '../../src/lib/server/database.ts';
import { listDatasets } from '../../src/lib/server/dataset-store.ts';
import { lockImports } from '../../src/lib/server/import-lock.ts';
import { DEFAULT_RETENTION, dueItems, retentionRules, saveRetention } from '../../src/lib/server/retention.ts';
import { runRetention } from '../../src/lib/server/retention-job.ts';
import { PERSON_TABLES } from '../../src/lib/server/person-rows.ts';
import { FACT_TABLES } from '../../src/lib/server/version-contents.ts';
import { createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { AS_OF, checkedDraft, rosterText, rosterUpload } from '../support/imports.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';

const NO_LIMIT = { ...DEFAULT_RETENTION, drafts: null };
let db: TestDatabase;
let owner: OwnerSql;
let scope: Scope;
let slug: string;

beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
});
afterAll(async () => {
	await owner.end();
	await db.drop();
});

// Two versions of a roster and an open draft of another one, all from today.
beforeEach(async () => {
	const organisation = await createOrganisation(db.database);
	slug = organisation.slug;
	scope = { organisation: organisation.id, account: null };
	for (const people of [9, 10]) {
		const roster = { kind: 'roster' as const, datasetName: 'Roster', fileName: 'roster.csv' };
		const answers = { 'as-of': AS_OF };
		await importFile(db.io, scope, { ...roster, bytes: Buffer.from(rosterText(people)), answers });
	}
	await checkedDraft(db.io, scope, rosterUpload(rosterText(4), { datasetName: 'Draft' }));
});

const setRules = (rules: Partial<typeof DEFAULT_RETENTION>, datasets = new Map<string, number | null>()) =>
	db.database.inOrganisation(scope, (tx) => saveRetention(tx, scope, { ...NO_LIMIT, ...rules }, { datasets }));
const due = (days: number) => db.database.inOrganisation(scope, (tx) => dueItems(tx, scope, days));
const datasets = () => db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope));
const count = async (table: string) => {
	const [{ rows }] = await owner`select count(*)::int as rows from ${owner(table)}
		where organisation_id = ${scope.organisation}`;
	return rows as number;
};
/** As if this many days had gone by since everything was uploaded and published. */
async function pass(days: number): Promise<void> {
	await owner`update dataset_version set created_at = created_at - make_interval(days => ${days}),
		published_at = published_at - make_interval(days => ${days}),
		raw_file_until = raw_file_until - make_interval(days => ${days}) where organisation_id = ${scope.organisation}`;
	await owner`update publication set published_at = published_at - make_interval(days => ${days})
		where organisation_id = ${scope.organisation}`;
}

test('every table of a kind is one that is emptied', () => {
	const tables = Object.values(DATASET_KINDS).flatMap((kind) => [kind.table, kind.alternative?.table ?? kind.table]);
	expect([...new Set(tables)].sort()).toEqual([...FACT_TABLES, ...PERSON_TABLES].sort());
});

describe('what is due', () => {
	test('by default 3 uploads after 30 days and the draft after 90; published data never', async () => {
		expect(await db.database.inOrganisation(scope, (tx) => retentionRules(tx, scope))).toEqual(DEFAULT_RETENTION);
		expect(await due(29)).toEqual([]);
		expect((await due(31)).map(({ dataClass }) => dataClass)).toEqual(['uploads', 'uploads', 'uploads']);
		expect((await due(91)).map(({ dataClass }) => dataClass).sort()).toEqual([
			'drafts',
			'uploads',
			'uploads',
			'uploads'
		]);
		expect(await due(30_000)).toHaveLength(4);
	});

	test('a former version counts from the day another took its place, a dataset from its newest publication', async () => {
		await setRules({ 'former-versions': 60, datasets: 400 });
		await owner`update dataset_version set published_at = now() - interval '50 days', created_at = now() - interval '50 days'
			where organisation_id = ${scope.organisation} and state = 'superseded'`;
		const items = (await due(500)).filter(({ dataClass }) => dataClass !== 'uploads');
		expect(items.map(({ dataClass, version }) => [dataClass, version])).toEqual([
			['former-versions', 1],
			['datasets', null]
		]);
		const days = items.map(({ dueAt }) => Math.round((Number(dueAt) - Date.now()) / 86_400_000));
		expect(days).toEqual([60, 400]);
	});

	test('a dataset with days of its own is due by them', async () => {
		const [{ id }] = (await datasets()).filter(({ name }) => name === 'Roster');
		await setRules({ datasets: 400 }, new Map([[id, 10]]));
		expect((await due(11)).map(({ dataClass, dataset }) => [dataClass, dataset])).toEqual([['datasets', 'Roster']]);
	});

	test('uploads kept for 31 days or without limit, no days, a day and a half: refused, and nothing is changed', async () => {
		const wrong = [{ uploads: 31 }, { uploads: null }, { drafts: 0 }, { datasets: 1.5 }, { drafts: Number.NaN }];
		for (const rules of wrong) expect([rules, await setRules(rules)]).toEqual([rules, false]);
		expect(await count('retention_rule')).toBe(0);
	});
});

describe('the run', () => {
	test('after 31 days takes the 3 uploads with what quotes them, and writes how many', async () => {
		const files = await owner<{ name: string }[]>`select raw_file as name from dataset_version
			where organisation_id = ${scope.organisation}`;
		const kept = () => files.filter(({ name }) => existsSync(join(db.io.dataFolder, 'uploads', name))).length;
		expect(kept()).toBe(3);
		await pass(31);
		expect((await runRetention(db.io)).get(slug)).toEqual({ uploads: 3, drafts: 0, 'former-versions': 0, datasets: 0 });
		expect(kept()).toBe(0);
		const left = await owner`select 1 from dataset_version where organisation_id = ${scope.organisation}
			and (raw_file is not null or questions is not null or inspection is not null or findings is not null)`;
		expect(left.length).toBe(0);
		expect(await count('import_issue')).toBe(0);
		const [entry] = await owner`select details from audit_entry
			where organisation_id = ${scope.organisation} and action = 'retention.ran'`;
		expect(entry.details).toEqual({ uploads: 3, drafts: 0, 'former-versions': 0, datasets: 0 });
		expect((await runRetention(db.io)).get(slug)).toBeUndefined();
		expect(await count('roster_spell')).toBe(9 + 10 + 4);
	});

	test('of a former version nothing but its number is left, which the next version does not get', async () => {
		const columns = join(db.io.dataFolder, 'columns', scope.organisation);
		const [former] = await owner<{ id: string }[]>`select id from dataset_version
			where organisation_id = ${scope.organisation} and state = 'superseded'`;
		await loadRosterColumns(db.io, scope, { versionId: former.id, revision: 'first' });
		expect(readdirSync(columns).filter((name) => name.startsWith(former.id))).toHaveLength(1);
		await setRules({ 'former-versions': 5 });
		await pass(6);
		expect((await runRetention(db.io)).get(slug)).toMatchObject({ 'former-versions': 1, datasets: 0 });
		expect([await count('roster_spell'), await count('person_identity')]).toEqual([10 + 4, 2]);
		expect(readdirSync(columns).filter((name) => name.startsWith(former.id))).toEqual([]);
		const [roster] = (await datasets()).filter(({ name }) => name === 'Roster');
		expect(roster.versions.map(({ number }) => number)).toEqual([2]);
		expect(await restoreVersion(db.io, scope, roster.id, { number: 1, seen: 2 })).toBe('unknown');
		const bytes = Buffer.from(rosterText(11));
		const roster3 = { kind: 'roster' as const, datasetName: 'Roster', fileName: 'roster.csv' };
		expect((await importFile(db.io, scope, { ...roster3, bytes, answers: { 'as-of': AS_OF } })).version).toBe(3);
	});

	test('a draft of 91 days goes with its dataset, a dataset past its days with all its versions', async () => {
		const [{ id }] = (await datasets()).filter(({ name }) => name === 'Roster');
		await setRules({ drafts: 90 }, new Map([[id, 80]]));
		await pass(91);
		expect((await runRetention(db.io)).get(slug)).toMatchObject({ drafts: 1, 'former-versions': 0, datasets: 1 });
		expect(await datasets()).toEqual([]);
		expect([await count('roster_spell'), await count('person_identity'), await count('dataset_version')]).toEqual([
			0, 0, 0
		]);
	});

	test('of two at once one does the work, and none while an import is decided on', async () => {
		await pass(31);
		const second = { ...db.io, database: openDatabase(db.appUrl, { poolSize: 2, waitMs: 60_000 }) };
		const blocked = await db.database.inOrganisation(scope, async (tx) => {
			await lockImports(tx, scope, 'wait');
			return runRetention(second);
		});
		expect(blocked.get(slug)).toBeUndefined();
		const both = await Promise.all([runRetention(db.io), runRetention(second)]);
		await second.database.close();
		expect(both.filter((done) => done.get(slug)?.uploads === 3)).toHaveLength(1);
		const entries = await owner`select 1 from audit_entry
			where organisation_id = ${scope.organisation} and action = 'retention.ran'`;
		expect(entries.length).toBe(1);
	});

	test('sign-ins of 366 days ago go, those of 364 days stay, whichever organisation they led to', async () => {
		for (const days of [366, 364])
			await owner`insert into security_event (occurred_at, action, result)
				values (now() - make_interval(days => ${days}), 'login', 'done')`;
		await runRetention(db.io);
		const [{ rows }] = await owner`select count(*)::int as rows from security_event`;
		expect(rows).toBe(1);
	});
});
