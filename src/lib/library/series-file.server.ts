import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CaseSeries } from './case-catalogue.server.ts';

/** The lines of a series of a case, with the path for messages. Throws where it is not the file its package describes. */
export function seriesFile(folder: string, series: CaseSeries): { path: string; rows: Record<string, string>[] } {
	const path = join(folder, series.path);
	const bytes = readFileSync(path);
	if (createHash('sha256').update(bytes).digest('hex') !== series.sha256)
		throw new Error(`${path} is not the file its datapackage.json describes (SHA-256).`);
	return { path, rows: parse(bytes, { columns: true }) as Record<string, string>[] };
}
