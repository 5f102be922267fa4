import { createHmac } from 'node:crypto';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { sealing, type Sealed } from '#lib/server/sealing.ts';
import { Corrections, type Correction } from './corrections.ts';
import type { CorrectionView } from './draft-view.ts';

/** A correction as it is kept: what to do, and what to show of it. */
export interface RecordedCorrection extends Omit<CorrectionView, 'position' | 'madeAt' | 'kind'> {
	act: Correction;
}

interface StoredCorrection {
	position: number;
	content: Sealed;
	madeAt: Date;
}

async function stored(tx: Transaction, scope: Scope, draftId: string): Promise<StoredCorrection[]> {
	return tx<StoredCorrection[]>`select position, content, created_at as "madeAt" from import_correction
		where organisation_id = ${scope.organisation} and version_id = ${draftId} order by position`;
}

/** The corrections of a draft and a name for all of them together; null where there are none. */
export async function correctionsOfDraft(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	draftId: string
): Promise<{ corrections: Corrections; hash: string } | null> {
	const { open } = sealing(io.secrets.fileKey);
	const acts = (await stored(tx, scope, draftId)).flatMap(
		({ content }) => open<RecordedCorrection>(content)?.act ?? []
	);
	if (acts.length === 0) return null;
	const hash = createHmac('sha256', io.secrets.fileKey).update(JSON.stringify(acts)).digest('hex');
	return { corrections: new Corrections(acts), hash };
}

/** What the page lists, oldest first. */
export async function correctionViews(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	draftId: string
): Promise<CorrectionView[]> {
	const { open } = sealing(io.secrets.fileKey);
	return (await stored(tx, scope, draftId)).flatMap(({ position, content, madeAt }) => {
		const recorded = open<RecordedCorrection>(content);
		if (!recorded) return [];
		const { act, ...shown } = recorded;
		return [{ ...shown, kind: act.kind, position, madeAt: madeAt.toISOString() }];
	});
}

/** Appends corrections to those of a draft. */
export async function insertCorrections(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	{ draftId, recorded }: { draftId: string; recorded: readonly RecordedCorrection[] }
): Promise<void> {
	const { seal } = sealing(io.secrets.fileKey);
	const [{ next }] = await tx<{ next: number }[]>`select coalesce(max(position), 0) + 1 as next from import_correction
		where organisation_id = ${scope.organisation} and version_id = ${draftId}`;
	for (const [index, correction] of recorded.entries())
		await tx`insert into import_correction (organisation_id, version_id, position, content, account_id)
			values (${scope.organisation}, ${draftId}, ${next + index}, ${tx.json({ ...seal(correction) })}, ${scope.account})`;
}

/** Takes corrections of a draft away: one, or all. */
export async function deleteCorrections(
	tx: Transaction,
	scope: Scope,
	draftId: string,
	position: number | 'all'
): Promise<number> {
	const which = position === 'all' ? tx`` : tx`and position = ${position}`;
	const gone = await tx`delete from import_correction
		where organisation_id = ${scope.organisation} and version_id = ${draftId} ${which}`;
	return gone.count;
}
