import { expect, test } from 'vitest';
import { jsonOf, rowsAsCsv, withIds } from './metric-output.ts';

test('nested values stand under dotted names, lists as JSON, null as nothing, formulas behind an apostrophe', () => {
	const rows = [
		{ group: '=1+1', interval: { lower: 0.5, upper: Infinity }, steps: [1, 2], isSmall: true, rate: null },
		{ group: 'b "x"', interval: null, steps: [], isSmall: false, rate: -1 }
	];
	expect(rowsAsCsv(rows).split('\r\n')).toEqual([
		'"group","interval.lower","interval.upper","steps","isSmall","rate","interval"',
		`"'=1+1",0.5,Infinity,"[1,2]","true",,`,
		'"b ""x""",,,"[]","false",-1,',
		''
	]);
});

test('columns are picked and ordered; one there is not is named', () => {
	expect(rowsAsCsv([{ a: 1, b: 2 }], ['b', 'a'])).toBe('"b","a"\r\n2,1\r\n');
	expect(() => rowsAsCsv([{ a: 1 }], ['c'])).toThrow('There is no column "c"; there are a.');
	expect(rowsAsCsv([], ['c'])).toBe('"c"\r\n');
});

test('people are named by their ids wherever a key stands', () => {
	const key = '0123456789abcdef';
	const result = {
		rows: [{ soleHolder: key, other: 'abc' }],
		summary: { removedFirst: [key, 'ffffffffffffffff'] },
		notes: []
	};
	const found = withIds(result, new Map([[key, '1005']]));
	expect(found).toEqual({
		rows: [{ soleHolder: '1005', other: 'abc' }],
		summary: { removedFirst: ['1005', 'ffffffffffffffff'] },
		notes: []
	});
});

test('JSON says Infinity and lists of numbers in words', () => {
	expect(JSON.parse(jsonOf({ upper: Infinity, mass: Float64Array.of(0.5, 0.5) }))).toEqual({
		upper: 'Infinity',
		mass: [0.5, 0.5]
	});
});
