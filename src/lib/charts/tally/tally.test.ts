import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { tallyLayout, type TallyDatum } from './tally-layout.ts';
import { shareWithInterval, tallyTable } from './tally-table.ts';

// Wilson at 95 % of 25 of 50, worked out by hand with z = 1.959964: 0.3664 to 0.6336.
const half: TallyDatum = {
	group: 'Advertising',
	asked: 50,
	leave: 10,
	silent: 15,
	stay: 25,
	resolvedShare: 0.5,
	lower: 0.3664,
	upper: 0.6336,
	isSuppressed: false
};
const hidden: TallyDatum = {
	...half,
	group: 'Payroll',
	...{ asked: null, leave: null, silent: null, stay: null, resolvedShare: null, lower: null, upper: null },
	isSuppressed: true
};

test('on 680 pixels the axis from 0 to 1 reaches from 200 to 528: 20 %, 30 % and 50 % follow each other', () => {
	const [mark] = tallyLayout([half], 680).marks;
	expect(mark.bar.segments).toEqual([
		{ answer: 'leave', x: 200, width: 65.6 },
		{ answer: 'silent', x: 265.6, width: 98.4 },
		{ answer: 'stay', x: 364, width: 164 }
	]);
});

test('the dot of 50 % stands where leaving and silence end in the bar, inside its interval', () => {
	const [mark] = tallyLayout([half], 680).marks;
	expect(mark.interval).toMatchObject({ at: 364, start: 320.2, end: 407.8 });
});

test('a hidden group has neither bar nor interval, and no zero', () => {
	const [mark] = tallyLayout([hidden], 680).marks;
	expect(mark.bar.segments).toEqual([]);
	expect(mark.interval).toBeNull();
});

test('an answer nobody gave has no segment', () => {
	const [mark] = tallyLayout([{ ...half, silent: 0, stay: 40 }], 680).marks;
	expect(mark.bar.segments.map((segment) => segment.answer)).toEqual(['leave', 'stay']);
});

test('9 people are few, 10 are not', () => {
	const marks = tallyLayout(
		[
			{ ...half, asked: 9 },
			{ ...half, asked: 10 }
		],
		680
	).marks;
	expect(marks.map((mark) => mark.isFew)).toEqual([true, false]);
});

test('a narrow drawing uses the whole width and stacks its texts', () => {
	const [mark] = tallyLayout([half], 288).marks;
	expect([mark.bar.segments[0].x, mark.bar.segments.at(-1)!.x + mark.bar.segments.at(-1)!.width]).toEqual([2, 272]);
	expect(mark.label.y).toBeLessThan(mark.bar.y);
});

test('the table says 50% (37%–63%) and "c" for what is hidden', () => {
	const table = tallyTable([half, hidden], chartLanguage('en'));
	expect(table.rows.map((cells) => cells.map((cell) => cell.text))).toEqual([
		['Advertising', '50', '10', '15', '25', '50%', '37%–63%'],
		['Payroll', 'c', 'c', 'c', 'c', 'c', 'not shown']
	]);
	expect(shareWithInterval({ ...half, resolvedShare: null, lower: null, upper: null }, chartLanguage('en'))).toEqual({
		share: '–',
		interval: '–'
	});
});
