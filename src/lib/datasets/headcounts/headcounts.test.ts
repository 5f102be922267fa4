import { expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { HEADCOUNTS } from './headcounts.ts';

const read = (...lines: string[]) =>
	readTable(HEADCOUNTS, ['organisation,date,headcount,kind', ...lines, ''].join('\n'));

test('2,900 and "about 3,700" of one day both stay, with their bounds and words', async () => {
	const { rows } = await read(
		'A,2022-11-17,"2,900",employees',
		'A,2022-11-17,"about 3,700",employees',
		'A,2022,>10000,employees'
	);
	expect(rows.map(({ values }) => [values.reported_for, values.headcount])).toEqual([
		['2022-11-17', { low: 2900, best: 2900, high: 2900, text: '2,900' }],
		['2022-11-17', { low: null, best: 3700, high: null, text: 'about 3,700' }],
		['2022', { low: 10000, best: null, high: null, text: '>10000' }]
	]);
});

test('NUMBER_DECIMAL: 2,900 alone is asked', async () => {
	expect((await read('A,2022-11-17,"2,900",employees')).open).toMatchObject([{ code: 'NUMBER_DECIMAL', column: 3 }]);
});

test('DATE_INVALID: a day that is no date leaves the row out, since it is required', async () => {
	expect((await read('A,soon,5,employees', 'A,2022-11,5,employees')).report).toMatchObject({
		rowCount: 1,
		counts: { DATE_INVALID: 1 }
	});
});

test('NUMBER_INVALID: 3.93 % is no headcount and stays out; 12.5 people are kept and said', async () => {
	const { rows, report } = await read('A,2023,7054,number', 'A,2023,3.93,%', 'B,2023,12.5,people');
	expect(rows.map(({ values }) => values.organisation)).toEqual(['A', 'B']);
	expect(report.issues.map(({ code, severity, line }) => [code, severity, line])).toEqual([
		['NUMBER_INVALID', 'error', 3],
		['NUMBER_INVALID', 'warning', 4]
	]);
});
