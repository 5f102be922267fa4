import { describe, expect, test } from 'vitest';
import { readMapping } from '../../routes/o/[organisation]/data/drafts/[draft]/draft-form.ts';
import { checkFile, type FileToCheck, type UnderstoodRow } from './check-file.ts';
import { bytesInMemory } from './file/file-bytes.ts';
import { lineInFile } from './type-columns.ts';

// Two agencies, two months: 3 + 0 + 2, 1 + 4 + 0, 10 + 0 + 0, 0 + 5 + 1.
const SEPARATIONS = [
	'month,agency,quit,death,retirement,total',
	'2023-01,A,3,0,2,5',
	'2023-02,A,1,4,0,5',
	'2023-01,B,10,0,0,10',
	'2023-02,B,0,5,1,6',
	''
];
const GIVEN = { 'field:event_type': '=other', 'field:source': '=OPM' };

async function check(lines: string[], types?: string, rest: Partial<FileToCheck> = {}) {
	const rows: UnderstoodRow[] = [];
	const answers = { ...GIVEN, ...(types && { types }), ...rest.answers };
	const onRow = (row: UnderstoodRow) => rows.push(row);
	const file = bytesInMemory(Buffer.from(lines.join('\n')));
	const found = await checkFile({ file, kind: 'events', onRow, ...rest, answers });
	const open = found.questions.filter(({ answer }) => answer === undefined);
	const shown = rows.map(({ line, values }) => [
		line,
		values.affected_kind,
		(values.affected as { best: number } | null)?.best
	]);
	const issues = found.report?.issues.map(({ code, line, column, details }) => ({ code, line, column, details }));
	return { ...found, open, rows, shown, issues };
}

describe('columns of counts by type', () => {
	test('HEADER_TYPES: 3 columns that add up to the total in 4 of 4 rows are asked about, with three real values', async () => {
		const { open } = await check(SEPARATIONS);
		expect(open).toMatchObject([
			{
				id: 'types',
				code: 'HEADER_TYPES',
				choices: [
					{ value: 'all', details: { rows: 12 } },
					{ value: 'counted', details: { rows: 7 } },
					{ value: 'none', details: { left: 'total', total: 'total' } }
				],
				details: { count: 3, names: 'quit, death, retirement', matches: 4, by: 'type' }
			}
		]);
		expect(open[0]).not.toHaveProperty('suggestion');
		expect(open[0].examples).toEqual(['quit: 3', 'retirement: 2']);
	});

	test('all: each line gives 3 rows, under its own line and an id of its own', async () => {
		const { shown, rows, report } = await check(SEPARATIONS, 'all');
		expect(shown.slice(0, 4)).toEqual([
			[2, 'quit', 3],
			[2, 'death', 0],
			[2, 'retirement', 2],
			[3, 'quit', 1]
		]);
		expect([report?.recordCount, report?.rowCount, report?.excludedCount]).toEqual([4, 12, 0]);
		expect(new Set(rows.map(({ values }) => values.event_id)).size).toBe(12);
		expect(report?.counts).toEqual({});
	});

	test('counted: 5 zeros make no row, and that is said', async () => {
		const { shown, report } = await check(SEPARATIONS, 'counted');
		expect(shown).toEqual([
			[2, 'quit', 3],
			[2, 'retirement', 2],
			[3, 'quit', 1],
			[3, 'death', 4],
			[4, 'quit', 10],
			[5, 'death', 5],
			[5, 'retirement', 1]
		]);
		expect(report?.counts).toEqual({ ROW_TYPE_ZERO: 5 });
	});

	test('none: only the total is read', async () => {
		const { shown } = await check(SEPARATIONS, 'none');
		expect(shown).toEqual([
			[2, null, 5],
			[3, null, 5],
			[4, null, 10],
			[5, null, 6]
		]);
	});

	test('the answer is shown beside the plan and can be changed back', async () => {
		const { plan, inspection } = await check(SEPARATIONS, 'all');
		expect(inspection?.guesses?.find(({ id }) => id === 'types')?.answer).toBe('all');
		const columns = plan?.columns.map(({ field }) => field);
		expect(columns).toEqual(['effective_on', 'organisation', 'affected', 'affected', 'affected', null]);
		const again = await check(SEPARATIONS, 'none', { profile: plan! });
		expect(again.plan?.columns.map(({ field }) => field).slice(2)).toEqual([null, null, null, 'affected']);
		expect(again.report?.rowCount).toBe(4);
	});

	test('EVENT_COUNTS: parts of 6 under a total of 7 are named at the total, once for the line', async () => {
		const lines = SEPARATIONS.with(1, '2023-01,A,3,0,3,7');
		const padded = [...lines.slice(0, -1), ...Array.from({ length: 20 }, (_, i) => `20${i + 24}-01,C,1,0,1,2`), ''];
		const { issues } = await check(padded, 'counted');
		const details = { kind: 'parts', a: 6, b: 7 };
		expect(issues?.filter(({ code }) => code === 'EVENT_COUNTS')).toEqual([
			{ code: 'EVENT_COUNTS', line: 2, column: 6, details }
		]);
	});

	test('EVENT_BREAK: a type that is 0 from the third month on is said, whether zeros are kept or not', async () => {
		const lines = ['month,agency,quit,death,total', '2023-01,A,3,2,5', '2023-02,A,1,4,5', '2023-03,A,4,0,4'];
		const all = [...lines, '2023-04,A,7,0,7', ''];
		for (const types of ['all', 'counted'])
			expect((await check(all, types)).issues).toEqual([
				{
					code: 'EVENT_BREAK',
					line: undefined,
					column: undefined,
					details: { category: 'death', month: '2023-03', before: 4 }
				}
			]);
	});

	test('what is to be said of a cell is said in its own column, and what is wrong with the line once', async () => {
		const lines = [...SEPARATIONS.slice(0, -1), '2023-03,A,1, 2,0,3', 'soon,A,1,1,1,3', ''];
		const { plan } = await check(SEPARATIONS, 'all');
		const { issues, report } = await check(lines, undefined, { profile: plan! });
		expect(issues?.map(({ code, line, column }) => [code, line, column])).toEqual([
			['CELL_TRIMMED', 6, 4],
			['DATE_INVALID', 7, 1],
			['VALUE_REQUIRED', 7, undefined]
		]);
		expect([report?.rowCount, report?.excludedCount]).toEqual([15, 3]);
	});

	test('without a total, names of 2 types are asked about and names that say nothing are not', async () => {
		const header = (names: string) => [`month,agency,${names}`, '2023-01,A,3,2', '2023-02,A,1,4', ''];
		expect((await check(header('quit,death'))).open.map(({ id }) => id)).toEqual(['types']);
		expect((await check(header('red,blue'))).open).toEqual([]);
		expect((await check(header('quit,death'), 'all')).shown).toHaveLength(4);
	});

	test('a headcount with a column per year: the name of the column is its period', async () => {
		const lines = ['organisation,2021,2022,2023', 'A,10,12,9', 'B,5,,7', ''];
		const rest = { kind: 'headcounts' as const };
		const { open } = await check(lines, undefined, rest);
		expect(open).toMatchObject([{ id: 'types', details: { by: 'period', count: 3 } }]);
		const { rows, report } = await check(lines, 'all', rest);
		expect(rows.map(({ line, values }) => [line, values.organisation, values.reported_for])).toEqual([
			[2, 'A', '2021'],
			[2, 'A', '2022'],
			[2, 'A', '2023'],
			[3, 'B', '2021'],
			[3, 'B', '2023']
		]);
		expect(report?.counts).toEqual({ ROW_TYPE_EMPTY: 1 });
	});

	test('of another file of the source the columns are known wherever they stand', async () => {
		const { plan } = await check(SEPARATIONS, 'all');
		const moved = ['agency,total,quit,death,retirement,month', 'A,5,3,0,2,2023-05', 'A,5,1,4,0,2023-06', ''];
		const { shown, open } = await check(moved, undefined, { profile: plan!, answers: { 'header-changed': 'keep' } });
		expect(open).toEqual([]);
		expect(shown.slice(0, 3)).toEqual([
			[2, 'quit', 3],
			[2, 'death', 0],
			[2, 'retirement', 2]
		]);
	});

	test('the mapping form may take one of the columns away, and no other column may be the count too', async () => {
		const { plan } = await check(SEPARATIONS, 'all');
		const form = (fields: Record<string, string>) => {
			const data = new FormData();
			for (const [name, value] of Object.entries(fields)) data.set(name, value);
			return data;
		};
		const without = readMapping(form({ 'column:4': '' }), plan!);
		expect(without).not.toBe('field-twice');
		expect(readMapping(form({ 'column:6': 'affected' }), plan!)).toBe('field-twice');
		expect(readMapping(form({ 'column:6': 'affected_kind' }), plan!)).toBe('field-twice');
		const profile = { ...plan!, columns: without as NonNullable<typeof plan>['columns'] };
		expect((await check(SEPARATIONS, undefined, { profile })).shown).toHaveLength(8);
	});

	test('row 7 of 3 types came from line 3, row 9 too', () => {
		const typeColumns = { value: 'affected', name: 'affected_kind', columns: [3, 4, 5], zeros: 'kept' as const };
		expect([7, 9, 10].map((line) => lineInFile({ typeColumns }, line))).toEqual([3, 3, 4]);
		expect(lineInFile({}, 7)).toBe(7);
	});
});
