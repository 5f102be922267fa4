import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import type { Scope } from './database.ts';
import { researchRelease } from './disclosure/research-release.ts';
import { differencesFromFormer, listReleases, releaseContent, storeRelease } from './releases.ts';

let db: TestDatabase;
let own: Scope;
let other: Scope;
beforeAll(async () => {
	db = await testDatabase();
	own = { organisation: (await createOrganisation(db.database)).id, account: null };
	other = { organisation: (await createOrganisation(db.database)).id, account: null };
});
afterAll(async () => {
	await db.drop();
});

const releaseOf = (counts: number[][]) =>
	researchRelease(
		[{ id: 'role', table: { rows: ['Sales', 'Support', 'Legal'], columns: ['stay', 'leave'], counts } }],
		'other'
	)!;
const ANSWERS = [
	[41, 33],
	[52, 28],
	[30, 4]
];

test('a release is stored once: rounded counts, the 4 hidden with its companions, no date, no id of the event', async () => {
	const release = releaseOf(ANSWERS);
	const content = releaseContent(release, 'resign');
	const store = () =>
		db.database.inOrganisation(own, (tx) =>
			storeRelease(tx, own, { eventId: 'acme-2024-03-ultimatum', title: 'Ultimatum', content, release })
		);
	expect([await store(), await store()]).toEqual([true, false]);
	const [stored, ...more] = await db.database.inOrganisation(own, (tx) => listReleases(tx, own));
	expect(more).toEqual([]);
	expect(stored.content).toEqual(content);
	expect(stored.content.asked).toBe(190);
	const [table] = stored.content.tables;
	expect(table.cells[2].slice(0, 2)).toEqual([null, null]);
	expect(table.cells.at(-1)).toEqual([125, 65, 190]);
	const shown = table.cells.flat().filter((cell) => cell !== null);
	expect(shown.filter((count) => count < 10 || count % 5 !== 0)).toEqual([]);
	expect(JSON.stringify(stored.content)).not.toMatch(/\d{4}-\d{2}|acme/);
});

test('another organisation sees none of it', async () => {
	expect(await db.database.inOrganisation(other, (tx) => listReleases(tx, other))).toEqual([]);
	const found = await db.database.inOrganisation(other, (tx) => tx`select 1 from release_audit`);
	expect(found).toHaveLength(0);
});

test('a later release with 3 people fewer in Sales is found by subtraction, the same counts are not', async () => {
	const differences = (counts: number[][]) =>
		db.database.inOrganisation(own, (tx) => differencesFromFormer(tx, own, releaseOf(counts)));
	expect(await differences(ANSWERS)).toEqual([]);
	expect(await differences([[38, 33], ...ANSWERS.slice(1)])).toEqual([
		{ name: 'answer stay', difference: 3 },
		{ name: 'role Sales', difference: 3 }
	]);
});

test('a release cannot be changed by the application', async () => {
	await expect(
		db.database.inOrganisation(
			own,
			(tx) => tx`update release set title = 'Another' where organisation_id = ${own.organisation}`
		)
	).rejects.toThrow(/permission denied/);
});
