import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { kindById } from '../lib/datasets/registry.ts';
import {
	fileFacts,
	PACKAGE_KINDS,
	packageResource,
	packageSources,
	SCHEMA_FOLDER,
	type PackageFile
} from '../lib/library/event-package.ts';
import { tableSchema } from '../lib/library/table-schema.ts';

// Writes what follows from the files themselves: the columns, sizes, checksums and sources of every case, and the
// Table Schema of every kind. To be run after a case was corrected.
const CASES = 'static/cases';

interface Described {
	resources: { name: string; path: string }[];
	sources?: unknown;
	[key: string]: unknown;
}

function fileAt(folder: string, path: string): PackageFile {
	const bytes = readFileSync(join(folder, path));
	const rows = parse(bytes, { bom: true }) as string[][];
	const at = rows[0].indexOf('source');
	return { path, bytes, header: rows[0], sources: at < 0 ? [] : rows.slice(1).map((row) => row[at]) };
}

function completeCase(id: string): void {
	const folder = join(CASES, id);
	const path = join(folder, 'datapackage.json');
	const described = JSON.parse(readFileSync(path, 'utf8')) as Described;
	const files = PACKAGE_KINDS.filter((kind) => existsSync(join(folder, `${kind}.csv`))).map((kind) => ({
		kind: kindById(kind)!,
		file: fileAt(folder, `${kind}.csv`)
	}));
	const series = described.resources.filter((resource) => kindById(resource.name) === null);
	described.sources = packageSources(files.map(({ file }) => file));
	described.resources = [
		...files.map(({ kind, file }) => packageResource(kind, file)),
		...series.map((resource) => ({ ...resource, ...fileFacts(fileAt(folder, resource.path)) }))
	];
	writeFileSync(path, `${JSON.stringify(described, null, '\t')}\n`);
	console.log(`${id}: ${described.resources.map((resource) => resource.name).join(', ')}`);
}

for (const entry of readdirSync(CASES, { withFileTypes: true })) if (entry.isDirectory()) completeCase(entry.name);
for (const kind of PACKAGE_KINDS) {
	const schema = {
		$schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
		...tableSchema(kindById(kind)!)
	};
	writeFileSync(join('static', SCHEMA_FOLDER, `${kind}.json`), `${JSON.stringify(schema, null, '\t')}\n`);
}
