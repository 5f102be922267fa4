import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../support/product.ts';
import { openCompany, type Company } from './company.ts';

const MEBIBYTE = 2 ** 20;
const LIMIT = 1024 * MEBIBYTE;
const CAP = 512 * MEBIBYTE;
const LINE = Buffer.from('person_id,hire_date\n' + 'p0000001,2020-01-01\n'.repeat(50_000));
let product: Product;
let company: Company;

beforeAll(async () => {
	product = await startProduct(() => ({ NODE_OPTIONS: '--max-old-space-size=256' }));
	company = await openCompany(product.database.io, product.origin);
});
afterAll(() => product.stop());

/** Most memory the product ever had in use, in bytes. */
function peak(): number {
	const status = readFileSync(`/proc/${product.process.pid}/status`, 'utf8');
	return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

/** Sends `bytes` as one roster; without a declared length in chunks. */
function upload(bytes: number, declared: number | null, line = LINE): Promise<number> {
	const path = `/o/${company.organisation.slug}/data/new?kind=roster&name=large&file=large.csv`;
	const headers = {
		origin: product.origin,
		cookie: company.cookie,
		'content-type': 'text/csv',
		...(declared === null ? {} : { 'content-length': String(declared) })
	};
	return new Promise((resolve) => {
		const sending = request(product.origin + path, { method: 'POST', headers }, (response) => {
			response.resume();
			resolve(response.statusCode ?? 0);
			sending.destroy();
		});
		sending.once('error', () => resolve(0));
		let left = bytes;
		const more = () => {
			while (left > 0) {
				const part = line.subarray(0, Math.min(left, line.length));
				left -= part.length;
				if (!sending.write(part)) return void sending.once('drain', more);
			}
			sending.end();
		};
		more();
	});
}

test('R10: with a heap of 256 MB, uploads above 1 GiB are refused by length or by count, one or four at once, below 512 MB', async () => {
	expect(await upload(LIMIT + 1, LIMIT + 1)).toBe(413);
	expect(await upload(LIMIT + LINE.length, null)).toBe(413);
	const four = await Promise.all([1, 2, 3, 4].map(() => upload(LIMIT + LINE.length, null)));
	console.log(`R10: four at once ${four.join(' ')}, most memory ${(peak() / MEBIBYTE).toFixed(0)} MiB`);
	expect(four.filter((status) => ![413, 422].includes(status))).toEqual([]);
	expect(four).toContain(413);
	expect(peak()).toBeLessThan(CAP);
	expect((await company.analyst.get(`/o/${company.organisation.slug}/overview`)).status).toBe(200);
});

test('what is no table is refused with its reason, though 200 MB of it are still to come', async () => {
	const bytes = 200 * MEBIBYTE;
	const page = Buffer.alloc(MEBIBYTE, '%PDF-1.7 of which nothing is a table\n');
	expect([await upload(bytes, bytes, page), await upload(bytes, null, page)]).toEqual([415, 415]);
});

test('R10: a length that is a lie ends as a cut upload, and nothing is kept', async () => {
	const small = 10 * MEBIBYTE;
	const sent = await Promise.race([
		upload(small, 2 * small),
		new Promise<number>((r) => setTimeout(() => r(-1), 45_000))
	]);
	expect([-1, 0, 400, 408, 422]).toContain(sent);
	expect(product.process.exitCode).toBeNull();
	expect(peak()).toBeLessThan(CAP);
});
