import { accept, ask, report, roster, sample, type BadInput } from './sample.ts';

const requirements = { kind: 'staffing-requirements', fileName: 'requirements.csv', given: {} } as const;

/** Dates, numbers, words and text that only looks dangerous. */
export const VALUE_SAMPLES: BadInput[] = [
	sample(
		'decimal commas',
		'person_id;hire_date;job_title;fte\n1;2020-01-31;Cook;0,8\n2;2020-01-31;Cook;1\n',
		accept([], 2)
	),
	sample('1.234 that may be a thousand', 'function_id;name;required_min\na;A;1.234\n', ask(['NUMBER_DECIMAL'], 1), {
		...requirements,
		answers: { 'decimal:3': ',' }
	}),
	sample(
		'two kinds of grouping in one column',
		'function_id;name;required_min\na;A;1.234,0\nb;B;1,234.0\n',
		ask(['NUMBER_DECIMAL'], 1),
		{ ...requirements, answers: { 'decimal:3': ',' } }
	),
	sample(
		'a negative count',
		'function_id,name,required_min\na,A,2\nb,B,-5\n',
		report('NUMBER_RANGE', { line: 3, column: 3, rows: 1 }),
		requirements
	),
	sample(
		'words where a number is needed',
		'function_id,name,required_min\na,A,2\nb,B,several\n',
		report('NUMBER_INVALID', { line: 3, column: 3, rows: 1 }),
		requirements
	),
	sample(
		'30 February',
		roster('1,2020-01-31,,Cook', '2,2020-02-30,,Cook'),
		report('DATE_IMPOSSIBLE', { line: 3, column: 2, rows: 1 })
	),
	sample(
		'dates of unknown order',
		roster('1,2020-01-31,3/4/2022,Cook', '2,2020-01-31,5/6/2022,Cook'),
		ask(['DATE_ORDER'], 2),
		{ answers: { 'date-order:3': 'dmy' } }
	),
	sample(
		'dates of both orders',
		roster('1,2020-01-31,25/12/2022,Cook', '2,2020-01-31,12/25/2022,Cook'),
		ask(['DATE_MIXED'], 1),
		{ answers: { 'date-order:3': 'dmy' } }
	),
	sample(
		'two date columns of different order',
		'person_id,hire_date,exit_date,job_title\n1,9/20/2019,25/12/2021,Cook\n',
		accept([], 1)
	),
	sample('years of two digits', roster('1,2020-01-31,25/12/22,Cook'), ask(['DATE_YEAR2'], 1), {
		answers: { 'century:3': '1950' }
	}),
	sample(
		'spreadsheet day numbers',
		roster('1,2020-01-31,44197,Cook', '2,2020-01-31,2022-01-01,Cook'),
		{
			...ask(['DATE_SERIAL'], 2)
		},
		{ answers: { 'serial:3': '1900' } }
	),
	sample(
		'31 December 9999 as an exit',
		roster('1,2020-01-31,9999-12-31,Cook', '2,2020-01-31,2022-01-01,Cook'),
		ask(['DATE_PLACEHOLDER'], 2),
		{ answers: { 'placeholder:3': 'empty' } }
	),
	sample(
		'an exit before the hire',
		roster('1,2020-01-31,,Cook', '2,2020-01-31,2019-01-31,Cook'),
		report('SPELL_EXIT_BEFORE_HIRE', { line: 3, column: 3, rows: 1 })
	),
	sample(
		'no hire date',
		roster('1,2020-01-31,,Cook', '2,,,Cook'),
		report('SPELL_NO_HIRE', { line: 3, column: 2, rows: 1 })
	),
	sample(
		'cells that begin like formulas',
		roster('1,2020-01-31,,"=HYPERLINK(""http://x"")"', '2,2020-01-31,,@SUM(A1)', "3,2020-01-31,,+1+cmd|'/C calc'!A0"),
		accept(['CELL_FORMULA'], 3)
	),
	sample(
		'markup, script, template and SQL syntax',
		roster(
			'1,2020-01-31,,<script>alert(1)</script>',
			"2,2020-01-31,,'; drop table roster_row; --",
			'3,2020-01-31,,{{7*7}}${7*7}'
		),
		accept([], 3)
	),
	sample(
		'columns named __proto__, constructor and toString',
		'person_id,hire_date,job_title,__proto__,constructor,toString\n1,2020-01-31,Cook,a,b,c\n',
		accept([], 1)
	),
	sample('the same row twice', roster('1,2020-01-31,,Cook', '1,2020-01-31,,Cook'), accept(['ROW_DUPLICATE'], 2))
];
