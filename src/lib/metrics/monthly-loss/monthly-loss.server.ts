import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { civilDate, dayNumber, monthEnd, monthStart } from '#lib/statistics/civil-date.ts';
import { wilsonInterval } from '#lib/statistics/wilson-interval.ts';
import type { Grouping } from '../daily-flows.server.ts';
import { onlyRowTest, rowInForce } from '../employment-spells.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { keptEnds, keptSpells } from '../kept-spells.server.ts';
import type { Clock } from '../metric.ts';
import type { MonthlyLossDimension, MonthlyLossRow, MonthlyLossSummary } from './monthly-loss.ts';

export interface MonthlyLossParams {
	/** Civil dates; the months they fall in are taken from their first day, the last up to `to`. */
	from: string;
	to: string;
	dimension: MonthlyLossDimension;
	clock: Clock;
	contractors: 'in' | 'out';
}

/**
 * Month by month: of the people of each group employed on the first day, how many left before the month was over.
 *
 * Each month is a closed group of its own, so a share is never above 1 and has a Wilson interval; people hired in a
 * month are in the base of the next. The group is that of the first day. Shares of months are not added up.
 *
 * @param tables.roster a roster as described in `columns.ts`; tables.roles the role family of every row
 * @returns one row per month and group with somebody in it, months in order, groups by name of code
 * @see METHODS 1.1, 1.4
 * @example 4 of security on 1 March, 1 leaves on 31 March: 0.25, interval 0.0456 to 0.6994
 */
export function monthlyLoss(
	{ roster, roles }: { roster: ColumnTable; roles: RoleColumn },
	params: MonthlyLossParams
): { rows: MonthlyLossRow[]; summary: MonthlyLossSummary } {
	const { dimension, clock } = params;
	const groups = dimension === 'role' ? { codes: roles.codes, words: roles.families } : codeColumn(roster, dimension);
	const months = monthsOf(dayNumber(params.from), dayNumber(params.to));
	const spells = keptSpells(roster, { withoutContractors: params.contractors === 'out' });
	const { people, left } = monthCounts(roster, spells, keptEnds(roster, spells, clock), { months, groups });
	const rows = months.flatMap(({ month }, index) =>
		groups.words.flatMap((group, code) => {
			const cell = code * (months.length + 1) + index;
			return people[cell] === 0 ? [] : [rowOf(month, group, left[cell], people[cell])];
		})
	);
	const last = months.at(-1);
	const isCut = last !== undefined && last.until < monthEnd(last.on);
	return {
		rows,
		summary: {
			...{ from: civilDate(months[0].on), to: params.to, months: months.map(({ month }) => month) },
			...{ dimension, clock, cutOn: isCut ? params.to : null }
		}
	};
}

/** People of the first day of each month and those who left in it: `[group * (months + 1) + month]`. */
function monthCounts(
	roster: ColumnTable,
	{ count, first, lastRow }: EmploymentSpells,
	ends: Int32Array,
	{ months, groups }: { months: Month[]; groups: Grouping }
): { people: Int32Array; left: Int32Array } {
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

function rowOf(month: string, group: string, left: number, people: number): MonthlyLossRow {
	const limits = wilsonInterval(left, people) ?? { lower: null, upper: null };
	return { month, group, people, left, rate: left / people, interval: { ...limits, method: 'wilson', level: 0.95 } };
}

/** Day numbers of the first day and of the last one that counts. */
interface Month {
	month: string;
	on: number;
	until: number;
}

function monthsOf(from: number, to: number): Month[] {
	const months = [];
	for (let on = monthStart(from); on <= to; on = monthEnd(on) + 1)
		months.push({ month: civilDate(on).slice(0, 7), on, until: Math.min(to, monthEnd(on)) });
	return months;
}
