import type { ColumnSource } from '#lib/server/column-rows.ts';
import { loadColumns } from '#lib/server/column-store.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import type { Difference } from './draft-view.ts';
import { ownLine, type OwnLines } from './own-lines.server.ts';
import type { PeopleDifference, PeopleVersion } from './people-difference.server.ts';

/** A table about people as it is compared. */
export function versionOf(source: ColumnSource, table: ColumnTable, asOf: number | null): PeopleVersion {
	const fields = Object.fromEntries(source.layout.columns.map(({ name }, index) => [name, source.sources[index]]));
	return { table, asOf, fields };
}

/** A stored version about people; null where there is none, or its rows are in another table. */
export async function peopleVersion(
	io: Io,
	scope: Scope,
	source: ColumnSource,
	versionId: string | null
): Promise<PeopleVersion | null> {
	if (versionId === null) return null;
	const [version] = await io.database.inOrganisation(
		scope,
		(tx) => tx<{ asOf: string | null; table: string | null; revision: string }[]>`
			select as_of as "asOf", row_table as table, revision from dataset_version
			where organisation_id = ${scope.organisation} and id = ${versionId}`
	);
	if (!version || version.table !== source.table) return null;
	const table = await loadColumns(io, scope, source, { versionId, revision: version.revision });
	return versionOf(source, table, version.asOf === null ? null : dayNumber(version.asOf));
}

/** Names the sampled people by their first line in the file of the given version; by none where that is not known. */
export async function withLines(
	tx: Transaction,
	scope: Scope,
	source: ColumnSource,
	{ difference, versionId, own }: { difference: PeopleDifference; versionId: string; own: OwnLines | null }
): Promise<Difference> {
	const { sampledPeople, ...rest } = difference;
	if (sampledPeople.length === 0 || !own) return rest;
	const keys = sampledPeople.map((key) => key.toString(16).padStart(16, '0'));
	const rows = await tx<{ key: string; line: number }[]>`
		select encode(substring(person_key for 8), 'hex') as key, min(line) as line from ${tx(source.table)}
		where organisation_id = ${scope.organisation} and version_id = ${versionId} and line > ${own.after}
			${own.upTo === null ? tx`` : tx`and line <= ${own.upTo}`} and encode(substring(person_key for 8), 'hex') = any(${keys}) group by 1`;
	const lines = new Map(rows.map(({ key, line }) => [key, ownLine(own, line)]));
	return { ...rest, samples: rest.samples.map((sample, i) => ({ ...sample, line: lines.get(keys[i]) ?? null })) };
}
