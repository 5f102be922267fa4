import { accept, ask, report, roster, sample, type BadInput } from './sample.ts';

const responses = { kind: 'ultimatum-responses', fileName: 'answers.csv', given: {} } as const;
// From 05:00Z to 22:00Z of the next day.
const NEW_YORK = {
	announcedAtLocal: '2022-11-16T00:00',
	deadlineAtLocal: '2022-11-17T17:00',
	timeZone: 'America/New_York'
};
const events = { kind: 'events', fileName: 'events.csv', given: {} } as const;
const EVENTS = 'event_id,organisation,event_type,announced_on,effective_on,affected,pct_reported,source';
const withStatus = (...rows: string[]) => ['person_id,hire_date,exit_date,job_title,status', ...rows, ''].join('\n');
const many = (rows: number, row: (i: number) => string) => roster(...Array.from({ length: rows }, (_, i) => row(i)));

/** What one row says against itself or against others, and files in which it happens very often. */
export const ROW_SAMPLES: BadInput[] = [
	sample(
		'terminated without an exit date',
		withStatus('1,2020-01-31,,Cook,active', '2,2020-01-31,,Cook,terminated'),
		report('SPELL_NO_EXIT', { line: 3, column: 3, rows: 1 })
	),
	sample(
		'active with an exit in the past',
		withStatus('1,2020-01-31,2022-01-31,Cook,active', '2,2020-01-31,,Cook,active'),
		ask(['SPELL_STATUS'], 2),
		{ answers: { 'status-conflict': 'dates' } }
	),
	sample(
		'a status of 0 and 1',
		withStatus('1,2020-01-31,,Cook,1', '2,2020-01-31,2022-01-31,Cook,0'),
		ask(['VALUE_UNMAPPED'], 2),
		{
			answers: { 'words:5': '{"1":"active","0":"terminated"}' }
		}
	),
	sample(
		'hire and exit after the day of the file',
		roster('1,2024-01-31,,Cook', '2,2020-01-31,2024-01-31,Cook'),
		accept(['SPELL_FUTURE'], 2)
	),
	sample(
		'a hire 120 years ago',
		roster('1,1901-01-31,,Cook', '2,2020-01-31,,Cook'),
		report('DATE_RANGE', { line: 2, column: 2, rows: 2 })
	),
	sample(
		'an id in scientific notation and one with leading zeros',
		roster('1e5,2020-01-31,,Cook', '00017,2020-01-31,,Cook'),
		accept([], 2)
	),
	sample(
		'a count in brackets',
		'function_id,name,required_min\na,A,2\nb,B,(5)\n',
		report('NUMBER_RANGE', { line: 3, column: 3, rows: 1 }),
		{ kind: 'staffing-requirements', given: {} }
	),
	sample('a count with an exponent', 'function_id,name,required_min\na,A,1e2\n', accept([], 1), {
		kind: 'staffing-requirements',
		given: {}
	}),
	sample(
		'an infinite working time',
		'person_id,hire_date,job_title,fte\n1,2020-01-31,Cook,1\n2,2020-01-31,Cook,Infinity\n',
		report('NUMBER_INVALID', { line: 3, column: 4, rows: 1 })
	),
	sample(
		'working time in per cent',
		'person_id,hire_date,job_title,fte\n1,2020-01-31,Cook,80\n',
		ask(['NUMBER_PERCENT'], 1),
		{
			answers: { 'percent:4': 'hundred' }
		}
	),
	sample(
		'a word for nothing',
		'person_id,hire_date,exit_date,job_title\n1,2020-01-31,N/A,Cook\n',
		ask(['VALUE_EMPTY_WORD'], 1),
		{
			answers: { 'empty:3': 'empty' }
		}
	),
	sample(
		'times without a zone beside zoned ones',
		'person_id,answer,responded_at\n1,stay,2022-11-17T16:00:00Z\n2,leave,2022-11-17 16:00\n',
		ask(['TIME_ZONE'], 2),
		{ ...responses, answers: { 'time-zone:3': 'America/New_York' } }
	),
	sample(
		'times with an abbreviated zone',
		'person_id,answer,responded_at\n1,stay,2022-11-17 16:00 ET\n',
		ask(['TIME_ZONE'], 1),
		{ ...responses, answers: { 'time-zone:3': 'America/New_York' } }
	),
	sample(
		'an hour that the clocks leave out',
		'person_id,answer,responded_at\n1,stay,2022-11-17T16:00:00Z\n2,leave,2023-03-12 02:30\n',
		ask(['TIME_ZONE'], 2),
		{ ...responses, answers: { 'time-zone:3': 'America/New_York' } }
	),
	sample(
		'an hour that the clocks go through twice',
		'person_id,answer,responded_at\n1,stay,2022-11-17T16:00:00Z\n2,leave,2022-11-06 01:30\n',
		ask(['TIME_ZONE'], 2),
		{ ...responses, answers: { 'time-zone:3': 'America/New_York' } }
	),
	sample(
		'answers that mean nothing without the question',
		'person_id,answer,responded_at\n1,yes,2022-11-17T16:00:00Z\n2,accept,2022-11-17T16:01:00Z\n',
		ask(['RESPONSE_ANSWER'], 2),
		{
			...responses,
			answers: { 'words:2': '{"yes":"stay","accept":"stay"}' }
		}
	),
	sample(
		'an answer without a time',
		'person_id,answer,responded_at\n1,stay,2022-11-17T16:00:00Z\n2,stay,\n',
		report('VALUE_REQUIRED', { line: 3, column: 3, rows: 1 }),
		responses
	),
	sample(
		'answers long before and long after the others, and two of one person',
		[
			'person_id,answer,responded_at',
			'1,stay,2020-01-01T00:00:00Z',
			'2,stay,2022-11-17T16:00:00Z',
			'2,leave,2022-11-17T18:00:00Z',
			'3,leave,2030-01-01T00:00:00Z',
			''
		].join('\n'),
		accept([], 4),
		responses
	),
	sample(
		'answers before the announcement, after the deadline, and two in time of one person',
		[
			'person_id,answer,responded_at',
			'1,stay,2022-11-16T04:59:59Z',
			'2,stay,2022-11-17T21:00:00Z',
			'2,leave,2022-11-17T22:00:00Z',
			'3,leave,2022-11-17T22:00:01Z',
			''
		].join('\n'),
		accept(['RESPONSE_EARLY', 'RESPONSE_LATE', 'RESPONSE_SUPERSEDED'], 4),
		{ ...responses, event: NEW_YORK }
	),
	sample(
		'a percentage that is no number, in a public fact',
		`${EVENTS}\na,Acme,layoff,2022-11-04,,100,about a third,x\n`,
		report('NUMBER_INVALID', { line: 2, column: 7, rows: 1 }),
		events
	),
	sample(
		'an unknown type of event',
		`${EVENTS}\na,Acme,restructuring,2022-11-04,,100,,x\n`,
		ask(['VALUE_UNMAPPED'], 1),
		{
			...events,
			answers: { 'words:3': 'layoff' }
		}
	),
	sample(
		'no column for a needed field',
		'organisation,announced_on,source\nAcme,2022-11-04,x\n',
		ask(['HEADER_MISSING'], 1),
		{
			...events,
			answers: { 'field:event_type': '=layoff' }
		}
	),
	sample('a survey without any day', 'person_id,score,department\n1,4,IT\n2,5,HR\n', {
		verdict: 'refuse',
		codes: ['FILE_KIND']
	}),
	sample(
		'a headcount split into parts',
		'organisation,year,gender,age group,headcount\nAcme,2023,f,25,9\nAcme,2023,m,25,8\n',
		{ verdict: 'refuse', codes: ['FILE_BREAKDOWN'] },
		{ kind: 'headcounts', given: {} }
	),
	sample(
		'right-to-left marks and zero-width letters',
		roster('1,2020-01-31,,\u202eCook\u200b', '2,2020-01-31,,Cook'),
		accept([], 2)
	),
	sample(
		'an escape sequence for a terminal',
		roster('1,2020-01-31,,Cook', '2,2020-01-31,,\u001b[2JCook'),
		report('CELL_CONTROL', { line: 3, column: 4, rows: 2 })
	),
	sample(
		'columns that name people',
		'person_id,hire_date,job_title,full_name,email\n1,2020-01-31,Cook,A B,a@b.example\n',
		accept([], 1)
	),
	sample('a file name with a path, a line end and markup', roster('1,2020-01-31,,Cook'), accept([], 1), {
		fileName: '../../etc/<b>staff</b>\r\n.csv'
	}),
	sample('a file name of 300 letters', roster('1,2020-01-31,,Cook'), accept([], 1), {
		fileName: `${'x'.repeat(296)}.csv`
	}),
	sample(
		'employments of one person that overlap',
		roster('1,2020-01-31,2021-01-31,Cook', '1,2020-06-01,2022-01-31,Cook'),
		report('SPELL_OVERLAP', { line: 3, rows: 2 })
	),
	sample(
		'a second employment after a gap',
		roster('1,2020-01-31,2020-12-31,Cook', '1,2021-06-01,,Cook'),
		accept(['SPELL_REHIRE'], 2)
	),
	sample(
		'one id for two people by name and birth date',
		'person_id,hire_date,job_title,full_name,birth_date\n1,2020-01-31,Cook,A B,1980-05-13\n1,2021-01-31,Cook,C D,1990-11-25\n',
		ask(['SPELL_ID_CONFLICT'], 1),
		{ answers: { 'id-conflict': 'exclude' } }
	),
	sample(
		'a reason that looks technical',
		'person_id,hire_date,exit_date,job_title,separation_reason\n1,2020-01-31,2021-01-31,Cook,Import Created Action\n',
		ask(['SPELL_ARTEFACT'], 1),
		{ answers: { 'artefact:5': 'separation' } }
	),
	sample(
		'a row for each person and year',
		[
			'person_id,year,status,hire_date,exit_date,department',
			'1,2020,ACTIVE,2018-01-31,,IT',
			'1,2021,TERMINATED,2018-01-31,2021-06-30,IT',
			'2,2020,ACTIVE,2019-01-31,,IT',
			'2,2021,ACTIVE,2019-01-31,,IT',
			''
		].join('\n'),
		ask(['SPELL_SNAPSHOTS'], 2),
		{ answers: { snapshots: '2:last' } }
	),
	sample(
		'a column of religion',
		'person_id,hire_date,job_title,religion\n1,2020-01-31,Cook,x\n',
		ask(['PRIVACY_SPECIAL'], 1),
		{
			answers: { 'privacy:4': 'leave-out' }
		}
	),
	sample(
		'more people laid off than were there',
		`${EVENTS.replace('pct_reported', 'base')}\na,Acme,layoff,2022-11-04,,200,100,x\n`,
		report('EVENT_COUNTS', { line: 2, column: 6, rows: 1 }),
		events
	),
	sample(
		'a layoff in effect before its notice',
		`${EVENTS.replace('pct_reported', 'notice_on')}\na,Acme,layoff,2022-11-04,2022-10-04,10,2022-11-04,x\n`,
		report('EVENT_DATES', { line: 2, column: 5, rows: 1 }),
		events
	),
	sample(
		'two layoffs of one organisation on one day',
		'organisation,event_type,announced_on,affected,source\nAcme,layoff,2022-11-04,10,x\nAcme,layoff,2022-11-04,20,y\n',
		ask(['EVENT_DUPLICATE'], 2),
		{ ...events, answers: { 'event-twins': 'different' } }
	),
	sample(
		'a series that falls to zero and stays there',
		'organisation,reported_for,headcount,kind\nA,2020-01,5,x\nA,2020-02,6,x\nA,2020-03,0,x\nA,2020-04,0,x\n',
		report('EVENT_BREAK', { line: 4, column: 3, rows: 4 }),
		{ kind: 'headcounts', given: {} }
	),
	sample(
		'a percentage among headcounts',
		'organisation,reported_for,headcount,kind\nA,2020,500,number\nA,2020,3.5,%\n',
		report('NUMBER_INVALID', { line: 3, column: 3, rows: 1 }),
		{ kind: 'headcounts', given: {} }
	),
	sample(
		'one bad last row of 20,000',
		() => many(20_000, (i) => `${i},${i === 19_999 ? 'soon' : '2020-01-31'},,Cook`),
		{
			...report('DATE_INVALID', { line: 20_001, column: 2, rows: 19_999 })
		}
	),
	sample(
		'20,000 rows that are all bad',
		() => many(20_000, (i) => `${i},2020-02-30,,Cook`),
		report('DATE_IMPOSSIBLE', { line: 2, column: 2, rows: 0 })
	),
	sample(
		'one id in 5,000 rows',
		() => many(5000, (i) => `1,2020-01-31,,Cook ${i}`),
		report('ROW_DUPLICATE', { line: 3, rows: 5000 })
	),
	sample(
		'counts with a column for each type',
		'organisation,event_type,source,effective_on,quit,death,total\n' +
			'A,other,OPM,2023-01,3,2,5\nA,other,OPM,2023-02,4,1,5\n',
		ask(['HEADER_TYPES'], 4),
		{ ...events, answers: { types: 'all' } }
	),
	sample('20,000 distinct departments', () => many(20_000, (i) => `${i},2020-01-31,,Cook ${i}`), accept([], 20_000))
];
