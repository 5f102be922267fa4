import { expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { REQUISITIONS } from './requisitions.ts';

const HEADER = 'requisition_id,role_family,opened_on,accepted_on,starts_on,cancelled_on';
const read = (...lines: string[]) => readTable(REQUISITIONS, [HEADER, ...lines, ''].join('\n'));

test('an open one keeps three empty dates', async () => {
	const { rows, report } = await read('R1,security,2024-01-05,,,');
	expect(report.counts).toEqual({});
	expect(rows[0].values).toMatchObject({
		...{ requisition_id: 'R1', role_family: 'security', opened_on: dayNumber('2024-01-05') },
		...{ accepted_on: null, starts_on: null, cancelled_on: null }
	});
});

test('DATE_BEFORE_OPENED: started the day before it was opened is left out, on the day itself kept', async () => {
	const { rows, report } = await read('R1,security,2024-01-05,,2024-01-04,', 'R2,security,2024-01-05,,2024-01-05,');
	expect([report.counts, rows.map(({ values }) => values.requisition_id)]).toEqual([{ DATE_BEFORE_OPENED: 1 }, ['R2']]);
});

test('DATE_TWO_ENDS: started and cancelled is kept and said', async () => {
	const { rows, report } = await read('R1,security,2024-01-05,2024-02-01,2024-03-01,2024-02-15');
	expect([report.counts, rows.length]).toEqual([{ DATE_TWO_ENDS: 1 }, 1]);
});

test('VALUE_REQUIRED: a row without an opening date is left out', async () => {
	const { report } = await read('R1,security,,,,', 'R2,security,2024-01-05,,,');
	expect([report.rowCount, report.counts]).toEqual([1, { VALUE_REQUIRED: 1 }]);
});

test.each([
	['Req ID,Role,Opened,Offer accepted,Start date,Cancelled'],
	['Stellennummer,Rolle,Eröffnet am,Angebot angenommen am,Starttermin,Storniert am'],
	['Numéro de demande,Métier,Ouvert le,Offre acceptée le,Prise de poste,Annulé le']
])('knows the columns of "%s"', async (header) => {
	const { first } = await readTable(REQUISITIONS, `${header}\nR1,security,2024-01-05,2024-02-01,2024-03-01,\n`);
	expect(first.plan.columns.map(({ field }) => field)).toEqual(HEADER.split(','));
});
