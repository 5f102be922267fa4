import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	createAccount,
	createOrganisation,
	testDatabase,
	type TestDatabase
} from '../../../../test/support/database.ts';
import { checkedDraft, rosterUpload } from '../../../../test/support/imports.ts';
import english from '#lib/messages/en/issues.json';
import french from '#lib/messages/fr/issues.json';
import { translator } from '#lib/messages/messages.ts';
import type { Scope } from '#lib/server/database.ts';
import { deleteRawFile } from '#lib/server/raw-files.ts';
import { errorReport, type ReportForm } from './error-report.server.ts';
import { issuePage } from './issue-page.server.ts';
import { uploadsFolder } from '../staging/reading.server.ts';

const T = { en: translator('en', { issues: english }), fr: translator('fr', { issues: french }) };

// Line 3 has an impossible date, 4 no hire date, 5 and 6 one cell too few and two too many, the row of line 7 goes on in line 8.
const TEXT = [
	'person_id;hire_date;exit_date;job_title;full_name',
	'A-1;2020-01-02;;Engineer;Ann',
	'A-2;2020-01-02;31/02/2022;=HYPERLINK(A1);"O""Neil; Bob"',
	'A-3;;;-5;Cid',
	'A-4;2020-01-02;;Short',
	'A-5;2020-01-02;;Long;Eve;extra;=1+1',
	'A-6;2020-01-02;;"two',
	'lines";Fay',
	'A-7;2021-05-06;2021-05-01;@at;Gil',
	''
].join('\r\n');

let db: TestDatabase;
let scope: Scope;
let draftId: string;

beforeAll(async () => {
	db = await testDatabase();
	const organisation = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: organisation.id });
	scope = { organisation: organisation.id, account: account.id };
	draftId = (await checkedDraft(db.io, scope, rosterUpload(TEXT))).id;
});
afterAll(() => db.drop());

async function report(form: ReportForm, locale: 'en' | 'fr' = 'en', of: Scope = scope): Promise<string | null> {
	const parts = await errorReport(db.io, of, draftId, { form, t: T[locale] });
	if (!parts) return null;
	const pieces: Uint8Array[] = [];
	for await (const piece of parts) pieces.push(piece);
	return Buffer.concat(pieces).toString();
}

const parsed = (text: string | null): string[][] => parse(text ?? '', { bom: true, delimiter: ';' }) as string[][];

test('rows to correct: 5 of 7 rows as they came, each with its line, field, problem, suggestion and codes', async () => {
	const text = await report('rows');
	expect(text?.startsWith('\ufeff"person_id";"hire_date";"exit_date";"job_title";"full_name";;;"line"')).toBe(true);
	const [head, ...rows] = parsed(text);
	expect(head.slice(-5)).toEqual(['line', 'field', 'problem', 'suggestion', 'codes']);
	expect(rows.map((row) => [row[0], row[7], row[11]])).toEqual([
		['A-2', '3', 'DATE_IMPOSSIBLE'],
		['A-3', '4', 'SPELL_NO_HIRE'],
		['A-4', '5', 'ROW_SHORT'],
		['A-5', '6', 'ROW_LONG'],
		['A-7', '9', 'SPELL_EXIT_BEFORE_HIRE']
	]);
	expect(rows[0].slice(2, 5)).toEqual(['31/02/2022', `'=HYPERLINK(A1)`, 'O"Neil; Bob']);
	expect(rows[0].slice(8, 11)).toEqual([
		'exit_date',
		'Line 3, column 3 “exit_date”: “31/02/2022” does not exist in the calendar. The row is left out; correct the date.',
		'Write a date that exists, as 2022-11-17.'
	]);
	expect(rows[3].slice(4, 7)).toEqual(['Eve', 'extra', `'=1+1`]);
	expect(rows[1][3]).toBe('-5');
	expect(rows[4][3]).toBe(`'@at`);
});

test('every line of both reports ends with CRLF and every text is in quotes', async () => {
	for (const form of ['rows', 'issues'] as const) {
		const text = (await report(form)) ?? '';
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		for (const cell of text
			.slice(1)
			.replaceAll(/"(?:[^"]|"")*"/g, '')
			.split(/[;\r\n]+/))
			expect(cell).toMatch(/^\d*$/);
	}
});

test('list of issues: line, record, column and what the value was understood as, in French on request', async () => {
	const [head, ...rows] = parsed(await report('issues', 'fr'));
	expect(head.join()).toBe('line,record,column,header,code,severity,value,understood_as,message,action,hint');
	const exit = rows.find((row) => row[4] === 'SPELL_EXIT_BEFORE_HIRE');
	expect(exit?.slice(0, 8)).toEqual([
		'9',
		'7',
		'3',
		'exit_date',
		'SPELL_EXIT_BEFORE_HIRE',
		'error',
		'2021-05-01',
		'2021-05-01'
	]);
	expect(exit?.slice(9)).toEqual([
		'ligne laissée de côté',
		'Comparez les deux dates et corrigez celle qui est fausse.'
	]);
	const impossible = rows.find((row) => row[4] === 'DATE_IMPOSSIBLE');
	expect(impossible?.slice(6, 8)).toEqual(['31/02/2022', '']);
	const formula = rows.find((row) => row[4] === 'CELL_FORMULA' && row[0] === '9');
	expect(formula?.slice(6, 8)).toEqual([`'@at`, `'@at`]);
	expect(formula?.[9]).toBe('gardé');
});

test('each download is in the audit log without a cell of the file', async () => {
	const entries = () =>
		db.database.inOrganisation(
			scope,
			(tx) => tx<{ details: object }[]>`select details from audit_entry
				where organisation_id = ${scope.organisation} and action = 'import.report-downloaded' order by sequence`
		);
	const before = (await entries()).length;
	await report('rows');
	const after = await entries();
	expect(after).toHaveLength(before + 1);
	expect(after.at(-1)?.details).toEqual({ form: 'rows' });
});

test('another organisation gets nothing, and without the file there are no rows', async () => {
	const other = await createOrganisation(db.database);
	expect(await report('issues', 'en', { organisation: other.id, account: null })).toBeNull();
	const [{ name }] = await db.database.inOrganisation(
		scope,
		(tx) => tx<{ name: string }[]>`update dataset_version set raw_file = null
			from (select id, raw_file from dataset_version where organisation_id = ${scope.organisation}) former
			where organisation_id = ${scope.organisation} and dataset_version.id = ${draftId} and former.id = dataset_version.id
			returning former.raw_file as name`
	);
	await deleteRawFile(uploadsFolder(db.io), name);
	expect(await report('rows')).toBeNull();
	expect(await report('issues')).not.toBeNull();
});

test('2,100 notes of one kind and an error: all are in the list, and page 42 of 42 of its kind ends with the last', async () => {
	const rows = Array.from({ length: 2100 }, (_, i) => `N-${i},2020-01-02,Cook `);
	const text = ['person_id,hire_date,job_title', ...rows, 'N-X,2020-02-31,Cook', ''].join('\n');
	const many = await checkedDraft(db.io, scope, rosterUpload(text, { datasetName: 'Notes' }));
	expect(many.issues.filter(({ code }) => code === 'CELL_TRIMMED')).toHaveLength(100);
	const parts = await errorReport(db.io, scope, many.id, { form: 'issues', t: T.en });
	const pieces: Uint8Array[] = [];
	for await (const piece of parts!) pieces.push(piece);
	const listed = (parse(Buffer.concat(pieces).toString(), { bom: true }) as string[][]).slice(1);
	const trimmed = listed.filter((row) => row[4] === 'CELL_TRIMMED');
	expect(trimmed.map(([line]) => Number(line))).toEqual(rows.map((_, i) => i + 2));

	const pageOf = (code: string | null, page: number, of = scope) => issuePage(db.io, of, many.id, { code, page });
	const last = await pageOf('CELL_TRIMMED', 99);
	expect(last).toMatchObject({ page: 42, pages: 42 });
	expect(last?.codes.find(({ code }) => code === 'CELL_TRIMMED')).toEqual({ code: 'CELL_TRIMMED', listed: 2100 });
	expect(last?.issues.map(({ line }) => line)).toEqual(Array.from({ length: 50 }, (_, i) => 2052 + i));
	expect((await pageOf('DATE_IMPOSSIBLE', 1))?.issues).toMatchObject([{ line: 2102, severity: 'error' }]);
	const other = await createOrganisation(db.database);
	expect(await pageOf(null, 1, { organisation: other.id, account: null })).toBeNull();
});
