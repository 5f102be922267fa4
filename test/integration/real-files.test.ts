import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFile, type UnderstoodRow } from '../../src/lib/imports/check-file.ts';
import { importFile } from '../../src/lib/imports/drafts/draft.server.ts';
import { bytesInMemory } from '../../src/lib/imports/file/file-bytes.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { REAL_FILES, UNFIT_FILES } from '../support/real-files.ts';

const { REAL_DATA_DIR } = process.env;
const bytesOf = (file: string) => readFileSync(join(REAL_DATA_DIR!, file));

describe.skipIf(!REAL_DATA_DIR)('real files (set REAL_DATA_DIR to the folder that holds them)', () => {
	let db: TestDatabase;
	beforeAll(async () => void (db = await testDatabase()));
	afterAll(() => db.drop());

	test.each(REAL_FILES.map((entry) => [entry.file, entry] as const))('%s', async (name, entry) => {
		const file = bytesInMemory(bytesOf(name));
		const asking = await checkFile({ file, today: '2026-11-22' });
		expect(asking.kind).toBe(entry.kind);
		expect(asking.questions.map(({ id }) => id)).toEqual(entry.asked);
		const rows: UnderstoodRow[] = [];
		const found = await checkFile({ file, answers: entry.answers, onRow: (row) => rows.push(row) });
		const { report } = found;
		expect(found.questions.filter(({ answer }) => answer === undefined)).toEqual([]);
		expect([report?.recordCount, report?.rowCount, report?.excludedCount]).toEqual(entry.rows);
		expect(report?.counts).toEqual(entry.counts);
		expect(entry.figure.of(rows.map(({ values }) => values))).toEqual(entry.figure.is);
		// An organisation of its own: what was decided for one tracker is asked again for another.
		const { id } = await createOrganisation(db.database);
		const scope = { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
		const { report: stored } = await importFile(db.io, scope, {
			kind: entry.kind,
			datasetName: name,
			fileName: name.split('/').at(-1)!,
			bytes: bytesOf(name),
			answers: entry.answers
		});
		expect([stored.recordCount, stored.rowCount, stored.excludedCount]).toEqual(entry.rows);
	});

	test.each(UNFIT_FILES)('%s is refused: %s', async (name, code, missing) => {
		const found = await checkFile({ file: bytesInMemory(bytesOf(name)), today: '2026-11-22' });
		expect([found.verdict, found.fatal?.code]).toEqual(['refused', code]);
		expect(found.fatal?.details).toMatchObject(missing);
	});
});
