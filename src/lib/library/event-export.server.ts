import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetKind, Field, Range } from '../datasets/dataset.ts';
import { exportLine } from '../datasets/export-cells.ts';
import { kindById } from '../datasets/registry.ts';
import { storedRows } from '../datasets/stored-rows.server.ts';
import type { Scope, Transaction } from '../server/database.ts';
import { publishedVersions } from '../server/dataset-store.ts';
import type { LibraryCase } from './case-catalogue.server.ts';
import { eventArchive } from './event-file.server.ts';
import { PACKAGE_KINDS, packageResource, packageSources, SCHEMA_FOLDER } from './event-package.ts';
import type { PackageFile, PackageKind } from './event-package.ts';
import { packageFields } from './table-schema.ts';

type StoredRow = Record<string, string | number | Range | null>;

export interface ExportedOrganisation {
	/** Lower-case name of the package, e.g. the address of the organisation. */
	name: string;
	organisation: string;
	/** Version of Muster that writes the file. */
	musterVersion: string;
	/** Absolute address below which the schemas are served. */
	origin: string;
}

/** A case of the library as an event file: its files as they are published. */
export function caseArchive(folder: string, { id, resources, series }: LibraryCase): Uint8Array {
	const paths = ['datapackage.json', ...[...resources, ...series].map(({ path }) => path)];
	return eventArchive(paths.map((path) => ({ path, bytes: readFileSync(join(folder, id, path)) })));
}

/**
 * The published public facts of an organisation as an event file: events, office-holders, incidents, headcounts and
 * team impacts, never rows about people. Null where none is published.
 */
export async function organisationArchive(
	tx: Transaction,
	scope: Scope,
	about: ExportedOrganisation
): Promise<Uint8Array | null> {
	const versions = await publishedVersions(tx, scope);
	const files: { kind: DatasetKind; file: PackageFile }[] = [];
	for (const id of PACKAGE_KINDS) {
		const kind = kindById(id)!;
		const ids = versions.filter((version) => version.kind === id).map(({ versionId }) => versionId);
		const rows = await storedRows<StoredRow>(tx, scope, kind, ids);
		if (rows.length > 0) files.push({ kind, file: packageFile(kind, rows) });
	}
	return files.length === 0 ? null : describedArchive(files, about);
}

/** Rows of public facts that are stored nowhere else as an event file; fields that are not given are empty. */
export function factsArchive(
	facts: readonly { kind: PackageKind; rows: readonly object[] }[],
	about: ExportedOrganisation
): Uint8Array {
	const files = facts
		.filter(({ rows }) => rows.length > 0)
		.map(({ kind, rows }) => ({ kind: kindById(kind)!, rows: rows as StoredRow[] }))
		.map(({ kind, rows }) => ({ kind, file: packageFile(kind, rows) }));
	return describedArchive(files, about);
}

function describedArchive(files: { kind: DatasetKind; file: PackageFile }[], about: ExportedOrganisation): Uint8Array {
	const description = describedPackage(files, about);
	return eventArchive([
		{ path: 'datapackage.json', bytes: new TextEncoder().encode(`${JSON.stringify(description, null, '\t')}\n`) },
		...files.map(({ file }) => file)
	]);
}

function describedPackage(files: { kind: DatasetKind; file: PackageFile }[], about: ExportedOrganisation) {
	return {
		$schema: `${about.origin}/${SCHEMA_FOLDER}/datapackage.json`,
		profile: 'tabular-data-package',
		name: about.name,
		title: about.organisation,
		version: '1.0.0',
		licenses: [{ name: 'notspecified', title: `No licence was stated by ${about.organisation}` }],
		muster: { format: 1, version: about.musterVersion, organisation: about.organisation },
		sources: packageSources(files.map(({ file }) => file)),
		resources: files.map(({ kind, file }) => packageResource(kind, file))
	};
}

function packageFile(kind: DatasetKind, rows: StoredRow[]): PackageFile {
	const fields = packageFields(kind);
	const header = fields.map(({ name }) => name);
	const kinds = fields.map(() => 'text' as const);
	const lines = rows.map((row) =>
		exportLine(
			fields.map((field) => cellOf(field, row)),
			kinds,
			'csv'
		)
	);
	const sources = rows.map((row) => (typeof row.source === 'string' ? row.source : ''));
	const text = `${header.join(',')}\r\n${lines.join('')}`;
	return { path: `${kind.id}.csv`, bytes: new TextEncoder().encode(text), header, sources };
}

/** A stored value as a file writes it: bounds in columns of their own, a percentage as it was printed. */
function cellOf(field: Field, row: StoredRow): string | number | null {
	if (field.partOf) {
		const range = (row[camelCase(field.partOf.field)] ?? null) as Range | null;
		return range === null ? null : range[field.partOf.bound] || zeroOrNull(range[field.partOf.bound]);
	}
	const value = (row[camelCase(field.name)] ?? null) as string | number | null;
	if (field.type !== 'percent' || typeof value !== 'number') return value;
	const decimals = row[camelCase('pct_decimals')];
	return Number((value * 100).toFixed(typeof decimals === 'number' ? decimals : 10));
}

/** Words that are empty are no words; a zero is a figure. */
function zeroOrNull(value: string | number | null): number | null {
	return value === 0 ? 0 : null;
}

function camelCase(name: string): string {
	return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
