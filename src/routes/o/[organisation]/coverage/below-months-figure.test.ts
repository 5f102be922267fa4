import { expect, test } from 'vitest';
import type { Coverage } from './coverage-figure.ts';
import { belowByMonth, shortfallOn, yearOfMonths } from './below-months-figure.ts';

const security = {
	name: 'Security',
	series: [
		{ date: '2024-01-01', qualified: 12 },
		{ date: '2024-03-23', qualified: 7 },
		{ date: '2024-06-14', qualified: 10 }
	],
	requiredSeries: [
		{ date: '2024-01-01', required: null },
		{ date: '2024-02-01', required: 9 }
	]
};

test('12 and no minimum in January, 7 of 9 at the end of March, 10 of 9 from 14 June on', () => {
	const at = (date: string) => {
		const { qualified, required } = shortfallOn(security, date);
		return [qualified, required];
	};
	expect([at('2024-01-31'), at('2024-03-22'), at('2024-03-23'), at('2024-06-14')]).toEqual([
		[12, null],
		[12, 9],
		[7, 9],
		[10, 9]
	]);
});

test('twelve months that end in March 2024 begin on 1 April 2023; in December on 1 January', () => {
	expect([yearOfMonths('2024-03-15'), yearOfMonths('2024-12-31')]).toEqual(['2023-04-01', '2024-01-01']);
});

test('security is 2 of 9 short at the ends of March, April and May, before that and from 14 June on nobody is', () => {
	const coverage = {
		summary: { from: '2024-01-01', on: '2024-06-30' },
		rows: [
			{ ...security, required: 9 },
			{ ...security, name: 'No minimum', required: 0 }
		]
	} as unknown as Coverage;
	expect(belowByMonth(coverage).map(({ roles, people }) => [roles, people])).toEqual([
		[0, 0],
		[0, 0],
		[1, 2],
		[1, 2],
		[1, 2],
		[0, 0]
	]);
});
