import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
	createAccount,
	createOrganisation,
	testDatabase,
	type TestDatabase
} from '../../../../test/support/database.ts';
import { AS_OF, published, rosterText, rosterUpload, streamOf, viewOf } from '../../../../test/support/imports.ts';
import { sheetRows, workbookParts, zipFile } from '../../../../test/support/zip-file.ts';
import english from '#lib/messages/en/issues.json';
import { translator } from '#lib/messages/messages.ts';
import { listDatasets } from '#lib/server/dataset-store.ts';
import type { Scope } from '#lib/server/database.ts';
import { readRawFile } from '#lib/server/raw-files.ts';
import { readDraftFile, uploadsFolder } from '../staging/reading.server.ts';
import { answerDraft, discardDraft } from './draft.server.ts';
import { errorReport } from './error-report.server.ts';
import { receiveUpload, type Upload } from './receive-upload.server.ts';

let db: TestDatabase;
let scope: Scope;
beforeAll(async () => {
	db = await testDatabase();
});
beforeEach(async () => {
	const { id } = await createOrganisation(db.database);
	scope = { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
});
afterAll(() => db.drop());

const files = () => readdirSync(uploadsFolder(db.io)).sort();

async function* inPieces(bytes: Uint8Array, size = 700): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const upload = (bytes: Uint8Array, changes: Partial<Upload> = {}) =>
	receiveUpload(db.io, scope, rosterUpload('', { body: inPieces(bytes), declaredBytes: bytes.length, ...changes }));

async function received(bytes: Uint8Array): Promise<string> {
	const answer = await upload(bytes);
	if ('refused' in answer) throw new Error(`Refused: ${answer.refused.code}`);
	return answer.draftId;
}
const read = (draftId: string) => readDraftFile(db.io, scope, draftId, { inspect: true, overrides: { asOf: AS_OF } });
const rowsOf = (text: string) =>
	text
		.trimEnd()
		.split(/\r?\n/)
		.map((line) => line.split(','));

test('a workbook of 40 people is published; its raw file is the workbook, byte for byte', async () => {
	const bytes = zipFile(workbookParts({ Staff: sheetRows(...rowsOf(rosterText(40))) }));
	const draftId = await received(bytes);
	expect(await read(draftId)).toBe('checked');
	const draft = await viewOf(db.io, scope, draftId);
	expect([draft.rowCount, draft.plan?.sheet, draft.inspection?.evidence[0].key]).toEqual([
		40,
		'Staff',
		'fields.evidence-sheet'
	]);
	const [row] = await db.database.inOrganisation(
		scope,
		(tx) => tx<{ name: string; hash: string }[]>`select raw_file as name, file_hash as hash from dataset_version
			where organisation_id = ${scope.organisation} and id = ${draftId}`
	);
	expect(Buffer.concat([...readRawFile(uploadsFolder(db.io), row.name, db.io.secrets.fileKey)]).equals(bytes)).toBe(
		true
	);
	expect(row.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
	expect(readFileSync(join(uploadsFolder(db.io), `${row.name}.table`)).toString('latin1')).not.toContain('CANARY');
	expect(await published(db.io, scope, draft)).toBe(1);
});

test('the rows of a CSV file and of the same file in gzip are the same', async () => {
	const counts = [];
	for (const bytes of [Buffer.from(rosterText(300)), gzipSync(rosterText(300))]) {
		const draftId = await received(bytes);
		await read(draftId);
		const { rowCount, plan, difference } = await viewOf(db.io, scope, draftId);
		counts.push({ rowCount, columns: plan?.columns, difference });
		await discardDraft(db.io, scope, draftId);
	}
	expect(counts[0].rowCount).toBe(300);
	expect(counts[1]).toEqual(counts[0]);
});

test('two sheets with tables are asked about; the answer is read, with its own rows', async () => {
	const rows = (people: number) => sheetRows(...rowsOf(rosterText(people)));
	const draftId = await received(zipFile(workbookParts({ 2022: rows(4), 2023: rows(9) })));
	expect(await read(draftId)).toBe('asking');
	const { questions } = await viewOf(db.io, scope, draftId);
	expect(questions.map(({ code, choices }) => [code, choices.map(({ details }) => details?.name)])).toEqual([
		['FILE_SHEET', ['2022', '2023']]
	]);
	const { finished } = await answerDraft(db.io, scope, draftId, { answers: { sheet: '2' } });
	expect(await finished).toBe('checked');
	expect((await viewOf(db.io, scope, draftId)).rowCount).toBe(9);
});

test('the report of a workbook gives back row 4, where its cell of two lines and its impossible day are', async () => {
	const bytes = zipFile(
		workbookParts({ A: sheetRows(...rowsOf(rosterText(2)), ['B-1', '2020-02-30', '', 'Head\nCook', 'X', '', '1']) })
	);
	const draftId = await received(bytes);
	await read(draftId);
	const t = translator('en', { issues: english });
	const parts: Uint8Array[] = [];
	for await (const part of (await errorReport(db.io, scope, draftId, { form: 'rows', t })) ?? []) parts.push(part);
	expect(Buffer.concat(parts).toString()).toContain('"B-1","2020-02-30",,"Head\nCook","X",,"1",4,"hire_date",');
});

test('what is no table leaves no draft, no dataset and no file, whenever it shows', async () => {
	const before = files();
	const zip = (name: string) => zipFile([{ name, content: rosterText(3) }]);
	const cases: [Uint8Array, string, string][] = [
		[Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'x')]), 'FILE_NOT_CSV', 'pdf'],
		[Buffer.from('%PDF'), 'FILE_NOT_CSV', 'pdf'],
		[zip('roster.csv'), 'FILE_COMPRESSED', 'zip'],
		[zip('word/document.xml'), 'FILE_NOT_CSV', 'docx'],
		[zip('a').subarray(0, 100), 'FILE_DAMAGED', 'zip']
	];
	for (const [bytes, code, kind] of cases)
		expect(await upload(bytes)).toMatchObject({ refused: { code, severity: 'fatal', details: { kind } } });
	expect(await db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope))).toEqual([]);
	expect(files()).toEqual(before);
});

test('a file that is refused at its beginning is read to its end, so that the answer can arrive', async () => {
	let sent = 0;
	async function* counted(): AsyncGenerator<Uint8Array> {
		for await (const piece of streamOf(`%PDF-1.7\n${'x'.repeat(50_000)}`)) {
			sent += piece.length;
			yield piece;
		}
	}
	await upload(Buffer.alloc(0), { body: counted(), declaredBytes: 50_009 });
	expect(sent).toBe(50_009);
});

test('a gzip file that is damaged further on fails with its kind; discarding leaves nothing of it', async () => {
	const before = files();
	const packed = gzipSync(rosterText(5000));
	const draftId = await received(packed.subarray(0, packed.length - 100));
	expect(await read(draftId)).toBe('failed');
	const { stageNote, issues } = await viewOf(db.io, scope, draftId);
	expect([stageNote, issues[0].details]).toEqual(['FILE_DAMAGED', { kind: 'gzip' }]);
	await discardDraft(db.io, scope, draftId);
	expect(files()).toEqual(before);
});
