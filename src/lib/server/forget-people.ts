import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { deleteOldColumnFiles, type VersionState } from './column-store.ts';
import type { Scope, Transaction } from './database.ts';
import { deleteIdentities } from './person-identities.ts';
import { deleteRowsOf, KINDS_ABOUT_PEOPLE } from './person-rows.ts';
import { deleteRawFile } from './raw-files.ts';
import type { Io } from './runtime.ts';
import { deleteEmptyDatasets, emptyVersion } from './version-contents.ts';

/** What went when people were taken out of the data of an organisation. */
export interface Forgotten {
	rows: number;
	/** Versions, published or superseded, that held one of them. */
	versions: number;
	/** Open drafts that were discarded with all they held. */
	drafts: number;
	/** Uploaded files that were destroyed. */
	files: number;
}

/** What is left to be done outside of the database once the transaction is over. */
export interface Leftovers {
	rawFiles: string[];
	states: VersionState[];
}

/**
 * Takes people out of everything the database holds: rows and ids of all versions, columns kept of them, what quotes
 * their files, open drafts about people. Uploads about people are given up whole: none of them is searched for a
 * person. Call `removeLeftovers` once the transaction is over.
 */
export async function forgetPeople(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	keys: ReadonlySet<string>
): Promise<{ forgotten: Forgotten; leftovers: Leftovers }> {
	const { drafts, rawFiles } = await discardDrafts(tx, scope);
	const lines = await deleteRowsOf(tx, scope, [...keys]);
	const versions = new Set([...lines.keys(), ...(await deleteIdentities(io, tx, scope, keys))]);
	for (const versionId of versions) await renewVersion(tx, scope, versionId, lines.get(versionId)?.length ?? 0);
	rawFiles.push(...(await deleteQuotes(tx, scope)));
	await deleteSamples(tx, scope, lines);
	const rows = [...lines.values()].reduce((sum, { length }) => sum + length, 0);
	const forgotten = { rows, versions: versions.size, drafts, files: rawFiles.length };
	return { forgotten, leftovers: { rawFiles, states: await versionStates(tx, scope) } };
}

/** Deletes from disk what the database no longer names. */
export async function removeLeftovers(
	io: Pick<Io, 'dataFolder'>,
	scope: Scope,
	{ rawFiles, states }: Leftovers
): Promise<void> {
	for (const name of rawFiles) await deleteRawFile(join(io.dataFolder, 'uploads'), name);
	await deleteOldColumnFiles(io, scope, states);
}

/** Every version whose columns may be kept. */
export async function versionStates(tx: Transaction, scope: Scope): Promise<VersionState[]> {
	const rows = await tx<VersionState[]>`select id as "versionId", revision from dataset_version
		where organisation_id = ${scope.organisation} and state <> 'discarded'`;
	return [...rows];
}

function ofPeople(tx: Transaction, scope: Scope) {
	return tx`v.organisation_id = ${scope.organisation} and exists (select from dataset d
		where d.organisation_id = v.organisation_id and d.id = v.dataset_id and d.kind in ${tx(KINDS_ABOUT_PEOPLE)})`;
}

async function discardDrafts(tx: Transaction, scope: Scope): Promise<{ drafts: number; rawFiles: string[] }> {
	const drafts = await tx<{ id: string; file: string | null }[]>`select v.id, v.raw_file as file from dataset_version v
		where ${ofPeople(tx, scope)} and v.state = 'draft' for update of v`;
	for (const { id } of drafts) await emptyVersion(tx, scope, id, 'draft-discarded');
	await deleteEmptyDatasets(tx, scope);
	return { drafts: drafts.length, rawFiles: drafts.flatMap(({ file }) => (file === null ? [] : [file])) };
}

async function renewVersion(tx: Transaction, scope: Scope, versionId: string, rows: number): Promise<void> {
	await tx`delete from column_snapshot where organisation_id = ${scope.organisation} and version_id = ${versionId}`;
	await tx`update dataset_version set row_count = row_count - ${rows}::bigint,
			revision = ${randomBytes(8).toString('hex')}
		where organisation_id = ${scope.organisation} and id = ${versionId}`;
}

/** Deletes what quotes files about people and gives the files up; their names. */
async function deleteQuotes(tx: Transaction, scope: Scope): Promise<string[]> {
	const files = await tx<{ name: string }[]>`select v.raw_file as name from dataset_version v
		where ${ofPeople(tx, scope)} and v.raw_file is not null`;
	for (const table of ['import_issue', 'import_correction'])
		await tx`delete from ${tx(table)} i using dataset_version v
			where i.organisation_id = ${scope.organisation} and ${ofPeople(tx, scope)} and v.id = i.version_id`;
	await tx`update dataset_version v set raw_file = null, raw_file_until = null, questions = null, inspection = null,
		findings = null where ${ofPeople(tx, scope)}`;
	return files.map(({ name }) => name);
}

interface Sampled {
	id: string;
	difference: { samples: { line: number | null }[] };
}

/** Of the changes a version shows as examples those that are, or may be, of these people. */
async function deleteSamples(tx: Transaction, scope: Scope, lines: ReadonlyMap<string, number[]>): Promise<void> {
	const versions = await tx<Sampled[]>`select v.id, v.difference from dataset_version v
		where ${ofPeople(tx, scope)} and jsonb_array_length(v.difference->'samples') > 0`;
	for (const { id, difference } of versions) {
		const gone = new Set<number | null>([null, ...(lines.get(id) ?? [])]);
		const samples = difference.samples.filter(({ line }) => !gone.has(line));
		if (samples.length === difference.samples.length) continue;
		await tx`update dataset_version set difference = jsonb_set(difference, '{samples}', ${tx.json(samples as never)})
			where organisation_id = ${scope.organisation} and id = ${id}`;
	}
}
