import { join } from 'node:path';
import { kindById } from '#lib/datasets/registry.ts';
import type { Scope } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { openArrivingFile } from '#lib/server/sealed-file.ts';
import { draftRecord } from '../drafts/draft-record.server.ts';
import { foreignFile } from '../file/magic.ts';
import type { TableOrigin } from '../file/open-table.ts';
import type { Inspected } from '../finish-inspection.ts';
import { inspectFile } from '../inspect.ts';
import { hintsFor, inTurns, type DraftHints } from './inspect-draft.server.ts';

/** What is told of a file while it arrives: its name in the folder, and how many of its frames can be read. */
export interface Arrival {
	file: string;
	frames: number;
	/** The last of these frames is that of the file. */
	isWhole: boolean;
}

/** What was found in a file while it arrived, and under which hints. */
export interface InspectedAhead {
	file: string;
	hints: DraftHints;
	found: Inspected;
}

const PLAIN: TableOrigin = { packing: 'plain' };

/**
 * Looks at the file of a draft while it arrives, as far as the arrivals say. Null where they end before the file is
 * whole, and for a file that has to be unpacked first.
 */
export async function inspectAhead(
	io: Io,
	scope: Scope,
	draftId: string,
	{ folder, arrivals }: { folder: string; arrivals: AsyncIterable<Arrival> }
): Promise<InspectedAhead | null> {
	const draft = await io.database.inOrganisation(scope, (tx) => draftRecord(tx, scope, draftId));
	const kind = draft && kindById(draft.kind);
	if (!kind) return null;
	const file = { name: '', isWhole: false };
	const frames = framesOf(arrivals, folder, io.secrets.fileKey, file);
	try {
		const { value: first } = await frames.next();
		if (!first || foreignFile(first) !== null) return null;
		const hints = await hintsFor(io, scope, { kind, eventId: draft.eventId, first, origin: PLAIN });
		const found = await inspectFile(
			inTurns(withFirst(first, frames), () => undefined),
			kind,
			{
				origin: PLAIN,
				profile: hints.profile ?? undefined,
				events: hints.events
			}
		);
		return file.isWhole ? { file: file.name, hints, found } : null;
	} finally {
		await frames.return(undefined);
	}
}

async function* framesOf(
	arrivals: AsyncIterable<Arrival>,
	folder: string,
	fileKey: Uint8Array,
	known: { name: string; isWhole: boolean }
): AsyncGenerator<Uint8Array, undefined> {
	let file: ReturnType<typeof openArrivingFile> | null = null;
	let read = 0;
	try {
		for await (const { file: name, frames, isWhole } of arrivals) {
			known.name = name;
			file ??= openArrivingFile(join(folder, name), fileKey);
			for (; read < frames; read++) {
				known.isWhole = isWhole && read === frames - 1;
				yield file.frame(read, known.isWhole);
			}
			if (isWhole) return;
		}
	} finally {
		file?.close();
	}
}

async function* withFirst(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield first;
	yield* rest;
}

/** Whether a file would be found to be the same now: it is that file, and nothing was learnt or published meanwhile. */
export function isStillTrue(
	ahead: InspectedAhead,
	now: { file: string | null; origin: TableOrigin; hints: DraftHints }
): boolean {
	const isSame = ahead.file === now.file && now.origin.packing === 'plain';
	return isSame && JSON.stringify(ahead.hints) === JSON.stringify(now.hints);
}
