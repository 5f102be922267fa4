import { openAsBlob } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAccount, createOrganisation } from '../support/database.ts';
import { runProduct } from '../support/product.ts';
import { rosterSender, untilStage, uploadPath } from '../support/roster-sender.ts';
import { visitor, type Visitor } from '../support/visitor.ts';
import type { BenchServer } from './bench-server.ts';
import { spread } from './rotation.ts';

const PASSWORD = 'seven lost umbrellas';
const IDLE_REQUESTS = 400;
const PAUSE_MS = 10;
const READ_WITHIN_MS = 600_000;

/**
 * How long the built product takes to answer its overview page, which it keeps rendered, while nothing else happens
 * and while one of its worker threads imports a roster.
 */
export async function measureLatency(server: BenchServer, roster: string): Promise<void> {
	const { database, dataFolder } = server.io;
	const running = await runProduct({
		MUSTER_DATA_DIR: dataFolder,
		DATABASE_URL: server.ownerUrl,
		DATABASE_APP_URL: server.appUrl
	});
	try {
		const organisation = await createOrganisation(database);
		const { email } = await createAccount(database, {
			organisation: organisation.id,
			roles: ['analyst'],
			password: PASSWORD
		});
		const analyst = visitor(running.origin);
		await analyst.post('/login', { email, password: PASSWORD });
		const sender = rosterSender(analyst, organisation.slug, running.origin);
		await publishRoster(sender);
		const page = `/o/${organisation.slug}/overview`;
		await answers(analyst, page, (count) => count < 50);
		const idle = await answers(analyst, page, (count) => count < IDLE_REQUESTS);
		let isOver = false;
		const imported = importRoster(
			analyst,
			sender,
			uploadPath(organisation.slug).replace('name=Roster', 'name=Second'),
			running.origin,
			roster
		).finally(() => (isOver = true));
		const busy = await answers(analyst, page, () => !isOver);
		await imported;
		print(idle, busy);
	} finally {
		await running.stop();
	}
}

/** Gives the page something to show: the roster of 62,500 rows. */
async function publishRoster(sender: ReturnType<typeof rosterSender>): Promise<void> {
	const draft = await sender.send();
	if ((await untilStage(sender, draft, /^(?:asking|checked)$/, READ_WITHIN_MS)) === 'asking')
		await sender.answer(draft);
	await untilStage(sender, draft, /^checked$/, READ_WITHIN_MS);
	await sender.publish(draft);
}

async function importRoster(
	analyst: Visitor,
	sender: ReturnType<typeof rosterSender>,
	path: string,
	origin: string,
	roster: string
): Promise<void> {
	const cookie = [...analyst.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const headers = { origin, cookie, 'content-type': 'text/csv', accept: 'application/json' };
	const response = await fetch(origin + path, { method: 'POST', headers, body: await openAsBlob(roster) });
	if (response.status !== 201) throw new Error(`The upload was answered ${response.status}: ${await response.text()}`);
	const { draft } = (await response.json()) as { draft: string };
	const stage = await untilStage(sender, draft, /^(?:asking|checked|failed)$/, READ_WITHIN_MS);
	if (stage === 'asking') await sender.answer(draft);
	const end = await untilStage(sender, draft, /^(?:checked|failed)$/, READ_WITHIN_MS);
	if (end !== 'checked') throw new Error(`The import ended as ${end}.`);
}

/** Milliseconds of each answer, one request after the other with a pause between them. */
async function answers(analyst: Visitor, page: string, goesOn: (count: number) => boolean): Promise<number[]> {
	const times: number[] = [];
	while (goesOn(times.length)) {
		const start = performance.now();
		const { status } = await analyst.get(page);
		times.push(performance.now() - start);
		if (status !== 200) throw new Error(`${page} was answered ${status}.`);
		await sleep(PAUSE_MS);
	}
	return times;
}

function print(idle: number[], busy: number[]): void {
	console.log(`\nOverview page during an import  (${idle.length} requests idle, ${busy.length} during the import)`);
	const line = (name: string, times: number[]) =>
		console.log(
			`  ${name.padEnd(46)} median ${spread(times).median.toFixed(1).padStart(8)} ms, 99 % within ${quantile99(times).toFixed(1).padStart(8)} ms`
		);
	line('nothing else happens', idle);
	line('a worker imports', busy);
	console.log(`  ${'ratio of the 99 %'.padEnd(46)} ${(quantile99(busy) / quantile99(idle)).toFixed(2)} x`);
}

function quantile99(times: readonly number[]): number {
	const sorted = [...times].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)];
}
