import { createHash } from 'node:crypto';
import type { DatasetKind, KindId } from '../datasets/dataset.ts';
import { citations } from './sources.ts';
import { tableSchema, type TableSchema } from './table-schema.ts';

/** The kinds of public facts an event file may hold, in the order in which they are read in. */
export const PACKAGE_KINDS = ['events', 'executive-departures', 'incidents', 'headcounts', 'team-impacts'] as const;
export type PackageKind = (typeof PACKAGE_KINDS)[number] & KindId;

/** Where the schemas of this form of event file are served, below the address of an installation. */
export const SCHEMA_FOLDER = 'schemas/event-file-1';

const TITLES: Record<PackageKind, string> = {
	events: 'Layoffs, ultimatums, offers, departures of executives and other events',
	'executive-departures': 'Holders of public posts who left',
	incidents: 'Outages of a service',
	headcounts: 'Published counts of staff, contradicting ones side by side',
	'team-impacts': 'What the events did to single teams'
};

/** One CSV file of an event file: UTF-8, comma, header in the first line. */
export interface PackageFile {
	path: string;
	bytes: Uint8Array;
	/** The header and the texts of the `source` column, as read from `bytes`. */
	header: string[];
	sources: string[];
}

export interface PackageResource {
	name: string;
	title: string;
	path: string;
	profile: 'tabular-data-resource';
	format: 'csv';
	mediatype: 'text/csv';
	encoding: 'utf-8';
	bytes: number;
	hash: string;
	schema: TableSchema;
}

/** The description of one file: what it is, how large, its checksum and its columns. */
export function packageResource(kind: DatasetKind, file: PackageFile): PackageResource {
	return {
		name: kind.id,
		title: TITLES[kind.id as PackageKind],
		...fileFacts(file),
		schema: tableSchema(kind, file.header)
	};
}

/** Path, form, size and checksum of a file, as a package states them. */
export function fileFacts({ path, bytes }: Pick<PackageFile, 'path' | 'bytes'>) {
	return {
		path,
		profile: 'tabular-data-resource' as const,
		format: 'csv' as const,
		mediatype: 'text/csv' as const,
		encoding: 'utf-8' as const,
		bytes: bytes.length,
		hash: `sha256:${createHash('sha256').update(bytes).digest('hex')}`
	};
}

/** Every source that a file cites, once, in order of first mention; the address where it is known. */
export function packageSources(files: readonly PackageFile[]): { title: string; path?: string }[] {
	const seen = new Map<string, { title: string; path?: string }>();
	for (const cell of files.flatMap((file) => file.sources))
		for (const { text, href } of citations(cell)) {
			const key = href ?? text;
			if (!seen.has(key)) seen.set(key, href === null ? { title: text } : { title: text, path: href });
		}
	return [...seen.values()];
}
