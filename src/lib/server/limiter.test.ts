import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { limiter } from './limiter.ts';

const places = (count: number, waitMs = 60_000) => limiter(count, waitMs, () => new Error('busy'));

test('with 2 places, 10 pieces of work never run more than 2 at once and all run in order', async () => {
	const slots = places(2);
	const order: number[] = [];
	let [running, most] = [0, 0];
	await Promise.all(
		Array.from({ length: 10 }, async (_, index) => {
			const release = await slots.enter();
			order.push(index);
			most = Math.max(most, ++running);
			await sleep(2);
			running--;
			release();
		})
	);
	expect([most, order]).toEqual([2, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
});

test('a wait over 20 ms is refused and does not use up the place it waited for', async () => {
	const slots = places(1, 20);
	const release = await slots.enter();
	await expect(slots.enter()).rejects.toThrow('busy');
	release();
	await expect(slots.enter()).resolves.toBeTypeOf('function');
});

test('releasing twice frees one place', async () => {
	const slots = places(1, 10);
	const release = await slots.enter();
	release();
	release();
	await slots.enter();
	await expect(slots.enter()).rejects.toThrow('busy');
});
