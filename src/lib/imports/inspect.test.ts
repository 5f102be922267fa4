import { describe, expect, test } from 'vitest';
import { pieces, readTable } from '../../../test/support/read-table.ts';
import { EVENTS } from '../datasets/events/events.ts';
import { EXECUTIVE_DEPARTURES } from '../datasets/executive-departures/executive-departures.ts';
import { HEADCOUNTS } from '../datasets/headcounts/headcounts.ts';
import { ROSTER } from '../datasets/roster/roster.ts';
import { ULTIMATUM_RESPONSES } from '../datasets/ultimatum-responses/ultimatum-responses.ts';
import { STAFFING_REQUIREMENTS } from '../datasets/staffing-requirements/staffing-requirements.ts';
import { inspectFile, type InspectHints } from './inspect.ts';
import { LIMITS } from './limits.ts';
import { applyAnswers, changedGuesses } from './questions/answers.ts';

const inspect = (content: string | Uint8Array, hints: InspectHints = {}, kind = ROSTER) =>
	inspectFile(pieces(Buffer.from(content), 50), kind, hints);
const codesOf = async (content: string | Uint8Array, hints: InspectHints = {}, kind = ROSTER) =>
	(
		await inspect(content, { overrides: { asOf: '2023-06-30', exitConvention: 'last-day' }, ...hints }, kind)
	).questions.map(({ code }) => code);
const PLAIN = 'person_id,hire_date,job_title\n001,2020-01-31,Développeur\n002,2021-02-28,Ingénieure\n';

describe('encoding', () => {
	const rows = async (bytes: Uint8Array, answers: Record<string, string> = {}) =>
		(await readTable(ROSTER, bytes, { answers: { 'as-of': '2023-06-30', ...answers } })).rows;
	test('UTF-8 with and without a mark and UTF-16 of both orders give the same rows without a question', async () => {
		const plain = await rows(Buffer.from(PLAIN));
		expect(plain.map(({ values }) => values.job_title)).toEqual(['Développeur', 'Ingénieure']);
		const wide = Buffer.from(`\ufeff${PLAIN}`, 'utf16le');
		for (const bytes of [Buffer.from(`\ufeff${PLAIN}`), wide, Buffer.from(wide).swap16()])
			expect(await rows(bytes)).toEqual(plain);
	});

	test('FILE_ENCODING: Latin letters that are no UTF-8 are asked with a preview and read as answered', async () => {
		const bytes = Buffer.from(PLAIN, 'latin1');
		const { questions } = await inspect(bytes);
		const question = questions.find(({ code }) => code === 'FILE_ENCODING');
		expect(question).toMatchObject({ id: 'encoding', details: { line: 2 }, suggestion: 'windows-1252' });
		expect(question?.choices[0]).toEqual({
			value: 'windows-1252',
			details: { lines: '001,2020-01-31,Développeur ⏎ 002,2021-02-28,Ingénieure' }
		});
		expect(await rows(bytes, { encoding: 'windows-1252' })).toEqual(await rows(Buffer.from(PLAIN)));
		expect((await rows(bytes, { encoding: 'macintosh' }))[0].values.job_title).toBe('DÈveloppeur');
	});

	test('FILE_ENCODING: a wrong byte far below the first mebibyte is found with its line', async () => {
		const lines = Array.from({ length: 60_000 }, (_, i) => `${i},2020-01-31,Engineer`);
		const bytes = Buffer.concat([
			Buffer.from(['person_id,hire_date,job_title', ...lines, ''].join('\n')),
			Buffer.from('x,2020-01-31,Pr\xe9\n', 'latin1')
		]);
		expect(bytes.length).toBeGreaterThan(LIMITS.headBytes);
		expect(
			(await inspectFile([bytes], ROSTER, {})).questions.find(({ id }) => id === 'encoding')?.details
		).toMatchObject({
			line: 60_002,
			state: 'invalid'
		});
	});
});

describe('delimiter and header', () => {
	test.each([
		[';', 'semicolon'],
		['\t', 'tab'],
		['|', 'vertical bar'],
		[',', 'comma']
	])('"%s" is recognised (%s)', async (delimiter) => {
		const { plan, questions } = await inspect(PLAIN.replaceAll(',', delimiter));
		expect(plan.delimiter).toBe(delimiter);
		expect(plan.columns.map(({ field }) => field)).toEqual(['person_id', 'hire_date', 'job_title']);
		expect(questions.map(({ code }) => code)).toEqual(['AS_OF']);
	});

	test('"sep=;" counts as line 1 and is no header', async () => {
		const { plan, questions } = await inspect(`sep=;\r\n${PLAIN.replaceAll(',', ';')}`);
		expect([plan.delimiter, plan.headerLine, questions.map(({ code }) => code)]).toEqual([';', 2, ['AS_OF']]);
		const { rows } = await readTable(ROSTER, `sep=;\r\n${PLAIN.replaceAll(',', ';')}`, {
			answers: { 'as-of': '2023-06-30' }
		});
		expect(rows.map(({ line }) => line)).toEqual([3, 4]);
	});

	test('FILE_DELIMITER: commas and semicolons that fit equally well are asked and followed', async () => {
		const text = 'person_id;hire_date;a,b,c\n1;2020-01-31;x,y,z\n2;2020-01-31;x,y,z\n';
		expect(
			(await inspect(text)).questions
				.find(({ code }) => code === 'FILE_DELIMITER')
				?.choices.map(({ value }) => value)
				.sort()
		).toEqual([',', ';']);
		expect((await readTable(ROSTER, text, { answers: { delimiter: ';' } })).plan.columns).toHaveLength(3);
	});

	test('FILE_PREAMBLE: two title lines are asked, skipped when answered', async () => {
		const text = `Export of 2023\n\nConfidential,\n${PLAIN}`;
		const { questions } = await inspect(text);
		expect(questions.find(({ code }) => code === 'FILE_PREAMBLE')).toMatchObject({ id: 'header', suggestion: '4' });
		const { rows } = await readTable(ROSTER, text, { answers: { header: '4', 'as-of': '2023-06-30' } });
		expect(rows.map(({ line, values }) => [line, values.person_id])).toEqual([
			[5, '001'],
			[6, '002']
		]);
	});

	test('FILE_NO_HEADER: data on line 1 is asked; "no header" loses no row', async () => {
		const text = '001,2020-01-31,Engineer\n002,2021-02-28,Cook\n';
		const { questions } = await inspect(text);
		const choices = questions.find(({ code }) => code === 'FILE_NO_HEADER')?.choices;
		expect(choices?.map(({ value }) => value)).toEqual(['none', '1']);
		const answers = { header: 'none', 'as-of': '2023-06-30' };
		const fields = { 'field:person_id': '1', 'field:hire_date': '2', 'field:job_title': '3' };
		const { rows, open } = await readTable(ROSTER, text, { answers: { ...answers, ...fields } });
		expect([open, rows.map(({ line, values }) => [line, values.person_id])]).toEqual([
			[],
			[
				[1, '001'],
				[2, '002']
			]
		]);
	});

	test('HEADER_DUPLICATE and HEADER_AMBIGUOUS: either column can be chosen by position', async () => {
		const text = 'Employee ID,Employee ID,Hire Date,Title\n1,A,2020-01-31,X\n';
		const { questions } = await inspect(text);
		expect(questions.find(({ id }) => id === 'field:person_id')).toMatchObject({
			code: 'HEADER_DUPLICATE',
			details: { a: 1, b: 2 }
		});
		const { rows } = await readTable(ROSTER, text, { answers: { 'field:person_id': '2', 'as-of': '2023-06-30' } });
		expect(rows[0].values.person_id).toBe('A');
		expect(await codesOf('Employee ID,Worker ID,Hire Date,Title\n1,A,2020-01-31,X\n')).toEqual(['HEADER_AMBIGUOUS']);
	});

	test('HEADER_MISSING: a file without hire dates and without any role asks for both', async () => {
		const { questions } = await inspect('Employee ID,Colour\n1,red\n');
		expect(questions.filter(({ code }) => code === 'HEADER_MISSING').map(({ id }) => id)).toEqual([
			'field:hire_date',
			'field:job_title'
		]);
	});

	test('ROW_TOTAL: a last row that adds up is asked, one that does not is not', async () => {
		const file = (total: number) => `function_id,name,required_min\na,A,2\nb,B,3\nTotal,,${total}\n`;
		expect(await codesOf(file(5), {}, STAFFING_REQUIREMENTS)).toEqual(['ROW_TOTAL']);
		expect(await codesOf(file(6), {}, STAFFING_REQUIREMENTS)).toEqual([]);
		expect((await readTable(STAFFING_REQUIREMENTS, file(5), { answers: { 'total-row': 'skip' } })).rows).toHaveLength(
			2
		);
	});
});

describe('what is refused', () => {
	test.each([
		['', 'FILE_EMPTY'],
		['\ufeff', 'FILE_EMPTY'],
		['\n\r\n\n', 'FILE_EMPTY'],
		['person_id,hire_date,job_title\n', 'FILE_HEADER_ONLY'],
		['%PDF-1.7', 'FILE_NOT_CSV'],
		['just\none\ncolumn\n', 'FILE_NOT_CSV'],
		['a,b\n1,"2\n', 'QUOTE_UNCLOSED']
	])('%j is %s', async (content, code) => {
		expect((await inspect(content)).fatal).toMatchObject({ code, severity: 'fatal' });
	});

	test('LIMIT_COLUMNS and LIMIT_ROWS: at the limit read, above it refused', async () => {
		const wide = (n: number) =>
			`${Array.from({ length: n }, (_, i) => `c${i}`).join(',')}\n${Array.from({ length: n }, () => '2020-01-31').join(',')}\n`;
		const limits = (change: Partial<typeof LIMITS>) => ({ limits: { ...LIMITS, ...change } });
		expect((await inspect(wide(3), limits({ columns: 3 }), STAFFING_REQUIREMENTS)).fatal).toBeNull();
		expect((await inspect(wide(4), limits({ columns: 3 }))).fatal).toMatchObject({
			code: 'LIMIT_COLUMNS',
			details: { columns: 4, limit: 3 }
		});
		expect((await inspect(PLAIN, limits({ rows: 2 }))).fatal).toBeNull();
		expect((await inspect(PLAIN, limits({ rows: 1 }))).fatal).toMatchObject({ code: 'LIMIT_ROWS' });
	});

	test('FILE_KIND: a survey without days can be no roster, whichever column is picked; with days it is a question', async () => {
		const survey = (day: string) =>
			`person_id,started,score,pay,department\n1,${day},4,21000,IT\n2,${day},5,5200,HR\n3,,3,7100,HR\n`;
		expect((await inspect(survey('6 years'))).fatal).toEqual({
			code: 'FILE_KIND',
			severity: 'fatal',
			details: { kind: 'roster', missing: 'hire_date' }
		});
		const found = await inspect(survey('2020-01-31'));
		expect([found.fatal, found.questions.map(({ id }) => id)]).toEqual([null, ['field:hire_date', 'as-of']]);
	});

	test('FILE_BREAKDOWN: a social report by contract and gender is no list of headcounts; by organisation and year it is', async () => {
		const report =
			'Année;Périmètre juridique;Indicateur;Genre;Type de contrat;Valeur\n2023;EDF SA;Effectif;Femme;CDI;9.0\n';
		expect((await inspect(report, {}, HEADCOUNTS)).fatal).toMatchObject({
			code: 'FILE_BREAKDOWN',
			details: { count: 2, columns: 'Genre, Type de contrat' }
		});
		const { rows } = await readTable(HEADCOUNTS, report.replaceAll(/;(?:Genre|Femme);(?:Type de contrat|CDI)/g, ''));
		expect(rows.map(({ values }) => [values.organisation, values.reported_for, values.kind, values.headcount])).toEqual(
			[['EDF SA', '2023', 'Effectif', { low: 9, best: 9, high: 9, text: '9.0' }]]
		);
	});

	test('a million blank lines are refused as empty (looking at each for each would take hours)', async () => {
		expect((await inspectFile([Buffer.alloc(1_000_000, '\n')], ROSTER, {})).fatal?.code).toBe('FILE_EMPTY');
	});
});

describe('questions about values, one per column', () => {
	const roster = (column: string, values: string[], rest = 'x') =>
		`person_id,hire_date,job_title,${column}\n${values.map((value, i) => `${i},2020-01-31,${rest},"${value}"`).join('\n')}\n`;
	test.each([
		['DATE_ORDER', roster('exit_date', ['3/4/2022', '5/6/2022'])],
		['DATE_MIXED', roster('exit_date', ['25/12/2022', '12/25/2022'])],
		['DATE_YEAR2', roster('exit_date', ['25/12/22'])],
		['DATE_SERIAL', roster('exit_date', ['44197', '2022-01-01'])],
		['DATE_PLACEHOLDER', roster('exit_date', ['9999-12-31', '2022-01-01'])],
		['DATE_PARTIAL', roster('exit_date', ['2022-01', '2022-01-01'])],
		['VALUE_EMPTY_WORD', roster('separation_type', ['Unk', 'Voluntary'])],
		['VALUE_UNMAPPED', roster('separation_type', ['Austritt', 'Voluntary'])],
		['VALUE_UNMAPPED', roster('status', ['0', '1'])],
		['NUMBER_PERCENT', roster('fte', ['80', '100'])],
		['NUMBER_DECIMAL', 'function_id;name;required_min\na;A;1.234\n']
	])('%s is asked', async (code, content) => {
		expect(await codesOf(content, {}, code === 'NUMBER_DECIMAL' ? STAFFING_REQUIREMENTS : ROSTER)).toEqual([code]);
	});

	test.each([
		['a proven order', roster('exit_date', ['25/12/2022', '3/4/2022'])],
		['ISO dates', roster('exit_date', ['2022-12-25'])],
		['known words', roster('separation_type', ['Voluntary', 'démission'])],
		['a proven decimal comma', roster('fte', ['0,8', '1'])],
		['surnames such as Null', 'person_id,hire_date,job_title,last_name\n1,2020-01-31,x,Null\n']
	])('nothing is asked about %s', async (_, content) => {
		expect(await codesOf(content)).toEqual([]);
	});

	test('two date columns of one file keep their own orders', async () => {
		const { plan } = await inspect('person_id,hire_date,exit_date,job_title\n1,9/20/2019,25/12/2021,x\n');
		expect(plan.columns.map(({ dateOrder }) => dateOrder)).toEqual([undefined, 'mdy', 'dmy', undefined]);
	});

	test('"Unk" answered as empty is empty, answered as a value it is asked as a word', async () => {
		const content = roster('separation_type', ['Unk', 'Voluntary']);
		const empty = await readTable(ROSTER, content, {
			overrides: { asOf: '2023-06-30' },
			answers: { 'empty:4': 'empty' }
		});
		expect(empty.rows.map(({ values }) => values.separation_type)).toEqual([null, 'voluntary']);
		const kept = await readTable(ROSTER, content, {
			overrides: { asOf: '2023-06-30' },
			answers: { 'empty:4': 'keep' }
		});
		expect(kept.open.map(({ id }) => id)).toEqual(['words:4']);
	});

	test('a date column without dates is not suggested as a date', async () => {
		expect(
			(await inspect('person_id,hire date,Start date,job_title\n1,2020-01-31,soon,x\n')).plan.columns[2].field
		).toBeNull();
	});

	test('an order answered on a remembered profile is used only where the header row is the same', async () => {
		const first = await inspect(roster('exit_date', ['25/12/2022']));
		const again = await inspect(roster('exit_date', ['3/4/2022']), { profile: first.plan });
		expect([again.plan.columns[3].dateOrder, again.questions.map(({ code }) => code)]).toEqual(['dmy', ['AS_OF']]);
		const other = await inspect(roster('Exit Date', ['3/4/2022']), { profile: first.plan });
		expect(other.plan.columns[3].dateOrder).toBeUndefined();
	});
});

test('identifiers are recognised with their field and never mapped', async () => {
	const { plan, inspection } = await inspect(
		'person_id,First Name,E-mail,DOB,Religion,hire_date,job_title\n1,Ann,a@b.org,25-12-1991,none,2020-01-31,x\n'
	);
	expect(inspection.columns.filter(({ isIdentifier }) => isIdentifier).map(({ header }) => header)).toEqual([
		'First Name',
		'E-mail',
		'DOB',
		'Religion'
	]);
	expect(plan.columns.map(({ field }) => field)).toEqual([
		'person_id',
		null,
		null,
		null,
		null,
		'hire_date',
		'job_title'
	]);
});

test('public facts keep rows whose optional figure cannot be read', async () => {
	const { rows, report } = await readTable(
		EVENTS,
		'organisation,event_type,announced_on,pct_reported,source\nA,layoff,2022-11,<5,x\nB,layoff,2022-11-04,8.4,y\n'
	);
	expect(
		rows.map(({ values }) => [values.event_id, values.announced_on, values.pct_reported, values.pct_decimals])
	).toEqual([
		['a-layoff-2022-11', '2022-11', null, null],
		['b-layoff-2022-11-04', '2022-11-04', 0.084, 1]
	]);
	expect(report.issues).toMatchObject([{ code: 'NUMBER_INVALID', severity: 'warning', line: 2, value: '<5' }]);
});

test('VALUE_UNMAPPED: the nine codes of a study of CEO departures are asked with what they stand for', async () => {
	const file =
		'exec_fullname,coname,departure_code,leftofc\nA,X Corp,5,2003-03-21T00:00:00Z\nB,Y Corp,3,2004-03-21T00:00:00Z\n';
	const { questions } = await inspect(file, {}, EXECUTIVE_DEPARTURES);
	expect(questions.map(({ id }) => id)).toEqual(['field:post', 'words:3']);
	expect(questions[1].words).toEqual([
		{ word: '5', count: 1, suggestion: 'retired' },
		{ word: '3', count: 1, suggestion: 'dismissed' }
	]);
});

describe('what the rows themselves answer is shown as a guess and can be answered otherwise', () => {
	const file =
		'person_id,start date,department,fte,employment_type\n1,9/20/2019,IT,"0,5",CDI\n2,2/11/2023,HR,"1,0",CDD\n3,3/4/2020,HR,"1,0",CDI\n';
	test('with its answer, three real values and the other choices with their ranges', async () => {
		const { inspection, questions } = await inspect(file);
		expect(questions.map(({ id }) => id)).toEqual(['as-of']);
		const guesses = inspection.guesses?.filter(({ column }) => column !== undefined) ?? [];
		expect(guesses.map(({ id, answer }) => [id, answer])).toEqual([
			['date-order:2', 'mdy'],
			['decimal:4', ','],
			['words:5', '{"CDI":"employee","CDD":"fixed_term"}']
		]);
		expect(guesses[0]).toMatchObject({
			code: 'DATE_ORDER',
			header: 'start date',
			choices: [
				{ value: 'dmy', details: { proofs: 0, first: '2020-04-03', last: '2023-11-02' } },
				{ value: 'mdy', details: { proofs: 1, first: '2019-09-20', last: '2023-02-11' } }
			]
		});
	});

	test('encoding, delimiter and header of the file itself, and MacRoman on request', async () => {
		const { inspection, plan } = await inspect(PLAIN);
		expect(inspection.guesses?.map(({ id, code, answer }) => [id, code, answer])).toEqual([
			['encoding', 'FILE_ENCODING', 'utf-8'],
			['delimiter', 'FILE_DELIMITER', ','],
			['header', 'FILE_HEADER', '1']
		]);
		const [encoding, delimiter, header] = inspection.guesses ?? [];
		expect(encoding.choices.find(({ value }) => value === 'macintosh')?.details?.lines).toContain('D√©veloppeur');
		expect(delimiter.choices.map(({ value, details }) => [value, details?.columns])).toEqual([
			[',', 3],
			[';', 1],
			['\t', 1],
			['|', 1]
		]);
		expect(header.choices.map(({ value }) => value)).toEqual(['1', '2', '3', 'none']);
		const answers = { encoding: 'macintosh' };
		const changed = applyAnswers(plan, changedGuesses(inspection, answers), answers).plan;
		const again = await readTable(ROSTER, PLAIN, { overrides: changed, answers: { 'as-of': '2023-06-30' } });
		expect(again.rows[0].values.job_title).toBe('D√©veloppeur');
		expect(again.first.inspection.guesses?.[0]).toMatchObject({ id: 'encoding', answer: 'macintosh' });
	});

	test('pure ASCII and a file with a mark are not asked about their letters', async () => {
		for (const text of ['person_id,hire_date,job_title\n1,2020-01-31,Cook\n', `\ufeff${PLAIN}`])
			expect((await inspect(text)).inspection.guesses?.map(({ id }) => id)).toEqual(['delimiter', 'header']);
	});

	test('another answer holds: CDD is an agency worker here, and 9/20/2019 is then no date', async () => {
		const { plan, inspection } = await inspect(file);
		const answers = { 'words:5': '{"CDI":"employee","CDD":"temp"}', 'date-order:2': 'dmy', 'decimal:4': ',' };
		const guesses = changedGuesses(inspection, answers);
		expect(guesses.map(({ id }) => id)).toEqual(['date-order:2', 'words:5']);
		const { rows, report } = await readTable(ROSTER, file, {
			overrides: applyAnswers(plan, guesses, answers).plan,
			answers: { 'as-of': '2023-12-31' }
		});
		expect(report.issues).toMatchObject([{ code: 'DATE_IMPOSSIBLE', line: 2, column: 2 }]);
		expect(rows.map(({ values }) => [values.fte, values.employment_type])).toEqual([
			[1, 'temp'],
			[1, 'employee']
		]);
	});
});

test('a date with a time behind a month name is the day as written', async () => {
	const { rows } = await readTable(
		ROSTER,
		'person_id,hire_date,department\n1,12 mars 2020 23:30,IT\n2,Aug 12 2023 00:00,IT\n',
		{
			answers: { 'as-of': '2023-12-31' }
		}
	);
	// 18,333 and 19,581 days after 1970-01-01, counted with GNU date.
	expect(rows.map(({ values }) => values.hire_date)).toEqual([18_333, 19_581]);
});

test('DATE_SERIAL and TIME_ZONE: answers stamped with day numbers of a spreadsheet are asked for system and zone', async () => {
	const file = 'person_id,answer,responded_at\n1,stay,44882.708333\n2,leave,44882.75\n';
	const { first, rows } = await readTable(ULTIMATUM_RESPONSES, file, {
		answers: { 'serial:3': '1900', 'time-zone:3': 'America/New_York' }
	});
	expect(first.questions.map(({ code }) => code)).toEqual(['DATE_SERIAL', 'TIME_ZONE']);
	expect(rows.map(({ values }) => values.responded_at)).toEqual([
		Date.UTC(2022, 10, 17, 22),
		Date.UTC(2022, 10, 17, 23)
	]);
});

test('DATE_RANGE: the year 0202 of a public fact is kept and said', async () => {
	const file = 'event_id,organisation,event_type,announced_on,source\na,A,layoff,0202-11-04,x\nb,B,layoff,2022,x\n';
	const { rows, report } = await readTable(EVENTS, file);
	expect(rows.map(({ values }) => values.announced_on)).toEqual(['0202-11-04', '2022']);
	expect(report.issues).toMatchObject([{ code: 'DATE_RANGE', severity: 'warning', line: 2, column: 4 }]);
});
