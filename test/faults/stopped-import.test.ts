import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idleSeconds } from '../support/idle-seconds.ts';
import { ROSTER_ROWS, rosterSender, untilStage } from '../support/roster-sender.ts';
import { visitor } from '../support/visitor.ts';
import { openCompany, publish, type Company } from './company.ts';
import { startEmbedded, testFolder, type EmbeddedProduct } from './embedded-product.ts';

const folder = testFolder();
const data = join(folder.path, 'data');
let product: EmbeddedProduct;
let company: Company;

beforeAll(async () => {
	product = await startEmbedded(data);
	const { io, database } = product.open();
	company = await openCompany(io, product.running.origin);
	await database.close();
});
afterAll(async () => {
	await product?.running.stop();
	folder.remove();
});

test('R13: SIGTERM while an import is checked, and again a second later: code 0 within 30 s, the database stopped, all rows or none', async () => {
	const draft = await company.sender.send();
	await untilStage(company.sender, draft, /^asking$/);
	await company.sender.answer(draft);
	await untilStage(company.sender, draft, /^(?:checking|checked)$/);
	let code: number | null = null;
	const seconds = await idleSeconds(async () => {
		const ended = once(product.running.process, 'exit') as Promise<[number | null]>;
		product.running.process.kill('SIGTERM');
		await Promise.race([ended, sleep(1000)]);
		product.running.process.kill('SIGTERM');
		[code] = await ended;
	});
	expect([code, seconds < 30]).toEqual([0, true]);
	for (const left of ['database/cluster/postmaster.pid', 'muster.lock'])
		expect([left, existsSync(join(data, left))]).toEqual([left, false]);
	product = await startEmbedded(data);
	const analyst = visitor(product.running.origin);
	for (const [name, value] of company.analyst.cookies) analyst.cookies.set(name, value);
	const sender = rosterSender(analyst, company.organisation.slug, product.running.origin);
	const stage = await untilStage(sender, draft, /^(?:interrupted|asking|checked|failed)$/);
	const { database } = product.open();
	const scope = { organisation: company.organisation.id, account: null };
	const [{ rows }] = await database.inOrganisation(
		scope,
		(tx) => tx<{ rows: number }[]>`select count(*) as rows from roster_spell where version_id = ${draft}`
	);
	await database.close();
	expect([stage, rows]).toEqual(stage === 'checked' ? ['checked', ROSTER_ROWS] : [stage, 0]);
	await publish(sender, await sender.send());
});
