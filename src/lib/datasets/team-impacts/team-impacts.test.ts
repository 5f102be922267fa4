import { expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { TEAM_IMPACTS } from './team-impacts.ts';

const HEADER = 'event_id,organisation,team,measure_date,before,after,cut_count,cut_pct,basis';
const read = (...lines: string[]) => readTable(TEAM_IMPACTS, [HEADER, ...lines, ''].join('\n'));

test('before, after and cut are kept as given: 30, 8 and 22; an event may be missing', async () => {
	const { rows } = await read('e,A,Monetisation,2023-02-25,30,8,22,73,press', ',A,Engineers,2023-01-20,,550,,,records');
	const exact = (value: number) => ({ low: value, best: value, high: value, text: String(value) });
	expect(
		rows.map(({ values }) => [values.event_id, values.before, values.after, values.cut, values.cut_percent])
	).toEqual([
		['e', exact(30), exact(8), exact(22), '73'],
		[null, null, exact(550), null, null]
	]);
});

test('VALUE_REQUIRED: a row without a team is left out', async () => {
	expect((await read('e,A,,2023-02-25,30,8,22,73,press', 'e,A,B,2023-02-25,30,8,22,73,press')).report).toMatchObject({
		rowCount: 1,
		counts: { VALUE_REQUIRED: 1 }
	});
});
