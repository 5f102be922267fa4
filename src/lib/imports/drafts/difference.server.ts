import type { Difference } from './draft-view.ts';
import { ownLine, type OwnLines } from './own-lines.server.ts';

/** What one row of facts is compared by: its place in the file, a key and the text of each field. */
export interface ComparedRow {
	line: number;
	key: string;
	fields: Record<string, string>;
}

const SAMPLES = 20;

/**
 * Compares two versions of rows of facts; rows with one key are matched in the order of their files. Changes are named
 * by the line of the later file, as far as its rows are known.
 */
export function rowDifference(
	before: readonly ComparedRow[],
	after: readonly ComparedRow[],
	own: OwnLines | null
): Difference {
	const waiting = new Map<string, ComparedRow[]>();
	for (const row of before) waiting.set(row.key, [...(waiting.get(row.key) ?? []), row]);
	const result: Difference = { added: 0, removed: 0, changed: 0, unchanged: 0, samples: [], headcountByMonth: [] };
	let matched = 0;
	for (const row of after) {
		const former = waiting.get(row.key)?.shift();
		if (!former) {
			result.added++;
			continue;
		}
		matched++;
		const fields = Object.keys(row.fields).filter((field) => row.fields[field] !== former.fields[field]);
		if (fields.length === 0) result.unchanged++;
		else result.changed++;
		for (const field of fields) {
			const line = own && ownLine(own, row.line);
			const sample = { line, field, before: former.fields[field] ?? '', after: row.fields[field] };
			if (result.samples.length < SAMPLES) result.samples.push(sample);
		}
	}
	result.removed = before.length - matched;
	return result;
}
