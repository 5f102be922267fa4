import { expect, test } from 'vitest';
import { referenceBand } from './reference-band.ts';

const RATES = [
	{ month: '2022-01', rate: 2.9 },
	{ month: '2022-02', rate: 3 },
	{ month: '2022-03', rate: 2.8 }
];

test('the band of 2.9, 3.0 and 2.8 is 2.8 to 3.0; a window of 20 January to 2 April has 3 of its 4 months', () => {
	expect(referenceBand(RATES, '2022-01-20', '2022-04-02')).toEqual({
		...{ lowest: 2.8, highest: 3 },
		...{ covered: 3, months: 4 }
	});
});

test('one month is a band of one value, and a window over the turn of the year has 2 months', () => {
	expect(referenceBand(RATES, '2022-02-01', '2022-02-28')).toEqual({ lowest: 3, highest: 3, covered: 1, months: 1 });
	expect(referenceBand(RATES, '2021-12-31', '2022-01-01')).toEqual({
		lowest: 2.9,
		highest: 2.9,
		covered: 1,
		months: 2
	});
});

test('a window before or after the series has no band', () => {
	expect(referenceBand(RATES, '2021-01-01', '2021-12-31')).toBeNull();
	expect(referenceBand(RATES, '2022-04-01', '2022-12-31')).toBeNull();
});
