import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../support/product.ts';
import { executiveCookies, openCompany, publish, rosterFile, sendFile, type Company } from './company.ts';
import { quantile, startReaders, statusCounts, type Reading } from './readers.ts';
import { SCALE } from './scale.ts';

const ACCOUNTS = 20;
const PAGES = ['overview', 'coverage', 'attrition', 'tenure'];
let product: Product;
let company: Company;
let cookies: string[];

beforeAll(async () => {
	product = await startProduct();
	const { io } = product.database;
	company = await openCompany(io, product.origin);
	cookies = await executiveCookies(io, product.origin, company, ACCOUNTS);
});
afterAll(() => product.stop());

/** How many bodies each account saw at each address. */
function bodyCounts(readings: readonly Reading[]): number[] {
	const bodies = new Map<string, Set<string>>();
	for (const { cookie, path, body } of readings) {
		const seen = bodies.get(cookie + path) ?? new Set();
		bodies.set(cookie + path, seen.add(body));
	}
	return [...bodies.values()].map(({ size }) => size);
}

const times = (readings: readonly Reading[]) => readings.map(({ milliseconds }) => milliseconds);

test(`R09: ${SCALE.readers} readers while ${SCALE.rows} rows are imported and published see the old page or the new one`, async () => {
	const roster = await rosterFile(SCALE.rows);
	const paths = PAGES.map((page) => `/o/${company.organisation.slug}/${page}`);
	const options = { origin: product.origin, cookies, paths, count: SCALE.readers, pauseMs: 1000 };
	for (const cookie of cookies)
		for (const path of paths) await fetch(product.origin + path, { headers: { cookie, accept: 'text/html' } });
	const before = startReaders(options);
	await sleep(10_000);
	const idle = await before.stop();
	const readers = startReaders(options);
	const began = performance.now();
	const draft = await sendFile(company, product.origin, roster.path);
	await publish(company.sender, draft);
	const published = performance.now() - began;
	const seconds = published / 1000;
	await sleep(Math.max(10_000, SCALE.seconds * 1000 - seconds * 1000));
	const readings = await readers.stop();
	await roster.remove();
	const slowUntil = (from: number, to: number) =>
		readings.filter(({ at, milliseconds }) => at >= from && at < to && milliseconds > 1000).length;
	console.log(
		`R09: ${readings.length} answers in ${SCALE.seconds} s, import and publication ${seconds.toFixed(1)} s, ` +
			`99 % within ${quantile(times(readings), 0.99).toFixed(0)} ms (idle ${quantile(times(idle), 0.99).toFixed(0)} ms), ` +
			`slowest ${Math.max(...times(readings)).toFixed(0)} ms; over 1 s ${slowUntil(0, published)} until it was published, ` +
			`${slowUntil(published, published + 20_000)} in the 20 s after, ${slowUntil(published + 20_000, Infinity)} later`
	);
	expect(statusCounts(readings)).toEqual({ 200: readings.length });
	expect(Math.max(...bodyCounts(idle))).toBe(1);
	expect(Math.max(...bodyCounts(readings))).toBe(2);
	expect(quantile(times(readings), 0.99)).toBeLessThan(SCALE.slowestMs);
});
