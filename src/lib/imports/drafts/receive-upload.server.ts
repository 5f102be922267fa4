import { randomUUID } from 'node:crypto';
import { recordAudit } from '#lib/server/audit.ts';
import { kindById } from '#lib/datasets/registry.ts';
import type { KindId } from '#lib/datasets/dataset.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import { lockImports } from '#lib/server/import-lock.ts';
import type { Quotas } from '#lib/server/quotas.ts';
import { deleteRawFile, IncompleteUpload, receiveRawFile, renewRawFile, type RawFile } from '#lib/server/raw-files.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { ImportMode } from './draft-record.server.ts';
import { foreignIssue } from '../file/packing.ts';
import { RefusedTable } from '../file/refused-table.ts';
import { packingIssue } from '../file/table-file.server.ts';
import type { Issue } from '../issue.ts';
import { LIMITS } from '../limits.ts';
import { STALE_AFTER_S, writeProgress, type Progress } from '../staging/progress.server.ts';
import { uploadsFolder } from '../staging/reading.server.ts';
import { readAhead, type ReadingAhead } from '../staging/worker-host.server.ts';
import { overfull, quotaIssue, roomFor, type Room } from './upload-room.server.ts';

export const UPLOAD_LIMIT_BYTES = LIMITS.fileBytes;
const DRAIN_MS = 30_000;
const IMPORTS_AT_ONCE = 2;
const KEEP_RAW_FILE_DAYS = 30;
const UPLOAD_IDLE_MS = 30_000;
const AHEAD_BYTES = 8 << 20;

export interface Upload {
	kind: KindId;
	datasetName: string;
	caseId?: string | null;
	eventId?: string | null;
	/** As the person's machine calls it: stored as data, never used as a path. */
	fileName: string;
	body: AsyncIterable<Uint8Array>;
	/** Content-Length, or null when the length was not declared. */
	declaredBytes: number | null;
	mode: ImportMode;
	/** The most bytes it may have, at most those of UPLOAD_LIMIT_BYTES. */
	limitBytes?: number;
	/** What the organisation may hold; without limit unless given. */
	quotas?: Quotas;
	/** How long the sender may be silent. */
	idleMs?: number;
	/** From so many declared bytes on the file is looked at while it arrives. */
	aheadBytes?: number;
}

/** An upload with the room there was for it when it began. */
type Arriving = Upload & { room: Room | null; ahead: ReadingAhead | null };

/**
 * Takes a file in as a draft of the named dataset. A stream that fails, stalls, is shorter or longer than declared, or
 * whose draft is discarded meanwhile, leaves neither file nor draft. Quotas are looked at before the first byte, while
 * bytes arrive and when all are there, each time with what other uploads hold. Reading starts with `startReading`.
 */
export async function receiveUpload(
	io: Io,
	scope: Scope,
	upload: Upload,
	lookAhead: typeof readAhead = readAhead
): Promise<{ draftId: string } | { refused: Issue }> {
	if (!kindById(upload.kind)) throw new Error(`There is no dataset kind "${upload.kind}".`);
	const limit = fileLimit(upload);
	if (upload.declaredBytes !== null && upload.declaredBytes > limit) {
		return { refused: fatal('FILE_TOO_LARGE', { size: upload.declaredBytes, limit }) };
	}
	const draftId = randomUUID();
	const opened = await io.database.inOrganisation(scope, (tx) => openDraft(tx, scope, draftId, upload));
	if ('refused' in opened) return opened;
	const isLarge = (upload.declaredBytes ?? 0) >= (upload.aheadBytes ?? AHEAD_BYTES);
	const ahead = isLarge ? lookAhead(io, scope, draftId) : null;
	const arriving = { ...upload, room: opened.room, ahead };
	let isKept = false;
	try {
		const refused = await receiveArriving(io, scope, draftId, arriving);
		isKept = refused === null;
		return refused ? { refused } : { draftId };
	} finally {
		// A sender that is answered before and tries again at once would find the room still taken.
		if (!isKept) await ahead?.abandon();
	}
}

/** Why nothing is kept of an upload; null where its file is. */
async function receiveArriving(io: Io, scope: Scope, draftId: string, arriving: Arriving): Promise<Issue | null> {
	let raw: RawFile;
	const progress = writeProgress(io, scope, draftId);
	try {
		io.faultPoint?.('receive.begun');
		raw = await receiveTable(io, { ...arriving, body: watched(io, arriving, progress) });
	} catch (error) {
		await io.database.inOrganisation(scope, (tx) => dropDraft(tx, scope, draftId));
		if (error instanceof RefusedTable) return error.issue;
		if (!(error instanceof IncompleteUpload)) throw error;
		return refusalOf(error, arriving);
	} finally {
		await progress.stop();
	}
	return keepFile(io, scope, draftId, { raw, arriving });
}

/** The bytes of an upload until the sender is silent for too long or the draft is discarded. */
async function* watched(
	io: Io,
	{ body, idleMs = UPLOAD_IDLE_MS }: Upload,
	progress: Progress
): AsyncGenerator<Uint8Array> {
	const pieces = body[Symbol.asyncIterator]();
	let received = 0;
	try {
		for (;;) {
			const next = await withinTime(pieces.next(), idleMs);
			if (next === null || progress.isGone()) throw new IncompleteUpload('cut', received);
			if (next.done) return;
			progress.done((received += next.value.length));
			yield next.value;
			io.faultPoint?.('receive.piece');
		}
	} finally {
		// Not awaited: a sender that is silent does not end its stream either.
		void drained(pieces).catch(() => undefined);
	}
}

// Ended at once, the connection would be gone before its sender has read why the file is refused.
async function drained(pieces: AsyncIterator<Uint8Array>): Promise<void> {
	const end = performance.now() + DRAIN_MS;
	for (;;) {
		const next = await withinTime(pieces.next(), Math.max(1, end - performance.now()));
		if (next?.done) return;
		if (next === null || performance.now() > end) break;
	}
	await pieces.return?.();
}

async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T | null> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(() => resolve(null), milliseconds);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** Keeps the file where its content may be a table; else nothing of it is left. */
async function receiveTable(io: Io, upload: Arriving): Promise<RawFile> {
	const folder = uploadsFolder(io);
	const key = io.secrets.fileKey;
	const sniffer = { issue: null as Issue | null };
	const limits = { declared: upload.declaredBytes, limit: limitOf(upload) };
	const arrived = upload.ahead?.arrived;
	const raw = await receiveRawFile(folder, key, sniffed(upload.body, sniffer), limits, arrived).catch(
		(error: unknown) => {
			throw sniffer.issue ? new RefusedTable(sniffer.issue) : error;
		}
	);
	const issue = sniffer.issue ?? (await packingIssue({ folder, name: raw.name, key }));
	if (!issue) return raw;
	await deleteRawFile(folder, raw.name);
	throw new RefusedTable(issue);
}

const SNIFFED_BYTES = 4096;

/**
 * The body, as long as its beginning may belong to a table. Of another file nothing is passed on, but it is read to its
 * end: an answer sent before would not reach a browser that is still sending.
 */
async function* sniffed(body: AsyncIterable<Uint8Array>, found: { issue: Issue | null }): AsyncGenerator<Uint8Array> {
	let head: Buffer | null = Buffer.alloc(0);
	for await (const chunk of body) {
		if (found.issue) continue;
		if (head) {
			head = Buffer.concat([head, chunk]);
			if (head.length < SNIFFED_BYTES) continue;
			found.issue = foreignIssue(head);
			if (!found.issue) yield head;
			head = null;
		} else yield chunk;
	}
	if (!head) return;
	found.issue = foreignIssue(head);
	if (!found.issue) yield head;
}

function fileLimit({ limitBytes = UPLOAD_LIMIT_BYTES }: Upload): number {
	return Math.min(limitBytes, UPLOAD_LIMIT_BYTES);
}

function limitOf(upload: Arriving): number {
	return upload.room ? Math.min(fileLimit(upload), upload.room.limit - upload.room.used) : fileLimit(upload);
}

function refusalOf(error: IncompleteUpload, upload: Arriving): Issue {
	if (error.reason === 'storage-full') return fatal('STORAGE_FULL', { received: error.received });
	if (error.reason === 'too-large') {
		const limit = fileLimit(upload);
		if (error.received > limit || !upload.room) return fatal('FILE_TOO_LARGE', { size: error.received, limit });
		return quotaIssue({ name: 'bytes', ...upload.room });
	}
	return fatal('FILE_INCOMPLETE', { received: error.received, expected: upload.declaredBytes ?? error.received });
}

function fatal(code: string, details: Record<string, number>): Issue {
	return { code, severity: 'fatal', details };
}

/** Makes the draft, and the dataset where it is new, unless imports are already under way or a quota is used up. */
async function openDraft(
	tx: Transaction,
	scope: Scope,
	draftId: string,
	upload: Upload
): Promise<{ room: Room | null } | { refused: Issue }> {
	await lockImports(tx, scope, 'wait');
	const found = await roomFor(tx, scope, upload);
	if ('refused' in found) return found;
	const name = upload.datasetName.trim();
	const [known] = await tx<{ id: string }[]>`select id from dataset
		where organisation_id = ${scope.organisation} and kind = ${upload.kind} and name = ${name}`;
	const busy = await tx<{ datasetId: string }[]>`
		select dataset_id as "datasetId" from dataset_version
		where organisation_id = ${scope.organisation} and state = 'draft'
			and stage in ('receiving', 'reading', 'checking', 'publishing')
			and worker_heartbeat_at > now() - make_interval(secs => ${STALE_AFTER_S})`;
	if (busy.length >= IMPORTS_AT_ONCE || busy.some((draft) => draft.datasetId === known?.id))
		return { refused: fatal('IMPORT_BUSY', {}) };
	const datasetId = known?.id ?? (await newDataset(tx, scope, name, upload));
	await tx`
		insert into dataset_version (organisation_id, id, dataset_id, number, state, mode, stage, file_name, created_by,
			rows_total, worker_heartbeat_at)
		select ${scope.organisation}, ${draftId}, ${datasetId}, least(coalesce(min(number), 0), 0) - 1, 'draft',
			${upload.mode}, 'receiving', ${shownName(upload.fileName)}, ${scope.account},
			${upload.declaredBytes ?? 0}, now()
		from dataset_version where organisation_id = ${scope.organisation} and dataset_id = ${datasetId}`;
	return found;
}

async function newDataset(tx: Transaction, scope: Scope, name: string, upload: Upload): Promise<string> {
	const id = randomUUID();
	await tx`insert into dataset (organisation_id, id, kind, name, case_id, event_id)
		values (${scope.organisation}, ${id}, ${upload.kind}, ${name}, ${upload.caseId ?? null}, ${upload.eventId ?? null})`;
	return id;
}

/** Control characters and NUL have no place in a name that is shown. */
function shownName(fileName: string): string {
	const shown = [...fileName].filter((character) => character > '\u001f' && character !== '\u007f');
	return shown.slice(0, 300).join('') || 'upload';
}

/** Takes back a draft whose file never came, and the dataset if it was made for it. */
async function dropDraft(tx: Transaction, scope: Scope, draftId: string): Promise<void> {
	const [draft] = await tx<{ datasetId: string }[]>`
		delete from dataset_version where organisation_id = ${scope.organisation} and id = ${draftId} and state = 'draft'
		returning dataset_id as "datasetId"`;
	if (!draft) return;
	await tx`delete from dataset d where organisation_id = ${scope.organisation} and id = ${draft.datasetId} and not exists
		(select from dataset_version v where v.organisation_id = d.organisation_id and v.dataset_id = d.id)`;
}

/** Why a file that has arrived is not kept: discarded meanwhile, or no room is left for it. It is then deleted. */
async function keepFile(
	io: Io,
	scope: Scope,
	draftId: string,
	{ raw, arriving }: { raw: RawFile; arriving: Arriving }
): Promise<Issue | null> {
	let isKept = false;
	try {
		io.faultPoint?.('receive.whole');
		const refused = await io.database.inOrganisation(scope, async (tx) => {
			await lockImports(tx, scope, 'wait');
			const issue = await overfull(tx, scope, arriving.quotas, { draftId, bytes: raw.bytes });
			if (issue) {
				await dropDraft(tx, scope, draftId);
				return issue;
			}
			// While it waited for the lock it may have grown old enough to be taken for one that nobody names.
			const isThere = await renewRawFile(uploadsFolder(io), raw.name);
			if (!isThere) await dropDraft(tx, scope, draftId);
			if (!isThere || !(await markKept(tx, scope, draftId, raw)))
				return refusalOf(new IncompleteUpload('cut', raw.bytes), arriving);
			io.faultPoint?.('receive.kept');
			return null;
		});
		isKept = refused === null;
		return refused;
	} finally {
		if (!isKept) await deleteRawFile(uploadsFolder(io), raw.name);
	}
}

/** False where the draft was discarded while its file arrived. */
async function markKept(tx: Transaction, scope: Scope, draftId: string, raw: RawFile): Promise<boolean> {
	const kept = await tx`
		update dataset_version set stage = 'reading', rows_done = 0, file_hash = ${raw.hash}, file_size = ${raw.bytes},
			raw_file = ${raw.name}, raw_file_until = now() + make_interval(days => ${KEEP_RAW_FILE_DAYS}),
			worker_heartbeat_at = now()
		where organisation_id = ${scope.organisation} and id = ${draftId} and stage = 'receiving'`;
	if (kept.count !== 1) return false;
	const details = { bytes: raw.bytes, sha256: raw.hash };
	await recordAudit(tx, scope, { action: 'import.received', objectType: 'draft', objectId: draftId, details });
	return true;
}
