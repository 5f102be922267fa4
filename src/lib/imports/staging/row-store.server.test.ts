import { expect, test } from 'vitest';
import { directStore } from './row-store.server.ts';

function fixture() {
	const said: string[] = [];
	const rows = ['a', 'b', 'c'];
	const collector = {
		takeRows: (full?: boolean) => (full ? rows.splice(0, 1) : rows.splice(0)).map((row) => Buffer.from(row)),
		release: () => undefined
	};
	const copy = {
		write: async (block: Buffer) => void said.push(block.toString()),
		end: async () => void said.push('end')
	};
	return { said, store: directStore(collector as unknown as Parameters<typeof directStore>[0], copy) };
}

test('1 full block is written at each advance, the rest at the end, and the copy is ended once', async () => {
	const { said, store } = fixture();
	await store.advance();
	expect(said).toEqual(['a']);
	await store.finish();
	await store.abandon();
	expect(said).toEqual(['a', 'b', 'c', 'end']);
});

test('a copy under way is ended when it is abandoned', async () => {
	const { said, store } = fixture();
	await store.advance();
	await store.abandon();
	expect(said).toEqual(['a', 'end']);
});

test('timers run between two pieces of the file, also where the database takes every block at once', async () => {
	const { store } = fixture();
	let turns = 0;
	const count = () => {
		turns++;
		setImmediate(count).unref();
	};
	setImmediate(count).unref();
	for (let piece = 0; piece < 10; piece++) await store.advance();
	expect(turns).toBeGreaterThanOrEqual(9);
});
