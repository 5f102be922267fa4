import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile } from '../../src/lib/imports/drafts/draft.server.ts';
import { ROLES } from '../../src/lib/server/permissions.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { freePort, productEnvironment } from '../support/product.ts';
import { hostileCompany, reachable } from './hostile-company.ts';
import { SCALE } from './scale.ts';
import { startWrapped, type WrappedProduct } from './wrapped-product.ts';

const mayTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

describe.skipIf(!mayTrace)('watched from outside (needs strace)', () => {
	const folder = mkdtempSync(join(tmpdir(), 'muster-trace-'));
	const trace = join(folder, 'connect');
	let db: TestDatabase;
	let app: WrappedProduct;
	let origin: string;
	let bait: Server;
	let baited = 0;

	beforeAll(async () => {
		db = await testDatabase();
		bait = createServer((socket) => {
			baited++;
			socket.destroy();
		});
		await new Promise<void>((resolve) => bait.listen(0, '127.0.0.1', resolve));
		const port = await freePort();
		origin = `http://127.0.0.1:${port}`;
		const traced = ['strace', '-f', '-e', 'trace=connect', '-o', trace, process.execPath, 'build/start.js'];
		app = await startWrapped(traced, { PORT: String(port), ...productEnvironment(db) });
	});
	afterAll(async () => {
		await app?.stop();
		bait.close();
		await db.drop();
		rmSync(folder, { recursive: true });
	});

	test('W13: while every page is read and files with addresses in every field are sent, it connects to the database alone', async () => {
		const address = `http://127.0.0.1:${(bait.address() as AddressInfo).port}/bait`;
		const company = await hostileCompany(db.io, origin);
		const scope = { organisation: company.organisation.id, account: null };
		const events = `event_id,organisation,event_type,title,announced_on,source\nb-1,${address},layoff,${address},2023-02-01,${address}\n`;
		await importFile(db.io, scope, {
			kind: 'events',
			datasetName: 'Bait',
			fileName: address,
			bytes: Buffer.from(events)
		});
		let pages = 0;
		for (const role of ROLES) {
			const guest = company.readers[role];
			for (const [path, names] of await reachable(guest, `/o/${company.organisation.slug}`, SCALE.pages)) {
				pages++;
				for (const name of [...[...names].slice(0, SCALE.parameters), 'url', 'next', 'source', 'callback'])
					await guest.get(`${path}?${name}=${encodeURIComponent(address)}`);
			}
		}
		const { analyst } = company.readers;
		const upload = `/o/${company.organisation.slug}/data/new?kind=events&name=${encodeURIComponent(address)}&file=e.csv`;
		const headers = { origin, 'content-type': 'text/csv', accept: 'application/json', referer: address };
		expect((await analyst.send(upload, { method: 'POST', headers, body: events })).status).toBe(201);
		await app.stop();
		const calls = readFileSync(trace, 'utf8')
			.split('\n')
			.filter((line) => line.includes('connect('));
		const port = new URL(db.appUrl).port;
		// Unix sockets and unspecified addresses lead nowhere: the resolver and Node's own look at the network.
		const abroad = calls.filter(
			(line) =>
				/sa_family=AF_INET6?,/.test(line) && !line.includes(`sin_port=htons(${port}), sin_addr=inet_addr("127.0.0.1")`)
		);
		process.stdout.write(`W13: ${pages} pages, ${calls.length} connections\n`);
		expect(pages).toBeGreaterThan(40);
		expect(calls.length).toBeGreaterThan(0);
		expect([abroad, baited]).toEqual([[], 0]);
	});
});

test.skipIf(mayTrace)('W13 was not watched: there is no strace, or this account may not use it', () => {
	expect(mayTrace).toBe(false);
});
