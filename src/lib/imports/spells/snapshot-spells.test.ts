import { describe, expect, test } from 'vitest';
import { readEmployments } from '../../../../test/support/employments.ts';

const HEADER = 'EmployeeID,recorddate_key,Hire Date,Termination Date,job_title,STATUS_YEAR,STATUS';
const ANSWERS = { snapshots: '6:last', 'as-of': '2012-12-31', 'exit-convention': 'last-day' };
const read = (lines: string[], answers: Record<string, string> = {}, fields: string[] = []) =>
	readEmployments([HEADER, ...lines, ''].join('\n'), { ...ANSWERS, ...answers }, fields);

// Three people over three years. Ann stays and is promoted, Ben leaves in 2012, Cem is only there in 2010.
const FILE = [
	'1,12/31/2010 0:00,8/28/1989 0:00,,Clerk,2010,ACTIVE',
	'2,12/31/2010 0:00,5/15/2006 0:00,3/31/2012 0:00,Clerk,2010,ACTIVE',
	'1,12/31/2011 0:00,8/28/1989 0:00,,Manager,2011,ACTIVE',
	'2,12/31/2011 0:00,5/15/2006 0:00,3/31/2012 0:00,Clerk,2011,ACTIVE',
	'1,12/31/2012 0:00,8/28/1989 0:00,,Manager,2012,ACTIVE',
	'2,12/1/2012 0:00,5/15/2006 0:00,3/31/2012 0:00,Clerk,2012,TERMINATED'
];

describe('one row a person and year', () => {
	test('SPELL_SNAPSHOTS is asked before anything else and offers the year and the record date', async () => {
		const { questions, verdict } = await readEmployments([HEADER, ...FILE, ''].join('\n'), {});
		expect(verdict).toBe('asks');
		expect(questions).toMatchObject([
			{ id: 'snapshots', code: 'SPELL_SNAPSHOTS', details: { header: 'recorddate_key', repeats: 4, rows: 6 } }
		]);
		expect(questions[0].choices.map(({ value }) => value)).toEqual(['2', '6:last', '6:first', 'none']);
	});

	test('6 rows become 2 employments: the exit comes from the row that says terminated, the promotion is a transfer', async () => {
		const { rows, counts, asked, report } = await read(FILE, {}, ['status', 'separation_type', 'job_title']);
		expect(asked).toEqual(['snapshots', 'as-of', 'exit-convention']);
		expect(rows).toEqual([
			['1', '1989-08-28', '2011-12-30', 'active', 'transfer', 'Clerk'],
			['1', '2011-12-31', null, 'active', null, 'Manager'],
			['2', '2006-05-15', '2012-03-31', 'terminated', null, 'Clerk']
		]);
		expect(counts).toEqual({ SPELL_CONVERTED: 1, SPELL_EARLY_EXIT: 2 });
		expect(report).toMatchObject({ recordCount: 6, rowCount: 3, excludedCount: 0 });
	});

	test('the record date itself gives the same employments as the year', async () => {
		const { rows } = await read(FILE, { snapshots: '2', 'date-order:2': 'mdy' }, ['job_title']);
		expect(rows).toEqual([
			['1', '1989-08-28', '2011-12-30', 'Clerk'],
			['1', '2011-12-31', null, 'Manager'],
			['2', '2006-05-15', '2012-03-31', 'Clerk']
		]);
	});

	test('rows in another order give the same employments', async () => {
		const { rows } = await read([...FILE].reverse());
		expect(rows).toEqual([
			['1', '1989-08-28', '2011-12-30'],
			['1', '2011-12-31', null],
			['2', '2006-05-15', '2012-03-31']
		]);
	});

	test('SPELL_SAME_PERIOD: active and terminated in 2012: the terminated row counts, whichever comes first', async () => {
		const twice = [...FILE, '2,12/31/2012 0:00,5/15/2006 0:00,3/31/2012 0:00,Clerk,2012,ACTIVE'];
		for (const lines of [twice, [...twice].reverse()]) {
			const { rows, counts } = await read(lines);
			expect(rows.at(-1)).toEqual(['2', '2006-05-15', '2012-03-31']);
			expect(counts).toMatchObject({ SPELL_SAME_PERIOD: 1 });
			expect(counts).not.toHaveProperty('SPELL_HEADCOUNT');
		}
	});

	test('SPELL_MISSING_PERIOD: 1 person who is gone from 2011 on is asked and never counted as left by itself', async () => {
		const lines = [...FILE, '3,12/31/2010 0:00,1/1/2009 0:00,,Clerk,2010,ACTIVE'];
		const open = await read(lines);
		expect(open.questions.filter(({ answer }) => answer === undefined)).toMatchObject([
			{ id: 'snapshot-missing', code: 'SPELL_MISSING_PERIOD', details: { count: 1 } }
		]);
		const exits = async (answer: string) => {
			const { rows, issues } = await read(lines, { 'snapshot-missing': answer }, ['separation_type']);
			const own = issues.filter(({ code }) => code === 'SPELL_MISSING_PERIOD' || code === 'SPELL_HEADCOUNT');
			return [rows.filter(([id]) => id === '3'), own.map(({ code, severity, details }) => [code, severity, details])];
		};
		const said = (severity: string) => ['SPELL_MISSING_PERIOD', severity, { last: '2010-12-31' }];
		expect(await exits('last-seen')).toEqual([[['3', '2009-01-01', '2010-12-31', 'unknown']], [said('info')]]);
		expect(await exits('employed')).toEqual([
			[['3', '2009-01-01', null, null]],
			[
				said('info'),
				// Counted by the employments, not by the rows, on the two record dates that lack the person.
				['SPELL_HEADCOUNT', 'warning', { on: '2011-12-31', rows: 2, employments: 3 }],
				['SPELL_HEADCOUNT', 'warning', { on: '2012-12-31', rows: 1, employments: 2 }]
			]
		]);
		expect(await exits('unknown')).toEqual([
			[],
			[said('error'), ['SPELL_HEADCOUNT', 'warning', { on: '2010-12-31', rows: 3, employments: 2 }]]
		]);
	});

	test('a rehire with a new hire date is a second employment; SPELL_RETURNED where the old date stays', async () => {
		const rehired = [
			...FILE.filter((line) => line.startsWith('2,')),
			'1,12/31/2010 0:00,1/1/2000 0:00,6/30/2010 0:00,Clerk,2010,TERMINATED',
			'1,12/31/2011 0:00,2/1/2011 0:00,,Clerk,2011,ACTIVE',
			'1,12/31/2012 0:00,2/1/2011 0:00,,Clerk,2012,ACTIVE'
		];
		const { rows, counts } = await read(rehired);
		expect(rows).toEqual([
			['1', '2000-01-01', '2010-06-30'],
			['1', '2011-02-01', null],
			['2', '2006-05-15', '2012-03-31']
		]);
		expect(counts).toMatchObject({ SPELL_REHIRE: 1 });
		const returned = await read(rehired.map((line) => line.replace('2/1/2011', '1/1/2000')));
		expect(returned.rows).toEqual([
			['1', '2000-01-01', '2010-06-30'],
			['1', '2011-12-31', null],
			['2', '2006-05-15', '2012-03-31']
		]);
		expect(returned.counts).toMatchObject({ SPELL_RETURNED: 1 });
	});

	test('terminated rows repeated in later years end one employment; SPELL_EXIT_CHANGED where the date moves', async () => {
		const leaver = (year: number, exit: string) =>
			`2,12/31/${year} 0:00,5/15/2006 0:00,${exit},Clerk,${year},TERMINATED`;
		const stays = FILE.filter((line) => line.startsWith('1,'));
		const same = await read([
			...stays,
			leaver(2010, '3/31/2010'),
			leaver(2011, '3/31/2010'),
			leaver(2012, '3/31/2010')
		]);
		expect(same.rows.at(-1)).toEqual(['2', '2006-05-15', '2010-03-31']);
		expect(same.counts).toEqual({ SPELL_CONVERTED: 1 });
		const moved = await read([...stays, leaver(2010, '3/31/2010'), leaver(2011, '4/30/2010')]);
		expect(moved.rows.at(-1)).toEqual(['2', '2006-05-15', '2010-04-30']);
		expect(moved.issues).toContainEqual({
			code: 'SPELL_EXIT_CHANGED',
			severity: 'warning',
			line: 6,
			details: { from: '2010-03-31', to: '2010-04-30' }
		});
	});

	test('SPELL_NO_EXIT: terminated without a date leaves the person out, not still employed', async () => {
		const { rows, issues, report } = await read([
			...FILE.slice(0, 4),
			'1,12/31/2012 0:00,8/28/1989 0:00,,Manager,2012,ACTIVE',
			'2,12/31/2012 0:00,5/15/2006 0:00,,Clerk,2012,TERMINATED'
		]);
		expect(rows.map(([id]) => id)).toEqual(['1', '1']);
		expect(issues).toContainEqual({ code: 'SPELL_NO_EXIT', severity: 'error', line: 7 });
		expect(report?.excludedCount).toBe(1);
	});

	test('a year taken as its first day: who was hired in the year is planned on that day', async () => {
		const { counts } = await read(FILE, { snapshots: '6:first' });
		expect(counts).toMatchObject({ SPELL_CONVERTED: 1 });
		const late = FILE.map((line) => line.replace('5/15/2006', '5/15/2010'));
		const { rows, counts: found } = await read(late, { snapshots: '6:first' });
		expect(rows.at(-1)).toEqual(['2', '2010-05-15', '2012-03-31']);
		// On 2012-01-01 Ben is still employed while his only row of 2012 says terminated.
		expect(found).toMatchObject({ SPELL_HEADCOUNT: 1 });
	});

	test('the first day not employed moves the exit of the terminated row back by one day', async () => {
		const { rows } = await read(FILE, { 'exit-convention': 'first-day-not-employed' });
		expect(rows).toEqual([
			['1', '1989-08-28', '2011-12-30'],
			['1', '2011-12-31', null],
			['2', '2006-05-15', '2012-03-30']
		]);
	});

	test('answered "none", each row is an employment: 6 rows, overlapping', async () => {
		const { rows, counts } = await read(FILE, { snapshots: 'none', 'status-conflict': 'dates' });
		expect(rows).toHaveLength(6);
		expect(counts.ROW_DUPLICATE).toBe(4);
	});

	test('a file of people by month with no hire date is no roster, said plainly', async () => {
		const lines = ['a', 'b', 'c'].flatMap((id) => ['2024-01-07', '2024-01-14'].map((day) => `${id},${day},IT,3.5`));
		const { fatal } = await readEmployments(`PersonId,MetricDate,Organization,hours\n${lines.join('\n')}\n`, {});
		expect(fatal).toEqual({ code: 'FILE_NOT_ROSTER', severity: 'fatal' });
	});

	test('rehires in an ordinary roster are no snapshots: nothing is asked about them', async () => {
		const lines = Array.from({ length: 20 }, (_, i) => `${i},2015-01-01,2016-01-01,A`);
		const again = Array.from({ length: 6 }, (_, i) => `${i},2018-01-01,,A`);
		const { asked } = await readEmployments(
			['person_id,hire_date,exit_date,job_title', ...lines, ...again, ''].join('\n'),
			{ 'as-of': '2020-01-01' }
		);
		expect(asked).toEqual(['as-of']);
	});
});
