import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { civilDate, dayNumber, monthEnd } from '#lib/statistics/civil-date.ts';
import { wilsonInterval } from '#lib/statistics/wilson-interval.ts';
import { keptEnds, keptSpells } from '../kept-spells.server.ts';
import type { Clock } from '../metric.ts';
import { keptMonthCounts, monthsOf } from './month-counts.server.ts';
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
	const { people, left } = keptMonthCounts(roster, spells, keptEnds(roster, spells, clock), { months, groups });
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

function rowOf(month: string, group: string, left: number, people: number): MonthlyLossRow {
	const limits = wilsonInterval(left, people) ?? { lower: null, upper: null };
	return { month, group, people, left, rate: left / people, interval: { ...limits, method: 'wilson', level: 0.95 } };
}
