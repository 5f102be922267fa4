import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Scope, Transaction } from '#lib/server/database.ts';
import { withoutMessage } from '#lib/server/log.ts';
import type { Io } from '#lib/server/runtime.ts';

/** Silence after which whoever holds a place or waits for one is taken for dead. */
const SILENT_SECONDS = 5;
const BEAT_MS = 1000;
const ASK_EVERY_MS = 500;
/** For so many times the database may not answer one that waits. */
const FAILURES = 20;

/** A place among the imports of all organisations. */
export interface Place {
	leave(): Promise<void>;
}

/** How many imports are read at once where nobody has said: half as many as there are cores, and two at least. */
export function importsByCores(cores = availableParallelism()): number {
	return Math.max(2, Math.floor(cores / 2));
}

// Those of this process that wait, to be told when a place is left. One of another process finds out by asking.
const waiting = new WeakMap<Database, Set<AbortController>>();

/**
 * Waits until a draft is among the imports that are read at once over all organisations and processes. Organisations
 * take turns: whoever sends one file does not wait for all of another who sent ten. Null where the draft was discarded
 * meanwhile.
 */
export async function takePlace(
	io: Io,
	scope: Scope,
	draftId: string,
	{ askEveryMs = ASK_EVERY_MS, silentSeconds = SILENT_SECONDS } = {}
): Promise<Place | null> {
	const places = io.importsAtOnce ?? importsByCores();
	for (let failures = 0; ;) {
		try {
			const found = await io.database.inOrganisation(scope, (tx) => ask(tx, scope, { draftId, places, silentSeconds }));
			if (found === 'gone') return null;
			if (found === 'taken') return held(io, scope, draftId);
			failures = 0;
		} catch (error) {
			if (++failures > FAILURES) throw error;
			io.log.warn({ failure: withoutMessage(error), draftId }, 'An import that waits for its turn was not answered.');
		}
		await pause(io.database, askEveryMs);
	}
}

/** How many imports are ahead of a draft that waits for its turn; null where it does not. */
export async function importsAhead(tx: Transaction, draftId: string): Promise<number | null> {
	const [place] = await tx<{ ahead: number }[]>`
		select (select count(*)::integer from import_place o
			where o.started_at is not null or (o.round, o.asked) < (p.round, p.asked)) as ahead
		from import_place p where p.draft_id = ${draftId} and p.started_at is null`;
	return place?.ahead || null;
}

/** One after the other: who asks under the lock sees who has been given a place. */
async function ask(
	tx: Transaction,
	scope: Scope,
	{ draftId, places, silentSeconds }: { draftId: string; places: number; silentSeconds: number }
): Promise<'taken' | 'waits' | 'gone'> {
	await tx`select pg_advisory_xact_lock(hashtextextended('places of imports', 0))`;
	await tx`delete from import_place where seen_at < clock_timestamp() - make_interval(secs => ${silentSeconds})`;
	const open = await tx`select from dataset_version where organisation_id = ${scope.organisation} and id = ${draftId}
		and state = 'draft' and stage in ('reading', 'checking')`;
	if (open.count === 0) {
		await tx`delete from import_place where draft_id = ${draftId}`;
		return 'gone';
	}
	const party = partyOf(scope);
	// Behind the other imports of the organisation, and not before the round that is being read. A draft that a process
	// was killed over has its place still.
	await tx`
		insert into import_place (draft_id, party, round)
		select ${draftId}, ${party}, greatest(
			coalesce(max(round) filter (where started_at is not null), min(round), 0),
			coalesce(max(round) filter (where party = ${party}) + 1, 0)) from import_place
		on conflict (draft_id) do update set seen_at = clock_timestamp()`;
	const started = await tx`
		update import_place p set started_at = clock_timestamp()
		where p.draft_id = ${draftId} and (p.started_at is not null or ${places} > (select count(*) from import_place o
			where o.started_at is not null or (o.round, o.asked) < (p.round, p.asked)))`;
	return started.count === 1 ? 'taken' : 'waits';
}

function partyOf({ organisation }: Scope): string {
	return createHash('sha256').update(organisation).digest('hex');
}

/** Says that the import is alive until the place is left; where it was taken for dead meanwhile, it is there again. */
function held({ database }: Io, scope: Scope, draftId: string): Place {
	let beating: Promise<unknown> | null = null;
	const beat = () => {
		beating ??= database
			.alone(
				(tx) => tx`insert into import_place (draft_id, party, round, started_at)
					values (${draftId}, ${partyOf(scope)}, 0, clock_timestamp())
					on conflict (draft_id) do update set seen_at = clock_timestamp()`
			)
			.catch(() => undefined)
			.finally(() => {
				beating = null;
			});
	};
	const timer = setInterval(beat, BEAT_MS);
	timer.unref();
	return {
		async leave() {
			clearInterval(timer);
			await beating;
			// Where the database does not answer, the place is free once it has been silent.
			await database.alone((tx) => tx`delete from import_place where draft_id = ${draftId}`).catch(() => undefined);
			for (const one of waiting.get(database) ?? []) one.abort();
		}
	};
}

async function pause(database: Database, milliseconds: number): Promise<void> {
	const waker = new AbortController();
	const others = waiting.get(database) ?? new Set<AbortController>();
	waiting.set(database, others.add(waker));
	await sleep(milliseconds, undefined, { signal: waker.signal, ref: false }).catch(() => undefined);
	others.delete(waker);
}
