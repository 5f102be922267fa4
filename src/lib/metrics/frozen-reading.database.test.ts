import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { rosterText } from '../../../test/support/imports.ts';
import { importFile } from '../imports/drafts/draft.server.ts';
import type { Scope } from '../server/database.ts';
import type { Moment } from '../server/moment.ts';
import { pinnedVersions } from '../server/dataset-store.ts';
import { readPins, versionPins } from '../server/version-pins.ts';
import { computeHeadcount } from './registry.server.ts';

let db: TestDatabase;
let scope: Scope;

async function newScope(): Promise<Scope> {
	const { id } = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: id });
	return { organisation: id, account: account.id };
}

async function publish(people: number) {
	const bytes = Buffer.from(rosterText(people));
	const answers = { 'as-of': '2023-01-31', 'exit-convention': 'last-day' };
	const file = {
		kind: 'roster',
		datasetName: 'roster',
		fileName: 'roster.csv',
		eventId: null,
		bytes,
		answers
	} as const;
	await importFile(db.io, scope, file);
}

const headcount = async (pins: readonly string[] | null, of = scope, moment?: Moment) => {
	const result = await computeHeadcount(
		db.io,
		{ scope: of, tier: 'analyst', pins, moment },
		{ from: '2022-01-31', to: '2022-01-31', step: 'day' }
	);
	return result && { people: result.rows[0].headcount, pins: versionPins(result.versions) };
};

beforeAll(async () => {
	db = await testDatabase();
	scope = await newScope();
	await publish(12);
});
afterAll(() => db.drop());

test('a link frozen while 12 people were published shows 12 after 20 are; without it 20 are shown', async () => {
	const before = (await headcount(null))!;
	expect(before.people).toBe(12);
	await publish(20);
	expect((await headcount(null))!.people).toBe(20);
	expect(await headcount(readPins(before.pins))).toEqual(before);
});

test('what one request reads stays at 20 people while 25 are published, with and without a pin of the 12', async () => {
	const moment: Moment = new Map();
	const first = (await headcount(null, scope, moment))!;
	await publish(25);
	const again = (await headcount(null, scope, moment))!;
	const former = (await headcount([first.pins.replace(/-2$/, '-1')], scope, moment))!;
	const next = (await headcount(null, scope, new Map()))!;
	expect([first.people, again.people, former.people, next.people]).toEqual([20, 20, 12, 25]);
});

test('the pinned version is told apart from the newest: number 1, while 3 is present', async () => {
	const now = (await headcount(null))!;
	const pins = [now.pins, now.pins.replace(/-3$/, '-1')];
	const kept = await db.database.inOrganisation(scope, (tx) => pinnedVersions(tx, scope, pins));
	expect(kept.map(({ number, presentNumber }) => [number, presentNumber]).sort()).toEqual([
		[1, 3],
		[3, 3]
	]);
});

test('another organisation finds nothing under the same name, and a discarded version is gone', async () => {
	const { pins } = (await headcount(null))!;
	const stranger = await newScope();
	expect(await headcount(readPins(pins), stranger)).toBeNull();
	const find = (of: Scope) =>
		db.database.inOrganisation(of, (tx) => pinnedVersions(tx, of, [pins.replace(/-3$/, '-1')]));
	expect([(await find(stranger)).length, (await find(scope)).length]).toEqual([0, 1]);
	await db.database.inOrganisation(
		scope,
		(tx) => tx`update dataset_version set state = 'discarded'
			where organisation_id = ${scope.organisation} and number = 1`
	);
	expect(await find(scope)).toEqual([]);
});
