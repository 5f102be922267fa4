import { civilDate, monthEnd, monthStart } from '#lib/statistics/civil-date.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { Grouping } from '../daily-flows.server.ts';
import { onlyRowTest, OPEN_END, rowInForce } from '../employment-spells.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';

/** Day numbers of the first day and of the last one that counts. */
export interface Month {
	month: string;
	on: number;
	until: number;
}

/** People of the first day of each month and those who left in it: `[group * (months + 1) + month]`. */
interface MonthCounts {
	people: Int32Array;
	left: Int32Array;
}

interface Asked {
	months: Month[];
	groups: Grouping;
}

// Beyond so many groups and months nothing is kept, and each window is counted from the employments.
const MOST_CELLS = 1_000_000;

const kept = new WeakMap<Int32Array, WeakMap<object, MonthCounts & { months: Month[] }>>();

/** The months that days fall in, the last up to the last of them. */
export function monthsOf(from: number, to: number): Month[] {
	const months = [];
	for (let on = monthStart(from); on <= to; on = monthEnd(on) + 1)
		months.push({ month: civilDate(on).slice(0, 7), on, until: Math.min(to, monthEnd(on)) });
	return months;
}

/**
 * People of the first day of each month and those who left in it, for a window of months. The counts of all months on
 * file are kept with the ends of the spells: another window is a part of them, but for a month that is cut.
 *
 * @param ends last day of each spell
 */
export function keptMonthCounts(
	roster: ColumnTable,
	spells: EmploymentSpells,
	ends: Int32Array,
	{ months, groups }: Asked
): MonthCounts {
	const own = kept.get(ends) ?? new WeakMap<object, MonthCounts & { months: Month[] }>();
	kept.set(ends, own);
	let whole = own.get(groups.codes);
	const last = months[months.length - 1];
	if (!whole || whole.months[0].on > months[0].on || whole.months[whole.months.length - 1].on < last.on) {
		const all = monthsOnFile(spells, ends, months);
		if (all.length * groups.words.length > MOST_CELLS) return monthCounts(roster, spells, ends, { months, groups });
		whole = { ...monthCounts(roster, spells, ends, { months: all, groups }), months: all };
		own.set(groups.codes, whole);
	}
	const part = partOf(whole, months, groups.words.length);
	if (last.until === monthEnd(last.on)) return part;
	const cut = monthCounts(roster, spells, ends, { months: [last], groups });
	groups.words.forEach((_, code) => (part.left[(code + 1) * (months.length + 1) - 2] = cut.left[2 * code]));
	return part;
}

/** All months from the first employment to the last end, and those asked for. */
function monthsOnFile({ count, first }: EmploymentSpells, ends: Int32Array, asked: Month[]): Month[] {
	let [from, to] = [asked[0].on, asked[asked.length - 1].on];
	for (let spell = 0; spell < count; spell++) {
		if (first[spell] < from) from = first[spell];
		if (ends[spell] > to && ends[spell] !== OPEN_END) to = ends[spell];
	}
	return monthsOf(from, monthEnd(to));
}

function partOf(whole: MonthCounts & { months: Month[] }, months: Month[], groups: number): MonthCounts {
	const [width, wholeWidth] = [months.length + 1, whole.months.length + 1];
	const begin = whole.months.findIndex(({ on }) => on === months[0].on);
	const cut = (counts: Int32Array) => {
		const part = new Int32Array(groups * width);
		for (let group = 0; group < groups; group++) {
			const from = group * wholeWidth + begin;
			part.set(counts.subarray(from, from + months.length), group * width);
		}
		return part;
	};
	return { people: cut(whole.people), left: cut(whole.left) };
}

function monthCounts(
	roster: ColumnTable,
	{ count, first, lastRow }: EmploymentSpells,
	ends: Int32Array,
	{ months, groups }: Asked
): MonthCounts {
	const width = months.length + 1;
	const [people, left] = [new Int32Array(groups.words.length * width), new Int32Array(groups.words.length * width)];
	const [monthFrom, monthUntil] = [monthStarting(months), monthOf(months)];
	const isOnly = onlyRowTest(roster);
	const rowOn = months.map(({ on }) => rowInForce(roster, on));
	const { codes } = groups;
	for (let spell = 0; spell < count; spell++) {
		const [begin, end, row] = [monthFrom(first[spell]), monthUntil(ends[spell]), lastRow[spell]];
		if (begin > end) continue;
		const hasLeft = ends[spell] <= months[end].until;
		if (isOnly(row)) {
			const base = codes[row] * width;
			people[base + begin]++;
			people[base + end + 1]--;
			if (hasLeft) left[base + end]++;
		} else {
			for (let month = begin; month <= end; month++) {
				const cell = codes[rowOn[month](row)] * width + month;
				people[cell]++;
				people[cell + 1]--;
				if (hasLeft && month === end) left[cell]++;
			}
		}
	}
	for (let cell = 1; cell < people.length; cell++) if (cell % width !== 0) people[cell] += people[cell - 1];
	return { people, left };
}

/** The first month whose first day is not before a day; their number where there is none. */
function monthStarting(months: Month[]): (day: number) => number {
	const month = monthOf(months);
	const begin = months[0].on;
	return (day) => (day <= begin ? 0 : month(day - 1) + 1);
}

/** The month of a day: the last one for every later day, -1 for one before them all. */
function monthOf(months: Month[]): (day: number) => number {
	const [begin, last] = [months[0].on, months[months.length - 1]];
	const ofDay = new Int16Array(last.until - begin + 1);
	months.forEach(({ on, until }, month) => ofDay.fill(month, on - begin, until - begin + 1));
	return (day) => (day < begin ? -1 : day > last.until ? months.length - 1 : ofDay[day - begin]);
}
