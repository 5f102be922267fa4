import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql } from '../../../test/support/owner.ts';
import type { Scope } from './database.ts';
import { researchRelease } from './disclosure/research-release.ts';
import { libraryScope } from './library-organisation.ts';
import {
	differencesFromFormer,
	giveRelease,
	listGivenReleases,
	listReleases,
	listWithheldReleases,
	releaseContent,
	storeRelease,
	withdrawRelease
} from './releases.ts';
import { saveThresholds } from './thresholds.ts';

let db: TestDatabase;
let own: Scope;
let other: Scope;
beforeAll(async () => {
	db = await testDatabase();
	own = { organisation: (await createOrganisation(db.database)).id, account: null };
	await createOrganisation(db.database, { kind: 'library' });
	other = { organisation: (await createOrganisation(db.database)).id, account: null };
});
afterAll(async () => {
	await db.drop();
});

const releaseOf = (counts: number[][], threshold = 10) =>
	researchRelease(
		[
			{
				id: 'role',
				table: {
					rows: ['Sales', 'Support', 'Legal', 'Drivers'].slice(0, counts.length),
					columns: ['stay', 'leave'],
					counts
				}
			}
		],
		threshold,
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

test('a release that is given is read in the library and nowhere else; withdrawn it is gone from there', async () => {
	const [stored] = await db.database.inOrganisation(own, (tx) => listReleases(tx, own));
	const library = (await libraryScope(db.database))!;
	const given = async (scope: Scope) => {
		const found = await db.database.inOrganisation(scope, listGivenReleases);
		return found.map(({ id, title, content }) => ({ id, title, content }));
	};
	expect([stored.isGiven, await given(library)]).toEqual([false, []]);
	const giving = () => db.database.inOrganisation(own, (tx) => giveRelease(tx, own, stored.id));
	expect([await giving(), await giving()]).toEqual([true, false]);
	expect(await given(library)).toEqual([{ id: stored.id, title: 'Ultimatum', content: stored.content }]);
	// Not even what is public is mixed into the pages of another organisation, nor behind no organisation at all.
	expect(await given(other)).toEqual([]);
	expect(await db.database.inSystem(listGivenReleases)).toEqual([]);
	const stolen = await db.database.inOrganisation(other, (tx) => withdrawRelease(tx, other, stored.id));
	expect([stolen, (await given(library)).length]).toEqual([false, 1]);
	expect(await db.database.inOrganisation(library, (tx) => tx`select 1 from release_audit`)).toHaveLength(0);
	const withdrawing = () => db.database.inOrganisation(own, (tx) => withdrawRelease(tx, own, stored.id));
	expect([await withdrawing(), await withdrawing()]).toEqual([true, false]);
	expect(await given(library)).toEqual([]);
});

test('after the threshold was raised to 15 a release of counts from 10 is withheld everywhere, and one from 15 is not', async () => {
	const library = (await libraryScope(db.database))!;
	const [{ id }] = await db.database.inOrganisation(own, (tx) => listReleases(tx, own));
	const raise = (research: number) =>
		db.database.inOrganisation(own, (tx) => saveThresholds(tx, own, { executive: 5, research }));
	const seen = async () => {
		const [open, withheld] = await db.database.inOrganisation(own, async (tx) => [
			await listReleases(tx, own),
			await listWithheldReleases(tx, own)
		]);
		const given = await db.database.inOrganisation(library, listGivenReleases);
		return { open: open.map(idOf), withheld: withheld.map(idOf), given: given.map(idOf) };
	};
	const idOf = (release: { id: string }) => release.id;
	await db.database.inOrganisation(own, (tx) => giveRelease(tx, own, id));
	expect(await seen()).toEqual({ open: [id], withheld: [], given: [id] });
	await raise(15);
	expect(await seen()).toEqual({ open: [], withheld: [id], given: [] });
	const release = releaseOf([...ANSWERS, [70, 80]], 15);
	const content = releaseContent(release, 'resign');
	const details = { eventId: 'acme-2025-ultimatum', title: 'Second', content, release };
	expect(await db.database.inOrganisation(own, (tx) => storeRelease(tx, own, details))).toBe(true);
	const { open, given } = await seen();
	expect([open.length, open.includes(id), given]).toEqual([1, false, []]);
	await raise(10);
	expect(await seen()).toMatchObject({ open: expect.arrayContaining([id, ...open]), withheld: [], given: [id] });
	await db.database.inOrganisation(own, async (tx) => {
		await withdrawRelease(tx, own, id);
		await tx`delete from release where organisation_id = ${own.organisation} and id = ${open[0]}`;
	});
});

test.each([
	[4, 10],
	[101, 10],
	[5, 9],
	[5, 12],
	[5, 105]
])('the database itself refuses thresholds of %i and %i', async (executive, research) => {
	const saving = db.database.inOrganisation(own, (tx) => saveThresholds(tx, own, { executive, research }));
	await expect(saving).rejects.toThrow(/check constraint/);
});

describe('a transaction of a researcher', () => {
	const researcher = (): Scope => ({ ...own, readsReleasesOnly: true });
	// What a researcher needs besides releases: who is a member, and that a download is recorded.
	const OPEN = ['release', 'release_given', 'membership', 'audit_entry'];

	test('finds no row in any table of the organisation but the releases, whatever it asks for', async () => {
		await fillOneRow();
		const owner = ownerSql(db);
		const tables = await owner<{ name: string }[]>`select c.relname as name from pg_class c
			join pg_attribute a on a.attrelid = c.oid where a.attname = 'organisation_id' and a.attnum > 0
				and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
		const closed = await owner<{ name: string }[]>`select tablename as name from pg_policies
			where policyname = 'not_for_researchers' and permissive = 'RESTRICTIVE' and cmd = 'ALL'`;
		await owner.end();
		const names = tables.map(({ name }) => name).filter((name) => !OPEN.includes(name));
		const open = names.filter((name) => !closed.some((each) => each.name === name));
		expect(open, 'a new tenant table needs the policy not_for_researchers of migration 0015').toEqual([]);
		const counts = (scope: Scope) =>
			db.database.inOrganisation(scope, async (tx) => {
				const found: [string, number][] = [];
				for (const name of names) found.push([name, (await tx`select 1 from ${tx(name)}`).length]);
				return found.filter(([, rows]) => rows > 0).map(([name]) => name);
			});
		expect(await counts(own)).toEqual(expect.arrayContaining(['dataset', 'event', 'release_audit', 'role_family']));
		expect(await counts(researcher())).toEqual([]);
		expect(await db.database.inOrganisation(researcher(), (tx) => listReleases(tx, own))).toHaveLength(1);
	});

	test('can write none either', async () => {
		await expect(
			db.database.inOrganisation(
				researcher(),
				(tx) => tx`insert into dataset (organisation_id, id, kind, name)
					values (${own.organisation}, ${randomUUID()}, 'events', 'Events')`
			)
		).rejects.toThrow(/row-level security/);
	});

	async function fillOneRow(): Promise<void> {
		const [dataset, version] = [randomUUID(), randomUUID()];
		const { organisation } = own;
		await db.database.inOrganisation(own, async (tx) => {
			await tx`insert into dataset (organisation_id, id, kind, name, published_version_id)
				values (${organisation}, ${dataset}, 'events', 'Events', ${version})`;
			await tx`insert into dataset_version (organisation_id, id, dataset_id, number, state, stage, file_name)
				values (${organisation}, ${version}, ${dataset}, 1, 'published', 'done', 'events.csv')`;
			await tx`insert into event (organisation_id, version_id, line, event_id, organisation, event_type, source)
				values (${organisation}, ${version}, 2, 'e1', 'Acme', 'layoff', 'press')`;
			await tx`insert into role_family (organisation_id, id, name_en, name_fr, position)
				values (${organisation}, 'security', 'Security', 'Sécurité', 1)`;
		});
	}
});
