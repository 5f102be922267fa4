import { expect, test } from 'vitest';
import { byteCache } from './byte-cache.ts';

test('of 3 values of 40 bytes a cache of 100 keeps the 2 used last', () => {
	const cache = byteCache<string>(100);
	cache.set('a', 'A', 40);
	cache.set('b', 'B', 40);
	cache.get('a');
	cache.set('c', 'C', 40);
	expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.bytes()]).toEqual(['A', null, 'C', 80]);
});

test('a value of 101 bytes is not kept in a cache of 100 and pushes nothing out', () => {
	const cache = byteCache<string>(100);
	cache.set('a', 'A', 60);
	cache.set('large', 'L', 101);
	expect([cache.get('a'), cache.get('large'), cache.bytes()]).toEqual(['A', null, 60]);
});

test('a key set twice counts once', () => {
	const cache = byteCache<string>(100);
	cache.set('a', 'A', 60);
	cache.set('a', 'B', 70);
	expect([cache.get('a'), cache.bytes()]).toEqual(['B', 70]);
});

test('of 2 values one asked for 9 minutes ago stays and one 10 minutes ago goes when a third comes', () => {
	let minute = 0;
	const cache = byteCache<string>(100, 10, () => minute);
	cache.set('a', 'A', 10);
	cache.set('b', 'B', 10);
	minute = 1;
	cache.get('a');
	minute = 10;
	cache.set('c', 'C', 10);
	expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.bytes()]).toEqual(['A', null, 'C', 20]);
});
