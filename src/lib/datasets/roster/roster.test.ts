import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { civilDate, dayNumber } from '../../statistics/civil-date.ts';
import { ROSTER } from './roster.ts';

const overrides = { asOf: '2023-06-30', exitConvention: 'last-day' as const };
const read = (lines: string[], answers: Record<string, string> = {}, more: object = {}) =>
	readTable(ROSTER, ['person_id,hire_date,exit_date,status,separation_type,job_title', ...lines, ''].join('\n'), {
		answers,
		overrides: { ...overrides, ...more }
	});

describe('the rules of a spell', () => {
	test('SPELL_NO_HIRE: no hire date is left out with its line; a hire date is kept', async () => {
		const { rows, report } = await read(['1,,,active,,A', '2,2020-01-01,,active,,A']);
		expect(rows.map(({ values }) => values.person_id)).toEqual(['2']);
		expect(report.issues).toMatchObject([{ code: 'SPELL_NO_HIRE', severity: 'error', line: 2, column: 2 }]);
	});

	test('SPELL_EXIT_BEFORE_HIRE: an exit one day before the hire is left out, one on the same day is kept', async () => {
		const { rows, report } = await read([
			'1,2020-01-02,2020-01-01,terminated,,A',
			'2,2020-01-02,2020-01-02,terminated,,A'
		]);
		expect(rows.map(({ values }) => values.person_id)).toEqual(['2']);
		expect(report.issues).toMatchObject([{ code: 'SPELL_EXIT_BEFORE_HIRE', line: 2, column: 3, value: '2020-01-01' }]);
	});

	test('SPELL_NO_EXIT: terminated without an exit is left out, active without one is kept', async () => {
		const { rows, report } = await read(['1,2020-01-01,,terminated,,A', '2,2020-01-01,,active,,A']);
		expect(rows.map(({ values }) => values.person_id)).toEqual(['2']);
		expect(report.counts).toEqual({ SPELL_NO_EXIT: 1 });
	});

	test('SPELL_STATUS: employed with an exit before the snapshot is asked once, an exit on its day or later is none', async () => {
		const lines = [
			'1,2020-01-01,2023-06-29,active,voluntary,A',
			'2,2020-01-01,2023-06-30,active,,A',
			'3,2020-01-01,2023-07-01,on leave,,A'
		];
		const { first } = await read(lines);
		expect(first.questions).toMatchObject([{ id: 'status-conflict', code: 'SPELL_STATUS', details: { count: 1 } }]);
		const exits = async (answer: string) =>
			(await read(lines, { 'status-conflict': answer })).rows.map(({ values }) => [
				values.person_id,
				values.status,
				values.exit_date,
				values.separation_type
			]);
		const rest = [
			['2', 'active', dayNumber('2023-06-30'), null],
			['3', 'leave', dayNumber('2023-07-01'), null]
		];
		expect(await exits('dates')).toEqual([['1', 'terminated', dayNumber('2023-06-29'), 'voluntary'], ...rest]);
		expect(await exits('status')).toEqual([['1', 'active', null, null], ...rest]);
		expect(await exits('exclude')).toEqual(rest);
	});

	test('SPELL_FUTURE: a hire and an exit after the snapshot are kept and counted', async () => {
		const { rows, report } = await read([
			'1,2023-07-01,,future,,A',
			'2,2020-01-01,2023-12-31,active,,A',
			'3,2020-01-01,,active,,A'
		]);
		expect(rows).toHaveLength(3);
		expect(report.counts).toEqual({ SPELL_FUTURE: 2 });
	});

	test('the first day not employed moves the exit one day back, also across a month, before it is compared with the hire', async () => {
		const more = { exitConvention: 'first-day-not-employed' };
		const { rows, report } = await read(
			['1,2020-01-01,2022-03-01,terminated,,A', '2,2022-03-01,2022-03-01,terminated,,A'],
			{},
			more
		);
		expect(rows.map(({ values }) => values.exit_date)).toEqual([dayNumber('2022-02-28')]);
		expect(report.counts).toEqual({ SPELL_EXIT_BEFORE_HIRE: 1 });
	});

	test('EXIT_CONVENTION is asked for a header such as "End date", not for exit_date of the template', async () => {
		const codes = async (header: string) =>
			(
				await readTable(ROSTER, `person_id,hire_date,${header},job_title\n1,2020-01-01,2021-01-01,A\n`)
			).first.questions.map(({ code }) => code);
		expect(await codes('End date')).toEqual(['AS_OF', 'EXIT_CONVENTION']);
		expect(await codes('exit_date')).toEqual(['AS_OF']);
	});

	test('"exit reason" is the type where its values are types, else the reason', async () => {
		const mapped = async (value: string) =>
			(await readTable(ROSTER, `person_id,hire_date,exit reason,job_title\n1,2020-01-01,${value},A\n`)).first.plan
				.columns[2].field;
		expect(await mapped('voluntary')).toBe('separation_type');
		expect(await mapped('wanted more money')).toBe('separation_reason');
	});
});

const REAL_DATA_DIR = process.env.REAL_DATA_DIR;

// Counted without Muster, exits of each month from 2018-11 to 2023-08 in order (sum 1,533):
//   cut -d, -f5 employee_data_exit_dates.csv |
//     awk -F/ 'NR>1 && $3!=""{n[$3"-"sprintf("%02d",$1)]++} END{for(k in n) print k, n[k]}' | sort
const EXITS_BY_MONTH =
	'2 2 4 3 5 6 2 2 6 7 2 12 4 9 14 5 11 7 12 9 9 12 12 14 8 20 13 12 19 15 22 21 23 20 31 37 31 34 25 21 31 27 31 37 44 49 49 48 52 46 61 62 67 62 101 90 127 26';

function exitsByMonth(exits: unknown[]): string {
	const months = new Map<string, number>();
	for (const exit of exits)
		if (typeof exit === 'number') {
			const month = civilDate(exit).slice(0, 7);
			months.set(month, (months.get(month) ?? 0) + 1);
		}
	const inOrder = [...months].sort(([a], [b]) => (a < b ? -1 : 1));
	expect([inOrder[0][0], inOrder.at(-1)![0]]).toEqual(['2018-11', '2023-08']);
	return inOrder.map(([, count]) => count).join(' ');
}

const STATUSES = ['Active', 'Leave of Absence', 'Future Start', 'Voluntarily Terminated'];

/** A file with the traits of the public synthetic roster: split birth dates, contradictions, blanks, "Unk". */
function similarRoster(rows: number): string {
	const pad = (n: number) => String(n).padStart(2, '0');
	const lines = Array.from({ length: rows }, (_, i) => {
		const birth =
			i % 2
				? `${13 + (i % 15)}-${pad(1 + (i % 12))}-19${70 + (i % 20)}`
				: `${1 + (i % 12)}/${1 + (i % 12)}/19${70 + (i % 20)}`;
		const exit = i % 4 === 0 ? '' : `${1 + (i % 12)}/${1 + (i % 28)}/2022`;
		return [
			3427 + i,
			'Ann',
			`Example${i}`,
			`${1 + (i % 12)}/${1 + (i % 28)}/2019`,
			exit,
			'Engineer',
			`ann.${i}@example.org`,
			STATUSES[exit === '' ? 0 : i % 4],
			exit === '' ? 'Unk' : 'Voluntary',
			'Production       ',
			birth
		].join(',');
	});
	return `\ufeffEmployeeID,FirstName,LastName,StartDate,ExitDate,Title,ADEmail,EmployeeStatus,TerminationType,DepartmentType,DOB\r\n${lines.join('\r\n')}\r\n`;
}

describe('a synthetic roster with exit dates', () => {
	test('400 generated rows: month-first dates, split birth dates not stored, 200 contradictions asked, "Unk" asked', async () => {
		const { first, open, rows, report } = await readTable(ROSTER, similarRoster(400), {
			size: 4096,
			answers: { 'as-of': '2023-08-07', 'exit-convention': 'last-day', 'status-conflict': 'dates', 'empty:9': 'empty' }
		});
		expect(first.questions.map(({ id }) => id)).toEqual(['empty:9', 'as-of', 'exit-convention', 'status-conflict']);
		expect(first.inspection.columns[10]).toMatchObject({
			isIdentifier: true,
			suggestion: { field: 'birth_date' },
			dateOrder: { order: 'dmy', proofs: 200, isSplit: true }
		});
		expect(first.plan.columns.map(({ field, dateOrder }) => [field, dateOrder]).slice(3, 5)).toEqual([
			['hire_date', 'mdy'],
			['exit_date', 'mdy']
		]);
		expect(first.questions.at(-1)).toMatchObject({ details: { count: 200 } });
		expect([open, rows.length, report.counts]).toEqual([[], 400, { CELL_TRIMMED: 400, SPELL_STATUS: 200 }]);
		expect(rows[1].values).toMatchObject({
			person_id: '3428',
			hire_date: dayNumber('2019-02-02'),
			exit_date: dayNumber('2022-02-02'),
			status: 'terminated',
			department: 'Production'
		});
	});

	test.skipIf(!REAL_DATA_DIR)(
		'the public file of 3,000 rows (set REAL_DATA_DIR to read it): 991 + 86 + 69 contradictions, 1,823 proofs of split birth dates',
		async () => {
			const bytes = readFileSync(join(REAL_DATA_DIR!, 'rosters/employee_data_exit_dates.csv'));
			const { first, rows, report } = await readTable(ROSTER, bytes, {
				size: 65_536,
				answers: {
					'as-of': '2023-08-07',
					'exit-convention': 'last-day',
					'status-conflict': 'dates',
					'empty:14': 'empty',
					'words:11': '{"Contract":"contractor"}',
					'privacy:23': 'leave-out'
				}
			});
			expect(first.questions.map(({ id }) => id)).toEqual([
				'words:11',
				'empty:14',
				'as-of',
				'exit-convention',
				'status-conflict',
				'privacy:23'
			]);
			expect(first.questions.at(-1)).toMatchObject({ header: 'RaceDesc', suggestion: 'leave-out' });
			expect(first.questions.at(-2)?.words).toEqual([
				{ word: 'Active', count: 991 },
				{ word: 'Future Start', count: 69 },
				{ word: 'Leave of Absence', count: 86 }
			]);
			expect(first.inspection.columns[17].dateOrder).toMatchObject({ order: 'dmy', proofs: 1823, isSplit: true });
			expect([rows.length, report.counts.SPELL_STATUS]).toEqual([3000, 1146]);
			expect(rows.filter(({ values }) => values.exit_date === null)).toHaveLength(1467);
			expect(rows.filter(({ values }) => values.department === 'Production')).toHaveLength(2020);
			expect(exitsByMonth(rows.map(({ values }) => values.exit_date))).toBe(EXITS_BY_MONTH);
			const hires = rows.map(({ values }) => values.hire_date as number).sort((a, b) => a - b);
			expect([hires[0], hires.at(-1)]).toEqual([dayNumber('2018-08-07'), dayNumber('2023-08-06')]);
		}
	);
});
