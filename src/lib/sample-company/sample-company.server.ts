import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { importFile } from '../imports/drafts/draft.server.ts';
import { uploadsFolder } from '../imports/staging/reading.server.ts';
import { ensureDefaultRoleFamilies } from '../roles/role-families.server.ts';
import { recordAudit } from '../server/audit.ts';
import type { Scope, Transaction } from '../server/database.ts';
import { grantRoles } from '../server/memberships.ts';
import { createOrganisation } from '../server/organisations.ts';
import type { Organisation } from '../server/organisations.ts';
import { deleteRawFile } from '../server/raw-files.ts';
import { deletePersonRows } from '../server/person-rows.ts';
import type { Io } from '../server/runtime.ts';
import { civilDate } from '../statistics/civil-date.ts';
import { TIMELINE } from './company-model.ts';
import { sampleFiles } from './sample-files.ts';
import type { SampleFile, SampleOptions } from './sample-files.ts';

/** Each step of filling a sample takes less; a worker gives a sign of life every second. */
const SILENT_SECONDS = 30;

/** Who opens the sample, under which name and in which language its organisation is made. */
export interface SampleRequest {
	account: string;
	name: string;
	language: string;
}

/**
 * The account's sample company: the one it has opened before, else a new organisation marked as sample in which it is
 * administrator, analyst and executive, with the six generated files published. If an import fails nothing remains.
 */
export async function openSample(io: Io, request: SampleRequest, options: SampleOptions = {}): Promise<Organisation> {
	const { account } = request;
	const scope = { organisation: randomUUID(), account };
	await removeHalfSamples(io, account);
	const { organisation, isNew } = await io.database.inOrganisation(scope, async (tx) => {
		const existing = await sampleOf(tx, account);
		if (existing) return { organisation: existing, isNew: false };
		return { organisation: await makeSample(tx, scope, request), isNew: true };
	});
	if (!isNew) return organisation;
	try {
		for (const file of sampleFiles(options)) await importSampleFile(io, scope, file);
		await io.database.inSystem((tx) => tx`update organisation set is_complete = true where id = ${scope.organisation}`);
	} catch (error) {
		await deleteSample(io, scope);
		throw error;
	}
	return organisation;
}

/**
 * Removes the sample companies whose process died while it filled them: they are marked as not complete, and nothing of
 * them was touched for a while. Of one account, or of all. Returns how many there were.
 */
export async function removeHalfSamples(io: Io, account: string | null = null): Promise<number> {
	const marked = await io.database.inSystem(
		(tx) => tx<{ id: string }[]>`select id from organisation
			where is_sample and not is_complete and created_at < now() - make_interval(secs => ${SILENT_SECONDS})`
	);
	let removed = 0;
	for (const { id } of marked) {
		const scope = { organisation: id, account: null };
		const [{ isDead }] = await io.database.inOrganisation(
			scope,
			(tx) => tx<{ isDead: boolean }[]>`select
				not exists (select from dataset_version where organisation_id = ${id} and greatest(created_at, published_at,
					worker_heartbeat_at) > now() - make_interval(secs => ${SILENT_SECONDS}))
				and (${account}::uuid is null or exists (select from membership
					where organisation_id = ${id} and account_id = ${account})) as "isDead"`
		);
		if (!isDead) continue;
		await deleteSample(io, scope);
		removed++;
	}
	return removed;
}

/** Removes the sample company at this address with all its data, if it is one that `account` administers. */
export async function removeSample(io: Io, account: string, slug: string): Promise<boolean> {
	const sample = await io.database.inSystem((tx) => sampleOf(tx, account, slug), account);
	if (!sample) return false;
	await deleteSample(io, { organisation: sample.id, account });
	return true;
}

// One sample an account: the lock makes two clicks at once wait for each other.
async function sampleOf(tx: Transaction, account: string, slug: string | null = null): Promise<Organisation | null> {
	await tx`select pg_advisory_xact_lock(hashtextextended(${`sample ${account}`}, 0))`;
	const [row] = await tx<Organisation[]>`
		select o.id, o.slug, o.name, o.is_sample as "isSample"
		from organisation o join membership m on m.organisation_id = o.id
		where m.account_id = ${account} and m.role = 'administrator' and o.is_sample
			and (${slug}::text is null or o.slug = ${slug})
		order by o.created_at limit 1`;
	return row ?? null;
}

async function makeSample(
	tx: Transaction,
	scope: Scope,
	{ account, name, language }: SampleRequest
): Promise<Organisation> {
	const organisation = await createOrganisation(
		tx,
		scope,
		{ name, language, isSample: true },
		ensureDefaultRoleFamilies
	);
	await tx`update organisation set is_complete = false where id = ${scope.organisation}`;
	await grantRoles(tx, scope, account, ['administrator', 'analyst', 'executive']);
	await recordAudit(tx, scope, { action: 'sample.opened' });
	return organisation;
}

async function importSampleFile(io: Io, scope: Scope, file: SampleFile): Promise<void> {
	await importFile(io, scope, {
		kind: file.kind,
		datasetName: file.kind,
		eventId: file.eventId,
		fileName: file.fileName,
		bytes: Buffer.concat([...file.chunks()]),
		plan: file.kind === 'roster' ? { asOf: civilDate(TIMELINE.asOf), exitConvention: 'last-day' } : undefined
	});
}

async function deleteSample(io: Io, scope: Scope): Promise<void> {
	const raw = await io.database.inOrganisation(scope, async (tx) => {
		const files = await tx<{ name: string }[]>`select raw_file as name from dataset_version
			where organisation_id = ${scope.organisation} and raw_file is not null`;
		const deleted = await tx`delete from organisation where id = ${scope.organisation} and is_sample`;
		if (deleted.count === 1) await deletePersonRows(tx, scope);
		return files;
	});
	for (const { name } of raw) await deleteRawFile(uploadsFolder(io), name);
	await rm(join(io.dataFolder, 'columns', scope.organisation), { recursive: true, force: true });
}
