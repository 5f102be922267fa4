import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { byteCache } from './byte-cache.ts';
import { CODEC_VERSION, decodeColumns, encodeColumns } from './column-codec.ts';
import { columnsFromRows, type ColumnSource } from './column-rows.ts';
import { valuesOf, type ColumnTable } from './columns.ts';
import type { Database, Scope, Transaction } from './database.ts';
import { lockErasures } from './erased-people.ts';
import type { Io } from './runtime.ts';
import { sendInTurn } from './send-in-turn.ts';
import { sharedWork } from './shared-work.ts';

const PART_BYTES = 1 << 20;
// Columns, and what measures keep beside them.
const CACHE_BYTES = 2 ** 30;
// A replaced version is asked for now and then; kept for good, each would stay until the limit is reached.
const UNUSED_MS = 10 * 60_000;

/** A version and the state of its rows: another revision once a person was erased from it. */
export interface VersionState {
	versionId: string;
	revision: string;
}

interface Kept {
	cache: ReturnType<typeof byteCache<ColumnTable>>;
	/** After a publication everybody asks for the same version at once. */
	shared: ReturnType<typeof sharedWork<ColumnTable>>;
}

// By database, so that two of them in one process (tests) never share; every entry names its organisation.
const kept = new WeakMap<Database, Kept>();

function keptOf(database: Database): Kept {
	let own = kept.get(database);
	if (!own) kept.set(database, (own = { cache: byteCache(CACHE_BYTES, UNUSED_MS), shared: sharedWork() }));
	return own;
}

function schemaHash(source: ColumnSource): string {
	const text = JSON.stringify([CODEC_VERSION, source.table, source.layout, source.sources]);
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * The columns of one version: from memory, local disk, the stored snapshot, or rebuilt from its rows. Memory and disk
 * are keyed by organisation, version and revision; a version of another organisation is refused like one that does not
 * exist.
 */
export async function loadColumns(
	io: Io,
	scope: Scope,
	source: ColumnSource,
	{ versionId, revision }: VersionState
): Promise<ColumnTable> {
	const hash = schemaHash(source);
	const ofVersion = `${scope.organisation}/${versionId}/`;
	const key = `${ofVersion}${revision}/${hash}`;
	const { cache, shared } = keptOf(io.database);
	const cached = cache.get(key);
	if (cached) return cached;
	cache.forget((other) => other.startsWith(ofVersion) && !other.startsWith(`${ofVersion}${revision}/`));
	return shared(key, async () => {
		const file = { path: join(columnsFolder(io, scope), fileNameOf({ versionId, revision }, hash)), key };
		const table = decodeColumns(await encodedColumns(io, scope, source, { versionId, hash, file }));
		cache.set(key, table, bytesInMemory(table));
		return table;
	});
}

/** The stored form of a version's columns, which is kept on the disk from then on. */
async function encodedColumns(
	io: Io,
	scope: Scope,
	source: ColumnSource,
	{ versionId, hash, file }: { versionId: string; hash: string; file: { path: string; key: string } }
): Promise<Uint8Array> {
	let bytes = await readDisk(file);
	if (!bytes) {
		bytes = await io.database.inOrganisation(scope, (tx) => readSnapshot(tx, scope, versionId, hash));
		if (!bytes) {
			bytes = await io.database.inOrganisation(scope, async (tx) => {
				await lockErasures(tx, scope, 'import');
				const rebuilt = Buffer.concat([...encodeColumns(await columnsFromRows(tx, scope, source, versionId))]);
				await insertSnapshot(tx, scope, source, versionId, [rebuilt]);
				return rebuilt;
			});
		}
		await writeDisk(file, bytes);
	}
	return bytes;
}

// What measures keep of a table about people beside it: employments with their ends and groups, exits by day and month,
// people by role, level and site.
const KEPT_BYTES_A_ROW = 64;

/** What a table counts in memory: its columns, and what measures may keep beside them. */
export function bytesInMemory({ columns, person, personKeys }: ColumnTable): number {
	const arrays = [...Object.values(columns).map(valuesOf), person, personKeys];
	const own = arrays.reduce((size, array) => size + (array?.byteLength ?? 0), 0);
	return own + KEPT_BYTES_A_ROW * (person?.length ?? 0);
}

/** Stores encoded columns, which come in pieces, beside the rows they came from, in parts of at most 1 MiB. */
export async function insertSnapshot(
	tx: Transaction,
	scope: Scope,
	source: ColumnSource,
	versionId: string,
	pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
): Promise<void> {
	const hash = schemaHash(source);
	await sendInTurn(
		inParts(pieces),
		(bytes, part) => tx`insert into column_snapshot (organisation_id, version_id, schema_hash, part, bytes)
			values (${scope.organisation}, ${versionId}, ${hash}, ${part}, ${bytes}) on conflict do nothing`
	);
}

async function* inParts(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
	let part = Buffer.allocUnsafe(PART_BYTES);
	let filled = 0;
	for await (const piece of pieces) {
		for (let at = 0; at < piece.length;) {
			const taken = piece.subarray(at, at + PART_BYTES - filled);
			part.set(taken, filled);
			at += taken.length;
			filled += taken.length;
			if (filled < PART_BYTES) continue;
			yield part;
			part = Buffer.allocUnsafe(PART_BYTES);
			filled = 0;
		}
	}
	if (filled > 0) yield part.subarray(0, filled);
}

async function readSnapshot(
	tx: Transaction,
	scope: Scope,
	versionId: string,
	hash: string
): Promise<Uint8Array | null> {
	const [version] = await tx`select id from dataset_version
		where organisation_id = ${scope.organisation} and id = ${versionId}`;
	if (!version) throw new Error(`There is no version ${versionId} in this organisation.`);
	const parts = await tx<{ bytes: Buffer }[]>`select bytes from column_snapshot
		where organisation_id = ${scope.organisation} and version_id = ${versionId} and schema_hash = ${hash} order by part`;
	return parts.length ? Buffer.concat(parts.map((part) => part.bytes)) : null;
}

const UUID = /^[0-9a-f-]{36}$/;

function columnsFolder(io: Pick<Io, 'dataFolder'>, { organisation }: Scope): string {
	if (!UUID.test(organisation)) throw new Error('The id of the organisation is not a UUID.');
	return join(io.dataFolder, 'columns', organisation);
}

function fileNameOf({ versionId, revision }: VersionState, hash: string): string {
	if (!UUID.test(versionId) || !/^[0-9a-z]{1,32}$/.test(revision)) throw new Error('This names no version.');
	return `${versionId}.${revision}.${hash}.arrow`;
}

/** Deletes the files of columns that belong to no state of a version that is still there, as `states` lists them. */
export async function deleteOldColumnFiles(
	io: Pick<Io, 'dataFolder'>,
	scope: Scope,
	states: readonly VersionState[]
): Promise<void> {
	const folder = columnsFolder(io, scope);
	const current = new Set(states.map(({ versionId, revision }) => `${versionId}.${revision}`));
	for (const name of await readdir(folder).catch(() => []))
		if (!current.has(name.split('.', 2).join('.'))) await rm(join(folder, name), { force: true });
}

const CHECK_BYTES = 32;
const fingerprint = (key: string, bytes: Uint8Array) => createHash('sha256').update(key).update(bytes).digest();

/** A file is believed only if it was written whole, for this organisation and version. */
async function readDisk(file: { path: string; key: string }): Promise<Uint8Array | null> {
	const content = await readFile(file.path).catch(() => null);
	if (!content || content.length < CHECK_BYTES) return null;
	const bytes = new Uint8Array(content.subarray(CHECK_BYTES));
	return fingerprint(file.key, bytes).equals(content.subarray(0, CHECK_BYTES)) ? bytes : null;
}

/** The cache may be lost at any time, so a full disk is no error. */
async function writeDisk(file: { path: string; key: string }, bytes: Uint8Array): Promise<void> {
	const half = `${file.path}.${randomBytes(6).toString('hex')}`;
	try {
		await mkdir(dirname(file.path), { recursive: true, mode: 0o700 });
		await writeFile(half, Buffer.concat([fingerprint(file.key, bytes), bytes]), { mode: 0o600 });
		await rename(half, file.path);
	} catch {
		return;
	}
}
