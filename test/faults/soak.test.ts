import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownerSql, type OwnerSql } from '../support/owner.ts';
import { startProduct, type Product } from '../support/product.ts';
import { openCompany, publish, rosterFile, sendFile, type Company } from './company.ts';
import { startReaders, statusCounts } from './readers.ts';
import { SCALE } from './scale.ts';

const READERS = 10;
const ROWS = 50_000;
const MORE_ROWS = 20;
const MEBIBYTE = 2 ** 20;
let product: Product;
let company: Company;
let owner: OwnerSql;

beforeAll(async () => {
	product = await startProduct();
	owner = ownerSql(product.database);
	company = await openCompany(product.database.io, product.origin);
});
afterAll(async () => {
	await owner?.end();
	await product?.stop();
});

async function state() {
	const status = readFileSync(`/proc/${product.process.pid}/status`, 'utf8');
	const [{ idle }] = await owner`select count(*)::int as idle from pg_stat_activity
		where datname = current_database() and state = 'idle in transaction' and xact_start < now() - interval '10 seconds'`;
	const [{ sessions }] =
		await owner`select count(*)::int as sessions from pg_stat_activity where datname = current_database()`;
	return {
		memory: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024,
		descriptors: readdirSync(`/proc/${product.process.pid}/fd`).length,
		files: readdirSync(product.database.io.dataFolder, { recursive: true }).length,
		sessions: sessions as number,
		idle: idle as number
	};
}

test(`R19: ${SCALE.soakMinutes} minutes of readers with ${SCALE.soakImports} imports: memory at the end below ${SCALE.memoryGrowth} x that after a sixth`, async () => {
	const end = Date.now() + SCALE.soakMinutes * 60_000;
	const readers = startReaders({
		origin: product.origin,
		cookies: [company.cookie],
		paths: ['overview', 'coverage', 'attrition', 'tenure', 'events', 'data'].map(
			(page) => `/o/${company.organisation.slug}/${page}`
		),
		count: READERS,
		pauseMs: 1000
	});
	const every = (SCALE.soakMinutes * 60_000) / SCALE.soakImports;
	let early: Awaited<ReturnType<typeof state>> | null = null;
	let published = 0;
	while (Date.now() < end) {
		const next = Date.now() + every;
		// Each has some people more than the one before: those who were missing would be asked about.
		const roster = await rosterFile(ROWS + published++ * MORE_ROWS);
		await publish(company.sender, await sendFile(company, product.origin, roster.path));
		await roster.remove();
		await owner`delete from rate_limit`;
		if (early === null && Date.now() > end - (SCALE.soakMinutes * 60_000 * 5) / 6) early = await state();
		await sleep(Math.max(0, next - Date.now()));
	}
	const late = await state();
	const readings = await readers.stop();
	const text = (at: typeof late | null) =>
		at &&
		`${(at.memory / MEBIBYTE).toFixed(0)} MiB, ${at.descriptors} descriptors, ${at.files} files, ${at.sessions} sessions`;
	console.log(
		`R19: ${published} imports, ${readings.length} pages; after a sixth ${text(early)}; at the end ${text(late)}`
	);
	expect(statusCounts(readings)).toEqual({ 200: readings.length });
	expect(late.memory / (early?.memory ?? 0)).toBeLessThan(SCALE.memoryGrowth);
	expect(late.descriptors).toBeLessThan((early?.descriptors ?? 0) + 10);
	expect(late.idle).toBe(0);
});
