import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import * as v from 'valibot';
import { kindById } from '../datasets/registry.ts';
import { bytesInMemory } from '../imports/file/file-bytes.ts';
import { openZip, type ZipParts } from '../imports/file/zip-parts.ts';
import { importFile } from '../imports/drafts/draft.server.ts';
import { LIMITS } from '../imports/limits.ts';
import type { Scope } from '../server/database.ts';
import type { Io } from '../server/runtime.ts';
import { PACKAGE_KINDS, type PackageKind } from './event-package.ts';

/** Bytes an event file may have, packed and unpacked. */
export const EVENT_FILE_BYTES = { packed: 512 * 1024, unpacked: 8 << 20 };
const DESCRIPTION = 'datapackage.json';
// The archive of the same files is the same bytes, whenever it is made.
const ARCHIVE_DATE = '1980-01-01T12:00:00';

const described = v.object({
	name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,99}$/)),
	muster: v.object({ format: v.literal(1) }),
	resources: v.pipe(
		v.array(
			v.object({
				name: v.string(),
				path: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,100}\.csv$/)),
				hash: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/))
			})
		),
		v.maxLength(20)
	)
});

/** Why an event file was not taken; tables before the one named are published. */
export class RefusedEventFile extends Error {
	override name = 'RefusedEventFile';
	constructor(
		/** Message `event-file.refused-<reason>`. */
		readonly reason: 'archive' | 'description' | 'checksum' | 'empty' | 'import',
		readonly path: string | null = null
	) {
		super(`Event file refused: ${reason}${path ? ` (${path})` : ''}.`);
	}
}

/** The files of an event file as one ZIP archive, always the same bytes for the same files. */
export function eventArchive(files: readonly { path: string; bytes: Uint8Array }[]): Uint8Array {
	return zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), { mtime: ARCHIVE_DATE, level: 9 });
}

export interface EventFile {
	name: string;
	/** Files of public facts, in the order in which they are read in. */
	files: { kind: PackageKind; path: string; bytes: Uint8Array }[];
}

/**
 * The files of public facts in a ZIP archive, each the one its description states. What is no such file is left alone.
 *
 * @throws RefusedEventFile where it is no archive, not described in this form, or a checksum differs
 */
export async function readEventFile(archive: Uint8Array): Promise<EventFile> {
	const zip = await openZip(bytesInMemory(archive), LIMITS);
	if (!zip?.has(DESCRIPTION)) throw new RefusedEventFile('archive');
	const found = v.safeParse(described, parsedJson(await partOf(zip, DESCRIPTION)));
	if (!found.success) throw new RefusedEventFile('description', v.getDotPath(found.issues[0]));
	const files: EventFile['files'] = [];
	for (const kind of PACKAGE_KINDS) {
		const resource = found.output.resources.find(({ name }) => name === kind);
		if (!resource) continue;
		if (!zip.has(resource.path)) throw new RefusedEventFile('checksum', resource.path);
		const bytes = await partOf(zip, resource.path);
		const hash = createHash('sha256').update(bytes).digest('hex');
		if (resource.hash !== `sha256:${hash}`) throw new RefusedEventFile('checksum', resource.path);
		files.push({ kind, path: resource.path, bytes });
	}
	if (files.length === 0) throw new RefusedEventFile('empty');
	return { name: found.output.name, files };
}

/**
 * Reads an event file into an organisation by the path of every upload: one dataset for each file, published. The same
 * file again changes nothing. Returns what was imported.
 */
export async function importEventFile(
	io: Io,
	scope: Scope,
	archive: Uint8Array
): Promise<{ kind: string; rows: number }[]> {
	const { name, files } = await readEventFile(archive);
	const imported: { kind: string; rows: number }[] = [];
	for (const { kind, path, bytes } of files) {
		const datasetName = `${name} ${kindById(kind)!.id}`;
		const { report } = await importFile(io, scope, { kind, datasetName, fileName: path, bytes }).catch((failure) => {
			// The import says which file it did not take; anything else is no matter of the file.
			throw failure instanceof Error && failure.message.startsWith(`${path} `)
				? new RefusedEventFile('import', path)
				: failure;
		});
		imported.push({ kind, rows: report.rowCount });
	}
	return imported;
}

async function partOf(zip: ZipParts, name: string): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	try {
		for await (const piece of zip.read(name, EVENT_FILE_BYTES.unpacked)) pieces.push(piece);
	} catch {
		throw new RefusedEventFile('archive', name);
	}
	return Buffer.concat(pieces);
}

function parsedJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		return null;
	}
}
