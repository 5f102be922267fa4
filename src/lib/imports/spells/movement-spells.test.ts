import { describe, expect, test } from 'vitest';
import { readEmployments } from '../../../../test/support/employments.ts';

const SAP = 'Datum der Maßnahme;Personalnummer;Maßnahmenart;Maßnahmegrund;Kostenstelle;Abteilung';
const ANSWERS = { movements: '3@1', 'as-of': '2022-12-31', 'exit-convention': 'last-day' };
const read = (lines: string[], answers: Record<string, string> = {}, fields: string[] = [], header = SAP) =>
	readEmployments([header, ...lines, ''].join('\n'), { ...ANSWERS, ...answers }, fields);

// 4711 is hired, moves, leaves and comes back; 4712 stays.
const FILE = [
	'01.02.2019;4711;Einstellung;;100;Lager',
	'01.03.2019;4712;Einstellung;;100;Lager',
	'15.06.2020;4711;Versetzung;Interne Umstrukturierung;200;Versand',
	'31.03.2021;4711;Austritt;Eigenkündigung;200;Versand',
	'01.09.2021;4711;Wiedereinstellung;;300;Einkauf'
];

describe('a list of movements', () => {
	test('SPELL_MOVEMENTS is asked first, with the column of actions and the day', async () => {
		const { questions } = await readEmployments([SAP, ...FILE, ''].join('\n'), {});
		expect(questions).toMatchObject([
			{
				id: 'movements',
				code: 'SPELL_MOVEMENTS',
				choices: [{ value: '3@1', details: { header: 'Maßnahmenart', date: 'Datum der Maßnahme' } }, { value: 'none' }],
				details: { rows: 5 }
			}
		]);
	});

	test('SAP in German: 5 movements become 3 employments of 2 people, the move kept, the reason with the exit', async () => {
		const { rows, counts, asked } = await read(FILE, {}, ['separation_type', 'separation_reason', 'department']);
		expect(asked).toEqual(['movements', 'as-of', 'exit-convention']);
		expect(rows).toEqual([
			['4711', '2019-02-01', '2020-06-14', 'transfer', null, 'Lager'],
			['4711', '2020-06-15', '2021-03-31', null, 'Eigenkündigung', 'Versand'],
			['4711', '2021-09-01', null, null, null, 'Einkauf'],
			['4712', '2019-03-01', null, null, null, 'Lager']
		]);
		expect(counts).toEqual({ SPELL_CONVERTED: 1, SPELL_REHIRE: 1 });
	});

	test('the order of the lines says nothing', async () => {
		expect((await read([...FILE].reverse())).rows).toEqual((await read(FILE)).rows);
	});

	test('an exit dated by the first day not employed ends one day earlier; transfers stay', async () => {
		const { rows } = await read(FILE, { 'exit-convention': 'first-day-not-employed' });
		expect(rows.slice(0, 3)).toEqual([
			['4711', '2019-02-01', '2020-06-14'],
			['4711', '2020-06-15', '2021-03-30'],
			['4711', '2021-09-01', null]
		]);
	});

	test('SPELL_UNPAIRED: an exit and a transfer without a hire are left out and listed, a second hire is a move', async () => {
		const { rows, issues, report } = await read([
			...FILE,
			'01.05.2020;9001;Austritt;;100;Lager',
			'01.05.2020;9002;Versetzung;;100;Lager',
			'01.05.2022;4712;Einstellung;;400;Labor'
		]);
		expect(rows.slice(3)).toEqual([
			['4712', '2019-03-01', '2022-04-30'],
			['4712', '2022-05-01', null]
		]);
		expect(issues.filter(({ code }) => code === 'SPELL_UNPAIRED')).toEqual([
			{ code: 'SPELL_UNPAIRED', severity: 'warning', line: 9, details: { action: 'hire' } },
			{ code: 'SPELL_UNPAIRED', severity: 'error', line: 7, details: { action: 'exit' } },
			{ code: 'SPELL_UNPAIRED', severity: 'error', line: 8, details: { action: 'transfer' } }
		]);
		expect(report).toMatchObject({ recordCount: 8, excludedCount: 2, rowCount: 5 });
	});

	test('an exit before the hire is left out as SPELL_EXIT_BEFORE_HIRE where it is moved back by one day', async () => {
		const { issues } = await read(
			[...FILE, '01.05.2020;9001;Einstellung;;100;Lager', '01.05.2020;9001;Austritt;;100;Lager'],
			{ 'exit-convention': 'first-day-not-employed' }
		);
		expect(issues).toContainEqual({
			code: 'SPELL_EXIT_BEFORE_HIRE',
			severity: 'error',
			line: 8,
			details: { value: '2020-04-30' }
		});
	});

	test('hired and left on one day is an employment of that day; left and hired again next day are joined by counting', async () => {
		const { rows, counts } = await read([
			...FILE,
			'01.05.2020;9001;Austritt;;100;Lager',
			'01.05.2020;9001;Einstellung;;100;Lager',
			'02.05.2020;9001;Wiedereinstellung;;100;Lager'
		]);
		expect(rows.slice(-2)).toEqual([
			['9001', '2020-05-01', '2020-05-01'],
			['9001', '2020-05-02', null]
		]);
		expect(counts.SPELL_REHIRE).toBe(1);
	});

	test('a generic log, pers_no, eff_date, action, reason: an empty cell of a transfer leaves what was known', async () => {
		const { rows } = await read(
			[
				'7,2020-01-01,Hire,,Analyst,Berlin',
				'7,2021-01-01,Transfer,reorganisation,,Paris',
				'7,2021-06-30,Pay change,,,',
				'7,2022-06-30,Termination,Resignation,,'
			],
			{ movements: '3@2' },
			['job_title', 'site', 'separation_reason'],
			'pers_no,eff_date,action,reason,job title,location'
		);
		expect(rows).toEqual([
			['7', '2020-01-01', '2020-12-31', 'Analyst', 'Berlin', null],
			['7', '2021-01-01', '2022-06-30', 'Analyst', 'Paris', 'Resignation']
		]);
	});

	test('an unknown action is asked', async () => {
		const { questions } = await read([...FILE, '01.05.2022;4712;Sonstiges;;400;Labor']);
		expect(questions.filter(({ answer }) => answer === undefined)).toMatchObject([
			{ code: 'VALUE_UNMAPPED', words: [{ word: 'Sonstiges', count: 1 }] }
		]);
		const { counts } = await read([...FILE, '01.05.2022;4712;Sonstiges;;400;Labor'], {
			'words:3': JSON.stringify({
				Einstellung: 'hire',
				Wiedereinstellung: 'rehire',
				Versetzung: 'transfer',
				Austritt: 'exit',
				Sonstiges: 'none'
			})
		});
		expect(counts).toMatchObject({ SPELL_NO_MOVE: 1 });
	});

	test('a roster whose status says Hired and Terminated beside hire and exit dates is no list of movements', async () => {
		const lines = ['1,2020-01-01,2021-01-01,Terminated,A', '1,2022-01-01,,Hired,A', '2,2020-01-01,,Hired,A'];
		const { asked } = await readEmployments(
			['person_id,hire_date,exit_date,status,job_title', ...lines, ''].join('\n'),
			{ 'as-of': '2022-12-31' }
		);
		expect(asked).not.toContain('movements');
	});
});
