import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { tallyLayout } from './tally-layout.ts';
import type { TallyDatum } from './tally-layout.ts';
import { tallyTable } from './tally-table.ts';

/** 100 asked: 40 said leave, 20 were silent, 40 said stay; silence counts as leaving. Wilson: 50.2% to 69.1%. */
const HUNDRED: TallyDatum = {
	group: 'Site reliability',
	asked: 100,
	stay: 40,
	leave: 40,
	silent: 20,
	resolvedShare: 0.6,
	lower: 0.502,
	upper: 0.6906,
	isSuppressed: false
};
const HIDDEN: TallyDatum = {
	group: 'Payroll',
	asked: null,
	stay: null,
	leave: null,
	silent: null,
	resolvedShare: null,
	lower: null,
	upper: null,
	isSuppressed: true
};

test('everybody asked takes 308 pixels from 220: 40 leave, 20 silent, 40 stay follow each other', () => {
	const [{ bar }] = tallyLayout([HUNDRED], 680).marks;
	expect(bar.segments).toEqual([
		{ answer: 'leave', x: 220, width: 123.2 },
		{ answer: 'silent', x: 343.2, width: 61.6 },
		{ answer: 'stay', x: 404.8, width: 123.2 }
	]);
});

test('the interval of 50.2% to 69.06% about 60% lies from 374.6 to 432.7 about 404.8', () => {
	const [{ interval }] = tallyLayout([HUNDRED], 680).marks;
	expect([interval?.start, interval?.at, interval?.end]).toEqual([374.6, 404.8, 432.7]);
});

test('an answer nobody gave has no segment', () => {
	const [{ bar }] = tallyLayout([{ ...HUNDRED, silent: 0, stay: 60 }], 680).marks;
	expect(bar.segments.map((segment) => segment.answer)).toEqual(['leave', 'stay']);
});

test('a hidden group, and one of whom nobody was asked, has neither bar nor interval', () => {
	const nobody = { ...HIDDEN, group: 'Nobody', asked: 0, stay: 0, leave: 0, silent: 0, isSuppressed: false };
	for (const { bar, interval } of tallyLayout([HIDDEN, nobody], 680).marks)
		expect([bar.segments, interval]).toEqual([[], null]);
});

test('9 people asked are few cases, 10 are not', () => {
	const marks = tallyLayout(
		[9, 10].map((asked) => ({ ...HUNDRED, asked })),
		680
	).marks;
	expect(marks.map((mark) => mark.isFew)).toEqual([true, false]);
});

test('groups stay in the order given, on one scale from 0 to 1', () => {
	const { marks, ticks } = tallyLayout([HIDDEN, HUNDRED], 680);
	expect(marks.map((mark) => mark.datum.group)).toEqual(['Payroll', 'Site reliability']);
	expect([ticks[0], ticks.at(-1)]).toEqual([
		{ at: 220, value: 0 },
		{ at: 528, value: 1 }
	]);
});

test('the table has one row a group in the order of the drawing, and hidden numbers are no numbers', () => {
	const { rows } = tallyTable([HUNDRED, HIDDEN], chartLanguage('en'));
	expect(rows.map(([group]) => group.text)).toEqual(['Site reliability', 'Payroll']);
	expect(rows[1].slice(1).every((cell) => cell.value === null || typeof cell.value === 'string')).toBe(true);
	expect(rows[0].map((cell) => cell.value)).toEqual(expect.arrayContaining([100, 40, 20, 0.6]));
});
