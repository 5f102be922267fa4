import postgres from 'postgres';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRosterColumns, ROSTER_COLUMNS } from '../../src/lib/datasets/roster/roster.server.ts';
import {
	answerDraft,
	decideDraft,
	discardDraft,
	importFile,
	publishDraft,
	readDraft,
	receiveUpload,
	startReading,
	undoPublication
} from '../../src/lib/imports/drafts/draft.server.ts';
import { columnsFromRows } from '../../src/lib/server/column-rows.ts';
import { codeColumn, dayColumn, NO_DAY } from '../../src/lib/server/columns.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { listDatasets, publishedVersions } from '../../src/lib/server/dataset-store.ts';
import { personIdOf } from '../../src/lib/server/person-identities.ts';
import { personHash } from '../../src/lib/server/person-keys.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { AS_OF, checkedDraft, published, rosterText, rosterUpload, viewOf } from '../support/imports.ts';

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
const publishedOf = async (scope: Scope) => {
	const [version] = await db.database.inOrganisation(scope, (tx) => publishedVersions(tx, scope));
	return version;
};
const uploads = () => {
	try {
		return readdirSync(join(db.io.dataFolder, 'uploads'));
	} catch {
		return [];
	}
};

describe('from upload to published rows', () => {
	test('a roster of 300 people is asked for its day, checked, published as version 1 and read as columns', async () => {
		const scope = await newScope();
		const received = await receiveUpload(db.io, scope, rosterUpload(rosterText(300)));
		if (!('draftId' in received)) throw new Error('refused');
		await (
			await startReading(db.io, scope, received.draftId)
		).finished;
		const asking = await viewOf(db.io, scope, received.draftId);
		expect(asking).toMatchObject({ stage: 'asking', number: 1, baseVersion: null });
		expect(asking.questions.map((question) => question.id)).toEqual(['as-of']);
		await (
			await answerDraft(db.io, scope, received.draftId, { answers: { 'as-of': AS_OF } })
		).finished;
		const draft = await viewOf(db.io, scope, received.draftId);
		expect(draft).toMatchObject({
			stage: 'checked',
			rowCount: 300,
			excludedCount: 0,
			progress: { done: 300, total: 300 }
		});
		expect(draft.difference).toMatchObject({ added: 300, removed: 0, changed: 0, unchanged: 0 });
		expect(await publishedOf(scope)).toBeUndefined();
		expect(await published(db.io, scope, draft)).toBe(1);

		const version = await publishedOf(scope);
		expect(version).toMatchObject({
			kind: 'roster',
			name: 'Roster',
			number: 1,
			asOf: '2023-01-31',
			layout: 'roster_spell'
		});
		const columns = await loadRosterColumns(db.io, scope, version);
		expect(columns.rowCount).toBe(300);
		const open = dayColumn(columns, 'exitedOn').days.filter((day) => day === NO_DAY).length;
		expect(open).toBe(200);
		expect(new Set(codeColumn(columns, 'jobTitle').words)).toEqual(
			new Set(['', 'Title 0', 'Title 1', 'Title 2', 'Title 3', 'Title 4'])
		);
	});

	test('columns scanned at the import equal those rebuilt from 1,000 rows in PostgreSQL', async () => {
		const scope = await newScope();
		await importFile(db.io, scope, {
			kind: 'roster',
			datasetName: 'Roster',
			fileName: 'r.csv',
			bytes: Buffer.from(rosterText(1000)),
			answers: { 'as-of': AS_OF }
		});
		const { versionId } = await publishedOf(scope);
		const asked = Array.from({ length: 12 }, () => loadRosterColumns(db.io, scope, { versionId, revision: 'first' }));
		const [scanned, ...others] = await Promise.all(asked);
		// Of 12 who ask at once one loads.
		expect(others.every((other) => other === scanned)).toBe(true);
		const rebuilt = await db.database.inOrganisation(scope, (tx) =>
			columnsFromRows(tx, scope, ROSTER_COLUMNS, versionId)
		);
		expect(scanned).toEqual(rebuilt);
		expect(rebuilt.rowCount).toBe(1000);
	});

	test('the second version differs by 2 people added, 1 removed and 3 changed; undo brings version 1 back, and again nothing', async () => {
		const scope = await newScope();
		const first = rosterText(10);
		await published(db.io, scope, await checkedDraft(db.io, scope, rosterUpload(first)));
		const changed = rosterText(12)
			.split('\r\n')
			.filter((line) => !line.startsWith('CANARY-000009'))
			.map((line) => (/^CANARY-00000[123]/.test(line) ? line.replace(/Title \d/, 'Director') : line))
			.join('\r\n');
		const asked = await checkedDraft(db.io, scope, rosterUpload(changed));
		await (
			await decideDraft(db.io, scope, asked.id, { missingPeople: 'removed' })
		).finished;
		const draft = await viewOf(db.io, scope, asked.id);
		expect(draft).toMatchObject({ number: 2, baseVersion: 1 });
		expect(draft.difference).toMatchObject({ added: 2, removed: 1, changed: 3, unchanged: 6 });
		expect(await published(db.io, scope, draft)).toBe(2);
		const { datasetId } = await publishedOf(scope);
		expect(await undoPublication(db.io, scope, datasetId)).toEqual({ version: 1 });
		expect(await publishedOf(scope)).toMatchObject({ number: 1 });
		expect(await undoPublication(db.io, scope, datasetId)).toEqual({ version: null });
		expect(await publishedOf(scope)).toBeUndefined();
	});

	test('appending 5 people to 10 gives a version of 15 rows with the former line numbers first', async () => {
		const scope = await newScope();
		await published(db.io, scope, await checkedDraft(db.io, scope, rosterUpload(rosterText(10))));
		const more = rosterUpload(rosterText(15, { from: 10 }), { mode: 'append' });
		const draft = await checkedDraft(db.io, scope, more);
		expect(draft).toMatchObject({ rowCount: 15, difference: { added: 5, removed: 0, changed: 0, unchanged: 10 } });
		await published(db.io, scope, draft);
		const { versionId } = await publishedOf(scope);
		const columns = await loadRosterColumns(db.io, scope, { versionId, revision: 'first' });
		expect([columns.rowCount, columns.personKeys?.length]).toEqual([15, 15]);
	});
});

describe('imports that must change nothing', () => {
	test('the same file twice is a no-op that names version 1', async () => {
		const scope = await newScope();
		await published(db.io, scope, await checkedDraft(db.io, scope, rosterUpload(rosterText(20))));
		const again = await checkedDraft(db.io, scope, rosterUpload(rosterText(20)));
		expect(again.stageNote).toBe('FILE_SAME');
		expect(await publishDraft(db.io, scope, again.id, again.planHash ?? '')).toEqual({ sameAs: 1 });
		const [dataset] = await db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope));
		expect(dataset.versions.map((version) => [version.number, version.state])).toEqual([[1, 'published']]);
	});

	test('confirm pressed twice answers version 1 both times', async () => {
		const scope = await newScope();
		const draft = await checkedDraft(db.io, scope, rosterUpload(rosterText(5)));
		expect([await published(db.io, scope, draft), await published(db.io, scope, draft)]).toEqual([1, 1]);
	});

	test('of 2 drafts against version 1 the second to be confirmed is stale, and another plan hash is too', async () => {
		const scope = await newScope();
		await published(db.io, scope, await checkedDraft(db.io, scope, rosterUpload(rosterText(5))));
		const one = await checkedDraft(db.io, scope, rosterUpload(rosterText(6)));
		const two = await checkedDraft(db.io, scope, rosterUpload(rosterText(7)));
		expect(await publishDraft(db.io, scope, one.id, 'f'.repeat(64))).toMatchObject({
			refused: { code: 'DRAFT_STALE' }
		});
		expect(await published(db.io, scope, one)).toBe(2);
		expect(await publishDraft(db.io, scope, two.id, two.planHash ?? '')).toMatchObject({
			refused: { code: 'DRAFT_STALE', details: { version: 2 } }
		});
		expect(await publishedOf(scope)).toMatchObject({ number: 2 });
	});

	test('while one upload arrives a second into the same dataset is refused as busy', async () => {
		const scope = await newScope();
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		async function* slow(): AsyncGenerator<Uint8Array> {
			yield Buffer.from('person_id,hire_date,job_title\n');
			await held;
			yield Buffer.from('A-1,2020-01-01,SRE\n');
		}
		const first = receiveUpload(db.io, scope, rosterUpload('', { body: slow(), declaredBytes: null }));
		await expect
			.poll(async () => (await db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope))).length)
			.toBe(1);
		expect(await receiveUpload(db.io, scope, rosterUpload(rosterText(3)))).toMatchObject({
			refused: { code: 'IMPORT_BUSY' }
		});
		release();
		expect(await first).toHaveProperty('draftId');
	});

	test('two confirmations of two drafts at one moment leave one winner', async () => {
		const scope = await newScope();
		const one = await checkedDraft(db.io, scope, rosterUpload(rosterText(6)));
		const two = await checkedDraft(db.io, scope, rosterUpload(rosterText(7)));
		const results = await Promise.all(
			[one, two].map((draft) => publishDraft(db.io, scope, draft.id, draft.planHash ?? ''))
		);
		const codes = results.map((result) => ('refused' in result ? result.refused.code : 'published'));
		expect(codes.filter((code) => code === 'published')).toHaveLength(1);
		expect(['DRAFT_STALE', 'IMPORT_BUSY']).toContain(codes.find((code) => code !== 'published'));
	});

	test('uploads that break off, are 1 byte short or long, or declare more than 1 GiB leave no draft and no file', async () => {
		const scope = await newScope();
		const before = uploads();
		async function* broken(): AsyncGenerator<Uint8Array> {
			yield Buffer.from('person_id,hire_date\nA-1,2020-');
			throw new Error('aborted');
		}
		const text = rosterText(50);
		const bytes = Buffer.byteLength(text);
		const cases = [
			{ upload: rosterUpload('', { body: broken(), declaredBytes: null }), code: 'FILE_INCOMPLETE' },
			{ upload: rosterUpload(text, { declaredBytes: bytes + 1 }), code: 'FILE_INCOMPLETE' },
			{ upload: rosterUpload(text, { declaredBytes: bytes - 1 }), code: 'FILE_INCOMPLETE' },
			{ upload: rosterUpload(text, { declaredBytes: 2 ** 30 + 1 }), code: 'FILE_TOO_LARGE' }
		];
		for (const { upload, code } of cases) {
			expect(await receiveUpload(db.io, scope, upload)).toMatchObject({ refused: { code, severity: 'fatal' } });
		}
		expect(await db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope))).toEqual([]);
		expect(uploads()).toEqual(before);
	});

	test('an upload whose sender is silent for 50 ms, and one whose draft is discarded meanwhile, leave nothing', async () => {
		const scope = await newScope();
		const before = uploads();
		async function* stalled(): AsyncGenerator<Uint8Array> {
			yield Buffer.from('person_id,hire_date\n');
			await new Promise((resolve) => setTimeout(resolve, 10_000).unref());
		}
		const silent = rosterUpload('', { body: stalled(), declaredBytes: null, idleMs: 50 });
		expect(await receiveUpload(db.io, scope, silent)).toMatchObject({ refused: { code: 'FILE_INCOMPLETE' } });
		async function* cancelled(): AsyncGenerator<Uint8Array> {
			yield Buffer.from('person_id,hire_date,job_title\n');
			const [dataset] = await db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope));
			await discardDraft(db.io, scope, dataset.versions[0].id);
			yield Buffer.from('A-1,2020-01-01,SRE\n');
		}
		const gone = rosterUpload('', { body: cancelled(), declaredBytes: null });
		expect(await receiveUpload(db.io, scope, gone)).toMatchObject({ refused: { code: 'FILE_INCOMPLETE' } });
		expect(await db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope))).toEqual([]);
		expect(uploads()).toEqual(before);
	});

	test('a discarded draft leaves no row, no issue, no id of a person and no file', async () => {
		const scope = await newScope();
		const before = uploads();
		const draft = await checkedDraft(db.io, scope, rosterUpload(rosterText(30)));
		await discardDraft(db.io, scope, draft.id);
		const counts = await db.database.inOrganisation(
			scope,
			(tx) => tx`select (select count(*) from roster_spell) as spells, (select count(*) from person_identity) as people,
				(select count(*) from column_snapshot) as parts, (select count(*) from dataset) as datasets`
		);
		expect({ ...counts[0] }).toEqual({ spells: 0, people: 0, parts: 0, datasets: 0 });
		expect(uploads()).toEqual(before);
	});
});

describe('whose data it is', () => {
	test('another organisation sees no draft, no dataset, no row and no column of 40 people', async () => {
		const mine = await newScope();
		const other = await newScope();
		const draft = await checkedDraft(db.io, mine, rosterUpload(rosterText(40)));
		await published(db.io, mine, draft);
		await loadRosterColumns(db.io, mine, { versionId: draft.id, revision: 'first' });
		expect(await readDraft(db.io, other, draft.id)).toBeNull();
		await expect(publishDraft(db.io, other, draft.id, draft.planHash ?? '')).rejects.toThrow('no draft');
		await expect(loadRosterColumns(db.io, other, { versionId: draft.id, revision: 'first' })).rejects.toThrow(
			'no version'
		);
		expect(await db.database.inOrganisation(other, (tx) => listDatasets(tx, other))).toEqual([]);
		const [seen] = await db.database.inOrganisation(
			other,
			(tx) => tx`select
			(select count(*) from roster_spell) + (select count(*) from person_identity) + (select count(*) from import_issue)
			+ (select count(*) from column_snapshot) + (select count(*) from mapping_profile) as rows`
		);
		expect(seen.rows).toBe(0);
	});

	test('an id of 40 is found by its hash, decrypts to itself, and stands in clear in no table; names stand nowhere', async () => {
		const scope = await newScope();
		const text = rosterText(40, { prefix: 'ZQX-' });
		await published(db.io, scope, await checkedDraft(db.io, scope, rosterUpload(text, { datasetName: 'Ids' })));
		const key = db.io.secrets.personKey(scope.organisation);
		const hash = Buffer.from(personHash(key)('ZQX-000007'), 'hex');
		const id = await db.database.inOrganisation(scope, (tx) => personIdOf(db.io, tx, scope, hash));
		expect(id).toBe('ZQX-000007');
		expect(await tablesWith('roster.csv')).toEqual(['dataset_version']);
		for (const canary of ['ZQX-000007', 'Secret7']) expect(await tablesWith(canary)).toEqual([]);
	});
});

/** Tables of which some row, written out as text or read as bytes, contains the words. */
async function tablesWith(words: string): Promise<string[]> {
	const owner = postgres(db.ownerUrl, { max: 1 });
	try {
		const tables = await owner<{ name: string }[]>`select table_name as name from information_schema.tables
			where table_schema = 'public' and table_type = 'BASE TABLE'`;
		const found: string[] = [];
		for (const { name } of tables) {
			const hex = Buffer.from(words).toString('hex');
			const [{ hits }] = await owner`select count(*)::int as hits from ${owner(name)} t
				where strpos(t::text, ${words}) > 0 or strpos(t::text, ${hex}) > 0`;
			if (hits > 0) found.push(name);
		}
		return found;
	} finally {
		await owner.end();
	}
}

test('an unknown draft cannot be read', async () => {
	const scope = await newScope();
	await expect(startReading(db.io, scope, '00000000-0000-4000-8000-000000000000')).rejects.toThrow('no file');
});
