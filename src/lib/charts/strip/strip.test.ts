import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { stripLayout } from './strip-layout.ts';
import type { StripDatum } from './strip-layout.ts';
import { stripTable } from './strip-table.ts';

const row = (group: string, people: (number | null)[]): StripDatum => ({
	group,
	bins: people.map((count, index) => ({
		from: index * 2,
		to: index === people.length - 1 ? null : index * 2 + 2,
		people: count
	})),
	median: 3
});

test('40 people are twice as high as 20, in every group', () => {
	const [a, b] = stripLayout([row('a', [40, 10]), row('b', [20, 10])], 680).rows;
	expect(a.marks[0].height).toBeCloseTo(2 * b.marks[0].height, 6);
	expect(a.marks[1].height).toBeCloseTo(b.marks[1].height, 6);
});

test('40 people of a band of 2 years are as high as 20 of a band of 1 year', () => {
	const wide = {
		group: 'a',
		median: null,
		bins: [
			{ from: 0, to: 1, people: 20 },
			{ from: 1, to: 3, people: 40 }
		]
	};
	const [{ marks }] = stripLayout([wide], 680).rows;
	expect(marks[1].height).toBeCloseTo(marks[0].height, 6);
	expect(marks[1].width / marks[0].width).toBeCloseTo(2, 1);
});

test('the open last band is as wide as the one before it: 0–2, 2–4, 4 and more', () => {
	const [{ marks }] = stripLayout([row('a', [5, 5, 5])], 680).rows;
	expect(marks[2].width).toBeCloseTo(marks[1].width, 1);
	expect(marks[2].x - marks[1].x).toBeCloseTo(marks[1].x - marks[0].x, 0);
});

test('a median of 3 years lies midway in the band 2 to 4', () => {
	const [{ marks, median }] = stripLayout([row('a', [5, 5, 5])], 680).rows;
	expect(median).toBeCloseTo((marks[1].x + marks[2].x) / 2, 1);
});

test('the table names the bands and hides a hidden one', () => {
	const { rows } = stripTable([row('a', [40, null])], chartLanguage('en'));
	expect(rows.map((cells) => cells.map(({ text }) => text))).toEqual([
		['a', '0–2 years', '40'],
		['a', '2 years and more', 'c']
	]);
});
