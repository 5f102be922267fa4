import { expect, test } from 'vitest';
import { resultCache } from './result-cache.server.ts';

test('the same key is computed once, another key anew', async () => {
	const cache = resultCache();
	let computed = 0;
	const get = (tier: string) => cache.get(['org', tier, ['v1']], async () => ++computed);
	expect([await get('analyst'), await get('analyst'), await get('executive')]).toEqual([1, 1, 2]);
});

test('3 who ask for one key at once have one computation', async () => {
	const cache = resultCache();
	let computed = 0;
	const get = () => cache.get(['org', 'executive', ['v1']], async () => ++computed);
	expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1]);
});

test('beyond 2 results the one longest unused is dropped', async () => {
	const cache = resultCache(2);
	let computed = 0;
	const get = (key: string) => cache.get([key], async () => ++computed);
	await get('a');
	await get('b');
	await get('a');
	await get('c');
	expect([await get('a'), await get('b')]).toEqual([1, 4]);
});

test('a computation that fails is not kept', async () => {
	const cache = resultCache();
	await expect(cache.get(['a'], () => Promise.reject(new Error('once')))).rejects.toThrow('once');
	expect(await cache.get(['a'], async () => 7)).toBe(7);
});
