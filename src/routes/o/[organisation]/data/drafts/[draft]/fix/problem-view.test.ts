import { expect, test } from 'vitest';
import { problemQuery, problemView } from './problem-view.ts';

const view = (query: string) => problemView(new URLSearchParams(query));

test('an address gives its 4 parts, and they give the address again', () => {
	const query = 'only=errors&code=DATE_IMPOSSIBLE&order=column&page=3';
	expect(view(query)).toEqual({ isOnlyErrors: true, code: 'DATE_IMPOSSIBLE', order: 'column', page: 3 });
	expect(problemQuery(view(query))).toBe(query);
	expect(problemQuery(view(query), 1)).toBe('only=errors&code=DATE_IMPOSSIBLE&order=column');
});

test('without a word it is every row with a problem by line, and so is nonsense', () => {
	const usual = { isOnlyErrors: false, code: null, order: 'line', page: 1 };
	expect(view('')).toEqual(usual);
	expect(problemQuery(view(''))).toBe('');
	for (const page of ['0', '-1', '1.5', 'x', '1e9']) expect(view(`page=${page}`)).toEqual(usual);
	expect(view("only=all&order=constructor&code=x' or 1")).toEqual(usual);
});
