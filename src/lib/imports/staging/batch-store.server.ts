import type { RunningCopy } from './copy-rows.server.ts';
import type { RowCollector } from './row-collector.server.ts';

/** A batch fits into the 8 MB that PostgreSQL keeps of temporary tables in memory. */
const BATCH_ROWS = 32_000;
const BUFFERED_ROWS = BATCH_ROWS / 2;

/** Takes the rows of a collector to the database while the file is read. */
export interface RowStore {
	/** To be called after every piece of the file. */
	advance(): Promise<void>;
	/** Stores what is left and waits until all of it is stored. */
	finish(): Promise<void>;
	/** Before the transaction is rolled back: a copy under way is ended, so that the server hears the rollback. */
	abandon(): Promise<void>;
}

interface BatchSteps {
	open(): Promise<RunningCopy>;
	/** Moves what was copied to where it stays. */
	insert(): Promise<unknown>;
}

/** Copies and inserts the rows of a collector in batches, waiting for the database as little as possible. */
export function batchStore(collector: RowCollector, { open, insert }: BatchSteps): RowStore {
	let copy: RunningCopy | null = null;
	let rows = 0;
	let written: Promise<void> = Promise.resolve();
	let inserted: Promise<unknown> = Promise.resolve();
	const send = async (running: RunningCopy) => {
		rows += collector.pending();
		for (const block of collector.takeRows()) {
			await written;
			written = running.write(block).then(() => collector.release(block));
			// It is awaited before the next write or the end; until then a failure has no other handler.
			written.catch(() => undefined);
		}
	};
	const start = async () => {
		await inserted;
		return (copy = await open());
	};
	const close = async (running: RunningCopy) => {
		await written;
		await running.end();
		copy = null;
		rows = 0;
		inserted = insert();
		inserted.catch(() => undefined);
	};
	return {
		async advance() {
			const running = copy ?? (collector.pending() < BUFFERED_ROWS ? null : await start());
			if (running === null) return;
			await send(running);
			if (rows >= BATCH_ROWS) await close(running);
		},
		async finish() {
			const running = copy ?? (collector.pending() === 0 ? null : await start());
			if (running !== null) {
				await send(running);
				await close(running);
			}
			await inserted;
		},
		async abandon() {
			const running = copy;
			copy = null;
			await running?.end().catch(() => undefined);
		}
	};
}
