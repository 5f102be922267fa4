import { join } from 'node:path';
import { recordAudit } from './audit.ts';
import { deleteOldColumnFiles } from './column-store.ts';
import type { Scope, Transaction } from './database.ts';
import { lockErasures } from './erased-people.ts';
import { versionStates } from './forget-people.ts';
import { lockImports } from './import-lock.ts';
import { deleteRawFile } from './raw-files.ts';
import { dueItems, type DueItem, type RetentionClass } from './retention.ts';
import type { Io } from './runtime.ts';
import { deleteEmptyDatasets, emptyVersion } from './version-contents.ts';
import { deleteVersionRows } from './person-rows.ts';

export type Deleted = Record<RetentionClass, number>;

/**
 * Deletes what is due in every organisation but the public library, and what no rule concerns: files of columns that
 * nothing names, and sign-ins older than a year. Several processes may run it: where one is at work on an organisation,
 * or an import is, the others leave that one to the next run. Returns what went, by the address of the organisation.
 */
export async function runRetention(io: Io): Promise<Map<string, Deleted>> {
	const organisations = await io.database.inSystem(
		(tx) => tx<{ id: string; slug: string }[]>`select id, slug from organisation where kind = 'tenant' order by slug`
	);
	const results = new Map<string, Deleted>();
	for (const { id, slug } of organisations) {
		const deleted = await runFor(io, { organisation: id, account: null });
		if (deleted) results.set(slug, deleted);
	}
	await io.database.inSystem((tx) => tx`select forget_old_security_events()`);
	return results;
}

async function runFor(io: Io, scope: Scope): Promise<Deleted | null> {
	const done = await io.database.inOrganisation(scope, async (tx) => {
		if (!(await lockErasures(tx, scope, 'erasure', 'try')) || !(await lockImports(tx, scope, 'try'))) return null;
		const items = await dueItems(tx, scope, 0);
		const files = await filesOf(tx, scope, items);
		for (const item of items) await deleteItem(tx, scope, item);
		await deleteQuotesWithoutFile(tx, scope, items);
		const deleted = countOf(items);
		if (items.length > 0) {
			await deleteEmptyDatasets(tx, scope);
			await recordAudit(tx, scope, { action: 'retention.ran', details: { ...deleted } });
		}
		return { files, deleted: items.length > 0 ? deleted : null, states: await versionStates(tx, scope) };
	});
	if (!done) return null;
	for (const name of done.files) await deleteRawFile(join(io.dataFolder, 'uploads'), name);
	await deleteOldColumnFiles(io, scope, done.states);
	return done.deleted;
}

async function filesOf(tx: Transaction, scope: Scope, items: readonly DueItem[]): Promise<string[]> {
	const ids = items.map(({ id }) => id);
	const rows = await tx<{ name: string }[]>`select raw_file as name from dataset_version
		where organisation_id = ${scope.organisation} and raw_file is not null
			and (id = any(${ids}::uuid[]) or dataset_id = any(${ids}::uuid[]))`;
	return rows.map(({ name }) => name);
}

async function deleteItem(tx: Transaction, scope: Scope, { dataClass, id }: DueItem): Promise<void> {
	if (dataClass === 'drafts' || dataClass === 'former-versions') return emptyVersion(tx, scope, id, 'retention');
	if (dataClass === 'uploads') {
		await tx`update dataset_version set raw_file = null, raw_file_until = null
			where organisation_id = ${scope.organisation} and id = ${id}`;
		return;
	}
	const versions = await tx<{ id: string }[]>`select id from dataset_version
		where organisation_id = ${scope.organisation} and dataset_id = ${id}`;
	for (const version of versions) await deleteVersionRows(tx, scope, version.id);
	await tx`delete from dataset where organisation_id = ${scope.organisation} and id = ${id}`;
}

/** What quotes a file goes with it, however the file went; of drafts only where it went just now. */
async function deleteQuotesWithoutFile(tx: Transaction, scope: Scope, items: readonly DueItem[]): Promise<void> {
	const ids = items.filter(({ dataClass }) => dataClass === 'uploads').map(({ id }) => id);
	const over = tx`v.organisation_id = ${scope.organisation} and v.raw_file is null
		and (v.state <> 'draft' or v.id = any(${ids}::uuid[]))`;
	for (const table of ['import_issue', 'import_correction'])
		await tx`delete from ${tx(table)} i using dataset_version v
			where i.organisation_id = ${scope.organisation} and v.id = i.version_id and ${over}`;
	await tx`update dataset_version v set questions = null, inspection = null, findings = null
		where ${over} and (questions is not null or inspection is not null or findings is not null)`;
}

function countOf(items: readonly DueItem[]): Deleted {
	const count = (name: RetentionClass) => items.filter(({ dataClass }) => dataClass === name).length;
	return {
		uploads: count('uploads'),
		drafts: count('drafts'),
		'former-versions': count('former-versions'),
		datasets: count('datasets')
	};
}
