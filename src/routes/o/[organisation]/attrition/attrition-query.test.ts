import { expect, test } from 'vitest';
import { attritionChoices, attritionSearch, parseAttritionQuery, windowOf } from './attrition-query.ts';

const analyst = attritionChoices('analyst', '2022-11-18');
const executive = attritionChoices('executive', '2022-11-18');
const read = (search: string, choices = analyst) => parseAttritionQuery(new URLSearchParams(search), choices);

test('the page opens with the year of the data, by role, per person-year, exits of an ultimatum apart', () => {
	expect(read('')).toEqual({
		query: {
			period: '2022',
			group: 'role',
			denominator: 'personYears',
			fold: 'separate',
			contractors: 'out',
			role: 'all',
			us: 'off'
		},
		refused: []
	});
});

test('6 calendar years can be chosen, and by analysts the year up to the day of the data', () => {
	expect(executive.periods).toEqual(['2022', '2021', '2020', '2019', '2018', '2017']);
	expect(analyst.periods).toEqual([...executive.periods, 'last']);
});

test('an unknown period, group and denominator fall back and are reported, cut at 60 signs', () => {
	const { query, refused } = read(`period=1999&group=${'x'.repeat(80)}&denominator=heads`);
	expect([query.period, query.group, query.denominator]).toEqual(['2022', 'role', 'personYears']);
	expect(refused).toEqual([
		{ parameter: 'period', value: '1999' },
		{ parameter: 'group', value: 'x'.repeat(60) },
		{ parameter: 'denominator', value: 'heads' }
	]);
});

test('an executive cannot choose denominator, fold or contractors: fixed tables only', () => {
	const { query, refused } = read('denominator=twoPoint&fold=voluntary&contractors=in&period=last', executive);
	expect(query).toEqual(read('', executive).query);
	expect(refused.map((each) => each.parameter)).toEqual(['period', 'denominator', 'fold', 'contractors']);
});

test('2021 is a whole year, 2022 ends on the day of the data, the last year has no first day of its own', () => {
	expect(windowOf('2021', '2022-11-18')).toEqual({ from: '2021-01-01', to: '2021-12-31' });
	expect(windowOf('2022', '2022-11-18')).toEqual({ from: '2022-01-01', to: '2022-11-18' });
	expect(windowOf('last', '2022-11-18')).toEqual({ to: '2022-11-18' });
});

test('an executive may ask for the rates of the United States: they are public', () => {
	expect(read('us=on', executive)).toEqual({ query: { ...read('').query, us: 'on' }, refused: [] });
	expect(attritionSearch(read('us=on', executive).query, executive)).toBe('us=on');
	expect(read('us=fr').refused).toEqual([{ parameter: 'us', value: 'fr' }]);
});

test('an address holds only what differs from the default, and restores it', () => {
	const { query } = read('period=2021&fold=involuntary');
	expect(attritionSearch(query, analyst)).toBe('period=2021&fold=involuntary');
	expect(read(attritionSearch(query, analyst)).query).toEqual(query);
	expect(attritionSearch(read('').query, analyst)).toBe('');
});
