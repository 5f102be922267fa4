import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import { OPEN_END } from '../employment-spells.server.ts';

/** Exits alike in day, group, reason and regret, with their number; by day. One entry of each array is one such kind. */
export interface CountedExits {
	day: Int32Array;
	group: Uint32Array;
	/** Codes of separationType and regretted. */
	reason: Uint32Array;
	said: Uint32Array;
	people: Uint32Array;
	/** The first entry of a day or of a later one. */
	startOf(day: number): number;
}

const kept = new WeakMap<DescribedStays, CountedExits>();

/**
 * The exits of stays that are kept, counted once: another window costs no more than the kinds of exit there are in it,
 * however many people leave.
 *
 * @param roster separationType, regretted (code)
 */
export function keptExits(roster: ColumnTable, stays: DescribedStays): CountedExits {
	const found = kept.get(stays) ?? countedExits(roster, stays);
	kept.set(stays, found);
	return found;
}

function countedExits(roster: ColumnTable, stays: DescribedStays): CountedExits {
	const [reasons, regret] = [codeColumn(roster, 'separationType'), codeColumn(roster, 'regretted')];
	const [reasonCount, saidCount] = [reasons.words.length, regret.words.length];
	const { row, group } = stays;
	const { first, starts, order } = exitsByDay(stays);
	const keyOf = (stay: number) =>
		((group ? group[stay] : 0) * reasonCount + reasons.codes[row[stay]]) * saidCount + regret.codes[row[stay]];
	const people: number[] = [];
	const [days, keys]: number[][] = [[], []];
	const entries = new Int32Array(starts.length);
	const entryOf = new Map<number, number>();
	for (let at = 0; at + 1 < starts.length; at++) {
		entries[at] = people.length;
		entryOf.clear();
		for (let index = starts[at]; index < starts[at + 1]; index++) {
			const key = keyOf(order[index]);
			const entry = entryOf.get(key);
			if (entry !== undefined) people[entry]++;
			else {
				entryOf.set(key, people.push(1) - 1);
				days.push(first + at);
				keys.push(key);
			}
		}
	}
	entries[starts.length - 1] = people.length;
	const part = (of: (key: number) => number) => Uint32Array.from(keys, of);
	return {
		day: Int32Array.from(days),
		group: part((key) => Math.floor(key / saidCount / reasonCount)),
		reason: part((key) => Math.floor(key / saidCount) % reasonCount),
		said: part((key) => key % saidCount),
		people: Uint32Array.from(people),
		startOf: (day) => entries[Math.min(Math.max(day - first, 0), entries.length - 1)]
	};
}

/** The stays that end, by their last day: those of a day stand from its start to the next. */
function exitsByDay({ count, last }: DescribedStays) {
	let [first, final] = [Infinity, -Infinity];
	for (let stay = 0; stay < count; stay++) {
		if (last[stay] === OPEN_END) continue;
		first = Math.min(first, last[stay]);
		final = Math.max(final, last[stay]);
	}
	if (first > final) return { first: 0, starts: new Int32Array(1), order: new Int32Array() };
	const starts = new Int32Array(final - first + 2);
	for (let stay = 0; stay < count; stay++) if (last[stay] !== OPEN_END) starts[last[stay] - first + 1]++;
	for (let at = 1; at < starts.length; at++) starts[at] += starts[at - 1];
	const next = starts.slice();
	const order = new Int32Array(starts[starts.length - 1]);
	for (let stay = 0; stay < count; stay++) if (last[stay] !== OPEN_END) order[next[last[stay] - first]++] = stay;
	return { first, starts, order };
}
