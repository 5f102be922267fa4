import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { loadEvents } from '../datasets/events/events.server.ts';
import { loadHeadcounts } from '../datasets/headcounts/headcounts.server.ts';
import { loadIncidents } from '../datasets/incidents/incidents.server.ts';
import { publishedVersions } from '../server/dataset-store.ts';
import { libraryScope } from '../server/library-organisation.ts';
import { ensureLibrary, FLAGSHIP_CASE } from './library.server.ts';

const CASES = 'static/cases';
let db: TestDatabase;

beforeAll(async () => {
	db = await testDatabase();
});
afterAll(async () => {
	await db.drop();
});

async function published() {
	const scope = (await libraryScope(db.database))!;
	return db.database.inOrganisation(scope, async (tx) => {
		const versions = await publishedVersions(tx, scope, 'twitter');
		const ids = (kind: string) => versions.filter((version) => version.kind === kind).map(({ versionId }) => versionId);
		return {
			versions,
			events: await loadEvents(tx, scope, ids('events')),
			incidents: await loadIncidents(tx, scope, ids('incidents')),
			headcounts: await loadHeadcounts(tx, scope, ids('headcounts'))
		};
	});
}

describe('the library at the first start', () => {
	test('there is none before', async () => {
		expect(await libraryScope(db.database)).toBeNull();
	});

	test('5 files of the Twitter case are imported, and 0 at the second start', async () => {
		expect(await ensureLibrary(db.io, CASES, FLAGSHIP_CASE)).toBe(5);
		expect(await ensureLibrary(db.io, CASES, FLAGSHIP_CASE)).toBe(0);
		const { versions } = await published();
		expect(versions.map(({ kind, number }) => [kind, number])).toEqual([
			['events', 1],
			['executive-departures', 1],
			['headcounts', 1],
			['incidents', 1],
			['team-impacts', 1]
		]);
	});

	test('no row of any file was left out', async () => {
		const scope = (await libraryScope(db.database))!;
		const counts = await db.database.inOrganisation(
			scope,
			(tx) => tx<{ kind: string; rows: number; excluded: number }[]>`
				select d.kind, v.row_count as rows, v.excluded_count as excluded
				from dataset d join dataset_version v on v.organisation_id = d.organisation_id and v.id = d.published_version_id
				where d.organisation_id = ${scope.organisation} order by d.kind`
		);
		// Lines of the files without their header, counted with `wc -l`.
		expect(counts.map(({ kind, rows, excluded }) => [kind, rows, excluded])).toEqual([
			['events', 15, 0],
			['executive-departures', 27, 0],
			['headcounts', 15, 0],
			['incidents', 7, 0],
			['team-impacts', 26, 0]
		]);
	});

	test('the ultimatum keeps its deadline in New York, its range without a best value and its status', async () => {
		const { events } = await published();
		expect(events.find((event) => event.eventId === 'twitter-2022-11-17-ultimatum')).toMatchObject({
			deadlineAtLocal: '2022-11-17T17:00',
			timeZone: 'America/New_York',
			question: 'opt_in_to_stay',
			silenceRule: 'resign',
			base: { low: 2900, best: null, high: 3700 },
			affected: { low: 100, best: null, high: 1200 },
			figureStatus: 'disputed'
		});
	});

	test('an outage without an hour keeps its day, and 40,000 reports are not accounts', async () => {
		const { incidents } = await published();
		expect(incidents.find(({ incidentId }) => incidentId === 'twitter-2023-02-08')).toMatchObject({
			startedOn: '2023-02-08',
			startedAt: null
		});
		expect(incidents.find(({ incidentId }) => incidentId === 'x-2025-03-10')).toMatchObject({
			startedAt: '2025-03-10T09:30:00.000Z',
			peakReports: { best: 40_000 },
			peakReportsUnit: 'reports'
		});
	});

	test('three contradicting headcounts before the deadline stay side by side', async () => {
		const { headcounts } = await published();
		const before = headcounts.filter(({ reportedFor }) => reportedFor === '2022-11-17');
		expect(before.map(({ headcount, figureStatus }) => [headcount?.best, figureStatus])).toEqual([
			[2900, 'disputed'],
			[3700, 'disputed'],
			[4000, 'disputed']
		]);
	});
});

test('a file that is not the one its package describes is refused and what was published stays', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'cases-'));
	cpSync(CASES, folder, { recursive: true });
	const path = join(folder, 'twitter/events.csv');
	const described = join(folder, 'twitter/datapackage.json');
	writeFileSync(path, readFileSync(path, 'utf8').replace('1200', '1300'));
	writeFileSync(
		described,
		readFileSync(described, 'utf8').replace(/"hash": "sha256:[0-9a-f]{64}"/, `"hash": "sha256:${'0'.repeat(64)}"`)
	);
	await expect(ensureLibrary(db.io, folder, FLAGSHIP_CASE)).rejects.toThrow(/events\.csv is not the file/);
	expect((await published()).versions.length).toBe(5);
	rmSync(folder, { recursive: true });
});
