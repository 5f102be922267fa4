import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { datasetExport, type ExportFormat } from '../../src/lib/datasets/dataset-export.server.ts';
import { importFile } from '../../src/lib/imports/drafts/draft.server.ts';
import { listAudit } from '../../src/lib/server/audit.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { listDatasets } from '../../src/lib/server/dataset-store.ts';
import { RATE_LIMITS } from '../../src/lib/server/rate-limits.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await testDatabase()));
afterAll(() => db.drop());

async function newScope(): Promise<Scope> {
	const { id } = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: id });
	return { organisation: id, account: account.id };
}
const ROSTER = [
	'person_id,hire_date,exit_date,job_title,department,fte,regretted',
	'007,2020-01-31,,=1+1,"Head, ""Cook""",0.5,',
	'008,2020-02-28,2022-11-18,-5,IT,1,yes',
	''
].join('\r\n');

async function importRoster(scope: Scope, text: string): Promise<string> {
	const file = {
		kind: 'roster',
		datasetName: 'Roster',
		fileName: 'r.csv',
		answers: { 'as-of': '2023-01-31' }
	} as const;
	await importFile(db.io, scope, { ...file, bytes: Buffer.from(text) });
	const [dataset] = await db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope));
	return dataset.id;
}

async function exported(scope: Scope, datasetId: string, format: ExportFormat, number: number | null = null) {
	const found = await datasetExport(db.database, scope, { datasetId, number, format });
	if (!('pieces' in found)) return found;
	let text = '';
	for await (const piece of found.pieces) text += piece;
	return { fileName: found.fileName, text };
}

test('2 rows come back by a second reader: formulas as text, -5 in a text column neutralised, people as keys', async () => {
	const scope = await newScope();
	const id = await importRoster(scope, ROSTER);
	const csv = await exported(scope, id, 'csv');
	if (!('text' in csv)) throw new Error('refused');
	expect(csv.fileName).toBe('muster-roster-version-1.csv');
	const rows = parse(csv.text, { bom: true, columns: true }) as Record<string, string>[];
	expect(
		rows.map((row) => [row.hire_date, row.exit_date, row.job_title, row.department, row.fte, row.regretted])
	).toEqual([
		['2020-01-31', '', "'=1+1", 'Head, "Cook"', '0.5', ''],
		['2020-02-28', '2022-11-18', "'-5", 'IT', '1', 'yes']
	]);
	expect(new Set(rows.map((row) => row.person_key)).size).toBe(2);
	expect(rows.every((row) => /^[0-9a-f]{32}$/.test(row.person_key))).toBe(true);
	expect(csv.text).not.toContain('007');
});

test('for Excel in French: semicolons, 0,5 and a byte order mark; the published version where none is named', async () => {
	const scope = await newScope();
	const id = await importRoster(scope, ROSTER);
	await importRoster(scope, ROSTER.replace('0.5', '0.75'));
	const [now, before] = [await exported(scope, id, 'excel-fr'), await exported(scope, id, 'excel-fr', 1)];
	if (!('text' in now) || !('text' in before)) throw new Error('refused');
	expect([now.fileName, before.fileName]).toEqual([
		'muster-roster-version-2-excel-fr.csv',
		'muster-roster-version-1-excel-fr.csv'
	]);
	expect([now.text.startsWith('\ufeff"person_key";'), /;0,75\r/.test(now.text), /;0,5\r/.test(before.text)]).toEqual([
		true,
		true,
		true
	]);
});

test('JSON says what it rests on, and numbers are numbers', async () => {
	const scope = await newScope();
	const json = await exported(scope, await importRoster(scope, ROSTER), 'json');
	if (!('text' in json)) throw new Error('refused');
	expect(JSON.parse(json.text)).toMatchObject({
		dataset: 'Roster',
		kind: 'roster',
		version: 1,
		file: 'r.csv',
		asOf: '2023-01-31',
		rowCount: 2,
		leftOut: 0,
		fields: expect.arrayContaining([{ name: 'fte', type: 'decimal' }]) as unknown,
		rows: [
			{ job_title: '=1+1', fte: 0.5, hire_date: '2020-01-31', exit_date: null, regretted: null },
			{ job_title: '-5', fte: 1, regretted: true }
		]
	});
});

test('12,001 rows over three pages are all there, once each, in the order of the file', async () => {
	const scope = await newScope();
	const people = Array.from({ length: 12_001 }, (_, i) => `p${i},2020-01-31,,Title ${i},IT,1,`);
	const id = await importRoster(scope, [ROSTER.split('\r\n')[0], ...people, ''].join('\r\n'));
	const hash = (lines: string[]) => createHash('sha256').update(lines.join('\n')).digest('hex');
	const wanted = hash(people.map((line) => line.split(',')[3]));
	const csv = await exported(scope, id, 'csv');
	const json = await exported(scope, id, 'json');
	if (!('text' in csv) || !('text' in json)) throw new Error('refused');
	const titles = (parse(csv.text, { bom: true, columns: true }) as Record<string, string>[]).map(
		(row) => row.job_title
	);
	expect([titles.length, hash(titles)]).toEqual([12_001, wanted]);
	expect(hash((JSON.parse(json.text) as { rows: { job_title: string }[] }).rows.map((row) => row.job_title))).toBe(
		wanted
	);
});

test('another organisation finds nothing, exports are recorded, and the 31st within the hour is refused', async () => {
	const scope = await newScope();
	const id = await importRoster(scope, ROSTER);
	const other = await newScope();
	expect(await exported(other, id, 'csv')).toEqual({ refused: 'not-found' });
	expect(await exported(scope, id, 'csv', 7)).toEqual({ refused: 'not-found' });
	await exported(scope, id, 'json');
	const acts = await db.database.inOrganisation(scope, (tx) => listAudit(tx, scope, { before: null, limit: 10 }));
	expect(JSON.stringify(acts)).toContain('dataset.exported');
	for (let use = 2; use < RATE_LIMITS.export.most; use++) await exported(scope, id, 'csv', 7);
	expect(await exported(scope, id, 'csv')).toMatchObject({ refused: 'too-many' });
});
