import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardDraft, publishDraft, receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
import { recoverDrafts } from '../../src/lib/imports/drafts/recover.server.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import type { FaultPoint, Io } from '../../src/lib/server/runtime.ts';
import { bundledProgram } from '../support/bundled-program.ts';
import { asAdmin, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { AS_OF, checkedDraft, published, rosterText, rosterUpload, viewOf } from '../support/imports.ts';
import { ownerSql } from '../support/owner.ts';

const BEFORE = 200;
const AFTER = 300;
const POINTS: FaultPoint[] = [
	...(['receive.begun', 'receive.piece', 'receive.whole', 'receive.kept'] as const),
	...(['read.begun', 'read.inspected', 'read.read'] as const),
	...(['store.begun', 'store.piece', 'store.copied', 'store.people', 'store.completed', 'store.marked'] as const),
	...(['publish.locked', 'publish.numbered', 'publish.switched', 'publish.recorded'] as const)
];
const task = { inspect: true as const, overrides: { asOf: AS_OF } };
let db: TestDatabase;
let owner: postgres.Sql;
let program: Awaited<ReturnType<typeof bundledProgram>>;

beforeAll(async () => {
	program = await bundledProgram('fault-child');
	db = await testDatabase();
	owner = ownerSql(db);
});
afterAll(async () => {
	program.remove();
	await owner.end();
	await db.drop();
});

/** An organisation whose version 1 has 200 people. */
async function withVersionOne(): Promise<Scope> {
	const scope = { organisation: (await createOrganisation(db.database)).id, account: null };
	await published(db.io, scope, await checkedDraft(db.io, scope, rosterUpload(rosterText(BEFORE))));
	return scope;
}

/** Takes the roster of 300 people to its publication, as far as it goes. */
async function importSecond(
	io: Io,
	scope: Scope,
	onDraft: (id: string) => void = () => undefined,
	beforePublish: () => Promise<void> | null = () => null
): Promise<void> {
	const received = await receiveUpload(io, scope, rosterUpload(rosterText(AFTER)));
	if ('refused' in received) return;
	onDraft(received.draftId);
	if ((await readDraftFile(io, scope, received.draftId, task)) !== 'checked') return;
	await beforePublish();
	const { planHash } = await viewOf(db.io, scope, received.draftId);
	await publishDraft(io, scope, received.draftId, planHash ?? '');
}

/** A minute later: whoever died is known to be dead, and what it left on the disk is old. */
async function aMinuteLater(scope: Scope): Promise<void> {
	await owner`update dataset_version set worker_heartbeat_at = now() - interval '1 minute', created_at = now() - interval '2 minutes'
		where organisation_id = ${scope.organisation}`;
	const folder = join(db.io.dataFolder, 'uploads');
	const old = new Date(Date.now() - 61_000);
	for (const name of readdirSync(folder)) utimesSync(join(folder, name), old, old);
	await recoverDrafts(db.io);
}

/** What must hold after every fault; the number of the published version. */
async function invariants(scope: Scope): Promise<number> {
	const versions = await owner<
		{ id: string; number: number; state: string; stage: string; rows: number; people: number }[]
	>`
		select v.id, v.number, v.state, v.stage,
			(select count(*)::int from roster_spell r where r.version_id = v.id) as rows,
			(select count(*)::int from person_identity p where p.version_id = v.id) as people
		from dataset_version v where v.organisation_id = ${scope.organisation} order by v.created_at`;
	const [dataset] = await owner<{ publishedId: string }[]>`select published_version_id as "publishedId" from dataset
		where organisation_id = ${scope.organisation}`;
	const current = versions.filter(({ state }) => state === 'published');
	expect(current.map(({ id }) => id)).toEqual([dataset.publishedId]);
	const [{ number, rows }] = current;
	expect([number, rows]).toEqual(number === 1 ? [1, BEFORE] : [2, AFTER]);
	for (const version of versions.filter(({ state, stage }) => state === 'discarded' || stage !== 'checked'))
		if (version.state === 'draft' || version.state === 'discarded')
			expect([version.stage, version.rows, version.people]).toEqual([version.stage, 0, 0]);
	const running = versions.filter(({ stage }) => ['receiving', 'reading', 'checking', 'publishing'].includes(stage));
	expect(running).toEqual([]);
	const [{ acts, audited }] = await owner<{ acts: number; audited: number }[]>`select
		(select count(*)::int from publication where organisation_id = ${scope.organisation}) as acts,
		(select count(*)::int from audit_entry where organisation_id = ${scope.organisation}
			and action = 'import.published') as audited`;
	expect([acts, audited]).toEqual([number, number]);
	return number;
}

async function expectNothingLeft(): Promise<void> {
	const kept = await owner<{ name: string }[]>`select raw_file as name from dataset_version where raw_file is not null`;
	const names = new Set(kept.map(({ name }) => name));
	const files = readdirSync(join(db.io.dataFolder, 'uploads'));
	expect(files.filter((file) => !names.has(file.slice(0, 32)))).toEqual([]);
	const stores =
		await owner`select relname from pg_class where relkind = 'r' and relname ~ '^roster_spell_[0-9a-f]{32}$'`;
	expect([...stores]).toEqual([]);
}

/** What is left of a faulty import ends well, or a new one does. */
async function endsWell(scope: Scope): Promise<void> {
	const [draft] = await owner<
		{ id: string }[]
	>`update dataset_version set stage = 'reading', worker_heartbeat_at = now()
		where organisation_id = ${scope.organisation} and state = 'draft' and raw_file is not null returning id`;
	if (!draft) return importSecond(db.io, scope);
	await readDraftFile(db.io, scope, draft.id, task);
	const { stage, stageNote, planHash } = await viewOf(db.io, scope, draft.id);
	expect([stage, stageNote]).toEqual(['checked', null]);
	expect(await publishDraft(db.io, scope, draft.id, planHash ?? '')).toEqual({ version: 2 });
}

test('without a fault the import passes all 17 points, in this order', async () => {
	const scope = await withVersionOne();
	const passed = new Set<FaultPoint>();
	await importSecond({ ...db.io, faultPoint: (name) => passed.add(name) }, scope);
	expect([...passed].sort()).toEqual([...POINTS].sort());
	expect(await invariants(scope)).toBe(2);
});

const failingAt = (point: FaultPoint, fault: Error): Io => ({
	...db.io,
	faultPoint: (name) => {
		if (name === point) throw fault;
	}
});

test('an error at each of 17 points leaves version 1 whole, nothing running, and the next import makes version 2', async () => {
	for (const point of POINTS) {
		const scope = await withVersionOne();
		await importSecond(failingAt(point, new Error('fault')), scope).catch(() => undefined);
		await aMinuteLater(scope);
		expect([point, await invariants(scope)]).toEqual([point, 1]);
		await endsWell(scope);
		expect([point, await invariants(scope)]).toEqual([point, 2]);
	}
	await expectNothingLeft();
});

test('a full disk is named: at the upload nothing is kept, in the database the draft has failed with 0 rows', async () => {
	const scope = await withVersionOne();
	const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
	expect(await receiveUpload(failingAt('receive.piece', full), scope, rosterUpload(rosterText(AFTER)))).toMatchObject({
		refused: { code: 'STORAGE_FULL', severity: 'fatal' }
	});
	expect(await invariants(scope)).toBe(1);
	const databaseFull = Object.assign(new Error('could not extend file'), { code: '53100' });
	let draftId = '';
	for (const point of ['store.piece', 'store.people', 'store.completed'] as const) {
		await importSecond(failingAt(point, databaseFull), scope, (id) => (draftId = id));
		expect(await viewOf(db.io, scope, draftId)).toMatchObject({ stage: 'failed', stageNote: 'storage-full' });
		expect(await invariants(scope)).toBe(1);
		await discardDraft(db.io, scope, draftId);
	}
	await expectNothingLeft();
});

test('cancelled at each point after the file was kept, the draft leaves no row, no file, and version 1 as it was', async () => {
	for (const point of POINTS.filter((name) => /^(?:read|store)/.test(name))) {
		const scope = await withVersionOne();
		let draftId = '';
		let cancelled: Promise<void> | null = null;
		const faultPoint = (name: FaultPoint) => {
			if (name === point) cancelled ??= discardDraft(db.io, scope, draftId);
		};
		// Waited for before the publication is tried: a publication that wins the race is a version, no longer a draft.
		const onDraft = (id: string) => (draftId = id);
		await importSecond({ ...db.io, faultPoint }, scope, onDraft, () => cancelled).catch(() => undefined);
		await cancelled;
		expect([point, await invariants(scope)]).toEqual([point, 1]);
		const [{ state, raw }] = await owner`select state, raw_file as raw from dataset_version where id = ${draftId}`;
		expect([point, state, raw]).toEqual([point, 'discarded', null]);
	}
	await expectNothingLeft();
});

/** Runs the import in a process of its own: which kills itself at `point`, or may write no file of more than 8 KiB. */
async function inProcess(scope: Scope, { point = '', isLimited = false }: { point?: string; isLimited?: boolean }) {
	const given = [program.path, db.appUrl, db.io.dataFolder, scope.organisation, String(AFTER)];
	const command = isLimited ? ['sh', '-c', 'ulimit -f 16; exec "$@"', 'sh', process.execPath] : [process.execPath];
	const child = spawn(command[0], [...command.slice(1), ...given], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, MUSTER_TEST_FAULT: point }
	});
	let said = '';
	child.stdout.on('data', (data: Buffer) => (said += data.toString()));
	const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
	return { signal, said };
}

const openSessions = () =>
	asAdmin(
		(sql) =>
			sql<{ pid: number }[]>`select pid from pg_stat_activity where datname = ${new URL(db.appUrl).pathname.slice(1)}`
	);

/** Until the database has noticed that a killed process is gone: what it had sent before may still begin. */
async function onlySessions(before: { pid: number }[]): Promise<void> {
	const known = new Set(before.map(({ pid }) => pid));
	await expect.poll(async () => (await openSessions()).filter(({ pid }) => !known.has(pid))).toEqual([]);
}

test('killed with -9 at each of 17 points, the import is undone or whole, and the next one makes version 2', async () => {
	for (const point of POINTS) {
		const scope = await withVersionOne();
		const before = await openSessions();
		expect([point, (await inProcess(scope, { point })).signal]).toEqual([point, 'SIGKILL']);
		await onlySessions(before);
		await aMinuteLater(scope);
		expect([point, await invariants(scope)]).toEqual([point, 1]);
		await endsWell(scope);
		expect([point, await invariants(scope)]).toEqual([point, 2]);
	}
	await expectNothingLeft();
});

test('where no file may grow beyond 8 KiB, an upload of 20 KiB is refused as a full disk and leaves nothing', async () => {
	const scope = await withVersionOne();
	expect(JSON.parse((await inProcess(scope, { isLimited: true })).said)).toMatchObject({ code: 'STORAGE_FULL' });
	expect(await invariants(scope)).toBe(1);
	await expectNothingLeft();
});
