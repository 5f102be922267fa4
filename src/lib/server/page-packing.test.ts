import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { wholeAnswer } from './page-cache.ts';
import { packed } from './page-packing.ts';

const PAGE = Buffer.from('<tr><td>Security</td><td>5 of 12</td></tr>'.repeat(100));
const answer = (bytes: Uint8Array = PAGE) => wholeAnswer(bytes, [['content-type', 'text/html; charset=utf-8']]);
const asks = (encodings: string, site?: string) =>
	new Headers({ 'accept-encoding': encodings, ...(site && { 'sec-fetch-site': site }) });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a whole page of 4,200 bytes', () => {
	test.each([
		['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
		['gzip', 'gzip, deflate', gunzipSync]
	])('is sent as %s where %s are taken, whole and with the length of the packed form', async (name, taken, unpack) => {
		const response = await packed(answer(), asks(taken, 'same-origin'), false);
		const bytes = await bytesOf(response);
		expect(response.headers.get('content-encoding')).toBe(name);
		expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
		expect(bytes.byteLength).toBeLessThan(200);
		expect(unpack(bytes).equals(PAGE)).toBe(true);
	});

	test.each([
		['same-origin', 'br'],
		['none', 'br'],
		['same-site', null],
		['cross-site', null],
		[undefined, null]
	])('asked for from %s by somebody signed in: %s', async (site, packing) => {
		const response = await packed(answer(), asks('br', site), false);
		expect(response.headers.get('content-encoding')).toBe(packing);
	});

	test('asked for by another site without an account is packed: it is everybody’s', async () => {
		expect((await packed(answer(), asks('br', 'cross-site'), true)).headers.get('content-encoding')).toBe('br');
	});

	test('goes as it is where only other packings are taken', async () => {
		const response = await packed(answer(), asks('deflate, zstd, brotli', 'none'), false);
		expect(response.headers.get('content-encoding')).toBeNull();
		expect((await bytesOf(response)).equals(PAGE)).toBe(true);
	});

	test('keeps its status and other headers', async () => {
		const response = await packed(wholeAnswer(PAGE, [['x-frame-options', 'DENY']], 404), asks('br', 'none'), false);
		expect([response.status, response.headers.get('x-frame-options')]).toEqual([404, 'DENY']);
	});
});

test('a small page and one that is sent in pieces go as they are', async () => {
	const small = await packed(answer(PAGE.subarray(0, 2047)), asks('br', 'none'), false);
	const pieces = await packed(new Response(PAGE), asks('br', 'none'), false);
	expect([small, pieces].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, null]);
});
