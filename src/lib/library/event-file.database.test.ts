import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { loadEvents } from '../datasets/events/events.server.ts';
import { loadExecutiveDepartures } from '../datasets/executive-departures/executive-departures.server.ts';
import { loadHeadcounts } from '../datasets/headcounts/headcounts.server.ts';
import { loadIncidents } from '../datasets/incidents/incidents.server.ts';
import { loadTeamImpacts } from '../datasets/team-impacts/team-impacts.server.ts';
import type { Scope } from '../server/database.ts';
import { publishedVersions } from '../server/dataset-store.ts';
import { findCase } from './case-catalogue.server.ts';
import { caseArchive, organisationArchive } from './event-export.server.ts';
import { importEventFile, readEventFile } from './event-file.server.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(async () => {
	await db.drop();
});

async function emptyOrganisation(): Promise<Scope> {
	const { id } = await createOrganisation(db.database);
	return { organisation: id, account: null };
}

/** What charts are drawn from, as bytes: every published row without the version it belongs to. */
async function facts(scope: Scope): Promise<string> {
	return db.database.inOrganisation(scope, async (tx) => {
		const versions = await publishedVersions(tx, scope);
		const ids = (kind: string) => versions.filter((version) => version.kind === kind).map(({ versionId }) => versionId);
		const rows = [
			await loadEvents(tx, scope, ids('events')),
			await loadExecutiveDepartures(tx, scope, ids('executive-departures')),
			await loadIncidents(tx, scope, ids('incidents')),
			await loadHeadcounts(tx, scope, ids('headcounts')),
			await loadTeamImpacts(tx, scope, ids('team-impacts'))
		];
		return JSON.stringify(rows, (key, value: unknown) => (key === 'versionId' || key === 'line' ? undefined : value));
	});
}

test('the Twitter case exported, imported, exported and imported again gives the same chart data, byte for byte', async () => {
	const [first, second] = [await emptyOrganisation(), await emptyOrganisation()];
	const shipped = caseArchive('static/cases', findCase('static/cases', 'twitter')!);
	const imported = await importEventFile(db.io, first, shipped);
	expect(imported).toEqual([
		{ kind: 'events', rows: 15 },
		{ kind: 'executive-departures', rows: 27 },
		{ kind: 'incidents', rows: 7 },
		{ kind: 'headcounts', rows: 15 },
		{ kind: 'team-impacts', rows: 26 }
	]);
	const about = { name: 'acme', organisation: 'Acme', musterVersion: '0.1.0', origin: 'http://localhost' };
	const archiveOf = (scope: Scope) => db.database.inOrganisation(scope, (tx) => organisationArchive(tx, scope, about));
	const exported = (await archiveOf(first))!;
	await importEventFile(db.io, second, exported);
	const before = await facts(first);
	expect(before.length).toBeGreaterThan(30_000);
	expect(await facts(second)).toBe(before);
	// An event file of the second organisation holds the same files again.
	const again = await readEventFile((await archiveOf(second))!);
	expect(again).toEqual(await readEventFile(exported));
});

test('an organisation that has published no public facts has no event file', async () => {
	const scope = await emptyOrganisation();
	const about = { name: 'empty', organisation: 'Empty', musterVersion: '0.1.0', origin: 'http://localhost' };
	expect(await db.database.inOrganisation(scope, (tx) => organisationArchive(tx, scope, about))).toBeNull();
});
