import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Transaction } from '#lib/server/database.ts';
import type { RowStore } from './batch-store.server.ts';
import type { RunningCopy } from './copy-rows.server.ts';
import type { RowCollector } from './row-collector.server.ts';

/** From this many rows on a version of a table about people gets a table of its own (see migrations/0007). */
export const OWN_TABLE_ROWS = 50_000;

/**
 * Makes the table of a version, which this transaction may copy into. Its closing is prepared: the statement then goes
 * out at once, where one that is not known yet waits for an answer that nobody reads while the columns are put in order.
 */
export async function openRowTable(tx: Transaction, parent: string, versionId: string): Promise<string> {
	const [{ name }] = await tx<{ name: string }[]>`select open_row_store(${parent}, ${versionId}) as name`;
	// The lines of a million rows are put in order in memory and by one process: the other processors are busy with the
	// columns of the same rows.
	await tx`select set_config('maintenance_work_mem', '128MB', true),
		set_config('max_parallel_maintenance_workers', '0', true)`;
	await closing(tx, parent, versionId).describe();
	return name;
}

/** Makes the rows of the table rows of its parent; how many they are. */
export async function closeRowTable(tx: Transaction, parent: string, versionId: string): Promise<number> {
	const [{ rows }] = await closing(tx, parent, versionId);
	return rows;
}

function closing(tx: Transaction, parent: string, versionId: string) {
	return tx<{ rows: number }[]>`select close_row_store(${parent}, ${versionId}) as rows`;
}

/** Copies the rows of a collector in one go, block by block as they come. */
export function directStore(collector: RowCollector, copy: RunningCopy): RowStore {
	let written: Promise<void> = Promise.resolve();
	let isOver = false;
	const send = async (full: boolean) => {
		for (const block of collector.takeRows(full)) {
			await written;
			written = copy.write(block).then(() => collector.release(block));
			// It is awaited before the next write or the end; until then a failure has no other handler.
			written.catch(() => undefined);
		}
	};
	return {
		async advance() {
			await send(true);
			// Writes that the socket takes at once wait for nothing: without a turn no timer would run, nor the heartbeat.
			await nextTurn();
		},
		async finish() {
			await send(false);
			await written;
			isOver = true;
			await copy.end();
		},
		async abandon() {
			if (!isOver) await copy.end().catch(() => undefined);
		}
	};
}
