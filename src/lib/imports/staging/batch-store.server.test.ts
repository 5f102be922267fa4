import { expect, test } from 'vitest';
import { batchStore } from './batch-store.server.ts';

/** Rows that are waiting, 1 block for each take, and a database that writes down what it is told. */
function fixture(refuses = false) {
	const said: string[] = [];
	const waiting = { rows: 0 };
	const collector = {
		pending: () => waiting.rows,
		takeRows: () => {
			const block = Buffer.from(String(waiting.rows));
			waiting.rows = 0;
			return [block];
		},
		release: () => undefined
	};
	const copy = {
		write: async (block: Buffer) => {
			if (refuses) throw new Error('refused');
			said.push(`write ${block.toString()}`);
		},
		end: async () => {
			said.push('end');
		}
	};
	const steps = {
		open: async () => {
			said.push('open');
			return copy;
		},
		insert: async () => said.push('insert')
	};
	return { said, waiting, batches: batchStore(collector as unknown as Parameters<typeof batchStore>[0], steps) };
}

test('50,000 rows in pieces of 10,000 are copied from the second piece on and inserted after 40,000 and at the end', async () => {
	const { said, waiting, batches } = fixture();
	for (let piece = 0; piece < 5; piece++) {
		waiting.rows += 10_000;
		await batches.advance();
	}
	await batches.finish();
	const first = ['open', 'write 20000', 'write 10000', 'write 10000', 'end', 'insert'];
	expect(said).toEqual([...first, 'open', 'write 10000', 'end', 'insert']);
});

test('a copy under way is ended when it is abandoned, and none is opened for 0 rows', async () => {
	const { said, waiting, batches } = fixture();
	await batches.finish();
	await batches.abandon();
	expect(said).toEqual([]);
	waiting.rows = 20_000;
	await batches.advance();
	await batches.abandon();
	expect(said).toEqual(['open', 'write 20000', 'end']);
});

test('a block of 20,000 rows that the database refuses fails the import before anything is inserted, and its copy is ended', async () => {
	const { said, waiting, batches } = fixture(true);
	waiting.rows = 20_000;
	await batches.advance();
	await expect(batches.finish()).rejects.toThrow('refused');
	expect(said).toEqual(['open']);
	await batches.abandon();
	expect(said).toEqual(['open', 'end']);
});
