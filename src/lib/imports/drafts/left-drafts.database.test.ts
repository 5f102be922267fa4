import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	createAccount,
	createOrganisation,
	testDatabase,
	type TestDatabase
} from '../../../../test/support/database.ts';
import { AS_OF, checkedDraft, published, rosterText, rosterUpload, viewOf } from '../../../../test/support/imports.ts';
import type { Scope } from '#lib/server/database.ts';
import { readDraftFile } from '../staging/reading.server.ts';
import { endAttempt } from './draft-record.server.ts';
import { decideDraft, discardDraft, receiveUpload } from './draft.server.ts';
import { tellOfImports } from '#lib/server/import-mails.ts';
import { leftDrafts, markSeen } from '#lib/server/left-drafts.ts';
import { keepWish } from '#lib/server/mail-wishes.ts';
import { claimMail } from '#lib/server/outbox.ts';

let db: TestDatabase;
let scope: Scope;
beforeAll(async () => {
	db = await testDatabase();
	scope = await member();
});
afterAll(() => db.drop());

async function member(): Promise<Scope> {
	const { id } = await createOrganisation(db.database);
	return { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
}
const left = (own = scope) => db.database.inOrganisation(own, (tx) => leftDrafts(tx, own));
const open = (id: string, stage: string, own = scope) =>
	db.database.inOrganisation(own, (tx) => markSeen(tx, own, { id, stage }));

async function received(datasetName = 'Roster'): Promise<string> {
	const answer = await receiveUpload(db.io, scope, rosterUpload(rosterText(6), { datasetName }));
	if ('refused' in answer) throw new Error(`Refused: ${answer.refused.code}`);
	return answer.draftId;
}
const read = (id: string, overrides: { asOf: string } | null) =>
	readDraftFile(db.io, scope, id, { inspect: true, overrides });

test('a draft is left once it asks, not once it was opened, and again when it was checked since', async () => {
	const id = await received();
	expect(await left()).toEqual([]);
	expect(await read(id, null)).toBe('asking');
	expect(await left()).toEqual([id]);
	await open(id, 'asking');
	expect(await left()).toEqual([]);
	await db.database.inOrganisation(
		scope,
		(tx) => tx`update dataset_version set stage = 'reading', rows_done = 0 where id = ${id}`
	);
	expect(await left()).toEqual([]);
	expect(await read(id, { asOf: AS_OF })).toBe('checked');
	expect(await left()).toEqual([id]);
	await discardDraft(db.io, scope, id);
	expect(await left()).toEqual([]);
});

test('what was opened while it asked is not marked when it was checked at the same moment', async () => {
	const id = await received();
	await read(id, { asOf: AS_OF });
	await open(id, 'asking');
	expect(await left()).toEqual([id]);
	await open(id, 'checked');
	expect(await left()).toEqual([]);
	// The same decision checks it anew.
	await (
		await decideDraft(db.io, scope, id, { mode: 'replace' })
	).finished;
	expect((await viewOf(db.io, scope, id)).stage).toBe('checked');
	expect(await left()).toEqual([id]);
	await discardDraft(db.io, scope, id);
});

test('2 imports that were left are named oldest first, and to nobody of another organisation', async () => {
	const ids: string[] = [];
	for (const datasetName of ['Paris', 'Berlin']) {
		ids.push(await received(datasetName));
		await read(ids.at(-1)!, null);
	}
	const stranger = await member();
	expect(await left()).toEqual(ids);
	expect(await left(stranger)).toEqual([]);
	await open(ids[0], 'asking', stranger);
	expect(await left()).toEqual(ids);
});

/** Writes what is to be told by mail, and claims it: the kind of each, whom it names and where it leads. */
async function told(own: Scope) {
	await db.database.inOrganisation({ ...own, account: null }, (tx) => tellOfImports(tx, own, db.io.secrets));
	const mails = [];
	for (;;) {
		const mail = await db.database.inOrganisation(own, (tx) => claimMail(tx, own, db.io.secrets));
		if (mail === null) return mails;
		mails.push({ ...mail.imported, language: mail.language, draft: mail.path?.split('/').at(-1) });
	}
}
const lasted = (seconds: number, id: string) =>
	db.database.inOrganisation(
		scope,
		(tx) => tx`update dataset_version set work_began_at = work_ended_at - make_interval(secs => ${seconds})
			where id = ${id} and work_ended_at > work_began_at`
	);
const wish = (own: Scope, imports = true) =>
	db.database.inOrganisation(own, (tx) => keepWish(tx, own, { findings: false, brief: null, imports, language: 'fr' }));

test('an import of 11 s is told of by 1 mail when it asks, 1 when it is checked, none when it took 10 s or was opened', async () => {
	scope = await member();
	const id = await received('Paris');
	await read(id, null);
	expect((await lasted(11, id)).count).toBe(1);
	expect(await told(scope)).toEqual([]);
	await wish(scope);
	const mail = { dataset: { kind: 'roster', name: 'Paris' }, language: 'fr', draft: id };
	expect(await told(scope)).toEqual([{ ...mail, state: 'asking' }]);
	expect(await told(scope)).toEqual([]);
	await db.database.inOrganisation(
		scope,
		(tx) => tx`update dataset_version set stage = 'reading', rows_done = 0 where id = ${id}`
	);
	expect(await read(id, { asOf: AS_OF })).toBe('checked');
	await lasted(10, id);
	expect(await told(scope)).toEqual([]);
	await lasted(11, id);
	await open(id, 'checked');
	expect(await told(scope)).toEqual([]);
	await db.database.inOrganisation(scope, (tx) => tx`update dataset_version set stage_seen = null where id = ${id}`);
	expect(await told(scope)).toEqual([{ ...mail, state: 'checked' }]);
	await wish(scope, false);
	expect(await told(scope)).toEqual([]);
});

test('a publication is told to who sent the file in where somebody else confirmed it, and a draft that stopped is told too', async () => {
	scope = await member();
	await wish(scope);
	const colleague = { ...scope, account: (await createAccount(db.database, { organisation: scope.organisation })).id };
	const drafts = [];
	for (const datasetName of ['Paris', 'Berlin']) {
		drafts.push(await checkedDraft(db.io, scope, rosterUpload(rosterText(6), { datasetName })));
		await lasted(11, drafts.at(-1)!.id);
		await open(drafts.at(-1)!.id, 'checked');
	}
	await published(db.io, scope, drafts[0]);
	expect(await told(scope)).toEqual([]);
	await published(db.io, colleague, drafts[1]);
	expect(await told(scope)).toMatchObject([{ state: 'published', dataset: { name: 'Berlin' }, draft: drafts[1].id }]);
	const third = await received('Rome');
	await db.database.inOrganisation(
		scope,
		(tx) => tx`update dataset_version set work_began_at = now() - interval '11 s' where id = ${third}`
	);
	await db.database.inOrganisation(scope, (tx) => endAttempt(tx, scope, third, { stage: 'interrupted', note: null }));
	expect(await told(scope)).toMatchObject([{ state: 'stopped', dataset: { name: 'Rome' } }]);
	expect(await told(scope)).toEqual([]);
});
