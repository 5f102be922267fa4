import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCompany, type Company } from './company.ts';
import { startEmbedded, testFolder, type EmbeddedProduct } from './embedded-product.ts';
import { quantile, startReaders, statusCounts, type Reading } from './readers.ts';
import { SCALE } from './scale.ts';

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

const between = (readings: readonly Reading[], from: number, to: number) =>
	readings.filter(({ at }) => at >= from * 1000 && at < to * 1000).map(({ milliseconds }) => milliseconds);

test(`R04: ${SCALE.readers} readers while the database is stopped fast and then at once: 200 or 503, and well within 10 s`, async () => {
	const third = SCALE.seconds / 3;
	const readers = startReaders({
		origin: product.running.origin,
		cookies: [company.cookie],
		paths: [`/o/${company.organisation.slug}/overview`],
		count: SCALE.readers,
		pauseMs: 1000
	});
	for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
		await sleep(third * 1000);
		process.kill(product.postmaster(), signal);
	}
	await sleep((third + 12) * 1000);
	const readings = await readers.stop();
	const base = quantile(between(readings, 0, third), 0.99);
	const after = quantile(between(readings, 2 * third + 10, 3 * third + 12), 0.99);
	console.log(
		`R04: ${JSON.stringify(statusCounts(readings))}, 99 % within ${base.toFixed(0)} ms before, ${after.toFixed(0)} ms after`
	);
	const { 200: well, 503: down = 0, ...others } = statusCounts(readings);
	expect([others, well > down]).toEqual([{}, true]);
	const last = readings.filter(({ at }) => at > (2 * third + 10) * 1000);
	expect(statusCounts(last)).toEqual({ 200: last.length });
	expect(new Set(readings.filter(({ status }) => status === 200).map(({ body }) => body)).size).toBe(1);
	expect(product.running.process.exitCode).toBeNull();
});
