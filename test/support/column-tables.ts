import { createHash } from 'node:crypto';
import { ROSTER_COLUMNS } from '#lib/datasets/roster/roster.server.ts';
import { QUALIFICATION_COLUMNS } from '#lib/datasets/staffing-requirements/staffing-requirements.server.ts';
import { RESPONSE_COLUMNS } from '#lib/datasets/ultimatum-responses/ultimatum-responses.server.ts';
import { columnBuilder } from '#lib/server/column-builder.ts';
import type { ColumnLayout } from '#lib/server/column-builder.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';

/** A row of a small table: dates as 'YYYY-MM-DD', instants as ISO text, '' or nothing where empty. */
export interface TestRow {
	person: string;
	[column: string]: string | number | undefined;
}

/** A roster as the store would build it from these rows, in any order. */
export function rosterTable(rows: TestRow[]): ColumnTable {
	return columnTable(ROSTER_COLUMNS.layout, rows);
}
/** Answers as the store would build them: person, answer, respondedAt. */
export function responseTable(rows: TestRow[]): ColumnTable {
	return columnTable(RESPONSE_COLUMNS.layout, rows);
}
/** Qualifications as the store would build them: person, functionId, since. */
export function qualificationTable(rows: TestRow[]): ColumnTable {
	return columnTable(QUALIFICATION_COLUMNS.layout, rows);
}

function columnTable(layout: ColumnLayout, rows: TestRow[]): ColumnTable {
	const builder = columnBuilder(layout);
	for (const row of rows) {
		const key = createHash('sha256').update(row.person).digest('hex').slice(0, 32);
		builder.add(
			key,
			layout.columns.map(({ name, type }) => {
				const value = row[name] ?? '';
				if (value === '') return null;
				if (type === 'day') return dayNumber(String(value));
				if (type === 'number') return Number(value);
				return type === 'instant' ? Date.parse(String(value)) : value;
			})
		);
	}
	return builder.finish();
}

/** Rows of a small CSV without quotes; lines that begin with # are comments. */
export function csvRows(text: string): TestRow[] {
	const [header, ...lines] = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
	const names = header.split(',');
	return lines.map((line) => {
		const cells = line.split(',');
		return Object.fromEntries(names.map((name, index) => [name, cells[index]])) as TestRow;
	});
}
