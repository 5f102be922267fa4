import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { freePort, productEnvironment, runProduct, type RunningProduct } from '../support/product.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';
import { untilStage } from '../support/roster-sender.ts';
import { visitor } from '../support/visitor.ts';
import { openCompany, rosterFile, sendFile, type Company } from './company.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { startReaders, statusCounts } from './readers.ts';
import { SCALE } from './scale.ts';

const KILLS = SCALE.moments / 2;
const ROWS = 62_500;
let db: TestDatabase;
let owner: OwnerSql;
let ports: number[];
let apps: RunningProduct[];
let proxy: Proxy;
let company: Company;

const start = (port: number) =>
	runProduct({ ...productEnvironment(db), PORT: String(port), ORIGIN: proxy.origin, SHUTDOWN_TIMEOUT: '5' });

beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
	ports = [await freePort(), await freePort()];
	proxy = await startProxy(ports);
	apps = [await start(ports[0]), await start(ports[1])];
	company = await openCompany(db.io, proxy.origin);
});
afterAll(async () => {
	for (const app of apps ?? []) await app.stop();
	await proxy?.close();
	await owner?.end();
	await db?.drop();
});

describe('two applications on one PostgreSQL behind a proxy', () => {
	test('one session is known to both: 20 pages in turn, 10 answers from each', async () => {
		const before = new Map(proxy.answered);
		for (let i = 0; i < 20; i++)
			expect((await company.analyst.get(`/o/${company.organisation.slug}/overview`)).status).toBe(200);
		expect(ports.map((port) => (proxy.answered.get(port) ?? 0) - (before.get(port) ?? 0))).toEqual([10, 10]);
	});

	test('the limit of 10 tries to sign in counts over both: the 11th is refused', async () => {
		const stranger = visitor(proxy.origin);
		const statuses: number[] = [];
		for (let i = 0; i < 12; i++) {
			const { status } = await stranger.post('/login', { email: 'nobody@example.org', password: 'not this one' });
			statuses.push(status);
		}
		expect(statuses).toEqual([...Array<number>(10).fill(400), 429, 429]);
	});

	test('a sign-out at one ends the session at the other', async () => {
		const leaver = visitor(proxy.origin);
		for (const [name, value] of company.analyst.cookies) leaver.cookies.set(name, value);
		const other = await openCompany(db.io, proxy.origin);
		const copy = visitor(proxy.origin);
		for (const [name, value] of other.analyst.cookies) copy.cookies.set(name, value);
		await other.analyst.post('/logout');
		const statuses = [];
		for (let i = 0; i < 4; i++) statuses.push((await copy.get(`/o/${other.organisation.slug}/overview`)).status);
		expect(statuses).toEqual([303, 303, 303, 303]);
		expect((await leaver.get(`/o/${company.organisation.slug}/overview`)).status).toBe(200);
	});
});

describe(`one of them killed ${KILLS} times while others read and a roster is imported again and again`, () => {
	const storedRows = async (draft: string) => {
		const [{ rows }] = await owner<{ rows: number }[]>`
			select count(*)::int as rows from roster_spell where version_id = ${draft}`;
		return rows;
	};

	const ends: { stage: string; rows: number }[] = [];
	const lost: string[] = [];

	/** Sends the roster until it is told to stop, and notes what each import ended as, with the rows that are stored. */
	async function importAgain(file: string, isOver: () => boolean): Promise<void> {
		while (!isOver()) {
			try {
				const draft = await sendFile(company, proxy.origin, file);
				const stage = await ended(draft);
				ends.push({ stage, rows: await storedRows(draft) });
				await company.analyst.post(`${company.sender.page(draft)}?/discard`);
			} catch (error) {
				// The application died under the upload: nothing was promised.
				lost.push(error instanceof Error ? error.message : String(error));
				await sleep(200);
			}
		}
	}

	async function ended(draft: string): Promise<string> {
		const stage = await untilStage(company.sender, draft, /^(?:asking|checked|failed|interrupted|answer 404)$/);
		if (stage !== 'asking') return stage;
		await company.sender.answer(draft).catch(() => null);
		return untilStage(company.sender, draft, /^(?:asking|checked|failed|interrupted|answer 404)$/);
	}

	test('every page is 200 or cut by the kill, every import has all its rows or none, and says which', async () => {
		const roster = await rosterFile(ROWS);
		let isOver = false;
		const importing = importAgain(roster.path, () => isOver);
		const readers = startReaders({
			origin: proxy.origin,
			cookies: [company.cookie],
			paths: [`/o/${company.organisation.slug}/overview`, `/o/${company.organisation.slug}/data`],
			count: 8,
			pauseMs: 200
		});
		for (let kill = 0; kill < KILLS || ends.length < 3; kill++) {
			const victim = kill % 2;
			await sleep(300 + ((kill * 2769) % 9000));
			const gone = once(apps[victim].process, 'exit');
			apps[victim].process.kill('SIGKILL');
			await gone;
			apps[victim] = await start(ports[victim]);
		}
		isOver = true;
		await importing;
		const readings = await readers.stop();
		await roster.remove();
		const stages = ends.map(({ stage }) => stage);
		console.log(`${KILLS} kills, ${readings.length} pages, imports: ${stages.join(' ')}; sent again: ${lost.length}`);
		console.log([...new Set(lost)].join('\n'));
		// 0: the application died while it was sending.
		const { 200: whole, 0: cut = 0, ...others } = statusCounts(readings);
		expect([others, whole > 10 * cut]).toEqual([{}, true]);
		for (const { stage, rows } of ends) expect([stage, rows]).toEqual([stage, stage === 'checked' ? ROWS : 0]);
	});

	test('after it a roster is published through both', async () => {
		const draft = await company.sender.send();
		if ((await untilStage(company.sender, draft, /^(?:asking|checked)$/)) === 'asking')
			await company.sender.answer(draft);
		await untilStage(company.sender, draft, /^checked$/);
		expect(await company.sender.publish(draft)).toContain('62,500 rows published');
	});
});
