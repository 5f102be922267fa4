import { expect, test } from 'vitest';
import { refusedThresholds } from '#lib/server/thresholds.ts';
import { thresholdsIn } from './threshold-form.ts';

const form = (executive: string, research: string) => {
	const data = new FormData();
	data.append('executive', executive);
	data.append('research', research);
	return data;
};

test('8 and 15 are read from the form, with spaces around them', () => {
	expect(thresholdsIn(form(' 8 ', '15'))).toEqual({ executive: 8, research: 15 });
});

test.each(['', '-8', '8.5', '1e1', 'ten', '0x8', '12345'])('"%s" is no number of people', (text) => {
	expect(thresholdsIn(form(text, '10')).executive).toBeNaN();
	expect(refusedThresholds(thresholdsIn(form(text, '10')))).toEqual(['executive']);
});

test('a form without the fields sets nothing', () => {
	expect(refusedThresholds(thresholdsIn(new FormData()))).toEqual(['executive', 'research']);
});

test.each([
	[5, 10, []],
	[100, 100, []],
	[8, 15, []],
	[4, 10, ['executive']],
	[101, 10, ['executive']],
	[5, 9, ['research']],
	[5, 12, ['research']],
	[5, 105, ['research']],
	[0, 0, ['executive', 'research']]
])('%i for executives and %i for researchers: refused are %j', (executive, research, refused) => {
	expect(refusedThresholds({ executive, research })).toEqual(refused);
});
