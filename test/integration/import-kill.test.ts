import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardDraft, publishDraft, receiveUpload, startReading } from '../../src/lib/imports/drafts/draft.server.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import { recoverDrafts } from '../../src/lib/imports/drafts/recover.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import type { FaultPoint } from '../../src/lib/server/runtime.ts';
import { bundledProgram } from '../support/bundled-program.ts';
import { asAdmin, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { AS_OF, rosterText, rosterUpload, viewOf } from '../support/imports.ts';

const PEOPLE = 60_000;
const text = rosterText(PEOPLE);
const task = { inspect: true as const, overrides: { asOf: AS_OF } };
let db: TestDatabase;
let program: Awaited<ReturnType<typeof bundledProgram>>;
beforeAll(async () => {
	program = await bundledProgram('import-child');
	db = await testDatabase();
});
afterAll(async () => {
	program.remove();
	await db.drop();
});

async function newDraft(): Promise<{ scope: Scope; draftId: string }> {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: null };
	const received = await receiveUpload(db.io, scope, rosterUpload(text));
	if (!('draftId' in received)) throw new Error('refused');
	return { scope, draftId: received.draftId };
}

async function storedRows(scope: Scope) {
	const [counts] = await db.database.inOrganisation(
		scope,
		(tx) => tx<{ spells: number; people: number; parts: number }[]>`select
			(select count(*) from roster_spell) as spells, (select count(*) from person_identity) as people,
			(select count(*) from column_snapshot) as parts`
	);
	return counts;
}

/** Until no session of the killed process is left in a transaction. */
async function sessionsGone(): Promise<void> {
	const database = new URL(db.appUrl).pathname.slice(1);
	await expect
		.poll(async () => {
			const [{ open }] = await asAdmin(
				(sql) => sql`select count(*)::int as open from pg_stat_activity
					where datname = ${database} and xact_start is not null and query not like '%pg_stat_activity%'`
			);
			return open as number;
		})
		.toBe(0);
}

/** Idle connections were killed too: whoever asks first on one of them is told so. */
async function afterReconnecting<T>(ask: () => Promise<T>): Promise<T> {
	for (let tries = 0; tries < 10; tries++) {
		try {
			return await ask();
		} catch {
			await sleep(100);
		}
	}
	return ask();
}

/** Reads the draft in a process of its own, which is killed with -9 at `end`: after so many milliseconds, or at a point. */
async function killedAt(end: number | FaultPoint | 'never', scope: Scope, draftId: string): Promise<void> {
	const child = spawn(process.execPath, [program.path, db.appUrl, db.io.dataFolder, scope.organisation, draftId], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, MUSTER_TEST_FAULT: String(end) }
	});
	const ended = once(child, 'exit');
	if (typeof end === 'number') {
		await once(child.stdout, 'data');
		await Promise.race([sleep(end), ended]);
		child.kill('SIGKILL');
	} else child.stdout.resume();
	await ended;
}

// In some the moment is a matter of chance and every outcome that is whole is right; in the others it is certain.
const ENDS = [0, 300, 900, 'store.copied', 'store.completed', 'never'] as const;

test('killed with -9 at 5 moments, an import that goes the way of millions leaves none or all of 60,000 rows, and ends well when read again', async () => {
	const outcomes = new Map<unknown, string>();
	for (const end of ENDS) {
		const { scope, draftId } = await newDraft();
		await killedAt(end, scope, draftId);
		await sessionsGone();
		const rows = await storedRows(scope);
		await db.database.inOrganisation(
			scope,
			(tx) => tx`update dataset_version set worker_heartbeat_at = now() - interval '1 minute'
				where organisation_id = ${scope.organisation}`
		);
		await recoverDrafts(db.io);
		const draft = await viewOf(db.io, scope, draftId);
		outcomes.set(end, draft.stage);
		if (draft.stage === 'checked') expect(rows).toMatchObject({ spells: PEOPLE });
		else {
			expect(rows).toEqual({ spells: 0, people: 0, parts: 0 });
			expect(draft).toMatchObject({ stage: 'interrupted', stageNote: 'IMPORT_INTERRUPTED' });
			await (
				await startReading(db.io, scope, draftId, task)
			).finished;
			expect(await storedRows(scope)).toMatchObject({ spells: PEOPLE });
		}
		const { planHash } = await viewOf(db.io, scope, draftId);
		expect(await publishDraft(db.io, scope, draftId, planHash ?? '')).toEqual({ version: 1 });
	}
	expect(ENDS.slice(3).map((end) => outcomes.get(end))).toEqual(['interrupted', 'interrupted', 'checked']);
});

/** Ends all sessions of the app, and returns when they have ended: whoever is in the middle of something finds that out. */
function killSessions(): void {
	const script = `import('postgres').then(async ({ default: connect }) => {
		const sql = connect(process.argv[1], { max: 1 });
		await sql\`select pg_terminate_backend(pid, 30000) from pg_stat_activity
			where datname = current_database() and usename <> current_user\`;
		await sql.end();
	})`;
	execFileSync(process.execPath, ['-e', script, db.ownerUrl]);
}

const POINTS = ['read.begun', 'store.begun', 'store.piece', 'store.copied', 'store.people', 'store.completed'] as const;

test('with its sessions killed at 6 points, an import fails plainly with 0 rows; killed after it, it is whole', async () => {
	for (const point of [...POINTS, 'never'] as const) {
		const { scope, draftId } = await newDraft();
		let isKilled = false;
		const faultPoint = (name: FaultPoint) => {
			if (name !== point || isKilled) return;
			isKilled = true;
			killSessions();
		};
		const outcome = await readDraftFile({ ...db.io, faultPoint }, scope, draftId, task);
		if (point === 'never') killSessions();
		else expect([point, isKilled]).toEqual([point, true]);
		const { draft, rows } = await afterReconnecting(async () => ({
			draft: await viewOf(db.io, scope, draftId),
			rows: await storedRows(scope)
		}));
		expect(draft.stage).toBe(outcome);
		if (outcome === 'checked') expect(rows).toMatchObject({ spells: PEOPLE });
		else {
			expect(draft.stageNote).toBe('database-lost');
			expect(rows).toEqual({ spells: 0, people: 0, parts: 0 });
		}
		if (point === 'never') expect(outcome).toBe('checked');
		if (point.startsWith('store')) expect([point, outcome]).toEqual([point, 'failed']);
		await discardDraft(db.io, scope, draftId);
	}
});
