import { readFile } from 'node:fs/promises';
import { RESPONSE_COLUMNS } from '../../src/lib/datasets/ultimatum-responses/ultimatum-responses.server.ts';
import { importFile } from '../../src/lib/imports/import-file.server.ts';
import type { MetricTables } from '../../src/lib/metrics/metric-definition.server.ts';
import * as registry from '../../src/lib/metrics/registry-tables.server.ts';
import type { Reader } from '../../src/lib/metrics/registry.server.ts';
import { ensureDefaultRoleFamilies } from '../../src/lib/roles/role-families.server.ts';
import { columnBuilder } from '../../src/lib/server/column-builder.ts';
import type { ColumnTable } from '../../src/lib/server/columns.ts';
import { openDatabase } from '../../src/lib/server/database.ts';
import { personHash, type PersonHash } from '../../src/lib/server/person-keys.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import type { BenchFiles } from './bench-files.ts';
import type { BenchServer } from './bench-server.ts';
import { milliseconds } from './rotation.ts';

/** Publishes the generated requirements and events beside the roster that is already published. */
export async function prepareOrganisation(io: Io, { scope }: Reader, files: BenchFiles): Promise<void> {
	await io.database.inOrganisation(scope, (tx) => ensureDefaultRoleFamilies(tx, scope));
	for (const [kind, path] of [
		['staffing-requirements', files.requirements],
		['events', files.events]
	] as const)
		await importFile(io, scope, { kind, datasetName: kind, fileName: `${kind}.csv`, bytes: await readFile(path) });
}

/** Everything the measures read, from the store as the pages read it; the answers from their file. */
export async function loadTables(io: Io, { scope }: Reader, files: BenchFiles): Promise<Required<MetricTablesUsed>> {
	const reading = await registry.openReading(io, { scope });
	const staffed = registry.rosterWithStaffing(reading);
	if (!staffed) throw new Error('No roster or no staffing requirements are published.');
	return {
		...(await staffed.tables()),
		asOf: registry.asOf(staffed.versions[0]),
		events: await registry.publishedEvents(reading),
		responses: await answers(files.responses, personHash(io.secrets.personKey(scope.organisation)))
	};
}

type MetricTablesUsed = Pick<
	MetricTables,
	'asOf' | 'roster' | 'roles' | 'requirements' | 'qualifications' | 'events' | 'responses'
>;

async function answers(path: string, keyOf: PersonHash): Promise<ColumnTable> {
	const builder = columnBuilder(RESPONSE_COLUMNS.layout);
	const names = RESPONSE_COLUMNS.layout.columns.map(({ name }) => name);
	for (const line of (await readFile(path, 'utf8')).trimEnd().split('\n').slice(1)) {
		const [id, answer, at] = line.split(',');
		const values: Record<string, string | number> = { answer, respondedAt: Date.parse(at) };
		builder.add(
			keyOf(id),
			names.map((name) => values[name] ?? null)
		);
	}
	return builder.finish();
}

/** Milliseconds to read the columns of the roster, with roles and employments, by a process that has none in memory. */
export async function readColumns(server: BenchServer, { scope }: Reader): Promise<number> {
	const database = openDatabase(server.appUrl);
	try {
		const io = { ...server.io, database };
		const reading = await registry.openReading(io, { scope });
		const [version] = registry.versionsOf(reading, 'roster');
		return await milliseconds(() => registry.rosterWithRoles(reading, version));
	} finally {
		await database.close();
	}
}
