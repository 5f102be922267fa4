import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isDatabaseBusy, isDatabaseDown } from '../../src/lib/server/database-errors.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { isDriverPatched } from '../../src/start/driver-patch.ts';
import { createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';

const SEED = 20_221_117;
const POOL = 5;
const WORKERS = 20;
const KILLS = 75;
const BATCHES = 300;
const KILL_EVERY_MS = 20;
const ROWS = 4;

let db: TestDatabase;
const strays: unknown[] = [];
const noteStray = (error: unknown) => {
	if (!isDatabaseDown(error)) strays.push(error);
};

beforeAll(async () => {
	db = await testDatabase({ poolSize: POOL });
	process.on('unhandledRejection', noteStray);
});
afterAll(async () => {
	process.off('unhandledRejection', noteStray);
	await db.drop();
});

// mulberry32: the same kills in the same order for the same seed, as far as the machine's timing allows.
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Where `count` meet: everybody waits for the last. */
function meeting(count: number) {
	let missing = count;
	let open = () => {};
	const isComplete = new Promise<void>((resolve) => (open = resolve));
	return {
		reached() {
			if (--missing === 0) open();
			return isComplete;
		}
	};
}

interface Outcome {
	batch: string;
	organisation: string;
	/** Null while unknown: the connection was lost, the commit may have happened. */
	committed: boolean | null;
}

// Four rows with a pause of the database's between them: a half transaction leaves one to three.
async function writeBatch(scope: Scope, random: () => number): Promise<Outcome> {
	const batch = randomUUID();
	const outcome: Outcome = { batch, organisation: scope.organisation, committed: null };
	const isRolledBack = random() < 0.2;
	try {
		await db.database.inOrganisation(scope, async (tx) => {
			for (let row = 0; row < ROWS; row++) {
				await tx`insert into audit_entry (organisation_id, id, action, object_id)
					values (${scope.organisation}, ${randomUUID()}, ${scope.organisation}, ${batch})`;
				await tx`select pg_sleep(${random() * 0.01})`;
			}
			if (isRolledBack) throw new Error('rolled back on purpose');
		});
		outcome.committed = true;
	} catch (error) {
		if (error instanceof Error && error.message === 'rolled back on purpose') outcome.committed = false;
		else if (!isDatabaseDown(error) && !isDatabaseBusy(error)) throw error;
	}
	return outcome;
}

async function killAtRandom(isEnough: (kills: number) => boolean, random: () => number): Promise<void> {
	const killer = postgres(db.ownerUrl, { max: 1, onnotice: () => {} });
	let kills = 0;
	while (!isEnough(kills)) {
		const pids = await killer<{ pid: number }[]>`select pid from pg_stat_activity
			where datname = current_database() and application_name = 'muster' order by pid`;
		const victim = pids[Math.floor(random() * pids.length)];
		if (victim) {
			await killer`select pg_terminate_backend(${victim.pid})`;
			kills++;
		}
		await sleep(random() * 2 * KILL_EVERY_MS);
	}
	await killer.end();
}

test('the installed driver carries the corrections of patches/', () => {
	expect(isDriverPatched()).toBe(true);
});

test(`20 workers on 5 connections of which ${KILLS} or more die leave no half transaction (seed ${SEED})`, async () => {
	const organisations = await Promise.all([createOrganisation(db.database), createOrganisation(db.database)]);
	const outcomes: Outcome[] = [];
	let isOver = false;
	const worker = async (number: number) => {
		const random = seeded(SEED + number);
		while (!isOver) {
			const organisation = organisations[random() < 0.5 ? 0 : 1].id;
			outcomes.push(await writeBatch({ organisation, account: null }, random));
		}
	};
	const isEnough = (kills: number) =>
		(isOver = kills >= KILLS && outcomes.filter(({ committed }) => committed === true).length >= BATCHES);
	await Promise.all([
		killAtRandom(isEnough, seeded(SEED)),
		...Array.from({ length: WORKERS }, (_, number) => worker(number))
	]);

	const owner = postgres(db.ownerUrl, { max: 1 });
	const stored = await owner<{ batch: string; organisation: string; rows: number; isMixed: boolean }[]>`
		select object_id as batch, min(organisation_id::text) as organisation, count(*)::int as rows,
			count(distinct organisation_id) > 1 or bool_or(action <> organisation_id::text) as "isMixed"
		from audit_entry group by object_id`;
	await owner.end();

	const done = outcomes.filter(({ committed }) => committed === true);
	const byBatch = new Map(stored.map((row) => [row.batch, row]));
	expect(done.length).toBeGreaterThanOrEqual(BATCHES);
	expect(stored.filter(({ rows, isMixed }) => rows !== ROWS || isMixed)).toEqual([]);
	expect(done.filter(({ batch, organisation }) => byBatch.get(batch)?.organisation !== organisation)).toEqual([]);
	expect(outcomes.filter(({ batch, committed }) => committed === false && byBatch.has(batch))).toEqual([]);
	expect(stored.length).toBeLessThanOrEqual(outcomes.length);
	expect(strays).toEqual([]);
});

test('afterwards all 5 connections work and each starts without an organisation', async () => {
	const all = meeting(POOL);
	const settings = await Promise.all(
		Array.from({ length: POOL }, () =>
			db.database.inSystem(async (tx) => {
				await all.reached();
				const [row] = await tx`select pg_backend_pid() as pid, current_setting('app.organisation', true) as setting`;
				return { pid: row.pid as number, setting: row.setting as string };
			})
		)
	);
	expect(new Set(settings.map(({ pid }) => pid)).size).toBe(POOL);
	expect(settings.map(({ setting }) => setting)).toEqual(['', '', '', '', '']);
});

test('a query after the callback has thrown is not sent', async () => {
	const { id } = await createOrganisation(db.database);
	let late: Promise<unknown> = Promise.resolve();
	const failing = db.database.inOrganisation({ organisation: id, account: null }, async (tx) => {
		late = sleep(1).then(() => tx`insert into role_family values (${id}, 'late', 'Late', 'Tard', false, 1)`);
		throw new Error('thrown first');
	});
	await expect(failing).rejects.toThrow('thrown first');
	await expect(late).rejects.toThrow('This transaction is over; its query was not sent.');
});

test('a second transaction on a pool of 1 that waits over 50 ms fails as busy, and a third works', async () => {
	const impatient = await testDatabase({ poolSize: 1, waitMs: 50 });
	try {
		const refused = meeting(2);
		const slow = impatient.database.inSystem(() => refused.reached());
		const second = await impatient.database.inSystem((tx) => tx`select 1`).catch((error: unknown) => error);
		expect(isDatabaseBusy(second)).toBe(true);
		await Promise.all([refused.reached(), slow]);
		const [row] = await impatient.database.inSystem((tx) => tx`select 1 as one`);
		expect(row.one).toBe(1);
	} finally {
		await impatient.drop();
	}
});
