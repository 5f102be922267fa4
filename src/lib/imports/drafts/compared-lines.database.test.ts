import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	createAccount,
	createOrganisation,
	testDatabase,
	type TestDatabase
} from '../../../../test/support/database.ts';
import { AS_OF, rosterUpload, viewOf } from '../../../../test/support/imports.ts';
import data from '#lib/messages/en/data.json';
import fields from '#lib/messages/en/fields.json';
import { translator } from '#lib/messages/messages.ts';
import type { Scope } from '#lib/server/database.ts';
import { listDatasets } from '#lib/server/dataset-store.ts';
import type { ImportPlan } from '../plan.ts';
import { readDraftFile } from '../staging/reading.server.ts';
import { comparedPage, type WantedLines } from './compared-lines.server.ts';
import { answerDraft, compareVersions, importFile, receiveUpload } from './draft.server.ts';
import { lineReport } from './line-report.server.ts';
import type { Upload } from './receive-upload.server.ts';

let db: TestDatabase;
let scope: Scope;
beforeAll(async () => {
	db = await testDatabase();
	const { id } = await createOrganisation(db.database);
	scope = { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
});
afterAll(() => db.drop());

async function checked(upload: Upload, overrides: Partial<ImportPlan> | null, answers?: Record<string, string>) {
	const received = await receiveUpload(db.io, scope, upload);
	if ('refused' in received) throw new Error(`Refused: ${received.refused.code}`);
	await readDraftFile(db.io, scope, received.draftId, { inspect: true, overrides });
	for (let round = 0; answers && round < 2; round++)
		if ((await viewOf(db.io, scope, received.draftId)).stage === 'asking')
			await (
				await answerDraft(db.io, scope, received.draftId, { answers })
			).finished;
	expect((await viewOf(db.io, scope, received.draftId)).stage).toBe('checked');
	return received.draftId;
}
const page = async (id: string, wanted: WantedLines = { page: 1 }) => (await comparedPage(db.io, scope, id, wanted))!;

// The file names the first day out, so the last day is one earlier; line 3 has no hire date; the row of line 5 goes on in line 6.
const ROSTER = [
	'id,Start Date,End Date,Job Title,Full Name',
	'007,1/31/2020,7/31/2022,Engineer,Ann',
	'8,,,Clerk,Bob',
	',,,,',
	'9,2/29/2020,,"Head of',
	'desk", Cid',
	''
].join('\n');

test('each line stands beside what is stored: 7/31/2022 as the first day out is 2022-07-30, and line 3 is left out', async () => {
	const id = await checked(rosterUpload(ROSTER, { datasetName: 'Days' }), {
		asOf: AS_OF,
		exitConvention: 'first-day-not-employed'
	});
	const { columns, lines, pages, isPutTogether } = await page(id);
	expect([pages, isPutTogether]).toEqual([1, false]);
	expect(columns.map(({ field }) => field)).toEqual(['person_id', 'hire_date', 'exit_date', 'job_title']);
	expect(lines.map(({ line, isKept }) => [line, isKept])).toEqual([
		[2, true],
		[3, false],
		[5, true]
	]);
	expect(lines[0].cells).toEqual([
		{ text: '007', stored: '007' },
		{ text: '1/31/2020', stored: '2020-01-31' },
		{ text: '7/31/2022', stored: '2022-07-30' },
		{ text: 'Engineer', stored: 'Engineer' }
	]);
	expect(lines[1].cells.map(({ stored }) => stored)).toEqual([null, null, null, null]);
	expect(lines[1].issues.map(({ code }) => code)).toEqual(['SPELL_NO_HIRE']);
	const t = translator('en', { data, fields });
	const pieces: Uint8Array[] = [];
	for await (const piece of (await lineReport(db.io, scope, id, t))!) pieces.push(piece);
	const rows = parse(Buffer.concat(pieces), { bom: true }) as string[][];
	expect(rows[0].slice(0, 4)).toEqual(['Line', 'State', 'id', 'Person ID (stored)']);
	expect(rows[1].slice(0, 8)).toEqual([
		...['2', 'kept', '007', '007', '1/31/2020', '2020-01-31', '7/31/2022', '2022-07-30']
	]);
	expect(rows[2].slice(0, 4)).toEqual(['3', 'left out', '8', '']);
	expect(rows[2].at(-1)).toBe('SPELL_NO_HIRE');
});

test('60 rows are 3 pages of 25; line 40 stands on the second, and a line beyond the end on the last', async () => {
	const lines = Array.from({ length: 60 }, (_, i) => `${i + 1},2020-01-31,,Clerk`);
	const text = ['person_id,hire_date,exit_date,job_title', ...lines, ''].join('\n');
	const id = await checked(rosterUpload(text, { datasetName: 'Pages' }), { asOf: AS_OF });
	const third = await page(id, { page: 3 });
	expect([third.pages, third.lines.map(({ line }) => line)]).toEqual([3, Array.from({ length: 10 }, (_, i) => i + 52)]);
	expect(await page(id, { line: 40 })).toMatchObject({ page: 2 });
	expect(await page(id, { line: 27 })).toMatchObject({ page: 2 });
	expect(await page(id, { line: 26 })).toMatchObject({ page: 1 });
	expect(await page(id, { line: 4000 })).toMatchObject({ page: 3 });
});

test('added counts by type: each column beside its own row, though the published rows come first', async () => {
	const header = 'month,agency,quit,death,total';
	const file = { kind: 'events' as const, datasetName: 'Counts', fileName: 'counts.csv' };
	const marks = { 'decimal:3': '.', 'decimal:4': '.', 'decimal:5': '.' };
	const answers = { 'field:event_type': '=other', 'field:source': '=OPM', types: 'counted', ...marks };
	await importFile(db.io, scope, {
		...file,
		bytes: Buffer.from(`${header}\n2023-01,A,"1,000",2,"1,002"\n2023-02,A,4,1,5\n`),
		answers
	});
	const text = `${header}\n2023-03,A,7,0,7\n2023-04,A,3,"1,200","1,203"\n`;
	const id = await checked(rosterUpload(text, { ...file, mode: 'append' }), null, {
		...answers
	});
	const { lines } = await page(id);
	expect(lines.map(({ line, cells }) => [line, ...cells.map(({ stored }) => stored)])).toEqual([
		[2, '2023-03', 'A', '7', null],
		[3, '2023-04', 'A', '3', '1200']
	]);
	expect(lines[0].more).toContainEqual({ field: 'event_type', stored: 'other' });
	expect(lines[1].more.map(({ field }) => field)).toEqual(['event_type', 'source']);
});

test('of counts by type, versions are compared by the lines of the file: row 5 of 2 types is line 3', async () => {
	const header = 'month,agency,quit,death,total';
	const file = { kind: 'events' as const, datasetName: 'Compared', fileName: 'counts.csv' };
	const marks = { 'decimal:3': '.', 'decimal:4': '.', 'decimal:5': '.' };
	const answers = { 'field:event_type': '=other', 'field:source': '=OPM', types: 'counted', ...marks };
	for (const quits of ['4', '6']) {
		const text = `${header}\n2023-01,A,"1,000",2,"1,002"\n2023-02,A,${quits},1,${Number(quits) + 1}\n`;
		await importFile(db.io, scope, { ...file, bytes: Buffer.from(text), answers });
	}
	const datasets = await db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope));
	const { id } = datasets.find(({ name }) => name === 'Compared')!;
	const difference = await compareVersions(db.io, scope, id, { from: 1, to: 2 });
	expect(difference?.samples.map(({ line, field }) => [line, field])).toEqual([[3, 'affected']]);
});
