import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnTable } from '#lib/server/columns.ts';
import { NO_DAY } from '#lib/server/columns.ts';
import { OPEN_END } from '../employment-spells.server.ts';
import type { FunctionStays } from '../qualified-stays.server.ts';
import { sureLeavers } from './function-days.server.ts';

interface Stay {
	first: number;
	last: number;
	notice: number;
}
interface Question {
	on: number;
	horizonDays: number;
	isPresent: boolean;
}

function staffOf(all: Stay[]): { roster: ColumnTable; stays: FunctionStays } {
	const days = (of: (stay: Stay) => number) => Int32Array.from(all, of);
	const places = Uint32Array.from(all.keys());
	return {
		roster: { rowCount: all.length, columns: { noticedOn: { type: 'day', days: days(({ notice }) => notice) } } },
		stays: {
			...{ count: all.length, first: days(({ first }) => first), last: days(({ last }) => last) },
			...{ person: places, row: places, basis: 'role', apart: null }
		}
	};
}

/** Those there on the day whose last day is known then and not after the horizon, one by one. */
function oneByOne(all: Stay[], { on, horizonDays, isPresent }: Question) {
	const there = all.filter(({ first, last }) => first <= on && on <= last);
	const leaving = there.filter(
		({ last, notice }) => last <= on + horizonDays && (isPresent || (notice !== NO_DAY && notice <= on))
	);
	return { people: there.length, leaving: leaving.length };
}

const stay = fc
	.record({
		first: fc.integer({ min: -20, max: 60 }),
		// A clock that counts until notice may end a stay before it begins.
		length: fc.oneof(fc.integer({ min: -3, max: 40 }), fc.constant(null)),
		notice: fc.oneof(fc.integer({ min: -20, max: 90 }), fc.constant(NO_DAY))
	})
	.map(({ first, length, notice }) => ({ first, last: length === null ? OPEN_END : first + length, notice }));
const question = fc.record({
	on: fc.integer({ min: -40, max: 120 }),
	horizonDays: fc.integer({ min: 1, max: 9 }),
	isPresent: fc.boolean()
});

test('12 days, horizons and kinds of knowledge one after the other: those sure to leave are as counted one by one', () => {
	const questions = fc.array(question, { minLength: 1, maxLength: 12 });
	// Who is in the file with an exit of the year 9999 makes too many days to keep.
	const farOff = fc.constantFrom([], [{ first: 0, last: 2_932_896, notice: 3 }]);
	fc.assert(
		fc.property(fc.array(stay, { maxLength: 25 }), farOff, questions, (near, far, asked) => {
			const all = [...near, ...far];
			const { roster, stays } = staffOf(all);
			for (const each of asked) expect(sureLeavers(roster, stays, each.on, each)).toEqual(oneByOne(all, each));
		})
	);
});

test('whoever is there from day 10 to 50 is sure to leave within 30 days from day 20; with notice on day 25, from then', () => {
	const { roster, stays } = staffOf([{ first: 10, last: 50, notice: 25 }]);
	const leaving = (on: number, isPresent: boolean) =>
		sureLeavers(roster, stays, on, { horizonDays: 30, isPresent }).leaving;
	expect([9, 19, 20, 50, 51].map((on) => leaving(on, true))).toEqual([0, 0, 1, 1, 0]);
	expect([20, 24, 25, 50, 51].map((on) => leaving(on, false))).toEqual([0, 0, 1, 1, 0]);
});

test('another day of a horizon asked for before looks at no stay again: emptied ones still count', () => {
	const { roster, stays } = staffOf([
		{ first: 0, last: 50, notice: NO_DAY },
		{ first: 0, last: 60, notice: NO_DAY }
	]);
	const ask = (on: number) => sureLeavers(roster, stays, on, { horizonDays: 30, isPresent: true });
	expect(ask(0)).toEqual({ people: 2, leaving: 0 });
	stays.last.fill(OPEN_END);
	expect([ask(20), ask(30), ask(51)].map(({ leaving }) => leaving)).toEqual([1, 2, 1]);
});
