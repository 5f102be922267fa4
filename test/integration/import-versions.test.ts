import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	compareVersions,
	publishDraft,
	restoreVersion,
	undoPublication,
	versionReport
} from '../../src/lib/imports/drafts/draft.server.ts';
import { missingPeopleList } from '../../src/lib/imports/drafts/missing-people.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { publishedVersions } from '../../src/lib/server/dataset-store.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { checkedDraft, published, rosterUpload } from '../support/imports.ts';

const HEADER = 'person_id,hire_date,exit_date,separation_type,job_title';
let db: TestDatabase;
let scope: Scope;
let datasetId: string;

beforeAll(async () => {
	db = await testDatabase();
	const organisation = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: organisation.id });
	scope = { organisation: organisation.id, account: account.id };
	const versions = [
		['P-1,2020-01-01,,,Cook', 'P-2,2020-01-01,,,Cook'],
		['P-1,2020-01-01,2022-05-31,voluntary,Cook', 'P-2,2020-01-01,,,Chef', 'P-3,2021-01-01,,,Cook'],
		['P-1,2020-01-01,2022-05-31,voluntary,Cook', 'P-2,2020-01-01,,,Cook', 'P-3,2021-01-01,,,Cook', 'P-4,2021-02-31,,,X']
	];
	for (const lines of versions) await published(db.io, scope, await draftOf(lines));
	[{ datasetId }] = await db.database.inOrganisation(scope, (tx) => publishedVersions(tx, scope));
});
afterAll(() => db.drop());

const draftOf = (lines: string[]) => checkedDraft(db.io, scope, rosterUpload([HEADER, ...lines, ''].join('\n')));
const compared = (from: number, to: number) => compareVersions(db.io, scope, datasetId, { from, to });
const current = async () => {
	const [version] = await db.database.inOrganisation(scope, (tx) => publishedVersions(tx, scope));
	return version?.number ?? null;
};

test('version 1 to 2: 1 person added, 2 changed of whom 1 left, 1 voluntary separation, headcount from January 2021', async () => {
	const difference = await compared(1, 2);
	expect(difference).toMatchObject({ added: 1, changed: 2, ended: 1, removed: 0, unchanged: 0 });
	expect(difference?.separations).toEqual([{ type: 'voluntary', before: 0, after: 1 }]);
	expect(difference?.samples).toEqual(
		expect.arrayContaining([
			{ line: 2, field: 'exit_date', before: '', after: '2022-05-31' },
			{ line: 3, field: 'job_title', before: 'Cook', after: 'Chef' }
		])
	);
	expect(difference?.headcountByMonth[0]).toEqual({ month: '2021-01', before: 2, after: 3 });
});

test('any two are compared, also backwards: 3 to 1 takes 1 person away; an unknown version compares to nothing', async () => {
	expect(await compared(3, 1)).toMatchObject({ added: 0, changed: 1, removed: 1, unchanged: 1 });
	expect(await compared(2, 2)).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: 3 });
	expect(await compared(1, 9)).toBeNull();
	const other = { organisation: (await createOrganisation(db.database)).id, account: null };
	expect(await compareVersions(db.io, other, datasetId, { from: 1, to: 2 })).toBeNull();
});

test('version 1 is published again only where version 3 is still what was seen; then undo has nothing before it', async () => {
	expect(await restoreVersion(db.io, scope, datasetId, { number: 1, seen: 2 })).toBe('stale');
	expect(await restoreVersion(db.io, scope, datasetId, { number: 9, seen: 3 })).toBe('unknown');
	expect(await current()).toBe(3);
	expect(await restoreVersion(db.io, scope, datasetId, { number: 1, seen: 3 })).toBe('restored');
	expect(await restoreVersion(db.io, scope, datasetId, { number: 1, seen: 3 })).toBe('restored');
	expect(await current()).toBe(1);
	expect(await restoreVersion(db.io, scope, datasetId, { number: 3, seen: 1 })).toBe('restored');
	const acts = await db.database.inOrganisation(
		scope,
		(tx) => tx`select act, (select number from dataset_version v where v.id = version_id) as number from publication
			where organisation_id = ${scope.organisation} order by published_at`
	);
	expect(acts.map(({ act, number }) => `${act} ${number}`)).toEqual([
		'publish 1',
		'publish 2',
		'publish 3',
		'restore 1',
		'restore 3'
	]);
	expect(await undoPublication(db.io, scope, datasetId)).toEqual({ version: 2 });
	await restoreVersion(db.io, scope, datasetId, { number: 3, seen: 2 });
});

test('the report of version 3 names its file, its 1 impossible date and who published it', async () => {
	const report = await versionReport(db.io, scope, datasetId, 3);
	expect(report).toMatchObject({
		number: 3,
		state: 'published',
		fileName: 'roster.csv',
		rowCount: 3,
		excludedCount: 1,
		issueCounts: { DATE_IMPOSSIBLE: 1 },
		asOf: '2023-01-31'
	});
	expect(report?.issues.map(({ code, line }) => [code, line])).toEqual([['DATE_IMPOSSIBLE', 5]]);
	expect(report?.publishedBy).toBe(report?.createdBy);
	expect(report?.fileHash).toMatch(/^[0-9a-f]{64}$/);
	expect(await versionReport(db.io, scope, datasetId, 9)).toBeNull();
});

test('a draft made on version 3 cannot be published after version 2 came back', async () => {
	const draft = await draftOf([
		'P-1,2020-01-01,2022-05-31,voluntary,Cook',
		'P-2,2020-01-01,,,Cook',
		'P-3,2021-01-01,,,SRE'
	]);
	await restoreVersion(db.io, scope, datasetId, { number: 2, seen: 3 });
	expect(await publishDraft(db.io, scope, draft.id, draft.planHash ?? '')).toMatchObject({
		refused: { code: 'DRAFT_STALE', details: { version: 2 } }
	});
	await restoreVersion(db.io, scope, datasetId, { number: 3, seen: 2 });
});

test('the list of 2 people missing from a new file has their ids and published lines, and the look is recorded', async () => {
	const draft = await draftOf(['P-2,2020-01-01,,,Cook']);
	const list = await missingPeopleList(db.io, scope, draft.id);
	expect(list?.split('\r\n')).toEqual([
		'\ufeff"person_id","line","hire_date","exit_date","job_title","department","site","kept_before"',
		'"P-1",2,"2020-01-01","2022-05-31","Cook",,,"no"',
		'"P-3",4,"2021-01-01",,"Cook",,,"no"',
		''
	]);
	const other = { organisation: (await createOrganisation(db.database)).id, account: null };
	expect(await missingPeopleList(db.io, other, draft.id)).toBeNull();
	const [{ looks }] = await db.database.inOrganisation(
		scope,
		(tx) => tx`select count(*) as looks from audit_entry where action = 'import.people-listed'`
	);
	expect(looks).toBe(1);
});
