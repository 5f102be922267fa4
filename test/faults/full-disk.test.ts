import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/lib/server/audit-chain.ts';
import { ROSTER_ROWS, untilStage } from '../support/roster-sender.ts';
import { openCompany, publish, type Company } from './company.ts';
import { startEmbedded, testFolder, type EmbeddedProduct } from './embedded-product.ts';

const MEBIBYTE = 2 ** 20;
const folder = testFolder();
const mounts: string[] = [];

/** A small disk at a folder; false where this account may not mount. */
function mounted(path: string, megabytes: number): boolean {
	mkdirSync(path, { recursive: true });
	const done = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=711`, 'tmpfs', path]).status === 0;
	if (done) mounts.push(path);
	return done;
}
const mayMount = mounted(join(folder.path, 'disk'), 600);

afterAll(() => {
	for (const path of mounts.reverse()) spawnSync('umount', ['-l', path]);
	folder.remove();
});

describe.skipIf(!mayMount)('a disk that fills up (needs the right to mount)', () => {
	const disk = join(folder.path, 'disk');
	const data = join(disk, 'data');
	const uploads = join(data, 'uploads');
	const ballast = join(disk, 'ballast');
	let product: EmbeddedProduct;
	let company: Company;

	beforeAll(async () => {
		mounted(uploads, 24);
		product = await startEmbedded(data);
		const { io, database } = product.open();
		company = await openCompany(io, product.running.origin);
		await database.close();
	});
	afterAll(() => product?.running.stop());

	const overview = () => company.analyst.get(`/o/${company.organisation.slug}/overview`);
	const upload = (bytes: number) => {
		const line = 'A-1,2020-01-01,Cook\n';
		const body = 'person_id,hire_date,job_title\n' + line.repeat(bytes / line.length);
		const headers = { origin: product.running.origin, 'content-type': 'text/csv', accept: 'application/json' };
		const path = `/o/${company.organisation.slug}/data/new?kind=roster&name=Large&file=l.csv`;
		return company.analyst.send(path, { method: 'POST', headers, body });
	};

	test('R06: an upload of 40 MB into a folder of 24 MB is a 507, gives the room back, and pages go on', async () => {
		const room = () => statfsSync(uploads).bavail * statfsSync(uploads).bsize;
		const before = room();
		const answer = await upload(40 * MEBIBYTE);
		expect([answer.status, answer.text]).toEqual([507, expect.stringContaining('STORAGE_FULL')]);
		// The cases of the public library may be arriving meanwhile, all of which are small.
		expect(room()).toBeGreaterThan(before - MEBIBYTE);
		expect((await overview()).status).toBe(200);
	});

	test(`R05: an import of ${ROSTER_ROWS} rows onto a database disk without room fails as a whole and says so; with room again it is well`, async () => {
		const { sender } = company;
		const draft = await sender.send();
		const { bavail, bsize } = statfsSync(disk);
		// Room for the log to grow a little, and not for the rows.
		writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 4 * MEBIBYTE)));
		await untilStage(sender, draft, /^(?:asking|failed|answer \d+)$/);
		await sender.answer(draft).catch(() => undefined);
		const full = await untilStage(sender, draft, /^(?:failed|interrupted|answer 50\d)$/);
		expect(product.running.process.exitCode).toBeNull();
		expect((await company.analyst.get('/healthz')).status).toBe(200);
		expect([200, 503, 507]).toContain((await overview()).status);
		rmSync(ballast);
		await expect.poll(async () => (await company.analyst.get('/readyz')).status).toBe(200);
		await expect.poll(async () => (await overview()).status).toBe(200);
		const { io, database } = product.open();
		try {
			const scope = { organisation: company.organisation.id, account: null };
			const [rows, chain] = await database.inOrganisation(scope, async (tx) => [
				await tx<{ count: number }[]>`select count(*) as count from roster_spell where version_id = ${draft}`,
				await verifyAudit(tx, scope)
			]);
			expect([full, rows[0].count, chain.broken]).toEqual([full, 0, null]);
			expect(io.dataFolder).toBe(data);
		} finally {
			await database.close();
		}
		expect(product.running.output()).not.toMatch(/An error that nothing handled/);
		await publish(sender, await sender.send());
	});
});

test.skipIf(mayMount)('R05 and R06 were not run: this account may not mount a small disk', () => {
	expect(mayMount).toBe(false);
});
