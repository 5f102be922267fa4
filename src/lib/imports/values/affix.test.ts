import { expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { EVENTS } from '../../datasets/events/events.ts';
import { affixedNumber, withoutAffix } from './affix.ts';

test.each([
	['$1300', '1300', '$', ''],
	['€ 1.300,50', '1.300,50', '€', ''],
	['1 300,50 €', '1 300,50', '', '€'],
	['EUR 12', '12', 'EUR', ''],
	['1,200 people', '1,200', '', 'people'],
	['(5) ETP', '(5)', '', 'ETP'],
	['-5 €', '-5', '', '€']
])('%j is %j with %j before and %j after', (text, number, before, after) => {
	expect(affixedNumber(text)).toEqual({ number, affix: { before, after } });
	expect(withoutAffix(text, { before, after })).toBe(number);
});

test.each(['1300', '1.5k', '3 million', '2 Mio', '<5', 'about 300', '50 to 200', '1.234.567-A/9', 'x', '5 %'])(
	'%j is no number with a unit: what changes the value is never left out',
	(text) => expect(affixedNumber(text)).toBeNull()
);

const file = (values: string[]) =>
	`organisation,event_type,announced_on,severance_months,affected,source\n${values
		.map((value, i) => `Firm ${i},layoff,2022-01-0${i + 1},${value},"${value}",x\n`)
		.join('')}`;

test('a unit that stands behind every number is left out of the value, kept in the words, and shown', async () => {
	const { first, rows, report } = await readTable(EVENTS, file(['3 months', '6 months']));
	expect(first.questions).toEqual([]);
	expect(first.inspection.evidence).toContainEqual({
		key: 'fields.evidence-affix',
		details: { header: 'severance_months', affix: 'months' }
	});
	expect(rows.map(({ values }) => [values.severance_months, values.affected])).toEqual([
		[3, { low: 3, best: 3, high: 3, text: '3 months' }],
		[6, { low: 6, best: 6, high: 6, text: '6 months' }]
	]);
	expect(report.counts).toEqual({});
});

test('NUMBER_INVALID: a sign beside one number and none beside another is no unit of the column', async () => {
	const { rows, report } = await readTable(EVENTS, file(['$1300', '1500']));
	expect(rows.map(({ values }) => values.severance_months)).toEqual([null, 1500]);
	expect(report.issues).toMatchObject([{ code: 'NUMBER_INVALID', line: 2, column: 4, value: '$1300' }]);
});
