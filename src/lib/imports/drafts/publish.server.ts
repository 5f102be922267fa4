import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/server/audit.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import { lockImports } from '#lib/server/import-lock.ts';
import type { Io } from '#lib/server/runtime.ts';
import { draftRecord, type DraftRecord } from './draft-record.server.ts';
import type { Issue } from '../issue.ts';
import { headerHash } from '../plan-hash.ts';
import type { ImportPlan } from '../plan.ts';

export type PublishResult = { version: number } | { sameAs: number } | { refused: Issue };

/**
 * Makes a checked draft the published version, in one short transaction. `planHash` names what was confirmed. Refuses a
 * draft that was compared with another version than the one now published (DRAFT_STALE) and a second import at the same
 * moment (IMPORT_BUSY), and a full roster before it was said what became of people who are not in it
 * (SPELL_MISSING_PEOPLE). Pressed twice, or with a file that is published already, it changes nothing and names that version.
 */
export async function publishDraft(io: Io, scope: Scope, draftId: string, planHash: string): Promise<PublishResult> {
	return io.database.inOrganisation(scope, async (tx): Promise<PublishResult> => {
		if (!(await lockImports(tx, scope, 'try'))) return { refused: fatal('IMPORT_BUSY', {}) };
		io.faultPoint?.('publish.locked');
		const draft = await draftRecord(tx, scope, draftId, 'update');
		if (!draft) throw new Error(`There is no draft ${draftId} in this organisation.`);
		if (draft.state === 'published' && draft.planHash === planHash) return { version: draft.number };
		const current = await currentVersion(tx, scope, draft);
		const isCurrent = draft.state === 'draft' && draft.stage === 'checked' && draft.planHash === planHash;
		if (isCurrent && current?.isSame) {
			await setAside(tx, scope, draft, current.number);
			return { sameAs: current.number };
		}
		if (!isCurrent || draft.baseVersionId !== draft.publishedVersionId) {
			return { refused: fatal('DRAFT_STALE', { version: current?.number ?? 0 }) };
		}
		const missing = draft.difference?.missing?.people ?? 0;
		if (missing > 0 && draft.plan?.missingPeople === undefined)
			return { refused: fatal('SPELL_MISSING_PEOPLE', { count: missing, version: current?.number ?? 0 }) };
		return { version: await publish(io, tx, scope, draft) };
	});
}

function fatal(code: string, details: Record<string, number>): Issue {
	return { code, severity: 'fatal', details };
}

/** The published version, and whether it came from the same bytes under the same plan. */
async function currentVersion(tx: Transaction, scope: Scope, draft: DraftRecord) {
	const [current] = await tx<{ number: number; isSame: boolean }[]>`
		select number, mode = 'replace' and ${draft.mode} = 'replace' and file_hash is not distinct from ${draft.fileHash}
			and plan_hash is not distinct from ${draft.planHash} as "isSame"
		from dataset_version where organisation_id = ${scope.organisation} and id = ${draft.publishedVersionId}`;
	return current ?? null;
}

async function setAside(tx: Transaction, scope: Scope, draft: DraftRecord, sameAs: number): Promise<void> {
	await tx`update dataset_version set state = 'discarded', stage = 'done', stage_note = 'FILE_SAME'
		where organisation_id = ${scope.organisation} and id = ${draft.id}`;
	const details = { sameAs };
	await recordAudit(tx, scope, { action: 'import.same', objectType: 'dataset', objectId: draft.datasetId, details });
}

async function publish(io: Io, tx: Transaction, scope: Scope, draft: DraftRecord): Promise<number> {
	const [{ number }] = await tx<{ number: number }[]>`
		update dataset_version v set state = 'published', stage = 'done', stage_note = null, published_by = ${scope.account},
			published_at = now(), number = 1 + (select greatest(max(number), 0) from dataset_version o
				where o.organisation_id = v.organisation_id and o.dataset_id = v.dataset_id)
		where organisation_id = ${scope.organisation} and id = ${draft.id} returning number`;
	io.faultPoint?.('publish.numbered');
	await switchVersion(tx, scope, {
		datasetId: draft.datasetId,
		from: draft.publishedVersionId,
		to: draft.id,
		act: 'publish'
	});
	io.faultPoint?.('publish.switched');
	if (draft.plan) await rememberPlan(tx, scope, draft, draft.plan);
	const details = { version: number, rows: draft.rowCount, excluded: draft.excludedCount, draft: draft.id };
	await recordAudit(tx, scope, {
		action: 'import.published',
		objectType: 'dataset',
		objectId: draft.datasetId,
		details
	});
	io.faultPoint?.('publish.recorded');
	return number;
}

/** Points the dataset at another of its versions, or at none, and writes the act down. */
export async function switchVersion(
	tx: Transaction,
	scope: Scope,
	change: {
		datasetId: string;
		from: string | null;
		to: string | null;
		act: 'publish' | 'undo' | 'restore' | 'withdraw';
	}
): Promise<void> {
	await tx`update dataset_version set state = 'superseded'
		where organisation_id = ${scope.organisation} and id = ${change.from}`;
	await tx`update dataset_version set state = 'published'
		where organisation_id = ${scope.organisation} and id = ${change.to}`;
	await tx`update dataset set published_version_id = ${change.to}
		where organisation_id = ${scope.organisation} and id = ${change.datasetId}`;
	await tx`insert into publication
			(organisation_id, id, dataset_id, version_id, former_version_id, act, account_id)
		values (${scope.organisation}, ${randomUUID()}, ${change.datasetId}, ${change.to ?? change.from}, ${change.from},
			${change.act}, ${scope.account})`;
}

const OF_ONE_FILE = { asOf: null, corrections: undefined, missingPeople: undefined, asksAgain: undefined };

/** Decisions are kept for files with the same header row; the day a file was true belongs to that file alone. */
async function rememberPlan(tx: Transaction, scope: Scope, draft: DraftRecord, plan: ImportPlan): Promise<void> {
	const hash = headerHash(plan.columns.map((column) => column.header));
	const remembered = tx.json({ ...plan, ...OF_ONE_FILE } as never);
	await tx`insert into mapping_profile (organisation_id, kind, header_hash, plan)
		values (${scope.organisation}, ${draft.kind}, ${hash}, ${remembered})
		on conflict (organisation_id, kind, header_hash) do update set plan = excluded.plan, used_at = now()`;
	if (plan.event) {
		await tx`update dataset set event_id = coalesce(event_id, ${plan.event.eventId})
			where organisation_id = ${scope.organisation} and id = ${draft.datasetId}`;
	}
}
