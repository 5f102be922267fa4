import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROSTER_ROWS, rosterSender, untilStage } from '../support/roster-sender.ts';
import { visitor } from '../support/visitor.ts';
import { openCompany, publish, type Company } from './company.ts';
import { checkIndexes } from './index-check.ts';
import { startEmbedded, testFolder, type EmbeddedProduct } from './embedded-product.ts';

const folder = testFolder();
let product: EmbeddedProduct;
let company: Company;

beforeAll(async () => {
	product = await startEmbedded(join(folder.path, 'data'));
	const { io, database } = product.open();
	company = await openCompany(io, product.running.origin);
	await database.close();
});
afterAll(async () => {
	await product?.running.stop();
	folder.remove();
});

async function asOwner<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(product.ownerUrl(), { max: 1, onnotice: () => {} });
	try {
		return await work(sql);
	} finally {
		await sql.end();
	}
}

test('R15: a copy of the folder, taken after everything was killed during an import, starts; no page of it is damaged', async () => {
	const { sender } = company;
	const draft = await sender.send();
	await untilStage(sender, draft, /^asking$/);
	await sender.answer(draft);
	await untilStage(sender, draft, /^(?:checking|checked)$/);
	const ended = once(product.running.process, 'exit');
	process.kill(product.postmaster(), 'SIGKILL');
	product.running.process.kill('SIGKILL');
	await ended;
	const copy = join(folder.path, 'copy');
	cpSync(product.dataFolder, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
	const owner = join(product.dataFolder, 'database/cluster');
	execFileSync('chown', ['-R', '--reference', owner, join(copy, 'database')]);
	product = await startEmbedded(copy);
	const state = await asOwner(async (sql) => {
		const [settings] =
			await sql`select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
			current_setting('full_page_writes') as pages`;
		const [{ failures }] = await sql`select sum(checksum_failures)::int as failures from pg_stat_database`;
		const tables = await sql<{ name: string }[]>`select format('%I.%I', schemaname, tablename) as name from pg_tables`;
		for (const { name } of tables)
			await sql`select count(*) from ${sql(
				name
					.split('.')
					.map((part) => part.replaceAll('"', ''))
					.join('.')
			)}`;
		const [{ rows }] = await sql`select count(*)::int as rows from roster_spell where version_id = ${draft}`;
		return { ...settings, failures, tables: tables.length, rows, indexes: await checkIndexes(sql) };
	});
	const entries = state.indexes.reduce((sum, { rows }) => sum + rows, 0);
	process.stdout.write(`R15: ${state.tables} tables, ${state.indexes.length} indexes with ${entries} entries\n`);
	expect(state.indexes.filter(({ fault }) => fault !== null)).toEqual([]);
	expect(state.indexes.length).toBeGreaterThan(50);
	expect(entries).toBeGreaterThan(10_000);
	expect(state).toMatchObject({ checksums: 'on', fsync: 'on', pages: 'on', failures: 0 });
	expect(state.tables).toBeGreaterThan(20);
	const analyst = visitor(product.running.origin);
	for (const [name, value] of company.analyst.cookies) analyst.cookies.set(name, value);
	const stage = await untilStage(
		rosterSender(analyst, company.organisation.slug, product.running.origin),
		draft,
		/^(?:interrupted|asking|checked)$/
	);
	expect([stage, state.rows]).toEqual(stage === 'checked' ? ['checked', ROSTER_ROWS] : ['interrupted', 0]);
});

test('R15: after it a roster is imported and published', async () => {
	const analyst = visitor(product.running.origin);
	for (const [name, value] of company.analyst.cookies) analyst.cookies.set(name, value);
	const sender = rosterSender(analyst, company.organisation.slug, product.running.origin);
	await publish(sender, await sender.send());
	expect((await analyst.get(`/o/${company.organisation.slug}/overview`)).status).toBe(200);
});

test('R15: the check finds an index in which 1 of its rows is missing, and one whose rows are out of order', async () => {
	const faults = await asOwner(async (sql) => {
		await sql`create table broken_one (id integer primary key, word text)`;
		await sql`create index broken_words on broken_one (word)`;
		await sql`update pg_index set indisready = false where indexrelid = 'broken_one_pkey'::regclass`;
		await sql`insert into broken_one values (1, 'a')`;
		await sql`update pg_index set indisready = true where indexrelid = 'broken_one_pkey'::regclass`;
		await sql`insert into broken_one select n, chr(96 + n) from generate_series(2, 9) n`;
		await sql`update pg_index set indoption = '1' where indexrelid = 'broken_words'::regclass`;
		const found = await checkIndexes(sql);
		await sql`drop table broken_one`;
		return found.filter(({ fault }) => fault !== null).map(({ name }) => name);
	});
	expect(faults).toEqual(['broken_one_pkey', 'broken_words']);
});
