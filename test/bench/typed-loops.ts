import { codeColumn, dayColumn, NO_DAY } from '../../src/lib/server/columns.ts';
import type { ColumnTable } from '../../src/lib/server/columns.ts';

const OPEN = 2147483647;

/**
 * What somebody would write by hand for one question over one row per employment: people there, hired and gone on each
 * day, by group. No cleaning of overlapping rows, no notes, no rows of words.
 */
export function handWrittenFlow(
	roster: ColumnTable,
	groups: { codes: ArrayLike<number>; size: number },
	from: number,
	to: number
): { hired: Int32Array; gone: Int32Array; there: Int32Array } {
	const [hiredOn, exitedOn] = [dayColumn(roster, 'hiredOn').days, dayColumn(roster, 'exitedOn').days];
	const days = to - from + 2;
	const [hired, gone] = [new Int32Array(groups.size * days), new Int32Array(groups.size * days)];
	const there = new Int32Array(groups.size * days);
	for (let row = 0; row < roster.rowCount; row++) {
		const begin = hiredOn[row];
		const end = exitedOn[row] === NO_DAY ? OPEN : exitedOn[row];
		if (begin > to || end < from) continue;
		const base = groups.codes[row] * days - from;
		hired[base + (begin < from ? from : begin)]++;
		if (end <= to) gone[base + end + 1]++;
	}
	for (let group = 0; group < groups.size; group++)
		for (let day = 0, people = 0; day < days; day++)
			there[group * days + day] = people += hired[group * days + day] - gone[group * days + day];
	return { hired, gone, there };
}

/** By hand: employments of each group by tenure, how many come under observation and how many leave it. */
export function handWrittenSurvival(
	roster: ColumnTable,
	groups: { codes: ArrayLike<number>; size: number },
	from: number,
	to: number
): Float64Array {
	const [hiredOn, exitedOn] = [dayColumn(roster, 'hiredOn').days, dayColumn(roster, 'exitedOn').days];
	const times = 20_000;
	const [come, ended, gone] = [0, 1, 2].map(() => new Int32Array(groups.size * times));
	for (let row = 0; row < roster.rowCount; row++) {
		const begin = hiredOn[row];
		const end = exitedOn[row] === NO_DAY ? OPEN : exitedOn[row];
		if (begin > to || end < from) continue;
		const base = groups.codes[row] * times;
		come[base + (begin < from ? from - begin : 0) + 1]++;
		gone[base + Math.min(end, to) - begin + 1]++;
		if (end <= to) ended[base + end - begin + 1]++;
	}
	const shares = new Float64Array(groups.size * times);
	for (let group = 0; group < groups.size; group++)
		for (let time = 0, share = 1, people = 0; time < times; time++) {
			const at = group * times + time;
			people += come[at];
			if (people > 0) share *= 1 - ended[at] / people;
			people -= gone[at];
			shares[at] = share;
		}
	return shares;
}

/** By hand: exits of a window by group and reason. */
export function handWrittenExits(
	roster: ColumnTable,
	groups: { codes: ArrayLike<number>; size: number },
	from: number,
	to: number
): Uint32Array {
	const exitedOn = dayColumn(roster, 'exitedOn').days;
	const { codes, words } = codeColumn(roster, 'separationType');
	const counts = new Uint32Array(groups.size * words.length);
	for (let row = 0; row < roster.rowCount; row++)
		if (exitedOn[row] >= from && exitedOn[row] <= to) counts[groups.codes[row] * words.length + codes[row]]++;
	return counts;
}
