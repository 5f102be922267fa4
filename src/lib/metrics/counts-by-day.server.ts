import { valuesByDay } from './kept-spells.server.ts';
import type { ValuesByDay } from './kept-spells.server.ts';

/** Stays from a first to a last day, each of one kind; where they have no first day they are there from the beginning. */
interface KindStays {
	count: number;
	first: Int32Array;
	/** Nobody goes where absent. */
	last?: Int32Array;
}

/** Counts by kind of those who are there on a day; a new array each time. */
export type CountsOnDay = (day: number) => Int32Array;

// Between two days of which the counts are known no more come and go.
const LEAST_CHANGES = 8192;
/** Nor fewer than a multiple of the kinds, so that the known counts are no larger than what they are counted from. */
const CHANGES_A_KIND = 8;

/** Those who have come by the end of a day, and those of them who had gone by its beginning, by their places. */
interface Known {
	day: number;
	come: number;
	gone: number;
	counts: Int32Array;
}

/**
 * How many stays of each kind cover a day, for any day: from the nearest earlier day whose counts are kept, and who came
 * and went since. The time it takes does not grow with the number of stays.
 *
 * @param kinds number of kinds
 * @param kindOf kind of a stay, from 0
 * @example 3 stays from day 1, 5 and 9, of which the first lasts until day 5: 2 on day 5, 1 on day 6, 2 on day 9
 */
export function countsByDay(
	{ count, first, last }: KindStays,
	kinds: number,
	kindOf: (stay: number) => number
): CountsOnDay {
	const come = narrowed(valuesByDay(count, first, kindOf), kinds);
	const gone = narrowed(last ? valuesByDay(count, last, kindOf) : valuesByDay(0, first, kindOf), kinds);
	const known = knownDays(come, gone, kinds);
	return (day) => {
		let at = known.length - 1;
		while (at > 0 && known[at].day > day) at--;
		const counts = known[at].counts.slice();
		move(counts, { come, gone }, known[at], { come: come.placeOf(day + 1), gone: gone.placeOf(day) });
		return counts;
	};
}

interface Changes {
	values: ArrayLike<number>;
	first: number;
	starts: Int32Array;
	placeOf: ValuesByDay['placeOf'];
}

/** Two bytes a stay are enough for most. */
function narrowed(byDay: ValuesByDay, kinds: number): Changes {
	return kinds > 65_536 ? byDay : { ...byDay, values: new Uint16Array(byDay.values) };
}

function knownDays(come: Changes, gone: Changes, kinds: number): Known[] {
	const known: Known[] = [{ day: -Infinity, come: 0, gone: 0, counts: new Int32Array(kinds) }];
	const least = Math.max(LEAST_CHANGES, CHANGES_A_KIND * kinds);
	const endOf = ({ values, first, starts }: Changes) => (values.length === 0 ? come.first : first + starts.length + 1);
	const end = Math.max(endOf(come), endOf(gone));
	for (let day = come.first; day < end; day++) {
		const former = known[known.length - 1];
		const next = { come: come.placeOf(day + 1), gone: gone.placeOf(day) };
		if (next.come - former.come + next.gone - former.gone < least) continue;
		const counts = former.counts.slice();
		move(counts, { come, gone }, former, next);
		known.push({ day, ...next, counts });
	}
	return known;
}

type Places = Pick<Known, 'come' | 'gone'>;

function move(counts: Int32Array, { come, gone }: { come: Changes; gone: Changes }, from: Places, to: Places): void {
	for (let at = from.come; at < to.come; at++) counts[come.values[at]]++;
	for (let at = from.gone; at < to.gone; at++) counts[gone.values[at]]--;
}
