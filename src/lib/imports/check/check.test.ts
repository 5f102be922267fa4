import { describe, expect, test } from 'vitest';
import { checkTable, pieces } from '../../../../test/support/read-table.ts';
import { ROSTER } from '#lib/datasets/roster/roster.ts';
import { STAFFING_REQUIREMENTS } from '#lib/datasets/staffing-requirements/staffing-requirements.ts';
import { openCheck } from './check.ts';
import { LIMITS } from '../limits.ts';
import type { ColumnPlan, ImportPlan } from '../plan.ts';

function plan(
	header: string,
	columns: Record<string, Partial<ColumnPlan>> = {},
	rest: Partial<ImportPlan> = {}
): ImportPlan {
	return {
		kind: 'roster',
		encoding: 'utf-8',
		delimiter: ',',
		headerLine: 1,
		columns: header.split(',').map((name, i) => ({ position: i + 1, header: name, field: name, ...columns[name] })),
		asOf: '2023-06-30',
		exitConvention: 'last-day',
		statusConflict: 'dates',
		event: null,
		skipTotalRow: false,
		...rest
	};
}
const HEADER = 'person_id,hire_date,job_title';
function check(
	lines: string[],
	options: Partial<ImportPlan> = {},
	header = HEADER,
	columns: Record<string, Partial<ColumnPlan>> = {}
) {
	return checkTable(ROSTER, plan(header, columns, options), Buffer.from([header, ...lines, ''].join('\n')));
}
const staffing = (lines: string[]) => {
	const header = 'function_id,name,required_min';
	return checkTable(STAFFING_REQUIREMENTS, plan(header), Buffer.from([header, ...lines, ''].join('\n')));
};

describe('rows', () => {
	test('ROW_SHORT and ROW_LONG leave out lines 3 and 4 and shift nothing', () => {
		const { rows, report } = check(['1,2020-01-01,A', '2,2020-01-02', '3,2020-01-03,B,C', '4,2020-01-04,D']);
		expect(rows.map(({ line, values }) => [line, values.person_id, values.job_title])).toEqual([
			[2, '1', 'A'],
			[5, '4', 'D']
		]);
		expect(report.issues).toEqual([
			{ code: 'ROW_SHORT', severity: 'error', line: 3, record: 2, details: { expected: 3, actual: 2 } },
			{ code: 'ROW_LONG', severity: 'error', line: 4, record: 3, details: { expected: 3, actual: 4 } }
		]);
		expect([report.recordCount, report.rowCount, report.excludedCount]).toEqual([4, 2, 2]);
	});

	test('ROW_BLANK, ROW_HEADER_REPEAT and ROW_TRAILING are counted and leave nothing out', () => {
		const { rows, report } = check(['1,2020-01-01,A,', '', ',,', ' \t ', HEADER, '2,2020-01-02,B']);
		expect(rows.map(({ line }) => line)).toEqual([2, 7]);
		expect(report.counts).toEqual({ ROW_BLANK: 3, ROW_HEADER_REPEAT: 1, ROW_TRAILING: 1 });
	});

	test('ROW_DUPLICATE: an equal row is an info, the same person and dates with another title a warning; all are kept', () => {
		const { rows, report } = check(['1,2020-01-01,A', '1,2020-01-01,A', '1,2020-01-01,B']);
		expect(rows).toHaveLength(3);
		expect(report.issues).toEqual([
			{ code: 'ROW_DUPLICATE', severity: 'info', line: 3, details: { other: 2, cells: 'equal' } },
			{ code: 'ROW_DUPLICATE', severity: 'warning', line: 4, details: { other: 3, cells: 'different' } }
		]);
	});

	test('ROW_TOTAL: a last row of totals is left out only where the plan says so', () => {
		expect(
			checkTable(
				STAFFING_REQUIREMENTS,
				plan('function_id,name,required_min', {}, { skipTotalRow: true }),
				Buffer.from('function_id,name,required_min\na,A,2\nTotal,,2\n')
			).report
		).toMatchObject({ recordCount: 1, rowCount: 1, counts: { ROW_TOTAL: 1 } });
		expect(staffing(['a,A,2', 'Total,,2']).report.counts).toEqual({ VALUE_REQUIRED: 1 });
	});

	test('LIMIT_ROWS: 2 rows are read at a limit of 2 and refused at 1', () => {
		const bytes = Buffer.from(`${HEADER}\n1,2020-01-01,A\n2,2020-01-01,A\n`);
		const run = (rows: number) => {
			const open = openCheck(ROSTER, plan(HEADER), { row: () => undefined }, { limits: { ...LIMITS, rows } });
			for (const piece of pieces(bytes, 5)) open.write(piece);
			return open.end().fatal;
		};
		expect(run(2)).toBeNull();
		expect(run(1)).toMatchObject({ code: 'LIMIT_ROWS', line: 3 });
	});

	test('QUOTE_UNCLOSED ends the file as fatal with the rows before it', () => {
		const { rows, report } = check(['1,2020-01-01,A', '2,2020-01-01,"B']);
		expect(rows).toHaveLength(1);
		expect(report.fatal).toMatchObject({ code: 'QUOTE_UNCLOSED', line: 3 });
	});

	test('one bad last row in 10,001 leaves 10,000', () => {
		const lines = Array.from({ length: 10_000 }, (_, i) => `${i},2020-01-01,A`);
		const { report } = check([...lines, 'x,2020-02-30,A']);
		expect(report).toMatchObject({ rowCount: 10_000, excludedCount: 1, counts: { DATE_IMPOSSIBLE: 1 } });
		expect(report.issues[0]).toMatchObject({
			line: 10_002,
			record: 10_001,
			column: 2,
			header: 'hire_date',
			value: '2020-02-30',
			field: 'hire_date'
		});
	});

	test('250 notes of one kind are counted and listed, each with its line', () => {
		const { report } = check(Array.from({ length: 250 }, (_, i) => `${i},2020-01-01,A `));
		expect(report.counts).toEqual({ CELL_TRIMMED: 250 });
		expect(report.issues.map(({ line }) => line)).toEqual(Array.from({ length: 250 }, (_, i) => i + 2));
	});
});

describe('cells', () => {
	test('CELL_NUL leaves the row out with its column, NUL elsewhere in the file or not', () => {
		const { rows, report } = check(['1,2020-01-01,A\0', '2,2020-01-01,B']);
		expect(rows.map(({ values }) => values.person_id)).toEqual(['2']);
		expect(report.issues[0]).toMatchObject({ code: 'CELL_NUL', severity: 'error', line: 2, column: 3 });
	});

	test('CELL_TRIMMED: 7 trailing blanks go, inner blanks stay', () => {
		const { rows, report } = check(['1,2020-01-01,Production  Line       ']);
		expect(rows[0].values.job_title).toBe('Production  Line');
		expect(report.counts).toEqual({ CELL_TRIMMED: 1 });
	});

	test('CELL_TOO_LONG: an id of 64 characters is kept, one of 65 is not', () => {
		const { rows, report } = check([`${'7'.repeat(64)},2020-01-01,A`, `${'7'.repeat(65)},2020-01-01,A`]);
		expect(rows).toHaveLength(1);
		expect(report.issues[0]).toMatchObject({ code: 'CELL_TOO_LONG', line: 3, details: { length: 65, limit: 64 } });
	});

	test('CELL_FORMULA, CELL_CONTROL and CELL_MOJIBAKE keep the text as it is', () => {
		const { rows, report } = check(['1,2020-01-01,=1+1', '2,2020-01-01,a\u001b[31m', '3,2020-01-01,PrÃ©paration']);
		expect(rows.map(({ values }) => values.job_title)).toEqual(['=1+1', 'a\u001b[31m', 'PrÃ©paration']);
		expect(report.counts).toEqual({ CELL_FORMULA: 1, CELL_CONTROL: 1, CELL_MOJIBAKE: 1 });
	});

	test('ids are text: leading zeros, 1e5 and 20 digits stay', () => {
		const ids = ['000042', '1e5', '12345678901234567890'];
		expect(check(ids.map((id) => `${id},2020-01-01,A`)).rows.map(({ values }) => values.person_id)).toEqual(ids);
	});

	test('VALUE_REQUIRED: a row without a person is left out', () => {
		const { report } = check([',2020-01-01,A', '2,2020-01-01,']);
		expect(report).toMatchObject({ rowCount: 1, counts: { VALUE_REQUIRED: 1 } });
		expect(report.issues[0]).toMatchObject({ line: 2, column: 1, field: 'person_id' });
	});

	test('QUOTE_STRAY keeps the row and its text', () => {
		const { rows, report } = check(['1,2020-01-01,5" pipe']);
		expect(rows[0].values.job_title).toBe('5" pipe');
		expect(report.issues[0]).toMatchObject({ code: 'QUOTE_STRAY', severity: 'warning', column: 3 });
	});

	test('NUMBER_INVALID and NUMBER_RANGE leave requirements of "two", 1.5 and -1 out; 0 is not required and stays', () => {
		const { rows, report } = staffing(['a,A,two', 'b,B,1.5', 'c,C,-1', 'd,D,0']);
		expect(rows.map(({ values }) => values.required_min)).toEqual([0]);
		expect(report.counts).toEqual({ NUMBER_INVALID: 2, NUMBER_RANGE: 1 });
	});

	test('DATE_RANGE keeps a hire of 1890 with a warning', () => {
		const { rows, report } = check(['1,1890-01-01,A', '2,1990-01-01,A']);
		expect(rows).toHaveLength(2);
		expect(report.counts).toEqual({ DATE_RANGE: 1 });
	});

	test('words that mean empty by the plan are empty, others are not', () => {
		const { rows } = check(['1,2020-01-01,NULL', '2,2020-01-01,Null'], {}, HEADER, {
			job_title: { emptyWords: ['NULL'] }
		});
		expect(rows.map(({ values }) => values.job_title)).toEqual([null, 'Null']);
	});

	test('a word named __proto__ or constructor is unmapped, not an object', () => {
		const header = 'person_id,hire_date,job_title,status';
		const { rows, report } = check(['1,2020-01-01,A,__proto__', '2,2020-01-01,A,constructor'], {}, header);
		expect(rows).toEqual([]);
		expect(report.counts).toEqual({ VALUE_UNMAPPED: 2 });
	});

	test('columns without a field are not read: a bad e-mail cell changes nothing', () => {
		const header = 'person_id,hire_date,job_title,email';
		expect(check(['1,2020-01-01,A,\u0001'], {}, header, { email: { field: null } }).report.counts).toEqual({});
	});
});

describe('the same bytes give the same rows', () => {
	test('cut into pieces of 1, 2, 3 and 1000 bytes', () => {
		const bytes = Buffer.from(`\ufeff${HEADER}\r\n"é1",2020-01-01,"a ""b""\r\nc"\r\n2,2020-13-01,😀\r\n`);
		const results = [1, 2, 3, 1000].map((size) => checkTable(ROSTER, plan(HEADER), bytes, size));
		expect(results[0].rows).toEqual([
			{ line: 2, values: expect.objectContaining({ person_id: 'é1', job_title: 'a "b"\r\nc' }) }
		]);
		for (const result of results) expect(result).toEqual(results[0]);
		expect(results[0].report.issues[0]).toMatchObject({ code: 'DATE_IMPOSSIBLE', line: 4 });
	});
});

// The only measure is that they end: work that grows with the square of their size would outlast the test many times.
describe('hostile files come to an end', () => {
	const countsOf = (text: string) => checkTable(ROSTER, plan(HEADER), Buffer.from(text), 65_536).report.counts;

	test.each([
		['blank lines', '\n'.repeat(1_000_000), { ROW_BLANK: 1_000_000 }],
		['quotes', '"'.repeat(1_000_000), { ROW_SHORT: 1 }],
		['one cell, too long for any and for a title', `1,2020-01-01,${'x'.repeat(1_000_000)}`, { CELL_TOO_LONG: 1 }],
		['a date of 30,000 numbers', `1,${'1/'.repeat(30_000)},A`, { DATE_INVALID: 1 }],
		['a date after 60,000 blanks', `1,${' '.repeat(60_000)}x,A`, { CELL_TRIMMED: 1, DATE_INVALID: 1 }],
		['a date of 30,000 numbers and points', `1,${'1.'.repeat(30_000)},A`, { DATE_INVALID: 1 }],
		['one id 100,000 times', '1,2020-01-01,A\n'.repeat(100_000), { ROW_DUPLICATE: 99_999 }],
		['100,000 bad rows', '1,never,A\n'.repeat(100_000), { DATE_INVALID: 100_000 }]
	])('%s', (_, rows, counts) => {
		expect(countsOf(`${HEADER}\n${rows}`)).toEqual(counts);
	});
});

test('ROW_DUPLICATE: a function twice with another minimum is a warning, an equal row an info, another day is neither', () => {
	const header = 'function_id,name,required_min,from_date';
	const lines = ['a,A,2,2022-01-01', 'a,A,3,2022-01-01', 'a,A,2,2022-01-01', 'a,A,4,2023-01-01', 'b,B,2,2022-01-01'];
	const { rows, report } = checkTable(
		STAFFING_REQUIREMENTS,
		plan(header),
		Buffer.from([header, ...lines, ''].join('\n'))
	);
	expect(rows).toHaveLength(5);
	expect(report.issues.map(({ severity, line, details }) => [severity, line, details])).toEqual([
		['warning', 3, { other: 2, cells: 'key' }],
		['info', 4, { other: 2, cells: 'equal' }]
	]);
});
