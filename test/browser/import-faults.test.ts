import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../src/lib/server/database.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { closeGate } from '../support/gate.ts';
import { idleSeconds } from '../support/idle-seconds.ts';
import { ownerSql } from '../support/owner.ts';
import { productEnvironment, runProduct, type RunningProduct } from '../support/product.ts';
import {
	ROSTER,
	ROSTER_ROWS,
	rosterSender,
	untilStage,
	uploadPath,
	type RosterSender
} from '../support/roster-sender.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

const PASSWORD = 'seven lost umbrellas';
const PATIENCE_MS = 120_000;
const INTERRUPTED = 'The import was interrupted';
const LOST = 'The connection to the database was lost while the file was read. No row of it was kept.';

interface Place {
	id: string;
	slug: string;
}

/** Organisations with one analyst in common, signed in. */
async function analystOf(database: Database, origin: string, count: number): Promise<[Visitor, Place[]]> {
	const places: Place[] = [];
	for (let i = 0; i < count; i++) places.push(await createOrganisation(database));
	const { id, email } = await createAccount(database, { password: PASSWORD });
	for (const place of places) {
		await database.inOrganisation(
			{ organisation: place.id, account: id },
			(tx) => tx`insert into membership (organisation_id, account_id, role) values (${place.id}, ${id}, 'analyst')`
		);
	}
	const analyst = visitor(origin);
	await analyst.post('/login', { email, password: PASSWORD });
	return [analyst, places];
}

async function storedRows(owner: postgres.Sql, { id }: Place): Promise<[number, number, number]> {
	const [rows] = await owner`select
		(select count(*)::int from roster_spell where organisation_id = ${id}) as spells,
		(select count(*)::int from person_identity where organisation_id = ${id}) as people,
		(select count(*)::int from column_snapshot where organisation_id = ${id}) as parts`;
	return [rows.spells, rows.people, rows.parts];
}

async function isPublishedAgain(sender: RosterSender): Promise<string> {
	const draft = await sender.send();
	if ((await untilStage(sender, draft, /^(?:asking|checked)$/)) === 'asking') await sender.answer(draft);
	await untilStage(sender, draft, /^checked$/);
	return sender.publish(draft);
}

describe('the application killed with -9 during an import', () => {
	// The last two are held back at that point until they are killed; the others may be further when the signal comes.
	const MOMENTS = ['receiving', 'reading', 'checking', 'before people', 'before columns'];
	const HELD: Record<string, string> = { 'before people': 'person_identity', 'before columns': 'column_snapshot' };
	let db: TestDatabase;
	let owner: postgres.Sql;
	let app: RunningProduct;
	let analyst: Visitor;
	let places: Place[];
	const drafts: string[] = [];
	let open: (() => Promise<void>) | null = null;

	beforeAll(async () => {
		db = await testDatabase();
		owner = ownerSql(db);
		app = await runProduct(productEnvironment(db));
		[analyst, places] = await analystOf(db.database, app.origin, MOMENTS.length);
	});
	afterAll(async () => {
		await app?.stop();
		await owner?.end();
		await db?.drop();
	});

	const busySessions = () => owner<{ pid: number }[]>`select pid from pg_stat_activity
		where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`;

	/** Sends half of the file and leaves the rest for never. */
	async function halfSent({ id, slug }: Place): Promise<string> {
		const cookie = [...analyst.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const body = new ReadableStream({
			start: (controller) => controller.enqueue(Buffer.from(ROSTER.slice(0, ROSTER.length / 2)))
		});
		const headers = { origin: app.origin, cookie, 'content-type': 'text/csv' };
		fetch(app.origin + uploadPath(slug), { method: 'POST', headers, body, duplex: 'half' } as RequestInit).catch(
			() => undefined
		);
		for (;;) {
			const [draft] = await owner`select id from dataset_version where organisation_id = ${id}`;
			if (draft) return draft.id as string;
			await sleep(10);
		}
	}

	async function importUpTo(moment: string, place: Place, sender: RosterSender): Promise<string> {
		if (moment === 'receiving') return halfSent(place);
		const draft = await sender.send();
		if (moment === 'reading') return draft;
		await untilStage(sender, draft, /^asking$/);
		const gate = HELD[moment] ? await closeGate(owner, HELD[moment]) : null;
		await sender.answer(draft);
		if (gate) await gate.reached();
		else await untilStage(sender, draft, /^(?:checking|checked)$/);
		open = gate?.open ?? null;
		return draft;
	}

	test.each(MOMENTS)(
		'while %s: started again it answers within 10 s and the killed sessions are gone',
		async (moment) => {
			const place = places[MOMENTS.indexOf(moment)];
			drafts.push(await importUpTo(moment, place, rosterSender(analyst, place.slug, app.origin)));
			const busy = (await busySessions()).map(({ pid }) => pid);
			const ended = once(app.process, 'exit');
			app.process.kill('SIGKILL');
			await ended;
			const answering = idleSeconds(async () => {
				app = await runProduct({ ...productEnvironment(db), PORT: new URL(app.origin).port });
				expect((await analyst.get(`/o/${place.slug}/data`)).status).toBe(200);
			});
			expect(await answering).toBeLessThan(10);
			await open?.();
			open = null;
			const left = async () => (await busySessions()).filter(({ pid }) => busy.includes(pid)).length;
			expect(await idleSeconds(() => expect.poll(left).toBe(0))).toBeLessThan(10);
		}
	);

	test('each draft says it was interrupted and has 0 rows, or is checked and has 62,500; sent again it is published', async () => {
		const stages: string[] = [];
		for (const [i, place] of places.entries()) {
			const sender = rosterSender(analyst, place.slug, app.origin);
			const stage = await untilStage(sender, drafts[i], /^(?:interrupted|asking|checked)$/);
			stages.push(stage);
			const page = (await analyst.get(sender.page(drafts[i]))).text;
			expect(page.includes(INTERRUPTED)).toBe(stage === 'interrupted');
			const rows = await storedRows(owner, place);
			if (stage === 'checked') expect(rows[0]).toBe(ROSTER_ROWS);
			else expect(rows).toEqual([0, 0, 0]);
			expect(await isPublishedAgain(sender)).toContain('62,500 rows published');
		}
		expect([stages[0], stages[3], stages[4]]).toEqual(['interrupted', 'interrupted', 'interrupted']);
	});
});

describe('the embedded database killed with -9 during an import', () => {
	let folder: string;
	let app: RunningProduct;
	let owner: postgres.Sql;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'muster-faults-'));
		// Started by root, PostgreSQL runs as another user, who must be able to walk in.
		chmodSync(folder, 0o711);
		app = await runProduct({ MUSTER_DATA_DIR: join(folder, 'data') });
		owner = postgres(embeddedUrl('muster_owner', 'database-owner-password'), { max: 1, onnotice: () => {} });
	});
	afterAll(async () => {
		await owner?.end();
		await app?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	const postmaster = () =>
		readFileSync(join(folder, 'data/database/cluster/postmaster.pid'), 'utf8').split('\n').map(Number);

	function embeddedUrl(role: string, secret: string): string {
		const password = readFileSync(join(folder, 'data/secrets', secret), 'utf8').trim();
		return `postgres://${role}:${password}@127.0.0.1:${postmaster()[3]}/muster`;
	}

	/** What the page answered, from the kill until it is well again. */
	async function answersUntilWell(analyst: Visitor, path: string) {
		const answers: { status: number; retryAfter: string | null }[] = [];
		for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(50)) {
			const { status, headers } = await analyst.get(path);
			answers.push({ status, retryAfter: headers.get('retry-after') });
			if (status === 200 && answers.some((answer) => answer.status !== 200)) break;
		}
		return answers;
	}

	test('pages are 503 with Retry-After, then well within 10 s; the draft has failed with 0 rows, says why, and its file is read again without being sent again', async () => {
		const database = openDatabase(embeddedUrl('muster_app', 'database-app-password'), { poolSize: 1 });
		const [analyst, [place]] = await analystOf(database, app.origin, 1);
		await database.close();
		const sender = rosterSender(analyst, place.slug, app.origin);
		const draft = await sender.send();
		await untilStage(sender, draft, /^asking$/);
		const gate = await closeGate(owner, 'person_identity');
		await sender.answer(draft);
		await gate.reached();
		process.kill(postmaster()[0], 'SIGKILL');
		let answers: Awaited<ReturnType<typeof answersUntilWell>> = [];
		const seconds = await idleSeconds(async () => {
			answers = await answersUntilWell(analyst, `/o/${place.slug}/data`);
		});
		const bad = answers.filter(({ status }) => status !== 200);
		expect(bad.length).toBeGreaterThan(0);
		expect(bad.filter(({ status, retryAfter }) => status !== 503 || retryAfter !== '5')).toEqual([]);
		expect(answers.at(-1)?.status).toBe(200);
		expect(seconds).toBeLessThan(10);
		expect(app.process.exitCode).toBeNull();
		const stage = await untilStage(sender, draft, /^(?:failed|interrupted)$/);
		expect((await analyst.get(sender.page(draft))).text).toContain(stage === 'failed' ? LOST : INTERRUPTED);
		expect(await storedRows(owner, place)).toEqual([0, 0, 0]);
		expect((await analyst.post(`${sender.page(draft)}?/again`)).status).toBe(200);
		await untilStage(sender, draft, /^checked$/);
		expect(await sender.publish(draft)).toContain('62,500 rows published');
		expect(await storedRows(owner, place)).toMatchObject({ 0: ROSTER_ROWS });
	});

	test('the log names the failure without the password of the database', () => {
		expect(app.output()).toContain('database-lost');
		expect(app.output()).not.toContain(readFileSync(join(folder, 'data/secrets/database-app-password'), 'utf8').trim());
	});
});
