import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { idleSeconds } from '../support/idle-seconds.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';
import { productEnvironment, runProduct, type RunningProduct } from '../support/product.ts';
import { untilStage } from '../support/roster-sender.ts';
import { openCompany, rosterFile, sendFile, type Company } from './company.ts';
import { SCALE } from './scale.ts';

const FIRST_MS = 50;
const STEP_MS = 400;
let db: TestDatabase;
let owner: OwnerSql;
let app: RunningProduct;
let company: Company;
let roster: Awaited<ReturnType<typeof rosterFile>>;

beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
	app = await runProduct(productEnvironment(db));
	company = await openCompany(db.io, app.origin);
	roster = await rosterFile(SCALE.rows);
});
afterAll(async () => {
	await app?.stop();
	await roster?.remove();
	await owner?.end();
	await db?.drop();
});

async function imported(): Promise<void> {
	const draft = await sendFile(company, app.origin, roster.path);
	if ((await untilStage(company.sender, draft, /^(?:asking|checked)$/)) === 'asking')
		await company.sender.answer(draft);
	await untilStage(company.sender, draft, /^checked$/);
}

async function newestDraft() {
	const [draft] = await owner<{ id: string; state: string }[]>`select id, state from dataset_version
		where organisation_id = ${company.organisation.id} and state = 'draft' order by created_at desc limit 1`;
	return draft ?? null;
}

test(`R01: the application killed at ${SCALE.moments} moments of an import of ${SCALE.rows} rows: all rows or none, well again within 10 s`, async () => {
	const stages: string[] = [];
	const restarts: number[] = [];
	for (let moment = 0; moment < SCALE.moments; moment++) {
		const importing = imported().catch(() => undefined);
		await sleep(FIRST_MS + moment * STEP_MS);
		const gone = once(app.process, 'exit');
		app.process.kill('SIGKILL');
		await gone;
		restarts.push(
			await idleSeconds(async () => {
				app = await runProduct({ ...productEnvironment(db), PORT: new URL(app.origin).port });
				expect((await company.analyst.get(`/o/${company.organisation.slug}/data`)).status).toBe(200);
			})
		);
		await importing;
		const draft = await newestDraft();
		const stage =
			draft === null ? 'none' : await untilStage(company.sender, draft.id, /^(?:interrupted|asking|checked|failed)$/);
		stages.push(stage);
		if (draft === null) continue;
		const [{ rows }] = await owner`select count(*)::int as rows from roster_spell where version_id = ${draft.id}`;
		if (stage === 'checked') expect(rows).toBeGreaterThan(SCALE.rows * 0.9);
		else expect([stage, rows]).toEqual([stage, 0]);
		await company.analyst.post(`${company.sender.page(draft.id)}?/discard`);
		await owner`delete from rate_limit`;
	}
	console.log(`R01: ${stages.join(' ')}; slowest start ${Math.max(...restarts).toFixed(1)} s`);
	expect(Math.max(...restarts)).toBeLessThan(10);
	expect(stages).toContain('interrupted');
});
