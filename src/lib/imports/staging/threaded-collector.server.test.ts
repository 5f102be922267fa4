import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import type { CellValue } from '../check/row-sink.ts';
import { BLOCK_ROWS } from './row-block.server.ts';
import { rowCollector, type RowCollector } from './row-collector.server.ts';
import type { RowAnswer, RowRequest } from './row-thread.server.ts';
import type { RowWriterOptions } from './row-writer.server.ts';
import { MOST_UNDER_WAY, RowThreadEnded, threadedCollector } from './threaded-collector.server.ts';

const OPTIONS: RowWriterOptions = {
	fieldCount: 4,
	columns: [
		{ name: 'person_key', as: 'person-key', field: 0, type: 'text' },
		{ name: 'hire_date', as: 'date', field: 1, type: 'date' },
		{ name: 'job_title', as: 'text', field: 2, type: 'text' },
		{ name: 'regretted', as: 'boolean', field: 3, type: 'boolean' }
	],
	kept: {
		layout: {
			columns: [
				{ name: 'hiredOn', type: 'day' },
				{ name: 'jobTitle', type: 'code' },
				{ name: 'regretted', type: 'code' }
			],
			sortBy: ['hiredOn'],
			isAboutPeople: true
		},
		fields: [
			{ field: 1, isYesNo: false },
			{ field: 2, isYesNo: false },
			{ field: 3, isYesNo: true }
		]
	},
	personKey: Buffer.alloc(32, 7),
	lineOffset: 3
};
const NO_CELLS = new Int32Array(4).fill(-1);

function addRows(collector: RowCollector, from: number, to: number): void {
	for (let i = from; i < to; i++) {
		const values: CellValue[] = [`Zoë-${i % 3000}`, 18_000 + (i % 40), i % 7 === 0 ? null : `t${i % 70_000}`, i % 2];
		collector.row(values, i + 2, NO_CELLS);
	}
}

async function collected(collector: RowCollector, rows: number) {
	const blocks: Buffer[] = [];
	for (let row = 0; row < rows; row += 1500) {
		addRows(collector, row, Math.min(row + 1500, rows));
		blocks.push(...(await collector.takeRows(true)));
	}
	blocks.push(...(await collector.takeRows()));
	const finished = await collector.finish();
	const people = [];
	for await (const { keys } of collector.people()) people.push(keys.toString('hex'));
	return { bytes: Buffer.concat(blocks).toString('base64'), finished, people, rows: collector.rowCount() };
}

test(
	'75,000 rows of 3,000 people written by a thread are, byte for byte, those written here',
	{ timeout: 60_000 },
	async () => {
		const threaded = threadedCollector(OPTIONS);
		try {
			expect(await collected(threaded, 75_000)).toEqual(await collected(rowCollector(OPTIONS), 75_000));
		} finally {
			await threaded.close();
		}
	}
);

/** A thread that does nothing but keep what it is asked. */
class SilentThread extends EventEmitter {
	readonly asked: RowRequest[] = [];
	isTerminated = false;
	postMessage(request: RowRequest): void {
		this.asked.push(request);
	}
	terminate(): Promise<number> {
		this.isTerminated = true;
		this.emit('exit', 1);
		return Promise.resolve(1);
	}
	answer(answer: RowAnswer): void {
		this.emit('message', answer);
	}
}

function silent() {
	const thread = new SilentThread();
	return { thread, collector: threadedCollector(OPTIONS, () => thread as unknown as Worker) };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const written = (text: string): RowAnswer => ({ memory: null, written: [Buffer.from(text)] });

test('whoever checks rows waits from the ninth block on that the thread has not written, and goes on after one answer', async () => {
	const { thread, collector } = silent();
	addRows(collector, 0, MOST_UNDER_WAY * BLOCK_ROWS);
	expect(await collector.takeRows(true)).toEqual([]);
	addRows(collector, 0, BLOCK_ROWS);
	let taken: Buffer[] | null = null;
	const waiting = collector.takeRows(true).then((blocks) => (taken = blocks));
	await turn();
	await turn();
	expect([thread.asked.length, taken]).toEqual([MOST_UNDER_WAY + 1, null]);
	thread.answer(written('first'));
	await waiting;
	expect(String(taken)).toBe('first');
});

test('memory that comes back with an answer is handed over with the next block', async () => {
	const { thread, collector } = silent();
	addRows(collector, 0, BLOCK_ROWS);
	const memory = new ArrayBuffer(6 * BLOCK_ROWS * 4);
	thread.answer({ memory, written: [] });
	await turn();
	addRows(collector, 0, 2 * BLOCK_ROWS);
	const [, , third] = thread.asked;
	expect(typeof third === 'object' && third.memory === memory).toBe(true);
});

describe('a thread that ends', () => {
	test('fails whoever waits for its last rows, and everything asked afterwards', async () => {
		const { thread, collector } = silent();
		addRows(collector, 0, 10);
		const last = collector.takeRows();
		thread.emit('exit', 3);
		await expect(last).rejects.toThrow(RowThreadEnded);
		await expect(collector.takeRows(true)).rejects.toThrow(RowThreadEnded);
		await expect(collector.finish()).rejects.toThrow(RowThreadEnded);
	});

	test('fails whoever waits because too much is under way', async () => {
		const { thread, collector } = silent();
		addRows(collector, 0, (MOST_UNDER_WAY + 1) * BLOCK_ROWS);
		const waiting = collector.takeRows(true);
		thread.emit('error', new Error('out of memory'));
		await expect(waiting).rejects.toThrow(RowThreadEnded);
	});

	test('because it was closed leaves nothing running', async () => {
		const { thread, collector } = silent();
		await collector.close();
		expect(thread.isTerminated).toBe(true);
	});
});

test(
	'a thread that fails over its first block fails the rows, without their values in the message',
	{ timeout: 60_000 },
	async () => {
		const collector = threadedCollector({ ...OPTIONS, personKey: Buffer.alloc(31) });
		addRows(collector, 0, 10);
		const error = await collector.takeRows().catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(RowThreadEnded);
		expect(String(error)).not.toContain('Zoë');
		await collector.close();
	}
);
