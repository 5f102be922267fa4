import { expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { INCIDENTS } from './incidents.ts';

const HEADER = 'incident_id,organisation,date_utc,start_utc,start_utc_alt,end_utc,peak_reports,peak_reports_note';
const read = (...lines: string[]) => readTable(INCIDENTS, [HEADER, ...lines, ''].join('\n'));

test('a start with an hour is an instant, one without is a day', async () => {
	const { rows } = await read(
		'a,X,2025-05-24,2025-05-24T12:17:00Z,2025-05-24T13:00:00Z,,25800,peak 08:51 EDT',
		'b,X,2023-02-08,,,,,'
	);
	expect(
		rows.map(({ values }) => [values.started_at, values.started_on, values.started_at_alternative, values.ended_at])
	).toEqual([
		[Date.UTC(2025, 4, 24, 12, 17), '2025-05-24', Date.UTC(2025, 4, 24, 13), null],
		[null, '2023-02-08', null, null]
	]);
	expect(rows[0].values.peak_reports).toEqual({ low: 25800, best: 25800, high: 25800, text: 'peak 08:51 EDT' });
});

test('TIME_INVALID: an end without an hour is left empty with a warning, the row stays', async () => {
	const { rows, report } = await read('a,X,2023-06-10,,,2023-06-21,,');
	expect(rows[0].values.ended_at).toBeNull();
	expect(report.issues).toMatchObject([
		{ code: 'TIME_INVALID', severity: 'warning', line: 2, column: 6, value: '2023-06-21' }
	]);
});

test('VALUE_REQUIRED: an incident with neither an hour nor a day is left out', async () => {
	expect((await read('a,X,,,,,,', 'b,X,2023-02-08,,,,,')).report).toMatchObject({
		rowCount: 1,
		counts: { VALUE_REQUIRED: 1 }
	});
});

test('ROW_LONG: a comma in a text without quotes leaves the row out instead of shifting its cells', async () => {
	expect((await read('a,X,2023-02-08,,,,,about an hour, perhaps two')).report.issues).toMatchObject([
		{ code: 'ROW_LONG', line: 2, details: { expected: 8, actual: 9 } }
	]);
});
