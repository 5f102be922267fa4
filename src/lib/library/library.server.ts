import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importFile } from '../imports/drafts/draft.server.ts';
import type { Scope, Transaction } from '../server/database.ts';
import { libraryScope } from '../server/library-organisation.ts';
import type { Io } from '../server/runtime.ts';
import { readCaseCatalogue } from './case-catalogue.server.ts';
import type { CaseResource, LibraryCase } from './case-catalogue.server.ts';

const LIBRARY_SLUG = 'library';
const LIBRARY_NAME = 'Public library';
/** The case that is read in before the first page is served; the others follow. */
export const FLAGSHIP_CASE = 'twitter';

/**
 * Gives the database its public library: the organisation of kind `library` and every case below `casesFolder`,
 * imported by the same code as an upload. A file whose bytes are already published is left alone, so it may run at
 * every start. Returns how many files were imported.
 *
 * @param only the id of the one case that is wanted; all cases where it is left out
 * @param isOver asked before each file; true leaves the rest to the next start
 */
export async function ensureLibrary(
	io: Io,
	casesFolder: string,
	only?: string,
	isOver: () => boolean = () => false
): Promise<number> {
	const scope = await makeLibrary(io);
	let imported = 0;
	const wanted = readCaseCatalogue(casesFolder).filter(({ id }) => only === undefined || id === only);
	for (const entry of wanted) imported += await importCase(io, scope, { casesFolder, entry, isOver });
	return imported;
}

/** Events come first in a package, so that what refers to them finds them. */
async function importCase(
	io: Io,
	scope: Scope,
	{ casesFolder, entry, isOver }: { casesFolder: string; entry: LibraryCase; isOver: () => boolean }
): Promise<number> {
	const { id, resources } = entry;
	if (isOver()) return 0;
	const published = await io.database.inOrganisation(scope, (tx) => publishedHashes(tx, scope, id));
	const changed = resources.filter(({ kind, sha256 }) => published.get(kind) !== sha256);
	let imported = 0;
	for (const resource of changed) {
		if (isOver()) break;
		const bytes = await readResource(join(casesFolder, id, resource.path), resource);
		const { kind, path: fileName } = resource;
		await importFile(io, scope, { kind, datasetName: `${id} ${kind}`, caseId: id, fileName, bytes });
		imported++;
	}
	return imported;
}

async function makeLibrary(io: Io): Promise<Scope> {
	await io.database.inSystem(
		(tx) => tx`insert into organisation (id, slug, name, kind)
			values (${randomUUID()}, ${LIBRARY_SLUG}, ${LIBRARY_NAME}, 'library') on conflict do nothing`
	);
	const scope = await libraryScope(io.database);
	if (!scope) throw new Error(`An organisation that is not the library has the address "${LIBRARY_SLUG}".`);
	return scope;
}

async function publishedHashes(tx: Transaction, scope: Scope, caseId: string): Promise<Map<string, string>> {
	const rows = await tx<{ kind: string; hash: string }[]>`
		select d.kind, v.file_hash as hash from dataset d join dataset_version v
			on v.organisation_id = d.organisation_id and v.id = d.published_version_id
		where d.organisation_id = ${scope.organisation} and d.case_id = ${caseId}`;
	return new Map(rows.map((row) => [row.kind, row.hash]));
}

async function readResource(path: string, resource: CaseResource): Promise<Uint8Array> {
	const bytes = await readFile(path);
	const found = createHash('sha256').update(bytes).digest('hex');
	if (found !== resource.sha256) throw new Error(`${path} is not the file its datapackage.json describes (SHA-256).`);
	return bytes;
}
