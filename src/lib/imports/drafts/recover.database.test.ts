import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { rosterText, rosterUpload } from '../../../../test/support/imports.ts';
import type { Database, Scope } from '#lib/server/database.ts';
import { receiveUpload } from './draft.server.ts';
import { recoverDrafts } from './recover.server.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(() => db.drop());

const newScope = async (): Promise<Scope> => ({
	organisation: (await createOrganisation(db.database)).id,
	account: null
});
const folder = () => join(db.io.dataFolder, 'uploads');
const files = () => readdirSync(folder()).map((name) => join(folder(), name));
function age(path: string): void {
	const past = new Date(Date.now() - 61_000);
	utimesSync(path, past, past);
}
const rawFileOf = (scope: Scope) =>
	db.database.inOrganisation(scope, async (tx) => {
		const [row] = await tx<{ name: string }[]>`select raw_file as name from dataset_version`;
		return join(folder(), row.name);
	});

test('a file of an organisation that came while the drafts were cleared up stays, even one of 61 seconds; what nobody names goes', async () => {
	const scope = await newScope();
	await receiveUpload(db.io, scope, rosterUpload(rosterText(4)));
	const stray = await rawFileOf(scope);
	await db.database.inOrganisation(scope, (tx) => tx`delete from dataset_version`);
	age(stray);
	let arrived = '';
	const inSystem: Database['inSystem'] = async (work, account) => {
		const organisations = await db.database.inSystem(work, account);
		const newcomer = await newScope();
		await receiveUpload(db.io, newcomer, rosterUpload(rosterText(4)));
		arrived = await rawFileOf(newcomer);
		age(arrived);
		return organisations;
	};
	await recoverDrafts({ ...db.io, database: { ...db.database, inSystem } });
	expect([existsSync(arrived), existsSync(stray)]).toEqual([true, false]);
});

test('a file that waited 61 seconds to be kept is young again when it is, and one that was cleared away is refused', async () => {
	const scope = await newScope();
	const known = new Set(existsSync(folder()) ? files() : []);
	const own = () => files().filter((path) => !known.has(path));
	const waiting = (act: (path: string) => void) => ({
		...db.io,
		faultPoint: (name: string) => {
			if (name === 'receive.whole') own().forEach((path) => act(path));
		}
	});
	const cleared = await receiveUpload(
		waiting((path) => rmSync(path)),
		scope,
		rosterUpload(rosterText(4))
	);
	expect(cleared).toMatchObject({ refused: { severity: 'fatal' } });
	expect(await receiveUpload(waiting(age), scope, rosterUpload(rosterText(4)))).toHaveProperty('draftId');
	expect(own()).toHaveLength(1);
	expect(Date.now() - statSync(own()[0]).mtimeMs).toBeLessThan(60_000);
});
