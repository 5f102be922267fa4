import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import english from '../../src/lib/messages/en/issues.json';
import french from '../../src/lib/messages/fr/issues.json';
import { translator } from '../../src/lib/messages/messages.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { rosterText } from '../support/imports.ts';
import { productEnvironment, runProduct, type RunningProduct } from '../support/product.ts';
import { visitor, type Visitor } from '../support/visitor.ts';
import { sheetRows, workbookParts, zipFile } from '../support/zip-file.ts';

const PASSWORD = 'seven lost umbrellas';
const T = [translator('en', { issues: english }), translator('fr', { issues: french })];

let db: TestDatabase;
let app: RunningProduct;
let analyst: Visitor;
let slug: string;
beforeAll(async () => {
	db = await testDatabase();
	app = await runProduct({ ...productEnvironment(db), BODY_SIZE_LIMIT: '5M' });
	const place = await createOrganisation(db.database);
	slug = place.slug;
	const { id, email } = await createAccount(db.database, { password: PASSWORD });
	await db.database.inOrganisation(
		{ organisation: place.id, account: id },
		(tx) => tx`insert into membership (organisation_id, account_id, role) values (${place.id}, ${id}, 'analyst')`
	);
	analyst = visitor(app.origin);
	await analyst.post('/login', { email, password: PASSWORD });
});
afterAll(async () => {
	await app?.stop();
	await db?.drop();
});

interface Reply {
	draft?: string;
	issue?: { code: string; details: Record<string, string | number> };
}

async function send(body: Uint8Array, name: string): Promise<{ status: number; reply: Reply }> {
	const headers = { origin: app.origin, 'content-type': 'text/csv', accept: 'application/json' };
	const path = `/o/${slug}/data/new?kind=roster&name=${name}&file=${name}.csv`;
	const { status, text } = await analyst.send(path, { method: 'POST', headers, body });
	return { status, reply: JSON.parse(text) as Reply };
}

async function untilChecked(draft: string): Promise<string> {
	for (;;) {
		const { text } = await analyst.get(`/o/${slug}/data/drafts/${draft}/progress`);
		const { stage } = JSON.parse(text) as { stage: string };
		if (!['receiving', 'reading', 'checking'].includes(stage)) return stage;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

describe('files of other kinds over HTTP', () => {
	test.each([
		[
			'workbook',
			() =>
				zipFile(
					workbookParts({
						Staff: sheetRows(
							...rosterText(30)
								.trim()
								.split('\r\n')
								.map((line) => line.split(','))
						)
					})
				)
		],
		['gzip', () => gzipSync(rosterText(30))]
	] as const)('a roster of 30 people as %s is read by the worker of the built product', async (name, bytes) => {
		const { status, reply } = await send(bytes(), name);
		expect(status).toBe(201);
		const page = `/o/${slug}/data/drafts/${reply.draft}`;
		expect(await untilChecked(reply.draft ?? '')).toBe('asking');
		await analyst.post(`${page}?/answer`, { 'answer:as-of': '2023-01-31' });
		expect(await untilChecked(reply.draft ?? '')).toBe('checked');
		expect((await analyst.get(page)).text).toMatch(
			name === 'gzip' ? /unpacked from gzip/ : /the sheet “Staff” of a workbook/
		);
	});

	test.each([
		['a PDF document', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2_000_000, 'x')]), 'FILE_NOT_CSV', /PDF/],
		['a ZIP file', zipFile([{ name: 'roster.csv', content: rosterText(3) }]), 'FILE_COMPRESSED', /zip/]
	])('%s is answered 415 with its kind and the way out in both languages', async (_, bytes, code, word) => {
		const { status, reply } = await send(bytes, 'other');
		expect([status, reply.issue?.code]).toEqual([415, code]);
		for (const t of T) expect(t(`issues.${code}` as 'issues.FILE_NOT_CSV', reply.issue?.details)).toMatch(word);
	});

	test('a file of 5 MiB and 1 byte is answered 413 with both numbers', async () => {
		const { status, reply } = await send(Buffer.alloc(5 * 1024 ** 2 + 1, 'a,b\n'), 'large');
		expect(status).toBe(413);
		expect(reply.issue).toMatchObject({
			code: 'FILE_TOO_LARGE',
			details: { size: 5 * 1024 ** 2 + 1, limit: 5 * 1024 ** 2 }
		});
	});

	test('the page names the limits and the formats before anything is sent', async () => {
		const { text } = await analyst.get(`/o/${slug}/data/new?kind=roster`);
		for (const words of ['XLSX', 'gzip', '5 MiB', '5,000,000 rows', '500 columns', '64 KiB'])
			expect(text).toContain(words);
	});
});
