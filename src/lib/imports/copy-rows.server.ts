import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { columnNames, type Transaction } from '../server/database.ts';
import type { Io } from '../server/runtime.ts';

const STALL_MS = 60_000;

/** A temporary table of this transaction to copy into: row-level security refuses COPY into tenant tables. */
export interface CopyTarget {
	table: string;
	columns: string[];
}

/** Makes a temporary table with columns as in `like`, without its constraints: what they refuse, the insert reports. */
export async function createCopyTarget(tx: Transaction, like: string, target: CopyTarget): Promise<void> {
	await tx`create temp table ${tx(target.table)} on commit drop as
		select ${columnNames(tx, target.columns)} from ${tx(like)} where false`;
}

/**
 * Copies blocks of COPY text. The driver does not report a row that the server refuses while a copy is under way, so a
 * copy that stalls has its connection ended from another one: the transaction then fails and nothing of it stays.
 */
export async function copyRows(
	io: Pick<Io, 'database'>,
	tx: Transaction,
	target: CopyTarget,
	blocks: Buffer[]
): Promise<void> {
	if (blocks.length === 0) return;
	const [{ pid }] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
	const stream = await tx`copy ${tx(target.table)} (${columnNames(tx, target.columns)}) from stdin`.writable();
	const watchdog = setTimeout(() => {
		stream.destroy(new Error('The database stopped taking rows.'));
		void io.database.inSystem((other) => other`select pg_terminate_backend(${pid})`).catch(() => undefined);
	}, STALL_MS);
	try {
		await writeAll(stream, blocks);
	} finally {
		clearTimeout(watchdog);
	}
}

async function writeAll(stream: Writable, blocks: Buffer[]): Promise<void> {
	// Stays for the life of the stream: an error after this function would otherwise end the process.
	stream.on('error', () => undefined);
	for (const block of blocks) if (!stream.write(block)) await once(stream, 'drain');
	const finished = once(stream, 'finish');
	stream.end();
	await finished;
}
