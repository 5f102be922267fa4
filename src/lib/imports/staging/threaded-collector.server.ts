import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { IdentityPart } from '#lib/server/person-keys.ts';
import { idFieldOf, type RowCollector } from './row-collector.server.ts';
import { RowBlock, type NumberedRows } from './row-block.server.ts';
import type { RowAnswer, RowRequest } from './row-thread.server.ts';
import type { RowWriterOptions } from './row-writer.server.ts';
import { startWorker } from './start-worker.server.ts';

/** Blocks handed over and not written yet, above which whoever checks the rows waits. */
export const MOST_UNDER_WAY = 8;
const HEAP_MB = 512;
const YOUNG_MB = 16;

/** The thread that writes rows ended before it was told to. */
export class RowThreadEnded extends Error {}

/**
 * Collects rows in blocks, which a thread of its own writes: while the next rows are read and checked here, person keys,
 * bytes to copy and columns are made there. What the thread says comes in the order of what it was asked.
 */
export function threadedCollector(
	options: RowWriterOptions,
	start: (options: WorkerOptions) => Worker = (settings) => startWorker('row-thread', settings)
): RowCollector {
	const thread = new RowThread(options, start);
	const block = new RowBlock(options.fieldCount, idFieldOf(options));
	let rowCount = 0;
	let pending = 0;
	const handOver = () => {
		const rows = block.handOver(thread.spareMemory());
		thread.write(rows);
	};
	return {
		row(row, line, cells) {
			block.add(row, line, cells);
			rowCount++;
			pending++;
			if (block.isFull) handOver();
		},
		rowCount: () => rowCount,
		pending: () => pending,
		async takeRows(full = false) {
			if (!full) handOver();
			pending = 0;
			return full ? thread.writtenSoFar() : thread.writtenAtEnd();
		},
		async finish() {
			const answer = await thread.ask('finish');
			if (!('finished' in answer)) throw new RowThreadEnded('The thread that writes rows did not finish them.');
			return answer.finished;
		},
		async *people() {
			let next = thread.ask('people');
			next.catch(() => undefined);
			for (;;) {
				const answer = await next;
				const part = 'part' in answer ? answer.part : null;
				if (part === null) return;
				// The thread encrypts the next people while the database takes these in.
				next = thread.ask('people');
				next.catch(() => undefined);
				yield { keys: bufferOf(part.keys), encrypted: bufferOf(part.encrypted) } satisfies IdentityPart;
			}
		},
		close: () => thread.close()
	};
}

/** A thread that writes rows, and what it has answered. */
class RowThread {
	private readonly worker: Worker;
	private readonly asked: { resolve(answer: RowAnswer): void; reject(error: Error): void }[] = [];
	private readonly spare: ArrayBuffer[] = [];
	/** Blocks handed over, the oldest first. */
	private readonly underWay: Promise<void>[] = [];
	private written: Buffer[] = [];
	private failure: Error | null = null;

	constructor(options: RowWriterOptions, start: (options: WorkerOptions) => Worker) {
		this.worker = start({
			workerData: options,
			resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB }
		});
		this.worker.on('message', (answer: RowAnswer) => this.asked.shift()?.resolve(answer));
		this.worker.on('error', (cause) => this.fail(new RowThreadEnded('The thread that writes rows failed.', { cause })));
		this.worker.on('exit', () => this.fail(new RowThreadEnded('The thread that writes rows has ended.')));
	}

	ask(request: RowRequest, owned: ArrayBuffer[] = []): Promise<RowAnswer> {
		if (this.failure) return Promise.reject(this.failure);
		const answer = new Promise<RowAnswer>((resolve, reject) => this.asked.push({ resolve, reject }));
		this.worker.postMessage(request, owned);
		return answer;
	}

	write(block: NumberedRows): void {
		const memory = block.lines.buffer as ArrayBuffer;
		const answered = this.ask({ block, memory }, [memory, block.ids.buffer as ArrayBuffer]).then((answer) => {
			this.underWay.shift();
			this.take(answer);
		});
		answered.catch(() => undefined);
		this.underWay.push(answered);
	}

	/** Memory of rows that were written. */
	spareMemory(): ArrayBuffer | null {
		return this.spare.pop() ?? null;
	}

	/** What was written since the last time; waits while too much is under way. */
	async writtenSoFar(): Promise<Buffer[]> {
		while (this.underWay.length > MOST_UNDER_WAY) await this.underWay[0];
		if (this.failure) throw this.failure;
		return this.takeWritten();
	}

	async writtenAtEnd(): Promise<Buffer[]> {
		this.take(await this.ask('end'));
		return this.takeWritten();
	}

	private take(answer: RowAnswer): void {
		if (!('written' in answer)) return;
		if (answer.memory) this.spare.push(answer.memory);
		this.written.push(...answer.written.map(bufferOf));
	}

	private takeWritten(): Buffer[] {
		const { written } = this;
		this.written = [];
		return written;
	}

	private fail(error: Error): void {
		this.failure ??= error;
		for (const { reject } of this.asked.splice(0)) reject(this.failure);
	}

	async close(): Promise<void> {
		await this.worker.terminate();
	}
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
	return Buffer.from(buffer, byteOffset, length);
}
