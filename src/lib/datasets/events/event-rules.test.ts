import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { HEADCOUNTS } from '../headcounts/headcounts.ts';
import { TEAM_IMPACTS } from '../team-impacts/team-impacts.ts';
import { EVENTS } from './events.ts';

const REAL_DATA_DIR = process.env.REAL_DATA_DIR;
const read = (header: string, lines: string[], answers: Record<string, string> = {}, kind = EVENTS) =>
	readTable(kind, [header, ...lines, ''].join('\n'), { answers });
const found = async (...given: Parameters<typeof read>) => {
	const { report } = await read(...given);
	return report.issues.map(({ code, line, details }) => [code, line, details]);
};

describe('figures that do not fit are kept and said', () => {
	const HEADER = 'event_id,organisation,event_type,announced_on,affected,base,pct_reported,source';
	test('EVENT_COUNTS: 500 affected of 400 is more; 50 to 500 of 400 may be fewer', async () => {
		const lines = ['a,A,layoff,2022,500,400,,x', 'b,A,layoff,2022,50 to 500,400,,x'];
		expect(await found(HEADER, lines)).toEqual([['EVENT_COUNTS', 2, { kind: 'more', a: 500, b: 400 }]]);
		expect((await read(HEADER, lines)).rows).toHaveLength(2);
	});

	test('EVENT_COUNTS: 3,700 of 7,500 fits 50 % and not 60 %; 1,000 to 1,200 of 2,900 to 3,700 fits 41 % and 32 %', async () => {
		const lines = [
			'a,A,layoff,2022,3700,7500,50%,x',
			'b,A,layoff,2022,3700,7500,60%,x',
			'c,A,ultimatum,2022,1000 to 1200,2900 to 3700,41%,x',
			'd,A,ultimatum,2022,1000 to 1200,2900 to 3700,32%,x',
			'e,A,ultimatum,2022,1000 to 1200,2900 to 3700,20%,x'
		];
		// 3,700 / 7,500 = 49.3 %; 1,000 / 3,700 = 27.0 %.
		expect(await found(HEADER, lines)).toEqual([
			['EVENT_COUNTS', 3, { kind: 'share', a: 49.3, b: 60 }],
			['EVENT_COUNTS', 6, { kind: 'share', a: 27, b: 20 }]
		]);
	});

	test('EVENT_DATES: effective before notice is said where both dates are sure of it', async () => {
		const header = 'event_id,organisation,event_type,notice_on,effective_on,source';
		const lines = [
			'a,A,layoff,2022-11-04,2022-11-03,x',
			'b,A,layoff,2022-11-04,2022-11-04,x',
			'c,A,layoff,2022-11-04,2022-11,x',
			'd,A,layoff,2022-11-04,2022-10,x'
		];
		expect(await found(header, lines)).toEqual([
			['EVENT_DATES', 2, undefined],
			['EVENT_DATES', 5, undefined]
		]);
	});

	test('EVENT_COUNTS of a team: 30 before, 8 after and 15 cut do not add up, "fewer than" does', async () => {
		const header = 'organisation,team,before_best,after_low,after_high,cut_best';
		const lines = ['A,Safety,30,8,8,15', 'A,Safety,30,0,8,25', 'A,Safety,30,,,40'];
		expect(await found(header, lines, {}, TEAM_IMPACTS)).toEqual([
			['EVENT_COUNTS', 2, { kind: 'parts', a: 22, b: 15 }],
			['EVENT_COUNTS', 4, { kind: 'more', a: 40, b: 30 }]
		]);
	});

	test('EVENT_BREAK: a category that is 0 from 2023-10 on after 12 is said once; one zero in between is nothing', async () => {
		const points = (kind: string, counts: number[]) =>
			counts.map((count, i) => `OPM,2023-${String(8 + i).padStart(2, '0')},${count},${kind},x`);
		const lines = [...points('death', [15, 12, 0, 0, 0]), ...points('quit', [15, 0, 9, 8, 0])];
		expect(await found('organisation,reported_for,headcount,kind,source', lines.reverse(), {}, HEADCOUNTS)).toEqual([
			['EVENT_BREAK', 9, { category: 'OPM, death', month: '2023-10', before: 12 }]
		]);
	});
});

describe('rows of one organisation and day', () => {
	const HEADER = 'company,date,event_type,total_laid_off,source';
	const LINES = ['Oda,2022-11-01,layoff,70,x', ' ODA ,2022-11-01,layoff,,y', 'Oda,2022-12-01,layoff,5,x'];
	const QUESTION = 'event-twins';
	test('EVENT_DUPLICATE is asked by organisation and day, however the name is written, and adds nothing up', async () => {
		const { first } = await read(HEADER, LINES);
		expect(first.questions.find(({ id }) => id === QUESTION)).toMatchObject({
			code: 'EVENT_DUPLICATE',
			details: { count: 1 },
			words: [{ word: 'Oda · 2022-11-01', count: 2 }]
		});
	});

	test('the same event: the first row stays and line 3 names line 2; different events get ids of their own', async () => {
		const same = await read(HEADER, LINES, { [QUESTION]: 'same' });
		expect(same.rows.map(({ line }) => line)).toEqual([2, 4]);
		expect(same.report.issues.filter(({ severity }) => severity === 'error')).toMatchObject([
			{ code: 'EVENT_DUPLICATE', line: 3, details: { kind: 'same', other: 2 } }
		]);
		const different = await read(HEADER, LINES, { [QUESTION]: 'different' });
		expect(different.rows.map(({ values }) => values.event_id)).toEqual([
			'oda-layoff-2022-11-01',
			'oda-layoff-2022-11-01-2',
			'oda-layoff-2022-12-01'
		]);
	});

	test('a file with ids of its own is not asked', async () => {
		const { first } = await read(`event_id,${HEADER}`, ['a,Oda,2022-11-01,layoff,70,x', 'b,Oda,2022-11-01,layoff,,y']);
		expect(first.questions.map(({ id }) => id)).not.toContain(QUESTION);
	});

	// Counted with Python: Counter((letters and digits of the company in lower case, date)) has 20 keys above 1, with 42
	// rows; the twentieth is "The Gist" beside "theGist".
	test.skipIf(!REAL_DATA_DIR)('the layoff tracker (set REAL_DATA_DIR to read it): 20 groups, 42 rows', async () => {
		const bytes = readFileSync(join(REAL_DATA_DIR!, 'layoffs/layoffs_fyi_2020-03_2026-01.csv'));
		const { first } = await readTable(EVENTS, bytes, { size: 65_536 });
		const words = first.questions.find(({ id }) => id === QUESTION)?.words ?? [];
		expect([words.length, words.reduce((sum, { count }) => sum + count, 0)]).toEqual([20, 42]);
	});

	// Counted with Python: 176 rows of warn_wa.csv have effective_date < notice_date as ISO texts.
	test.skipIf(!REAL_DATA_DIR)(
		'the WARN notices of Washington: 176 rows are effective before their notice',
		async () => {
			const bytes = readFileSync(join(REAL_DATA_DIR!, 'warn/warn_wa.csv'));
			const { first } = await readTable(EVENTS, bytes, { size: 65_536 });
			const answers = Object.fromEntries(first.questions.map(({ id, choices }) => [id, choices[0]?.value ?? '']));
			const { report } = await readTable(EVENTS, bytes, { size: 65_536, answers });
			expect(report.counts.EVENT_DATES).toBe(176);
		}
	);
});

describe('amendments take the place of the notices they amend', () => {
	const HEADER = 'event_id,organisation,site,event_type,notice_on,effective_on,affected,is_amendment,replaces,source';
	const figures = async (lines: string[]) => {
		const { rows, report } = await read(HEADER, lines);
		const kept = rows.map(({ line, values }) => [line, (values.affected as { best: number } | null)?.best ?? null]);
		return { kept, report };
	};

	test('the latest earlier notice of the same site gives way; another site, type and company stay', async () => {
		const { kept, report } = await figures([
			'a,Acme Inc.,Albany,layoff,2025-01-02,2025-04-02,60,no,,x',
			'b,Acme Inc.,Albany,layoff,2025-02-02,2025-05-02,68,no,,x',
			'c,ACME INC,albany,layoff,2025-03-02,2025-05-09,70,yes,,x',
			'd,Acme Inc.,Utica,layoff,2025-02-02,,5,no,,x',
			'e,Acme Inc.,Albany,closure,2025-02-02,,6,no,,x',
			'f,Other,Albany,layoff,2025-02-02,,7,no,,x'
		]);
		expect(kept).toEqual([
			[2, 60],
			[4, 70],
			[5, 5],
			[6, 6],
			[7, 7]
		]);
		expect([report.rowCount, report.excludedCount]).toEqual([5, 1]);
		expect(report.issues).toMatchObject([{ code: 'EVENT_AMENDED', severity: 'error', line: 3, details: { other: 4 } }]);
	});

	test('a chain of 2 amendments leaves the last; what it leaves empty is that of the notice before', async () => {
		const { rows } = await read(HEADER, [
			'c,Acme,Albany,layoff,2025-03-02,,,yes,,x',
			'b,Acme,Albany,layoff,2025-02-02,2025-05-02,,yes,,x',
			'a,Acme,Albany,layoff,2025-01-02,2025-04-02,60,no,,x'
		]);
		expect(rows.map(({ line, values }) => [line, values.notice_on, values.effective_on, values.affected])).toEqual([
			[2, '2025-03-02', '2025-05-02', { low: 60, best: 60, high: 60, text: '60' }]
		]);
	});

	test('an id that it names wins over the place; where no notice of the year before is there, that is said and all is kept', async () => {
		const { kept, report } = await figures([
			'a,Acme,Albany,layoff,2025-01-02,,60,no,,x',
			'b,Acme,Utica,layoff,2025-02-02,,8,no,,x',
			'c,Acme,Utica,layoff,2025-03-02,,61,,a,x',
			'd,Acme,Utica,layoff,2025-03-03,,9,,nowhere,x',
			'e,Lone,Rome,layoff,2025-03-03,,10,yes,,x',
			'f,Old,Rome,layoff,2024-03-02,,11,no,,x',
			'g,Old,Rome,layoff,2025-03-03,,12,yes,,x'
		]);
		expect(kept).toEqual([
			[3, 8],
			[4, 61],
			[5, 9],
			[6, 10],
			[7, 11],
			[8, 12]
		]);
		expect(report.counts).toMatchObject({ EVENT_AMENDED: 1, EVENT_AMENDS_NOTHING: 3 });
	});
});
