import type { Browser } from 'playwright-core';
import { pageWeight } from '../browser/page-weight.ts';
import { launchBrowser } from '../support/browser.ts';
import { bareServer } from './bare-server.ts';
import { floorPage } from './floor-page.ts';
import { buildObservable, OBSERVABLE_MISSING } from './observable-peer.ts';
import { spread } from './rotation.ts';
import { staticServer } from './static-server.ts';
import {
	filterChange,
	filterShown,
	markCount,
	pageTimes,
	slowestInteraction,
	type Filter,
	type FilterChange,
	type PageTimes,
	type Visit
} from './web-page-times.ts';
import type { WebSite } from './web-site.ts';

/** A page with the five charts of coverage, and how they are filtered. */
interface Drawn {
	name: string;
	address: string;
	cookie: string;
	charts: string;
	filter: Filter | null;
}

interface Drawings {
	own: Drawn;
	floor: Drawn;
	/** Observable Framework, where it is installed. */
	peer: Drawn | null;
	stop(): Promise<void>;
}

const ms = (value: number) => value.toFixed(0).padStart(7);

/** P1 to P6 and M1, in a browser: coverage beside a page that has its five drawings alone, and beside its peer. */
export async function measureDrawing(site: WebSite, rounds: number): Promise<void> {
	const browser = await launchBrowser();
	const drawings = await startDrawings(site);
	if (drawings.peer)
		console.log(
			`\n${drawings.peer.name}, built and served as static files: the five charts of coverage from the same numbers, drawn with Plot, with tooltips and one filter; no tables, notes, downloads, second width or keyboard`
		);
	try {
		for (const slowdown of [1, 4]) await compareLoads(browser, drawings, slowdown, rounds);
		await compareFilters(browser, drawings, rounds);
		await interactions(browser, drawings.own, rounds);
		const attrition = { ...drawings.own, address: site.origin + site.pages.attrition };
		const shown = [];
		for (let round = 0; round < rounds; round++) shown.push(await filterShown({ browser, ...attrition, slowdown: 1 }));
		console.log(
			`\nChanged filter of attrition, from its answer to the paint: median ${ms(spread(shown).median)} ms (wanted 100)`
		);
		await printWeights(site, browser, drawings);
	} finally {
		await drawings.stop();
		await browser.close();
	}
}

async function startDrawings({ origin, cookie, pages }: WebSite): Promise<Drawings> {
	const address = origin + pages.coverage;
	const headers = { cookie, accept: 'text/html' };
	const html = await (await fetch(address, { headers })).text();
	const figures = new Map<string, string>();
	for (const [, path, name] of html.matchAll(/href="([^"]*\/figures\/([\w-]+)\/json[^"]*)"/g)) {
		const file = await fetch(new URL(path.replaceAll('&amp;', '&'), origin), { headers });
		figures.set(name, await file.text());
	}
	const floor = await bareServer(floorPage(html));
	const site = await buildObservable(figures);
	const peer = site && (await staticServer(site.folder));
	const button = 'form.filters button[type=submit]';
	const charts = 'figure .plot-wide > svg';
	return {
		own: { name: 'coverage', address, cookie, charts, filter: { list: 'select[name=clock]', button } },
		floor: { name: 'its five drawings alone', address: floor.origin, cookie: '', charts: 'svg', filter: null },
		peer: peer && {
			name: 'Observable Framework',
			address: `${peer.origin}/`,
			cookie: '',
			charts: '.card svg',
			filter: { list: 'main select' }
		},
		stop: async () => {
			await floor.stop();
			await peer?.stop();
			site?.remove();
		}
	};
}

/** The places of all, ours first in one round and last in the next. */
function inTurn(pages: Drawn[], round: number): number[] {
	const places = pages.map((_, place) => place);
	return round % 2 === 0 ? places : places.reverse();
}

/** P1, P5: all pages cold, in one rotation. */
async function compareLoads(browser: Browser, drawings: Drawings, slowdown: number, rounds: number): Promise<void> {
	const { own, floor, peer } = drawings;
	const pages = peer ? [own, floor, peer] : [own, floor];
	const times: PageTimes[][] = pages.map(() => []);
	for (let round = 0; round < rounds; round++)
		for (const place of inTurn(pages, round))
			times[place].push(await pageTimes({ browser, ...pages[place], slowdown }));
	console.log(`\nP1  five charts drawn, cold, processor ${slowdown}x slower  (${rounds} rounds, medians in ms)`);
	for (const [place, { name }] of pages.entries()) {
		const of = (key: keyof PageTimes) => ms(spread(times[place].map((each) => each[key])).median);
		console.log(
			`  ${name.padEnd(26)} first paint${of('firstPaint')}, drawn${of('drawn')}, after the answer${of('shownAfterAnswer')}, P5 blocked${of('blocked')}`
		);
	}
	const drawn = times.map((each) => each.map((time) => time.drawn));
	printRatio('drawn, beside them alone', drawn[0], drawn[1], 'target 4 at 1x');
	if (!peer) return console.log(`  ${OBSERVABLE_MISSING}`);
	printRatio('drawn, beside Observable', drawn[0], drawn[2], 'floor 0.8, target 0.45');
	const blocked = times.map((each) => each.map((time) => time.blocked));
	if (blocked[2].every((time) => time > 0))
		printRatio('P5, beside Observable', blocked[0], blocked[2], 'floor 0.6, target 0.4, at 4x');
}

function printRatio(title: string, own: number[], other: number[], wanted: string): void {
	const { minimum, median, maximum } = spread(own.map((time, round) => time / other[round]));
	const [low, middle, high] = [minimum, median, maximum].map((ratio) => ratio.toFixed(2));
	console.log(`  ${title.padEnd(26)} ${low} / ${middle} / ${high}  (${wanted})`);
}

/** P3: ours compares with another day in each round, so that no page is kept. */
async function compareFilters(browser: Browser, { own, peer }: Drawings, rounds: number): Promise<void> {
	const pages = peer ? [own, peer] : [own];
	const changes: FilterChange[][] = pages.map(() => []);
	for (let round = 0; round < rounds; round++)
		for (const place of inTurn(pages, round)) {
			const { filter, ...page } = pages[place];
			const address = `${page.address}?before=2024-02-${10 + round}`;
			if (filter) changes[place].push(await filterChange({ browser, ...page, address, slowdown: 4 }, filter));
		}
	console.log(
		'\nP3  the next entry of a filter (ours: the clock, peer: the role), by keyboard, processor 4x slower  (ms: median, maximum)'
	);
	for (const [place, { name }] of pages.entries()) {
		const of = (key: keyof FilterChange) => spread(changes[place].map((change) => change[key]));
		const [interaction, redrawn] = [of('interaction'), of('redrawn')];
		console.log(
			`  ${name.padEnd(26)} interaction${ms(interaction.median)}${ms(interaction.maximum)}, until all charts are drawn anew${ms(redrawn.median)}${ms(redrawn.maximum)}`
		);
	}
	if (!peer) return console.log(`  ${OBSERVABLE_MISSING}`);
	const of = (key: keyof FilterChange) => changes.map((each) => each.map((change) => change[key]));
	const [interaction, redrawn] = [of('interaction'), of('redrawn')];
	printRatio('interaction', interaction[0], interaction[1], 'floor 1, target 0.4');
	printRatio('drawn anew', redrawn[0], redrawn[1], 'ours asks the server for another page');
}

async function interactions(browser: Browser, own: Drawn, rounds: number): Promise<void> {
	const slowest = [];
	for (let round = 0; round < rounds; round++) slowest.push(await slowestInteraction({ browser, ...own, slowdown: 4 }));
	const { median, maximum } = spread(slowest);
	console.log(
		`\nP3  slowest interaction with a figure at 4x: median ${ms(median)} ms, maximum ${ms(maximum)} ms (floor 200, target 100)`
	);
}

async function printWeights({ origin, pages, cookie }: WebSite, browser: Browser, drawings: Drawings): Promise<void> {
	console.log(
		'\nP2 scripts, P6 HTML (gzip, kB; floors 100 and 65, targets 60 and 40), P4 layout shift (0.05, 0), M1 marks'
	);
	const print = (name: string, [script, document, shift]: number[], marks: string) => {
		const sizes = [script, document].map((size) => (size / 1000).toFixed(1).padStart(7)).join('');
		console.log(`  ${name.padEnd(22)}${sizes}  ${shift.toFixed(3)}${marks}`);
	};
	const weigh = async (visit: Pick<Visit, 'address' | 'cookie'>) => {
		const extraHTTPHeaders: Record<string, string> = visit.cookie ? { cookie: visit.cookie } : {};
		const context = await browser.newContext({ extraHTTPHeaders });
		const { script, document, layoutShift } = await pageWeight(await context.newPage(), visit.address);
		await context.close();
		return [script, document, layoutShift];
	};
	for (const [name, path] of Object.entries(pages)) {
		const visit: Visit = { ...drawings.own, browser, address: origin + path, cookie, slowdown: 1 };
		print(name, await weigh(visit), `  ${await markCount(visit)} marks`);
	}
	if (drawings.peer) print(drawings.peer.name, await weigh(drawings.peer), '');
}
