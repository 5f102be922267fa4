import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DraftView } from '../../src/lib/imports/drafts/draft-view.ts';
import { discardDraft, importFile, receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
import type { Issue } from '../../src/lib/imports/issue.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { listDatasets } from '../../src/lib/server/dataset-store.ts';
import { BAD_INPUT, type BadInput, type Verdict } from '../support/bad-input.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { viewOf } from '../support/imports.ts';

let db: TestDatabase;
let scope: Scope;
beforeAll(async () => {
	db = await testDatabase();
});
// Of its own for each: nothing is remembered from another file.
beforeEach(async () => {
	const { id } = await createOrganisation(db.database);
	scope = { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
});
afterAll(() => db.drop());

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

interface Found {
	verdict: Verdict;
	fatal?: Issue;
	asked: string[];
	issues: Issue[];
	rows: number;
	counts: Record<string, number>;
}

/** What the pages say of a file that is sent, and answered where it is asked about. */
async function verdictOf({ kind, fileName, bytes, given, answers = {} }: BadInput): Promise<Found> {
	const content = bytes();
	const upload = { kind, datasetName: 'Tried', fileName, mode: 'replace' as const };
	const body = { body: inPieces(content), declaredBytes: content.length };
	const received = await receiveUpload(db.io, scope, { ...upload, ...body });
	if ('refused' in received) return { ...NOTHING, verdict: 'refuse', fatal: received.refused };
	const overrides = { asOf: given['as-of'] ?? null, exitConvention: 'last-day' as const };
	await readDraftFile(db.io, scope, received.draftId, { inspect: true, overrides });
	const draft = await viewOf(db.io, scope, received.draftId);
	await discardDraft(db.io, scope, received.draftId);
	if (draft.stage === 'failed') return { ...NOTHING, verdict: 'refuse', fatal: fatalOf(draft) };
	if (draft.stage === 'checked') {
		const issues = draft.issues.filter(({ severity }) => severity === 'error' || severity === 'warning');
		const verdict = issues.length > 0 ? 'report' : 'accept';
		return { ...NOTHING, verdict, issues, rows: draft.rowCount ?? 0, counts: draft.issueCounts };
	}
	const { report } = await importFile(db.io, scope, { ...upload, bytes: content, answers: { ...given, ...answers } });
	return { ...NOTHING, verdict: 'ask', asked: draft.questions.map(({ code }) => code), rows: report.rowCount };
}

const NOTHING = { asked: [], issues: [], rows: 0, counts: {} };

function fatalOf({ issues, stageNote }: DraftView): Issue {
	const fatal = issues.find(({ severity }) => severity === 'fatal');
	if (!fatal || fatal.code !== stageNote) throw new Error(`The draft failed with ${stageNote} and does not say why.`);
	return fatal;
}

function files(): string[] {
	const folder = join(db.io.dataFolder, 'uploads');
	return existsSync(folder) ? readdirSync(folder) : [];
}

describe('each class of bad input has its verdict where it is uploaded', () => {
	test.each(BAD_INPUT.map((input) => [input.name, input.expected.verdict, input] as const))(
		'%s: %s',
		async (_, __, input) => {
			const { codes, line, column, rows, verdict } = input.expected;
			const before = files();
			const found = await verdictOf(input);
			expect(found.verdict, JSON.stringify(found).slice(0, 2000)).toBe(verdict);
			if (verdict !== 'ask') {
				expect(await db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope))).toEqual([]);
				expect(files()).toEqual(before);
			}
			if (verdict === 'refuse') {
				expect(found.fatal?.code).toBe(codes[0]);
				if (line !== undefined) expect(found.fatal?.line).toBe(line);
				return;
			}
			if (rows !== undefined) expect(found.rows).toBe(rows);
			if (verdict === 'ask') expect(found.asked).toEqual(codes);
			if (verdict === 'accept') expect(codes.filter((code) => !(code in found.counts))).toEqual([]);
			if (verdict === 'report')
				expect(found.issues[0]).toMatchObject({ code: codes[0], line, ...(column !== undefined && { column }) });
		}
	);
});
