import { columnNames, type Database, type Scope } from '../server/database.ts';
import type { Layout } from './dataset.ts';
import { exportHeader, exportLine, type CsvVariant } from './export-cells.ts';
import { storedColumns } from './stored-columns.ts';

const ROWS_PER_PAGE = 5_000;

export interface ExportedVersion {
	versionId: string;
	layout: Layout;
	/** What the JSON form says before the rows: dataset, version, days, counts. */
	about: Record<string, unknown>;
}

/**
 * The stored rows of one version in the order of its file, as CSV or JSON in pieces. A person is a key that is the same
 * in all data of the organisation, never the id of the file. Rows are read a page at a time, each in a transaction of
 * its own: a version never changes, and a slow reader holds nothing.
 */
export async function* exportedRows(
	database: Database,
	scope: Scope,
	version: ExportedVersion,
	format: CsvVariant | 'json'
): AsyncGenerator<string> {
	const columns = storedColumns(version.layout);
	const names = columns.map((column) => column.name);
	const kinds = columns.map((column) => column.as);
	const pages = rowPages(database, scope, version, names);
	if (format === 'json') {
		yield* jsonPieces(version, pages);
		return;
	}
	yield exportHeader(names, format);
	for await (const page of pages)
		yield page
			.map((row) =>
				exportLine(
					names.map((name) => row[name]),
					kinds,
					format
				)
			)
			.join('');
}

type ExportRow = Record<string, unknown>;

async function* jsonPieces({ about }: ExportedVersion, pages: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
	const head = JSON.stringify(about, null, '\t');
	yield `${head.slice(0, -2)},\n\t"rows": [`;
	let separator = '\n';
	for await (const page of pages) {
		yield separator + page.map((row) => `\t\t${JSON.stringify(row)}`).join(',\n');
		separator = ',\n';
	}
	yield '\n\t]\n}\n';
}

async function* rowPages(
	database: Database,
	scope: Scope,
	{ versionId, layout }: ExportedVersion,
	names: string[]
): AsyncGenerator<ExportRow[]> {
	for (let last = 0; ;) {
		const page = await database.inOrganisation(
			scope,
			(tx) => tx<(ExportRow & { line: number })[]>`
				select line, ${columnNames(tx, names)} from ${tx(layout.table)}
				where organisation_id = ${scope.organisation} and version_id = ${versionId} and line > ${last}
				order by line limit ${ROWS_PER_PAGE}`
		);
		if (page.length > 0) yield page.map(({ line: _, ...row }) => readable(row));
		if (page.length < ROWS_PER_PAGE) return;
		last = page[page.length - 1].line;
	}
}

/** Keys of people as text. */
function readable(row: ExportRow): ExportRow {
	const key = row.person_key;
	return key instanceof Uint8Array ? { ...row, person_key: Buffer.from(key).toString('hex') } : row;
}
