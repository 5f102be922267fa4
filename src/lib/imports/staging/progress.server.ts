import type { Scope } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';

const WRITE_EVERY_MS = 1000;

/**
 * Gives a sign of life for a draft about once a second, for whoever works on it in another thread: that thread may be
 * busy with one piece of a file for longer than it takes to be thought dead. Ends with `stop`, or with this process.
 */
export function keepAlive(io: Pick<Io, 'database'>, scope: Scope, draftId: string): { stop(): void } {
	let isWriting = false;
	const timer = setInterval(() => {
		if (isWriting) return;
		isWriting = true;
		io.database
			.inOrganisation(
				scope,
				(tx) => tx`update dataset_version set worker_heartbeat_at = now()
					where organisation_id = ${scope.organisation} and id = ${draftId} and stage in ('reading', 'checking')`
			)
			.catch(() => undefined)
			.finally(() => {
				isWriting = false;
			});
	}, WRITE_EVERY_MS);
	timer.unref();
	return { stop: () => clearInterval(timer) };
}

/** Silence after which whoever worked on a draft is taken for dead. */
export const STALE_AFTER_S = 10;

export interface Progress {
	/** Rows, or bytes, done so far; written at the next beat. */
	done(count: number): void;
	/** True once a beat found that nobody waits for this work any more: the draft was discarded. */
	isGone(): boolean;
	stop(): Promise<void>;
}

/**
 * Writes rows done and a heartbeat about once a second, on a connection of its own and never awaited by the import,
 * so that it shows while the rows are still invisible and stops with the process that does the work.
 */
export function writeProgress(io: Pick<Io, 'database'>, scope: Scope, draftId: string): Progress {
	let rows = 0;
	let isGone = false;
	let writing: Promise<unknown> | null = null;
	const beat = () => {
		if (writing) return;
		writing = io.database
			.inOrganisation(
				scope,
				(tx) => tx`update dataset_version set rows_done = ${rows}, worker_heartbeat_at = now()
					where organisation_id = ${scope.organisation} and id = ${draftId} and stage in ('receiving', 'reading', 'checking')`
			)
			.then((written) => {
				isGone = written.count === 0;
			})
			.catch(() => undefined)
			.finally(() => {
				writing = null;
			});
	};
	const timer = setInterval(beat, WRITE_EVERY_MS);
	timer.unref();
	return {
		done(count) {
			rows = count;
		},
		isGone: () => isGone,
		async stop() {
			clearInterval(timer);
			await writing;
		}
	};
}
