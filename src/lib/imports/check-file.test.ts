import { expect, test } from 'vitest';
import { sheetRows, workbookParts, zipFile } from '../../../test/support/zip-file.ts';
import { DATASET_KINDS, templateCsv } from '../datasets/registry.ts';
import { bytesInMemory } from './file/file-bytes.ts';
import { checkFile, type FileToCheck, type UnderstoodRow } from './check-file.ts';

const check = (text: string, rest: Partial<FileToCheck> = {}) =>
	checkFile({ file: bytesInMemory(Buffer.from(text)), today: '2023-01-31', ...rest });

const ROSTER =
	'Personalnummer;Eintrittsdatum;Austrittsdatum;Abteilung\n007;01.02.2020;;IT\n008;15.02.2020;30.06.2022;IT\n';

test('a German roster is recognised, asks for its day and what an exit means, and is checked after two answers', async () => {
	const first = await check(ROSTER);
	expect(first).toMatchObject({ verdict: 'asks', kind: 'roster', report: null, fatal: null });
	expect(first.questions.map(({ id }) => id)).toEqual(['as-of', 'exit-convention']);
	const rows: UnderstoodRow[] = [];
	const answers = { 'as-of': '2022-12-31', 'exit-convention': 'last-day' };
	const second = await check(ROSTER, { answers, onRow: (row) => rows.push(row) });
	expect(second).toMatchObject({ verdict: 'importable', report: { recordCount: 2, rowCount: 2, excludedCount: 0 } });
	expect(second.questions.map(({ answer }) => answer)).toEqual(['2022-12-31', 'last-day']);
	expect(rows.map(({ line, values }) => [line, values.person_id, values.hire_date, values.exit_date])).toEqual([
		[2, '007', '2020-02-01', null],
		[3, '008', '2020-02-15', '2022-06-30']
	]);
});

test('one answer of two leaves the other question open and checks no row', async () => {
	const found = await check(ROSTER, { answers: { 'as-of': '2022-12-31' } });
	expect(found).toMatchObject({ verdict: 'asks', report: null });
	expect(found.questions.filter(({ answer }) => answer === undefined).map(({ id }) => id)).toEqual(['exit-convention']);
});

test('answers under a question asked say stay and leave without a database', async () => {
	const rows: UnderstoodRow[] = [];
	const found = await check('person_id,answer,responded_at\n1,yes,2022-11-17T16:00:00-05:00\n2,no,2022-11-17 16:30\n', {
		events: [{ eventId: 'e', title: 'e', question: 'opt_in_to_stay', timeZone: 'America/New_York' }],
		answers: { 'time-zone:3': 'America/New_York' },
		onRow: (row) => rows.push(row)
	});
	expect(found).toMatchObject({ kind: 'ultimatum-responses', verdict: 'importable' });
	expect(rows.map(({ values }) => [values.answer, values.responded_at])).toEqual([
		['stay', '2022-11-17T21:00:00.000Z'],
		['leave', '2022-11-17T21:30:00.000Z']
	]);
});

test('a survey without dates fits no kind: refused with the nearest kind and what it would need', async () => {
	const found = await check('Happiness,Ben1,Work1\n4,3,2\n1,2,3\n');
	expect(found).toMatchObject({ verdict: 'refused', kind: null, report: null, fatal: { code: 'FILE_KIND' } });
	expect(String(found.fatal?.details?.missing)).not.toBe('');
});

test('a PDF is refused as a PDF whatever kind is asked for', async () => {
	for (const kind of [undefined, 'events'] as const)
		expect((await check('%PDF-1.7\n', { kind })).fatal).toMatchObject({
			code: 'FILE_NOT_CSV',
			details: { kind: 'pdf' }
		});
});

test.each(Object.values(DATASET_KINDS).flatMap((kind) => [kind, ...(kind.alternative ? [kind.alternative] : [])]))(
	'the template for $table is recognised as its kind and is importable',
	async (layout) => {
		const kind = Object.values(DATASET_KINDS).find(({ alternative, ...own }) =>
			[own.table, alternative?.table].includes(layout.table)
		);
		const found = await check(templateCsv(layout), {
			answers: { 'as-of': '2023-01-31' },
			events: [{ eventId: 'e', title: 'e', question: 'opt_in_to_stay', timeZone: 'America/New_York' }]
		});
		expect(found).toMatchObject({ kind: kind?.id, verdict: 'importable', report: { rowCount: 1, excludedCount: 0 } });
	}
);

const TRACKER =
	'Company,Location HQ,# Laid Off,Date,%,Country\nAcme,Berlin,1200,3/14/2023,0.05,Germany\nBolt,,16000.0,1/28/2026,,US\n';

test('a layoff tracker without type and source is imported with one value for all rows of each', async () => {
	const first = await check(TRACKER);
	expect(first).toMatchObject({ kind: 'events', verdict: 'asks' });
	expect(first.questions.map(({ id }) => id)).toEqual(['field:event_type', 'field:source']);
	const rows: UnderstoodRow[] = [];
	const answers = { 'field:event_type': '=layoff', 'field:source': '=a tracker' };
	const second = await check(TRACKER, { answers, onRow: (row) => rows.push(row) });
	expect(second).toMatchObject({ verdict: 'importable', report: { rowCount: 2, excludedCount: 0, counts: {} } });
	expect(rows.map(({ values }) => [values.event_type, values.source, values.announced_on, values.affected])).toEqual([
		['layoff', 'a tracker', '2023-03-14', { low: 1200, best: 1200, high: 1200, text: '1200' }],
		['layoff', 'a tracker', '2026-01-28', { low: 16000, best: 16000, high: 16000, text: '16000.0' }]
	]);
});

test('a workbook with two tables asks for the sheet; by number or name it is read without the question', async () => {
	const workbook = zipFile(
		workbookParts({
			Old: sheetRows(['person_id', 'hire_date', 'job_title'], ['001', '2020-01-31', 'Cook']),
			New: sheetRows(
				['person_id', 'hire_date', 'job_title'],
				['001', '2020-01-31', 'Cook'],
				['002', '2021-02-28', 'Dev']
			)
		})
	);
	const read = (rest: Partial<FileToCheck>) =>
		checkFile({ file: bytesInMemory(workbook), answers: { 'as-of': '2023-01-31' }, ...rest });
	const asking = await read({});
	const question = asking.questions.find(({ id }) => id === 'sheet');
	expect([asking.verdict, question]).toMatchObject(['asks', { code: 'FILE_SHEET', choices: [{}, {}] }]);
	for (const sheet of ['2', 'New']) {
		const found = await read({ sheet });
		expect(found).toMatchObject({ verdict: 'importable', plan: { sheet: 'New' }, report: { rowCount: 2 } });
	}
	expect((await read({ answers: { 'as-of': '2023-01-31', sheet: '2' } })).report?.rowCount).toBe(2);
});

test('one answer for the words asked about leaves words that mean something by themselves as they are', async () => {
	const lines = ['A,unknown,2022-01-01,x', 'B,closure,2022-01-02,x', 'C,mass layoff,2022-01-03,x'];
	const rows: UnderstoodRow[] = [];
	const text = ['organisation,event_type,announced_on,source', ...lines, ''].join('\n');
	const found = await check(text, { kind: 'events', answers: { 'words:2': 'other' }, onRow: (row) => rows.push(row) });
	expect(found.verdict).toBe('importable');
	expect(rows.map(({ values }) => values.event_type)).toEqual(['other', 'closure', 'layoff']);
});

const ESCAPED = [
	'organisation,event_type,announced_on,terms,source',
	String.raw`A,layoff,2022-01-01,"the \"deal\", signed",x`
];

test('quotes that only close with backslashes are asked about; the answer and the option give the same one cell', async () => {
	const asking = await check(`${ESCAPED.join('\n')}\n`, { kind: 'events' });
	expect([asking.verdict, asking.questions.map(({ id }) => id)]).toEqual(['asks', ['escape']]);
	for (const given of [{ answers: { escape: 'backslash' } }, { escape: 'backslash' as const }]) {
		const rows: UnderstoodRow[] = [];
		const found = await check(`${ESCAPED.join('\n')}\n`, { kind: 'events', ...given, onRow: (row) => rows.push(row) });
		expect([found.verdict, found.plan?.escape]).toEqual(['importable', 'backslash']);
		expect(rows.map(({ values }) => values.terms)).toEqual(['the "deal", signed']);
	}
	const doubled = await check(`${ESCAPED.join('\n')}\n`, { kind: 'events', answers: { escape: 'doubled' } });
	expect(doubled.report?.counts).toMatchObject({ ROW_LONG: 1 });
});

test('a backslash before a closing quote is no question: it is shown as read, and can be read otherwise', async () => {
	const text = [ESCAPED[0], String.raw`A,layoff,2022-01-01,"C:\dir\",x`, ''].join('\n');
	const found = await check(text, { kind: 'events' });
	expect([found.verdict, found.report?.rowCount]).toEqual(['importable', 1]);
	expect(found.inspection?.guesses?.find(({ id }) => id === 'escape')).toMatchObject({ answer: 'doubled' });
});
