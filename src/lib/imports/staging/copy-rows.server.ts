import { finished } from 'node:stream/promises';
import { columnNames, type Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { StoredColumn } from '#lib/datasets/stored-columns.ts';
import { COPIED_TYPES, COPY_END, COPY_START, type CopiedType } from './copy-binary.ts';
import type { CopiedColumn } from './copy-writer.server.ts';

const STALL_MS = 60_000;

/** A table to copy into: row-level security refuses COPY into tenant tables. */
export interface CopyTarget {
	table: string;
	columns: string[];
	/** This transaction has made the table. */
	isNew?: boolean;
}

/** The columns with their types in the database, which the binary format follows. */
export async function copiedColumns(
	tx: Transaction,
	table: string,
	columns: readonly StoredColumn[]
): Promise<CopiedColumn[]> {
	const found = await tx<{ name: string; type: string }[]>`
		select attname as name, format_type(atttypid, null) as type from pg_attribute
		where attrelid = to_regclass(${`public.${table}`}) and attnum > 0 and not attisdropped`;
	const types = new Map(found.map(({ name, type }) => [name, type]));
	return columns.map((column) => {
		const type = column.as === 'person-key' ? 'text' : types.get(column.name);
		if (!isCopied(type)) throw new Error(`${table}.${column.name} is of type ${type}, which imports do not write.`);
		return { ...column, type };
	});
}

function isCopied(type: string | undefined): type is CopiedType {
	return COPIED_TYPES.some((known) => known === type);
}

/** Makes a temporary table with columns as in `like`, without its constraints: what they refuse, the insert reports. */
export async function createCopyTarget(tx: Transaction, like: string, target: CopyTarget): Promise<void> {
	await tx`create temp table ${tx(target.table)} on commit drop as
		select ${columnNames(tx, target.columns)} from ${tx(like)} where false`;
}

/** A copy under way. Blocks may be written while the server still takes in the one before. */
export interface RunningCopy {
	write(block: Buffer): Promise<void>;
	/** Resolves when the server has taken all rows; always call it, so that the connection can be used again. */
	end(): Promise<void>;
}

/**
 * Opens a copy in the binary format. The driver does not report a row that the server refuses while a copy is under way, so a
 * copy that stalls has its connection ended from another one: the transaction then fails and nothing of it stays.
 */
export async function openCopy(io: Pick<Io, 'database'>, tx: Transaction, target: CopyTarget): Promise<RunningCopy> {
	const [{ pid }] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
	// Rows of a new table are written as they will stay. Else whoever reads them first, the index to begin with, marks
	// them as committed, which writes the table once more and, checksums being on, its pages into the log.
	const freeze = target.isNew ? tx`, freeze` : tx``;
	const stream = await tx`copy ${tx(target.table)} (${columnNames(tx, target.columns)})
		from stdin with (format binary${freeze})`.writable();
	// Stays for the life of the stream: an error after the copy would otherwise end the process.
	stream.on('error', () => undefined);
	const watchdog = setTimeout(() => {
		stream.destroy(new Error('The database stopped taking rows.'));
		void io.database.inSystem((other) => other`select pg_terminate_backend(${pid})`).catch(() => undefined);
	}, STALL_MS);
	stream.write(COPY_START);
	return {
		write(block) {
			watchdog.refresh();
			return new Promise((resolve, reject) => {
				stream.write(block, (error) => (error ? reject(error) : resolve()));
			});
		},
		async end() {
			watchdog.refresh();
			try {
				stream.end(COPY_END);
				await finished(stream);
			} finally {
				clearTimeout(watchdog);
			}
		}
	};
}
