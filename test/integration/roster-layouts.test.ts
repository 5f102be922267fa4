import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { importFile } from '../../src/lib/imports/drafts/draft.server.ts';
import type { FileToImport } from '../../src/lib/imports/import-file.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let scope: Scope;
beforeAll(async () => void (db = await testDatabase()));
// What is remembered of the file of one test is not asked of that of another.
beforeEach(async () => {
	const { id } = await createOrganisation(db.database);
	scope = { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
});
afterAll(() => db.drop());

const importText = (text: string, rest: Partial<FileToImport>) =>
	importFile(db.io, scope, {
		kind: 'roster',
		datasetName: String(rest.datasetName ?? 'Roster'),
		fileName: 'file.csv',
		bytes: Buffer.from(text),
		...rest
	});

/** The stored rows of the published version of a dataset, in the order of their numbers. */
const stored = (name: string) =>
	db.database.inOrganisation(
		scope,
		(tx) => tx<{ line: number; hired: string; exited: string | null; title: string | null; people: number }[]>`
			select s.line, s.hire_date::text as hired, s.exit_date::text as exited, s.job_title as title,
				(count(*) over (partition by s.person_key))::int as people
			from roster_spell s join dataset d
				on d.organisation_id = s.organisation_id and d.published_version_id = s.version_id
			where d.name = ${name} order by s.line`
	);

test('yearly snapshots are published as employments, each on a line of its own', async () => {
	const lines = [
		'1,2020,2015-02-01,,Clerk,active',
		'2,2020,2016-02-01,2021-06-30,Clerk,active',
		'1,2021,2015-02-01,,Manager,active',
		'2,2021,2016-02-01,2021-06-30,Clerk,terminated'
	];
	const answers = { snapshots: '2:last', 'as-of': '2021-12-31' };
	const { report } = await importText(
		['person_id,year,hire_date,exit_date,job_title,status', ...lines, ''].join('\n'),
		{ datasetName: 'Snapshots', answers }
	);
	expect(report.counts).toEqual({ SPELL_CONVERTED: 1, SPELL_EARLY_EXIT: 1 });
	expect([...(await stored('Snapshots'))]).toEqual([
		{ line: 2, hired: '2015-02-01', exited: '2021-12-30', title: 'Clerk', people: 2 },
		{ line: 3, hired: '2016-02-01', exited: '2021-06-30', title: 'Clerk', people: 1 },
		{ line: 4, hired: '2021-12-31', exited: null, title: 'Manager', people: 2 }
	]);
});

test('a rehire in one row is published as two employments of one person; an answer of nobody known is said', async () => {
	const roster = [
		'person_id,hire_date,previous termination date,rehire date,exit_date,job_title',
		'1,2015-02-01,2018-03-31,2019-09-01,,Clerk',
		'2,2016-02-01,,,,Clerk',
		''
	].join('\n');
	await importText(roster, { datasetName: 'Rehires', answers: { 'as-of': '2021-12-31' } });
	expect([...(await stored('Rehires'))]).toEqual([
		{ line: 2, hired: '2019-09-01', exited: null, title: 'Clerk', people: 2 },
		{ line: 3, hired: '2016-02-01', exited: null, title: 'Clerk', people: 1 },
		{ line: 4, hired: '2015-02-01', exited: '2018-03-31', title: null, people: 2 }
	]);
	const { report } = await importText('person_id,function_id\n1,ops\n77,ops\n', {
		kind: 'staffing-requirements',
		datasetName: 'Qualified'
	});
	expect(report.issues).toMatchObject([{ code: 'REF_PERSON', severity: 'warning', line: 3, value: '77' }]);
});
