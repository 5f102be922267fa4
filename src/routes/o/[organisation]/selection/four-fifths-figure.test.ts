import { expect, test } from 'vitest';
import { chartLanguage } from '#lib/charts/export-language.ts';
import { probabilityCell } from './four-fifths-figure.ts';

test('a p-value of 0.00002 is said to be below 0.0001 and keeps its value; 0.0001 and 0.0432 are given, none is a dash', () => {
	const cells = [0.00002, 0.0001, 0.0432, null].map((value) => probabilityCell(value, chartLanguage('en')));
	expect(cells).toEqual([
		{ text: '<\u00a00.0001', value: 0.00002 },
		{ text: '0.0001', value: 0.0001 },
		{ text: '0.0432', value: 0.0432 },
		{ text: '–', value: null }
	]);
});
