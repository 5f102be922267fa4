import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DatasetKind } from '#lib/datasets/dataset.ts';
import { loadEvents } from '#lib/datasets/events/events.server.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import { publishedVersions } from '#lib/server/dataset-store.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { TableOrigin } from '../file/open-table.ts';
import type { ByteChunks } from '../file/read-head.ts';
import { nearestProfile } from '../header-change.ts';
import { inspectFile } from '../inspect.ts';
import { headerHash } from '../plan-hash.ts';
import type { ImportPlan } from '../plan.ts';
import type { EventForResponses } from '../questions/question-context.ts';

const HEAD_BYTES = 64 * 1024;
const FRAMES_PER_TURN = 16;

/** What the organisation knows that helps to read a file. */
export interface DraftHints {
	/** The plan of an earlier file with the same header row, or nearly the same one. */
	profile: ImportPlan | null;
	/** The events that may have been answered. */
	events: EventForResponses[];
}

export interface HintsFor {
	kind: DatasetKind;
	/** The event the dataset belongs to. */
	eventId: string | null;
	/** The first bytes of the table, or null where it has none. */
	first: Uint8Array | null;
	origin: TableOrigin;
}

/** The hints for a file that begins with these bytes. */
export async function hintsFor(io: Io, scope: Scope, { kind, eventId, first, origin }: HintsFor): Promise<DraftHints> {
	const headers = first === null ? [] : await headersOf(kind, first, origin);
	return io.database.inOrganisation(scope, async (tx) => ({
		profile: await rememberedPlan(tx, scope, kind, headers),
		events: kind.id === 'ultimatum-responses' ? await eventsToAnswer(tx, scope, eventId) : []
	}));
}

/** The header row, from the beginning of the file; empty where it cannot be told yet. */
async function headersOf(kind: DatasetKind, first: Uint8Array, origin: TableOrigin): Promise<string[]> {
	const end = first.length <= HEAD_BYTES ? first.length : first.lastIndexOf(10, HEAD_BYTES) + 1;
	const head = await inspectFile([first.subarray(0, end || HEAD_BYTES)], kind, { origin });
	return head.fatal ? [] : head.plan.columns.map((column) => column.header);
}

/** Lets timers run between some frames: the heartbeat must not wait for the end of the file. */
export async function* inTurns(chunks: ByteChunks, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
	let frames = 0;
	let bytes = 0;
	for await (const chunk of chunks) {
		if (++frames % FRAMES_PER_TURN === 0) await nextTurn();
		yield chunk;
		onBytes((bytes += chunk.length));
	}
}

async function rememberedPlan(
	tx: Transaction,
	scope: Scope,
	kind: DatasetKind,
	headers: string[]
): Promise<ImportPlan | null> {
	if (headers.length === 0) return null;
	const [profile] = await tx<{ plan: ImportPlan }[]>`
		update mapping_profile set used_at = now()
		where organisation_id = ${scope.organisation} and kind = ${kind.id} and header_hash = ${headerHash(headers)}
		returning plan`;
	if (profile) return profile.plan;
	const others = await tx<{ plan: ImportPlan }[]>`select plan from mapping_profile
		where organisation_id = ${scope.organisation} and kind = ${kind.id} order by used_at desc limit 20`;
	return nearestProfile(
		others.map(({ plan }) => plan),
		headers
	);
}

/** The published events that can be answered: the one the dataset belongs to, or all. */
async function eventsToAnswer(tx: Transaction, scope: Scope, eventId: string | null): Promise<EventForResponses[]> {
	const versions = (await publishedVersions(tx, scope)).filter((version) => version.kind === 'events');
	const rows = await loadEvents(
		tx,
		scope,
		versions.map((version) => version.versionId)
	);
	return rows
		.filter((row) => (eventId === null ? row.question !== null : row.eventId === eventId))
		.map((row) => ({
			eventId: row.eventId,
			title: row.title ?? row.eventId,
			question: row.question,
			timeZone: row.timeZone
		}));
}
