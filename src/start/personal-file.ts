import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { personalTable, type PersonalDetail } from '../lib/metrics/personal-details.server.ts';
import type { ColumnTable } from '../lib/server/columns.ts';
import { isCivilDate } from '../lib/statistics/civil-date.ts';
import { keyOf } from './rows-as-tables.ts';

const COLUMNS = ['person_id', 'born_on', 'group'];
const CELL = v.optional(v.pipe(v.string(), v.trim()), '');
const ROWS = v.array(
	v.object({
		person_id: v.pipe(CELL, v.nonEmpty('must not be empty')),
		born_on: v.pipe(
			CELL,
			v.check((date) => date === '' || isCivilDate(date), 'must be a civil date of the form YYYY-MM-DD')
		),
		group: CELL
	})
);

/** A file of personal details that cannot be read; the text says where and why, without a value of the file. */
export class UnreadablePersonal extends Error {
	override name = 'UnreadablePersonal';
}

/** Personal details of a comma-separated file with the columns person_id, born_on and group; the last two may be absent. */
export function readPersonal(path: string): ColumnTable {
	const rows: unknown = parse(readFileSync(path), { bom: true, columns: true, trim: true, skip_empty_lines: true });
	const found = v.safeParse(ROWS, rows);
	if (!found.success) {
		const [issue] = found.issues;
		const [row, column] = (issue.path ?? []).map((item) => item.key as string | number);
		throw new UnreadablePersonal(
			`row ${Number(row) + 1}, ${column}: ${issue.message}; the columns are ${COLUMNS.join(', ')}.`
		);
	}
	const details = found.output.map((row): PersonalDetail => ({
		key: keyOf(row.person_id),
		bornOn: row.born_on || null,
		group: row.group || null
	}));
	return personalTable(details);
}
