import { readFileSync } from 'node:fs';
import { runProduct } from '../support/product.ts';
import { bareServer } from './bare-server.ts';
import type { BenchServer } from './bench-server.ts';
import { spread } from './rotation.ts';
import { measureDrawing } from './web-drawing.ts';
import { hammer, quantile, readByMany, type Target } from './web-load.ts';
import { webSite, type WebSite } from './web-site.ts';

const READERS = 20;
const CONNECTIONS = 100;
const SECONDS = 2;
const RENDERS = 40;
/** Renders before those that are measured: a server that has run for a minute has compiled what it runs. */
const WARM_UP = 100;

/** The pages people read: how soon they are answered, drawn and follow a hand, for companies of these sizes. */
export async function measureWeb(server: BenchServer, sizes: number[], rounds: number): Promise<void> {
	const { dataFolder } = server.io;
	const database = { DATABASE_URL: server.ownerUrl, DATABASE_APP_URL: server.appUrl };
	const product = await runProduct({ MUSTER_DATA_DIR: dataFolder, ...database });
	try {
		const sites: WebSite[] = [];
		for (const people of sizes) sites.push(await webSite(server, product, people));
		for (const site of sites) await reading(site);
		await rendering(sites[0], product.process.pid);
		await throughput(sites[0], rounds);
		await measureDrawing(sites[0], rounds);
	} finally {
		await product.stop();
	}
}

const ms = (value: number) => value.toFixed(0).padStart(7);

/** Server time of each page at twenty readers. */
async function reading({ people, origin, cookie, pages }: WebSite): Promise<void> {
	console.log(
		`\nAnswers to ${READERS} readers, one page a second each, ${people} people (ms: median, 95 %; wanted 150)`
	);
	for (const [name, path] of Object.entries(pages)) {
		const target = { name, address: origin + path, cookie };
		await hammer(target, 1, 0.5);
		const load = await readByMany(target, READERS);
		console.log(`  ${name.padEnd(14)}${ms(quantile(load, 0.5))}${ms(quantile(load, 0.95))}`);
	}
}

/** S2: processor time of the product for a page with five charts, drawn anew for every request. */
async function rendering({ origin, cookie, pages }: WebSite, process: number | undefined): Promise<void> {
	// A parameter that nothing reads: the same page, not kept yet.
	const render = async (name: string) =>
		(await fetch(`${origin}${pages.coverage}?render=${name}`, { headers: { cookie, accept: 'text/html' } })).text();
	for (let count = 0; count < WARM_UP; count++) await render(`warm-${count}`);
	const before = processorMilliseconds(process);
	if (before === null) return console.log('\nS2 was not measured: this system does not tell processor time.');
	for (let count = 0; count < RENDERS; count++) await render(String(count));
	const spent = ((processorMilliseconds(process) ?? before) - before) / RENDERS;
	console.log(
		`\nS2  coverage, five charts: ${spent.toFixed(1)} ms of processor a render, after ${WARM_UP} others (floor 20, target 8)`
	);
}

const TICKS_A_SECOND = 100;

function processorMilliseconds(process: number | undefined): number | null {
	try {
		const fields = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ')[1].split(' ');
		return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_A_SECOND;
	} catch {
		return null;
	}
}

/** S1, S3: answers a second and the slowest hundredth, beside a bare server and the smallest answer of the product. */
async function throughput({ origin, cookie, executives, pages }: WebSite, rounds: number): Promise<void> {
	const address = origin + pages.overview;
	const html = await (await fetch(address, { headers: { cookie, accept: 'text/html' } })).text();
	const bare = await bareServer(html);
	const targets: Target[] = [
		{ name: 'overview, one reader', address, cookie },
		{ name: `overview, ${executives.length} readers`, address, cookies: executives },
		{ name: 'endpoint of SvelteKit without identity', address: `${origin}/healthz` },
		{ name: 'bare node:http, same page', address: bare.origin }
	];
	const loads = targets.map(() => ({ rate: [] as number[], slow: [] as number[] }));
	for (let round = 0; round < rounds; round++) {
		const order = round % 2 === 0 ? [0, 1, 2, 3] : [3, 2, 1, 0];
		for (const index of order) {
			const load = await hammer(targets[index], CONNECTIONS, SECONDS);
			loads[index].rate.push(load.times.length / load.seconds);
			loads[index].slow.push(quantile(load, 0.99));
		}
	}
	await bare.stop();
	console.log(`\n${CONNECTIONS} connections, page of ${(html.length / 1000).toFixed(0)} kB  (${rounds} rounds)`);
	for (const [index, { name }] of targets.entries()) {
		const rate = spread(loads[index].rate.map((own, round) => own / loads[3].rate[round]));
		const slow = spread(loads[index].slow.map((own, round) => own / loads[3].slow[round]));
		const median = spread(loads[index].rate).median.toFixed(0).padStart(6);
		console.log(
			`  ${name.padEnd(42)}${median} a second, S1 ${rate.median.toFixed(3)} x bare, S3 99 % ${slow.median.toFixed(1)} x bare`
		);
	}
}
