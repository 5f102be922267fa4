import { describe, expect, test } from 'vitest';
import { ascendingNumbers } from './ascending-numbers.ts';
import { leadingCount } from './leading-count.ts';
import { seededGenerator } from './seeded-generator.ts';

const ANNOUNCED = Date.parse('2022-11-16T05:03:00Z');
const DAY = 86_400_000;

function instants(count: number, span: number, step = 1): Float64Array {
	const random = seededGenerator(11);
	return Float64Array.from({ length: count }, () => ANNOUNCED + Math.floor((random() * span) / step) * step);
}

describe('numbers in rising order', () => {
	test('5, 3, 4 become 3, 4, 5, and those given stay as they are', () => {
		const given = Float64Array.of(5, 3, 4);
		expect([...ascendingNumbers(given)]).toEqual([3, 4, 5]);
		expect([...given]).toEqual([5, 3, 4]);
		expect([...ascendingNumbers(Float64Array.of())]).toEqual([]);
	});

	test.each([
		['10 000 within two days', instants(10_000, 2 * DAY)],
		['10 000 within 49 days', instants(10_000, 49 * DAY)],
		['10 000 within a year, too far apart for digits', instants(10_000, 365 * DAY)],
		['10 000 of half milliseconds', instants(10_000, DAY, 0.5)],
		['10 000 in the same second', instants(10_000, 1000)],
		['10 000 at one instant', instants(10_000, 1)],
		['10 000 of 2048 milliseconds, one more than a digit holds', instants(10_000, 2049)],
		['5 000 days of service', instants(5000, 20_000).map((at) => at - ANNOUNCED - 100)],
		['5 000 on both sides of 0, 2^33 apart', instants(5000, 2 ** 33).map((at) => Math.round(at - ANNOUNCED - 2 ** 32))],
		[
			'5 000, the last 2^32 after the first',
			instants(5000, DAY)
				.fill(ANNOUNCED + 2 ** 32, 4999)
				.fill(ANNOUNCED, 0, 1)
		],
		['12 within a day', instants(12, DAY)],
		['12 of half milliseconds', instants(12, DAY, 0.5)]
	])('%s: as by comparing', (_, given) => {
		expect([...ascendingNumbers(given)]).toEqual([...given].sort((a, b) => a - b));
	});
});

test('of 1, 2, 2, 5 those up to 2 are the first 3; up to 0 none, up to 9 all', () => {
	const upTo = (most: number) => leadingCount(4, (index) => [1, 2, 2, 5][index] <= most);
	expect([upTo(2), upTo(0), upTo(9), leadingCount(0, () => true)]).toEqual([3, 0, 4, 0]);
});
