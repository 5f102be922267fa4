import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { correctCells, correctFromFile, undoCorrection } from '../../src/lib/imports/drafts/correct.server.ts';
import {
	answerDraft,
	discardDraft,
	errorReport,
	publishDraft,
	receiveUpload
} from '../../src/lib/imports/drafts/draft.server.ts';
import { problemRows, type ProblemView } from '../../src/lib/imports/drafts/problem-rows.server.ts';
import english from '../../src/lib/messages/en/issues.json';
import { translator } from '../../src/lib/messages/messages.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { closeGate } from '../support/gate.ts';
import { checkedDraft, published, rosterUpload, viewOf } from '../support/imports.ts';
import { ownerSql } from '../support/owner.ts';

const t = translator('en', { issues: english });
// Lines 3 and 4 share an impossible date, line 5 has no hire date, line 6 one cell too few.
const TEXT = [
	'person_id;hire_date;exit_date;job_title',
	'A-1;2020-01-02;;Engineer',
	'A-2;2022-02-31;;=SUM(A1)',
	'A-3;2022-02-31;;Cook',
	'A-4;;;-5',
	'A-5;2020-01-02;'
].join('\r\n');

let db: TestDatabase;
let scope: Scope;

beforeAll(async () => {
	db = await testDatabase();
	const organisation = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: organisation.id });
	scope = { organisation: organisation.id, account: account.id };
});
afterAll(() => db.drop());

const newDraft = (name: string, text = TEXT) => checkedDraft(db.io, scope, rosterUpload(text, { datasetName: name }));
const view = (id: string) => viewOf(db.io, scope, id);

async function titles(versionId: string): Promise<[number, string][]> {
	const rows = await db.database.inOrganisation(
		scope,
		(tx) => tx<{ line: number; title: string }[]>`select line, job_title as title from roster_spell
			where organisation_id = ${scope.organisation} and version_id = ${versionId} order by line`
	);
	return rows.map(({ line, title }) => [line, title]);
}

async function rowsToCorrect(draftId: string): Promise<string> {
	const parts = await errorReport(db.io, scope, draftId, { form: 'rows', t });
	const pieces: Uint8Array[] = [];
	for await (const piece of parts ?? []) pieces.push(piece);
	return Buffer.concat(pieces).toString();
}

async function finished(change: Promise<{ finished: Promise<string> } | { problem: string }>): Promise<string> {
	const outcome = await change;
	return 'finished' in outcome ? outcome.finished : outcome.problem;
}

test('findings group 2 rows by the value they share and name the other 2 one by one', async () => {
	const draft = await newDraft('Findings');
	expect([draft.rowCount, draft.excludedCount]).toEqual([1, 4]);
	expect(draft.findings).toMatchObject([
		{ code: 'DATE_IMPOSSIBLE', header: 'hire_date', value: '2022-02-31', count: 2, lines: [3, 4] },
		{ code: 'SPELL_NO_HIRE', header: 'hire_date', value: null, count: 1, lines: [5] },
		{ code: 'ROW_SHORT', header: null, value: null, count: 1, lines: [6] }
	]);
});

const ALL: ProblemView = { isOnlyErrors: false, code: null, order: 'line', page: 1 };

test('4 of 5 rows have problems: shown with their cells as corrected, by line or by column, or of 1 code', async () => {
	const { id } = await newDraft('Grid');
	const linesOf = async (view: Partial<ProblemView>) =>
		(await problemRows(db.io, scope, id, { ...ALL, ...view }))?.rows.map(({ line }) => line);
	const found = await problemRows(db.io, scope, id, ALL);
	expect(found).toMatchObject({ total: 4, pages: 1, page: 1, first: 0 });
	expect(found?.columns.map(({ header }) => header)).toEqual(['person_id', 'hire_date', 'exit_date', 'job_title']);
	expect(found?.codes).toEqual([
		{ code: 'DATE_IMPOSSIBLE', rows: 2 },
		{ code: 'ROW_SHORT', rows: 1 },
		{ code: 'SPELL_NO_HIRE', rows: 1 }
	]);
	expect(found?.rows.map(({ cells }) => cells)).toEqual([
		['A-2', '2022-02-31', '', '=SUM(A1)'],
		['A-3', '2022-02-31', '', 'Cook'],
		['A-4', '', '', '-5'],
		['A-5', '2020-01-02', '']
	]);
	expect(await linesOf({ order: 'column' })).toEqual([3, 4, 5, 6]);
	expect(await linesOf({ order: 'problem' })).toEqual([3, 4, 6, 5]);
	expect(await linesOf({ code: 'SPELL_NO_HIRE' })).toEqual([5]);
	await finished(correctCells(db.io, scope, id, [{ column: 4, line: 4, before: 'Cook', value: 'Chef', rows: 1 }]));
	expect((await problemRows(db.io, scope, id, ALL))?.rows[1].cells[3]).toBe('Chef');
	const stranger = { organisation: (await createOrganisation(db.database)).id, account: scope.account };
	expect(await problemRows(db.io, stranger, id, ALL)).toBe(null);
});

test('of 60 errors and 3 warnings page 3 has the last 13, page 9 the same; only errors are 60', async () => {
	const bad = Array.from({ length: 60 }, (_, i) => `B-${i};2022-02-31;;Cook`);
	const odd = Array.from({ length: 3 }, (_, i) => `C-${i};1900-05-05;;Cook`);
	const { id, issueCounts } = await newDraft(
		'Pages',
		['person_id;hire_date;exit_date;job_title', ...bad, ...odd].join('\n')
	);
	expect(issueCounts).toMatchObject({ DATE_IMPOSSIBLE: 60, DATE_RANGE: 3 });
	const last = await problemRows(db.io, scope, id, { ...ALL, page: 3 });
	expect(last).toMatchObject({ total: 63, pages: 3, page: 3, first: 50 });
	expect(last?.rows.map(({ line }) => line)).toEqual(Array.from({ length: 13 }, (_, i) => 52 + i));
	expect((await problemRows(db.io, scope, id, { ...ALL, page: 9 }))?.page).toBe(3);
	expect((await problemRows(db.io, scope, id, { ...ALL, isOnlyErrors: true }))?.total).toBe(60);
});

test('a value corrected in 2 rows and a cell in 1 make 4 rows of 1; taken back, one by one, 2 and 1 again', async () => {
	const { id } = await newDraft('In place');
	const value = { column: 2, line: null, before: '2022-02-31', value: '2022-02-28', rows: 2 };
	const cell = { column: 2, line: 5, before: '', value: '2021-03-04', rows: 1 };
	expect(await finished(correctCells(db.io, scope, id, [value, cell]))).toBe('checked');
	expect(await titles(id)).toEqual([
		[2, 'Engineer'],
		[3, '=SUM(A1)'],
		[4, 'Cook'],
		[5, '-5']
	]);
	const corrected = await view(id);
	expect(corrected.corrections).toMatchObject([
		{ position: 1, kind: 'value', rows: 2, samples: [{ line: null, before: '2022-02-31', after: '2022-02-28' }] },
		{ position: 2, kind: 'cell', rows: 1, samples: [{ line: 5, before: '', after: '2021-03-04' }] }
	]);
	await finished(undoCorrection(db.io, scope, id, 1));
	expect((await titles(id)).map(([line]) => line)).toEqual([2, 5]);
	await finished(undoCorrection(db.io, scope, id, 2));
	expect((await titles(id)).map(([line]) => line)).toEqual([2]);
	expect((await view(id)).planHash).not.toBe(corrected.planHash);
});

test('rows to correct, corrected and sent again, mend the same draft: 5 of 5 rows, the formula without its apostrophe', async () => {
	const { id } = await newDraft('Round trip');
	const report = await rowsToCorrect(id);
	const [head, ...rows] = parse(report, { bom: true, delimiter: ';' }) as string[][];
	expect(rows[0][3]).toBe("'=SUM(A1)");
	const mended = rows.map((row) => row.map((cell) => (cell === '2022-02-31' ? '2022-02-28' : cell)));
	mended[2][1] = '2021-03-04';
	mended[3][3] = 'Nurse';
	// As a spreadsheet writes it: commas, no byte order mark, LF.
	const sent = [head, ...mended].map((row) => row.map((cell) => JSON.stringify(cell)).join(',')).join('\n');
	expect(await finished(correctFromFile(db.io, scope, id, Buffer.from(sent)))).toBe('checked');
	expect(await titles(id)).toEqual([
		[2, 'Engineer'],
		[3, '=SUM(A1)'],
		[4, 'Cook'],
		[5, '-5'],
		[6, 'Nurse']
	]);
	const [correction] = (await view(id)).corrections;
	expect(correction).toMatchObject({ kind: 'rows', rows: 4, unknownLines: 0 });
	expect(correction.cells).toEqual([
		{ header: 'hire_date', count: 3 },
		{ header: 'job_title', count: 1 }
	]);
	expect(await published(db.io, scope, await view(id))).toBe(1);
});

test('the report sent back unchanged, another table and a line the file does not have change nothing', async () => {
	const { id, planHash } = await newDraft('Unchanged');
	const report = await rowsToCorrect(id);
	expect(await correctFromFile(db.io, scope, id, Buffer.from(report))).toEqual({ problem: 'correction-nothing' });
	expect(await correctFromFile(db.io, scope, id, Buffer.from('a;b;c;d\n1;2;3;4\n'))).toEqual({
		problem: 'correction-columns'
	});
	const foreign = 'person_id;hire_date;exit_date;job_title;line\nA-9;2020-01-01;;Cook;99\n';
	expect(await correctFromFile(db.io, scope, id, Buffer.from(foreign))).toEqual({ problem: 'correction-nothing' });
	expect(await view(id)).toMatchObject({ stage: 'checked', planHash, corrections: [] });
});

test('a second report shows what was corrected before, and its rows are matched on top of that', async () => {
	const { id } = await newDraft('Twice');
	const fix = { column: 2, line: 5, before: '', value: 'soon', rows: 1 };
	await finished(correctCells(db.io, scope, id, [fix]));
	const report = await rowsToCorrect(id);
	expect(report).toContain('"A-4";"soon"');
	await finished(correctFromFile(db.io, scope, id, Buffer.from(report.replace('"soon"', '"2021-03-04"'))));
	expect((await titles(id)).map(([line]) => line)).toEqual([2, 5]);
});

test('corrections make another version of the same bytes: the second is no repetition of the first', async () => {
	const first = await newDraft('Same bytes');
	expect(await published(db.io, scope, first)).toBe(1);
	const second = await newDraft('Same bytes');
	expect(second.stageNote).toBe('FILE_SAME');
	const fix = { column: 2, line: null, before: '2022-02-31', value: '2022-02-28', rows: 2 };
	await finished(correctCells(db.io, scope, second.id, [fix]));
	expect(await published(db.io, scope, await view(second.id))).toBe(2);
});

test('a discarded draft leaves no correction, and another organisation can make none', async () => {
	const { id } = await newDraft('Discarded');
	const fix = { column: 2, line: 5, before: '', value: '2021-03-04', rows: 1 };
	await finished(correctCells(db.io, scope, id, [fix]));
	const other = { organisation: (await createOrganisation(db.database)).id, account: null };
	await expect(correctCells(db.io, other, id, [fix])).rejects.toThrow('takes no corrections');
	await discardDraft(db.io, scope, id);
	const [{ left }] = await db.database.inOrganisation(
		scope,
		(tx) => tx`select count(*) as left from import_correction where version_id = ${id}`
	);
	expect(left).toBe(0);
});

test('while a correction is checked the draft takes no other, and the version before it cannot be published', async () => {
	const draft = await newDraft('Busy');
	const owner = ownerSql(db);
	const gate = await closeGate(owner, 'roster_spell');
	const fix = { column: 2, line: 5, before: '', value: '2021-03-04', rows: 1 };
	const running = await correctCells(db.io, scope, draft.id, [fix]);
	await gate.reached();
	await expect(correctCells(db.io, scope, draft.id, [fix])).rejects.toThrow('takes no corrections');
	await gate.open();
	await running.finished;
	await owner.end();
	expect(await publishDraft(db.io, scope, draft.id, draft.planHash ?? '')).toMatchObject({
		refused: { code: 'DRAFT_STALE' }
	});
});

test('a sensitive column waits for a reason, which stands in the audit log with the name of the column', async () => {
	const text = 'person_id,hire_date,job_title,RQTH\n1,2020-01-01,Cook,oui\n';
	// Of its own: nothing is remembered from another file.
	const { id: organisation } = await createOrganisation(db.database);
	const own = { organisation, account: (await createAccount(db.database, { organisation })).id };
	const questions = async () => (await viewOf(db.io, own, draftId)).questions.map(({ id }) => id);
	const received = await receiveUpload(db.io, own, rosterUpload(text, { datasetName: 'Sensitive' }));
	if ('refused' in received) throw new Error(received.refused.code);
	const { draftId } = received;
	await readDraftFile(db.io, own, draftId, { inspect: true, overrides: null });
	expect(await questions()).toEqual(['as-of', 'privacy:4']);
	const answers = { 'as-of': '2023-01-31', 'privacy:4': 'allow' };
	await finished(answerDraft(db.io, own, draftId, { answers }));
	expect(await questions()).toEqual(['privacy:4']);
	await finished(answerDraft(db.io, own, draftId, { answers: { 'privacy:4': 'allow: quota report to the state' } }));
	expect((await viewOf(db.io, own, draftId)).stage).toBe('checked');
	const entries = await db.database.inOrganisation(
		own,
		(tx) => tx<{ details: object }[]>`select details from audit_entry
			where organisation_id = ${organisation} and action = 'import.sensitive-allowed'`
	);
	expect(entries.map(({ details }) => details)).toEqual([{ column: 'RQTH', reason: 'quota report to the state' }]);
});
