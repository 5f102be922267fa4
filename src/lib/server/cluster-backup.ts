import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import postgres from 'postgres';
import { copyFolder, takeOwner } from './copy-folder.ts';

/** Folders whose files a starting server makes anew, or must not find. The log is copied last. */
const WITHOUT_FILES = [
	'pg_dynshmem',
	'pg_notify',
	'pg_replslot',
	'pg_serial',
	'pg_snapshots',
	'pg_stat_tmp',
	'pg_subtrans',
	'pg_wal'
];
const LEFT_OUT = /^(?:postmaster\.pid|postmaster\.opts|pg_internal\.init|pgsql_tmp|backup_label\.old)/;
const CONTROL_FILE = join('global', 'pg_control');
const SEGMENT = /^[0-9A-F]{24}$/;

interface Stopped {
	label: string;
	lastSegment: string;
}

/**
 * Copies the running cluster in `data` to the new folder `target`, by PostgreSQL's base backup: a server that starts there
 * has what was committed before the end of the copying, and nothing of what was under way. `ownerUrl` is its superuser's.
 */
export async function backUpCluster(ownerUrl: string, data: string, target: string): Promise<{ files: number }> {
	// One connection: the backup, and the slot that keeps the log for it, end with it.
	const sql = postgres(ownerUrl, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
	try {
		await sql`select pg_create_physical_replication_slot(${`muster_backup_${process.pid}`}, true, true)`;
		await sql`select pg_backup_start('muster', true)`;
		const files = copyFolder(data, target, isCopied) + copyControlFile(data, target);
		const [stopped] = await sql<Stopped[]>`
			select labelfile as label, pg_walfile_name(lsn) as "lastSegment" from pg_backup_stop(false)`;
		put(data, join(target, 'backup_label'), stopped.label);
		return { files: files + 1 + copySegments(data, target, stopped) };
	} finally {
		await sql.end();
	}
}

function isCopied(path: string): boolean {
	if (path === CONTROL_FILE || LEFT_OUT.test(basename(path))) return false;
	// The folders themselves are needed, and those in the folder of the log.
	return !WITHOUT_FILES.includes(dirname(path)) || /^pg_wal.(?:archive_status|summaries)$/.test(path);
}

// Written in place by the server: what is read twice alike was not read in the middle of that.
function copyControlFile(data: string, target: string): number {
	const read = () => readFileSync(join(data, CONTROL_FILE));
	let bytes = read();
	for (let again = read(); !again.equals(bytes); again = read()) bytes = again;
	put(data, join(target, CONTROL_FILE), bytes);
	return 1;
}

function copySegments(data: string, target: string, { label, lastSegment }: Stopped): number {
	const first = /file ([0-9A-F]{24})/.exec(label)?.[1];
	if (first === undefined) throw new Error('PostgreSQL did not say where the log of its backup begins.');
	const isNeeded = (name: string) => SEGMENT.test(name) && name >= first && name <= lastSegment;
	const files = copyFolder(join(data, 'pg_wal'), join(target, 'pg_wal'), isNeeded);
	const needed = readdirSync(join(data, 'pg_wal')).filter(isNeeded);
	if (files === 0 || files < needed.length) throw new Error('The log of the backup is not whole: try again.');
	return files;
}

function put(data: string, path: string, content: string | Uint8Array): void {
	writeFileSync(path, content, { mode: 0o600 });
	takeOwner(data, path);
}
