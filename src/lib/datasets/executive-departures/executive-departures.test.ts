import { expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { EXECUTIVE_DEPARTURES } from './executive-departures.ts';

const HEADER = 'person,organisation,role,announced_date,effective_date,kind,source';
const read = (...lines: string[]) => readTable(EXECUTIVE_DEPARTURES, [HEADER, ...lines, ''].join('\n'));

test('fired is dismissed, voluntary is resigned, a remark in brackets does not hide the kind', async () => {
	const kinds = [
		'fired',
		'voluntary (CEO statement)',
		'laid off',
		'accepted offer',
		'fired (reinstated 2023-11-29)',
		'appointment'
	];
	const { rows, open } = await read(...kinds.map((kind) => `P,A,CEO,2022-11-10,,${kind},x`));
	expect(open).toEqual([]);
	expect(rows.map(({ values }) => values.kind)).toEqual([
		'dismissed',
		'resigned',
		'laid_off',
		'accepted_offer',
		'dismissed',
		'appointment'
	]);
});

test('announcement and effect stay two dates and keep their precision', async () => {
	const { rows } = await read('P,A,CEO,2022-11,2022-11-09,resigned,x');
	expect([rows[0].values.announced_on, rows[0].values.effective_on]).toEqual(['2022-11', '2022-11-09']);
});

test('VALUE_UNMAPPED: a kind nobody knows is asked', async () => {
	const { open } = await read('P,A,CEO,2022-11-10,,ghosted,x');
	expect(open).toMatchObject([{ code: 'VALUE_UNMAPPED', words: [{ word: 'ghosted', count: 1 }] }]);
});

test('VALUE_REQUIRED: a row without a post is left out', async () => {
	expect((await read('P,A,,2022-11-10,,resigned,x', 'P,A,CEO,2022-11-10,,resigned,x')).report).toMatchObject({
		rowCount: 1,
		counts: { VALUE_REQUIRED: 1 }
	});
});
