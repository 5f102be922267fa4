import type { Database } from './database.ts';
import type { Log } from './log.ts';
import type { Quotas } from './quotas.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** What the process was started with; everything that does work is given this. */
export interface Io {
	database: Database;
	secrets: Secrets;
	dataFolder: string;
	log: Log;
	/** What each organisation may hold; without limit unless given. */
	quotas?: Quotas;
	/** Imports that are read at once over all organisations and processes; by the number of cores unless given. */
	importsAtOnce?: number;
	/** Set by tests alone: from so many rows on an import goes the way of millions. */
	outsideRows?: number;
	/** Set by tests alone, which fail or end the process at a named point of an import or of sending mail. */
	faultPoint?: (name: FaultPoint) => void;
}

/** Moments between which everything is either undone or done. */
export type FaultPoint =
	| 'receive.begun'
	| 'receive.piece'
	| 'receive.whole'
	| 'receive.kept'
	| 'read.begun'
	| 'read.read'
	| 'read.inspected'
	| 'store.begun'
	| 'store.piece'
	| 'store.copied'
	| 'store.people'
	| 'store.completed'
	| 'store.marked'
	| 'publish.locked'
	| 'publish.numbered'
	| 'publish.switched'
	| 'publish.recorded'
	| 'watch.claimed'
	| 'watch.kept'
	| 'mail.claimed'
	| 'mail.answered';

export interface Runtime extends Io {
	settings: Settings;
	/** Run, all at once, after the last request and before the database is closed: imports end or roll back here. */
	shutdownWork: Set<() => Promise<void>>;
}

// The launcher and the site are separate bundles in one process, each with its own copy of this module: the registry
// of symbols is what they share. Nothing of a request, an account or an organisation may ever be kept here.
const KEY = Symbol.for('muster.runtime');
const shared = globalThis as { [KEY]?: Runtime };

/** Called once, by the launcher, before the first request. */
export function setRuntime(runtime: Runtime): void {
	shared[KEY] = runtime;
}

export function getRuntime(): Runtime {
	const runtime = shared[KEY];
	if (!runtime) throw new Error('Muster was not started by its launcher. Start it with npm start or npm run dev.');
	return runtime;
}
