import { expect, test } from 'vitest';
import { sendInTurn } from './send-in-turn.ts';

/** Statements 1, 2 and so on, that say when they are made and end when they are told to. */
function statements(count: number) {
	const made: number[] = [];
	const ends: { resolve(value?: unknown): void; reject(error: Error): void }[] = [];
	function* all() {
		for (let i = 1; i <= count; i++) {
			made.push(i);
			yield i;
		}
	}
	const send = () => ({ execute: () => new Promise<unknown>((resolve, reject) => ends.push({ resolve, reject })) });
	return { made, ends, all, send };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('of 3 statements the second is sent while the first is under way, the third only when that is done', async () => {
	const { made, ends, all, send } = statements(3);
	const sent = sendInTurn(all(), send);
	await turn();
	expect(made).toEqual([1, 2]);
	ends[0].resolve();
	await turn();
	expect(made).toEqual([1, 2, 3]);
	for (const { resolve } of ends) resolve();
	await sent;
});

test('after a failure of the first no third statement is made, and the failure is given on', async () => {
	const { made, ends, all, send } = statements(3);
	const sent = sendInTurn(all(), send);
	await turn();
	ends[1].reject(new Error('second'));
	ends[0].reject(new Error('first'));
	await expect(sent).rejects.toThrow('first');
	expect(made).toEqual([1, 2]);
});

test('none at all is fine', async () => {
	await expect(sendInTurn([], () => ({ execute: () => Promise.reject(new Error('none')) }))).resolves.toBeUndefined();
});
