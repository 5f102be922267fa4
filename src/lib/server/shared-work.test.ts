import { expect, test } from 'vitest';
import { sharedWork } from './shared-work.ts';

test('of 5 who ask for 2 things at once 2 begin, and each has the result of his own thing; later it is begun anew', async () => {
	const shared = sharedWork<string>();
	let begun = 0;
	const ask = (key: string) => shared(key, async () => `${key}${++begun}`);
	const results = await Promise.all(['a', 'b', 'a', 'a', 'b'].map(ask));
	expect(results).toEqual(['a1', 'b2', 'a1', 'a1', 'b2']);
	expect(await ask('a')).toBe('a3');
});

test('where the work of the first fails, the 2 who waited try for themselves, and nothing stays under way', async () => {
	const shared = sharedWork<number>();
	let tries = 0;
	const ask = () => shared('key', async () => (++tries === 1 ? Promise.reject(new Error('lost')) : tries));
	const results = await Promise.allSettled([ask(), ask(), ask()]);
	expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
	expect(tries).toBe(3);
	expect(await ask()).toBe(4);
});
