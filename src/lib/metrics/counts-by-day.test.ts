import { expect, test } from 'vitest';
import { seededGenerator } from '#lib/statistics/seeded-generator.ts';
import { countsByDay } from './counts-by-day.server.ts';
import { OPEN_END } from './employment-spells.server.ts';

test('3 stays from day 1, 5 and 9, of which the first lasts until day 5: 2 on day 5, 1 on day 6, 2 on day 9', () => {
	const stays = { count: 3, first: Int32Array.of(1, 5, 9), last: Int32Array.of(5, OPEN_END, OPEN_END) };
	const on = countsByDay(stays, 1, () => 0);
	expect([0, 1, 5, 6, 9, 1000].map((day) => on(day)[0])).toEqual([0, 1, 2, 1, 2, 2]);
});

test('of 30,000 stays, a third of which end on one day, each day has as many of each kind as when all are counted', () => {
	const [count, kinds, mass] = [30_000, 7, 400];
	const random = seededGenerator(5);
	const first = Int32Array.from({ length: count }, () => Math.floor(random() * 600));
	const last = first.map((day) =>
		day < mass && random() < 0.4 ? mass : random() < 0.5 ? day + Math.floor(random() * 300) : OPEN_END
	);
	const kind = Uint8Array.from(first, () => Math.floor(random() * kinds));
	const on = countsByDay({ count, first, last }, kinds, (stay) => kind[stay]);
	for (const day of [-1, 0, 37, 399, 400, 401, 599, 600, 899, 5000]) {
		const expected = new Int32Array(kinds);
		for (let stay = 0; stay < count; stay++) if (first[stay] <= day && last[stay] >= day) expected[kind[stay]]++;
		expect(on(day)).toEqual(expected);
	}
});

test('without last days everybody stays: of ends on day 2 and 4 and one that is open, 2 are over by day 4', () => {
	const on = countsByDay({ count: 3, first: Int32Array.of(4, OPEN_END, 2) }, 1, () => 0);
	expect([1, 2, 3, 4, 9].map((day) => on(day)[0])).toEqual([0, 1, 1, 2, 2]);
});

test('nobody at all: 0 of each of 2 kinds', () => {
	expect([...countsByDay({ count: 0, first: new Int32Array(0), last: new Int32Array(0) }, 2, () => 0)(5)]).toEqual([
		0, 0
	]);
});
