import { describe, expect, test } from 'vitest';
import { readEmployments } from '../../../../test/support/employments.ts';
import { IdLengths } from './spell-findings.ts';

const HEADER = 'person_id,hire_date,exit_date,job_title';
const read = (lines: string[], header = HEADER, answers: Record<string, string> = {}, fields: string[] = []) =>
	readEmployments(
		[header, ...lines, ''].join('\n'),
		{ 'as-of': '2022-12-31', 'exit-convention': 'last-day', ...answers },
		fields
	);

describe('what the rows of one person show of each other', () => {
	test('SPELL_OVERLAP names the line it overlaps, SPELL_REHIRE the days between; a next-day start is neither', async () => {
		const { rows, issues } = await read([
			'1,2020-01-01,2020-06-30,A',
			'1,2020-06-30,2020-12-31,B',
			'2,2020-01-01,2020-06-30,A',
			'2,2020-07-01,2020-12-31,B',
			'3,2020-01-01,2020-06-30,A',
			'3,2020-07-02,,B'
		]);
		expect(rows).toHaveLength(6);
		expect(issues).toEqual([
			{ code: 'SPELL_OVERLAP', severity: 'warning', line: 3, details: { other: 2 } },
			{ code: 'SPELL_REHIRE', severity: 'info', line: 7, details: { other: 6, days: 1 } }
		]);
	});

	test('an employment inside a longer one overlaps it, and what follows is compared with the longer one', async () => {
		const { issues } = await read(['1,2020-01-01,2021-12-31,A', '1,2020-03-01,2020-04-30,B', '1,2022-02-01,,C']);
		expect(issues).toEqual([
			{ code: 'SPELL_OVERLAP', severity: 'warning', line: 3, details: { other: 2 } },
			{ code: 'SPELL_REHIRE', severity: 'info', line: 4, details: { other: 2, days: 31 } }
		]);
	});

	test('two open employments of one person overlap, whatever the order of the lines', async () => {
		const { issues } = await read(['1,2021-01-01,,B', '1,2020-01-01,,A']);
		expect(issues).toEqual([{ code: 'SPELL_OVERLAP', severity: 'warning', line: 2, details: { other: 3 } }]);
	});

	test('German payroll, one row an activity: the employment goes on from day to day, a gap is a second one', async () => {
		const { rows, counts } = await read(
			[
				'815;14.01.2019;31.12.2019;Lagerhelfer;Lager',
				'815;01.01.2020;30.06.2021;Staplerfahrer;Lager',
				'815;01.10.2021;;Disponent;Versand'
			],
			'PersonalNr;BeginnTaetigkeit;EndeTaetigkeit;Stellenbezeichnung;KostenstellenBezeichner',
			{},
			['job_title']
		);
		expect(rows).toEqual([
			['815', '2019-01-14', '2019-12-31', 'Lagerhelfer'],
			['815', '2020-01-01', '2021-06-30', 'Staplerfahrer'],
			['815', '2021-10-01', null, 'Disponent']
		]);
		expect(counts).toEqual({ SPELL_REHIRE: 1 });
	});
});

describe('rehire columns in one row', () => {
	const ADP =
		'File Number,Hire Date,Previous Termination Date,Rehire Date,Termination Date,Position Status,Job Title Description';
	test('ADP: hire, previous termination, rehire, termination are two employments; the title is that of the second', async () => {
		const { rows, lines, counts } = await read(
			['001,01/15/2015,03/31/2018,09/16/2019,06/30/2022,Terminated,Analyst', '002,02/20/2016,,,,Active,Clerk'],
			ADP,
			{},
			['status', 'separation_type', 'job_title']
		);
		expect(rows).toEqual([
			['001', '2015-01-15', '2018-03-31', 'terminated', 'unknown', null],
			['001', '2019-09-16', '2022-06-30', 'terminated', null, 'Analyst'],
			['002', '2016-02-20', null, 'active', null, 'Clerk']
		]);
		// A stored row needs a line of its own: the earlier employment is numbered after the last line.
		expect(lines).toEqual([2, 3, 4]);
		expect(counts).toEqual({ SPELL_TWO_IN_ROW: 1, SPELL_REHIRE: 1 });
	});

	test('BambooHR: a termination before the rehire ends the first employment', async () => {
		const { rows } = await read(
			['7,2015-01-15,2018-03-31,2019-09-01,Active,Analyst'],
			'employeeNumber,hireDate,terminationDate,rehireDate,status,jobTitle'
		);
		expect(rows).toEqual([
			['7', '2015-01-15', '2018-03-31'],
			['7', '2019-09-01', null]
		]);
	});

	test('SPELL_REHIRE_UNPAIRED: without the end before, only the later employment is known', async () => {
		const { rows, issues } = await read(
			['7,2015-01-15,2022-03-31,2019-09-01,Terminated,Analyst'],
			'employeeNumber,hireDate,terminationDate,rehireDate,status,jobTitle'
		);
		expect(rows).toEqual([['7', '2019-09-01', '2022-03-31']]);
		expect(issues).toEqual([{ code: 'SPELL_REHIRE_UNPAIRED', severity: 'warning', line: 2 }]);
	});

	test('the first day not employed moves both ends back by one day', async () => {
		const { rows } = await read(['001,2015-01-15,2018-03-31,2019-09-01,2022-06-30,Terminated,Analyst'], ADP, {
			'exit-convention': 'first-day-not-employed'
		});
		expect(rows).toEqual([
			['001', '2015-01-15', '2018-03-30'],
			['001', '2019-09-01', '2022-06-29']
		]);
	});
});

describe('rules of one row', () => {
	test('SPELL_ARTEFACT: "Data conversion" is asked once and then is a transfer, a resignation stays one', async () => {
		const header = 'person_id,hire_date,exit_date,separation_type,separation_reason,job_title';
		const lines = ['1,2020-01-01,2021-01-31,voluntary,Data conversion,A', '2,2020-01-01,2021-01-31,voluntary,Pay,A'];
		const open = await read(lines, header);
		expect(open.questions.filter(({ answer }) => answer === undefined)).toMatchObject([
			{ id: 'artefact:5', code: 'SPELL_ARTEFACT', words: [{ word: 'Data conversion', count: 1 }] }
		]);
		const types = async (answer: string) =>
			(await read(lines, header, { 'artefact:5': answer }, ['separation_type'])).rows.map((row) => row[3]);
		expect(await types('no-separation')).toEqual(['transfer', 'voluntary']);
		expect(await types('separation')).toEqual(['voluntary', 'voluntary']);
	});

	test('the end of a contract is never an exit', async () => {
		const { rows, plan } = await read(
			['1,2020-01-01,2021-12-31,A'],
			'Personalnummer,Anstelldatum,Vertragsende,Stellenbezeichnung'
		);
		expect(rows).toEqual([['1', '2020-01-01', null]]);
		expect(plan?.columns[2].field).toBeNull();
	});

	test('SPELL_LAST_DAY: a last working day after the exit is kept with a warning, one before it is nothing', async () => {
		const { issues } = await read(
			['1,2020-01-01,2021-06-30,2021-07-01,A', '2,2020-01-01,2021-06-30,2021-03-31,A'],
			'person_id,hire_date,exit_date,last_working_day,job_title'
		);
		expect(issues).toEqual([{ code: 'SPELL_LAST_DAY', severity: 'warning', line: 2 }]);
	});

	test('SPELL_FUTURE: an exit next year is counted, one in ten years is looked at', async () => {
		const { issues } = await read(['1,2020-01-01,2023-06-30,A', '2,2020-01-01,2032-06-30,A']);
		expect(issues).toEqual([
			{ code: 'SPELL_FUTURE', severity: 'info', line: 2 },
			{ code: 'SPELL_FUTURE', severity: 'warning', line: 3 }
		]);
	});
});

describe('who is who', () => {
	const HEADER = 'person_id,Last Name,First Name,Date of Birth,hire_date,job_title';
	const lines = [
		'7,Miller,Ann,1980-03-01,2015-01-01,A',
		'8,Smith,Bob,1990-03-01,2015-01-01,A',
		'7,Jones,Carl,1992-11-30,2020-01-01,B',
		'8,Smith-Lee,Bob,1990-03-01,2021-01-01,B'
	];
	test('SPELL_ID_CONFLICT: one id with another name and birth date is asked and never merged; a new name alone is not', async () => {
		const open = await read(lines, HEADER);
		expect(open.questions.filter(({ answer }) => answer === undefined)).toMatchObject([
			{ id: 'id-conflict', code: 'SPELL_ID_CONFLICT', details: { count: 1, line: 4 } }
		]);
		const left = await read(lines, HEADER, { 'id-conflict': 'exclude' });
		expect(left.rows.map((row) => row.slice(0, 2))).toEqual([
			['7', '2015-01-01'],
			['8', '2015-01-01'],
			['8', '2021-01-01']
		]);
		expect(left.issues).toContainEqual({ code: 'SPELL_ID_CONFLICT', severity: 'error', line: 4 });
		expect((await read(lines, HEADER, { 'id-conflict': 'keep' })).rows).toHaveLength(4);
	});

	test('split: the second and the third person of an id get ids of their own, and all their rows', async () => {
		const more = [...lines, '7,Jones,Carl,1992-11-30,2022-01-01,C', '7,Yeo,Dan,1970-07-07,2021-01-01,D'];
		const split = await read(more, HEADER, { 'id-conflict': 'split' });
		expect(split.rows.map((row) => row.slice(0, 2))).toEqual([
			['7 (2)', '2020-01-01'],
			['7 (2)', '2022-01-01'],
			['7 (3)', '2021-01-01'],
			['7', '2015-01-01'],
			['8', '2015-01-01'],
			['8', '2021-01-01']
		]);
		expect(split.issues.filter(({ code }) => code === 'SPELL_ID_CONFLICT').map(({ line }) => line)).toEqual([4, 6, 7]);
	});

	test('SPELL_SAME_PERSON: one name and birth date under two ids is said once for each id, and nothing is merged', async () => {
		const two = [
			'7,Miller,Ann,1980-03-01,2015-01-01,A',
			'9,MILLER,Ann ,1980-03-01,2019-01-01,B',
			'9,Miller,Ann,1980-03-01,2021-01-01,B',
			'10,Miller,Ann,1981-03-01,2019-01-01,B',
			'11,,,1980-03-01,2019-01-01,B'
		];
		const found = await read(two, HEADER);
		expect(found.rows.map(([id]) => id)).toEqual(['10', '11', '7', '9', '9']);
		expect(found.issues.filter(({ code }) => code === 'SPELL_SAME_PERSON')).toMatchObject([
			{ severity: 'warning', line: 3, details: { other: 2 } }
		]);
		// Without birth dates the day of hire stands in for them.
		const hired = await read(
			['7,Ann Miller,2015-01-01,A', '8,ann miller,2015-01-01,A', '9,Ann Miller,2016-01-01,A'],
			'person_id,Name,hire_date,job_title'
		);
		expect(hired.issues.filter(({ code }) => code === 'SPELL_SAME_PERSON').map(({ line }) => line)).toEqual([3]);
	});

	test('PRIVACY_SPECIAL: religion, union and health in three languages are asked, gender and "Trace" are not', async () => {
		const headers = ['Religion', 'Gewerkschaftsmitglied', 'RQTH', 'RaceDesc', 'Gender', 'Trace', 'Reunion'];
		const { questions, plan } = await read(
			['1,2020-01-01,A,x,x,x,x,x,x,x'],
			`person_id,hire_date,job_title,${headers.join(',')}`,
			{ 'privacy:4': 'leave-out', 'privacy:5': 'leave-out', 'privacy:6': 'leave-out', 'privacy:7': 'leave-out' }
		);
		const asked = questions.filter(({ code }) => code === 'PRIVACY_SPECIAL');
		expect(asked.map(({ header, suggestion, details }) => [header, suggestion, details?.category])).toEqual([
			['Religion', 'leave-out', 'religion'],
			['Gewerkschaftsmitglied', 'leave-out', 'union'],
			['RQTH', 'leave-out', 'health'],
			['RaceDesc', 'leave-out', 'ethnicity']
		]);
		expect(plan?.columns.filter(({ field }) => field !== null)).toHaveLength(3);
	});

	test('ID_ZEROS: "12" beside "0007" is sure, 95 of 100 ids of four digits a suspicion, letters are nothing', () => {
		const lost = (ids: string[]) => {
			const lengths = new IdLengths();
			for (const id of ids) lengths.add({ bytes: Buffer.from(`<${id}>`), start: 1, end: 1 + id.length });
			return lengths.lostZeros();
		};
		const many = Array.from({ length: 95 }, (_, i) => String(5000 + i));
		expect(lost(['0007', '0012', '12', '4711'])).toEqual({
			isSure: true,
			details: { count: 1, shortest: 2, longest: 4 }
		});
		expect(lost([...many, '12', '345', '7', '8', '9'])).toEqual({
			isSure: false,
			details: { count: 5, shortest: 1, longest: 4 }
		});
		expect(lost(['0007', '0012', '4711'])).toBeNull();
		expect(lost(['A1', 'B12', 'C007'])).toBeNull();
	});
});
