import { describe, expect, test } from 'vitest';
import { applyAnswers } from './answers.ts';
import type { ImportPlan, Question } from '../plan.ts';

const plan: ImportPlan = {
	kind: 'roster',
	encoding: 'utf-8',
	delimiter: ',',
	headerLine: 1,
	columns: [
		{ position: 1, header: 'a', field: 'exit_date' },
		{ position: 2, header: 'b', field: null }
	],
	asOf: null,
	exitConvention: 'last-day',
	statusConflict: null,
	event: null,
	skipTotalRow: false
};
const question = (id: string, code: string, values: string[], rest: Partial<Question> = {}): Question => ({
	id,
	code,
	choices: values.map((value) => ({ value })),
	examples: [],
	column: 1,
	...rest
});

describe('answers', () => {
	test('an order goes to its column, is remembered as decided, and the old plan stays as it was', () => {
		const { plan: next, questions } = applyAnswers(plan, [question('date-order:1', 'DATE_ORDER', ['dmy', 'mdy'])], {
			'date-order:1': 'mdy'
		});
		expect(questions).toEqual([]);
		expect([next.columns[0].dateOrder, next.decided, plan.columns[0].dateOrder]).toEqual([
			'mdy',
			['date-order:1'],
			undefined
		]);
	});

	test.each([
		['AS_OF', 'as-of', '2023-02-30'],
		['AS_OF', 'as-of', 'today'],
		['TIME_ZONE', 'time-zone:1', 'ET'],
		['DATE_ORDER', 'date-order:1', 'ymd'],
		['DATE_ORDER', 'date-order:1', '{"a":"dmy"}'],
		['DATE_ORDER', 'date-order:7', 'dmy']
	])('%s stays open after the answer to %s "%s"', (code, id, answer) => {
		const asked = question(id, code, ['dmy', 'mdy'], id.endsWith('7') ? { column: 7 } : {});
		expect(applyAnswers(plan, [asked], { [id]: answer }).questions).toEqual([asked]);
	});

	test('a day, a zone, a field, a convention and a conflict are taken', () => {
		const asked = [
			question('as-of', 'AS_OF', []),
			question('time-zone:1', 'TIME_ZONE', []),
			question('field:hire_date', 'HEADER_MISSING', ['2']),
			question('exit-convention', 'EXIT_CONVENTION', ['last-day', 'first-day-not-employed']),
			question('status-conflict', 'SPELL_STATUS', ['dates', 'status', 'exclude'])
		];
		const { plan: next, questions } = applyAnswers(plan, asked, {
			'as-of': '2023-06-30',
			'time-zone:1': 'America/New_York',
			'field:hire_date': '2',
			'exit-convention': 'first-day-not-employed',
			'status-conflict': 'exclude'
		});
		expect(questions).toEqual([]);
		expect([
			next.asOf,
			next.columns[0].timeZone,
			next.columns[1].field,
			next.exitConvention,
			next.statusConflict
		]).toEqual(['2023-06-30', 'America/New_York', 'hire_date', 'first-day-not-employed', 'exclude']);
	});

	test('words need a meaning each: one missing leaves the question open', () => {
		const asked = question('words:1', 'VALUE_UNMAPPED', ['voluntary', ''], {
			words: [
				{ word: '__proto__', count: 1 },
				{ word: 'b', count: 2 }
			]
		});
		expect(applyAnswers(plan, [asked], { 'words:1': '{"b":"voluntary"}' }).questions).toHaveLength(1);
		expect(applyAnswers(plan, [asked], { 'words:1': '{"__proto__":"x","b":"voluntary"}' }).questions).toHaveLength(1);
		const { plan: next } = applyAnswers(plan, [asked], { 'words:1': '{"__proto__":"","b":"voluntary"}' });
		expect(Object.entries(next.columns[0].words ?? {})).toEqual([
			['__proto__', ''],
			['b', 'voluntary']
		]);
	});

	test('placeholders answered as empty become empty words, kept ones do not', () => {
		const asked = question('placeholder:1', 'DATE_PLACEHOLDER', ['empty', 'keep'], {
			words: [{ word: '9999-12-31', count: 4 }]
		});
		expect(applyAnswers(plan, [asked], { 'placeholder:1': 'empty' }).plan.columns[0].emptyWords).toEqual([
			'9999-12-31'
		]);
		expect(applyAnswers(plan, [asked], { 'placeholder:1': 'keep' }).plan.columns[0].emptyWords).toBeUndefined();
	});

	test('another delimiter throws the old columns away', () => {
		expect(
			applyAnswers(plan, [question('delimiter', 'FILE_DELIMITER', [',', ';'])], { delimiter: ';' }).plan.columns
		).toEqual([]);
	});

	test('a header on another line throws the old columns away, and fields given with it stay open', () => {
		const asked = [
			question('header', 'FILE_PREAMBLE', ['1', '3']),
			question('field:hire_date', 'HEADER_MISSING', ['2'])
		];
		const moved = applyAnswers(plan, asked, { header: '3', 'field:hire_date': '2' });
		expect([moved.plan.headerLine, moved.plan.columns, moved.questions.map(({ id }) => id)]).toEqual([
			3,
			[],
			['field:hire_date']
		]);
		expect(applyAnswers(plan, asked, { header: '1', 'field:hire_date': '2' }).questions).toEqual([]);
	});

	test('no answer leaves every question open', () => {
		expect(applyAnswers(plan, [question('as-of', 'AS_OF', [])], {}).questions).toHaveLength(1);
	});
});

describe('one value for all rows', () => {
	const given = (answer: string, takesText?: 'text' | 'date') => {
		const asked = [question('field:source', 'HEADER_MISSING', ['2', '=layoff'], { takesText })];
		const next = applyAnswers(plan, asked, { 'field:source': answer });
		return next.questions.length > 0 ? 'open' : next.plan.constants?.source;
	};

	test('"=layoff" is taken where it is a choice, and any text only where text is taken', () => {
		const answers = [given('=layoff'), given('=my list'), given('=my list', 'text'), given('=', 'text')];
		expect(answers).toEqual(['layoff', 'open', 'my list', 'open']);
	});

	test('a date for all rows is a day, a month or a year that exists', () => {
		const dates = ['=2026', '=2026-02', '=2026-02-28', '=2026-02-30', '=2026-13', '=soon'];
		expect(dates.map((answer) => given(answer, 'date'))).toEqual([
			'2026',
			'2026-02',
			'2026-02-28',
			'open',
			'open',
			'open'
		]);
	});
});

test('PRIVACY_SPECIAL: allowed only with a reason of 10 to 500 characters, which stays in the plan', () => {
	const column = { position: 1, header: 'RQTH', field: 'department' };
	const plan = { columns: [column] } as unknown as ImportPlan;
	const question: Question = {
		id: 'privacy:1',
		code: 'PRIVACY_SPECIAL',
		column: 1,
		header: 'RQTH',
		choices: [{ value: 'leave-out' }, { value: 'allow' }],
		examples: []
	};
	const answered = (answer: string) => applyAnswers(plan, [question], { 'privacy:1': answer });
	for (const short of ['allow', 'allow:', 'allow: 123456789', `allow: ${'x'.repeat(501)}`])
		expect(answered(short).questions).toHaveLength(1);
	expect(answered('allow: 1234567890')).toMatchObject({
		plan: { columns: [{ field: 'department', isAllowed: true, allowedBecause: '1234567890' }] },
		questions: []
	});
	expect(answered('leave-out').plan.columns[0]).toEqual({ ...column, field: null });
});
