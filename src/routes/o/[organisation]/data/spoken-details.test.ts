import { expect, test } from 'vitest';
import { spokenDetails } from './spoken-details.ts';

const format = { date: (day: string | null) => `the day ${day}` };

test('the first and the last of 2 days are written out; a cell of the file and 12 lines stay as they are', () => {
	const details = { first: '2022-01-10', last: '2022-07-10', example: '2022-01-10', proofs: 12 };
	expect(spokenDetails(format, details)).toEqual({
		first: 'the day 2022-01-10',
		last: 'the day 2022-07-10',
		example: '2022-01-10',
		proofs: 12
	});
});

test('a last value that is no civil date stays, and a sentence without details has none', () => {
	expect(spokenDetails(format, { last: '2022' })).toEqual({ last: '2022' });
	expect(spokenDetails(format, undefined)).toEqual({});
});
