import { dayColumn, NO_DAY, type ColumnTable } from '#lib/server/columns.ts';
import { civilDate } from '#lib/statistics/civil-date.ts';
import type { PeopleVersion } from '../drafts/people-difference.server.ts';
import type { Difference } from '../drafts/draft-view.ts';

const LISTED_MONTHS = 240;

/** The month ends at which two rosters count a different number of people; null where a roster was not yet true. */
export function headcountByMonth(before: PeopleVersion | null, after: PeopleVersion): Difference['headcountByMonth'] {
	const last = after.asOf === null ? null : lastMonthEnd(after.asOf);
	const lastBefore = before?.asOf ? lastMonthEnd(before.asOf) : null;
	const now = monthEndCounts(after.table);
	const old = before ? monthEndCounts(before.table) : new Map<number, number>();
	const months = [...now.keys(), ...old.keys()];
	if (months.length === 0) return [];
	const end = last ?? months.reduce((a, b) => Math.max(a, b));
	const result: Difference['headcountByMonth'] = [];
	let counts = { now: 0, old: 0 };
	for (let month = months.reduce((a, b) => Math.min(a, b)); month <= end; month++) {
		counts = { now: counts.now + (now.get(month) ?? 0), old: counts.old + (old.get(month) ?? 0) };
		const hasOld = before !== null && (lastBefore === null || month <= lastBefore);
		if (hasOld && counts.old === counts.now) continue;
		result.push({ month: monthName(month), before: hasOld ? counts.old : null, after: counts.now });
	}
	return result.slice(-LISTED_MONTHS);
}

/** Changes of the headcount from one month end to the next; a person with overlapping spells counts once. */
function monthEndCounts(table: ColumnTable): Map<number, number> {
	const hired = dayColumn(table, 'hiredOn').days;
	const exited = dayColumn(table, 'exitedOn').days;
	const person = table.person ?? new Uint32Array();
	const changes = new Map<number, number>();
	const add = (month: number, change: number) => changes.set(month, (changes.get(month) ?? 0) + change);
	let covered = -Infinity;
	for (let row = 0; row < table.rowCount; row++) {
		if (row === 0 || person[row] !== person[row - 1]) covered = -Infinity;
		const first = Math.max(monthOf(hired[row]), covered + 1);
		const last = exited[row] === NO_DAY ? Infinity : lastMonthEnd(exited[row]);
		if (last < first) continue;
		add(first, 1);
		if (last !== Infinity) add(last + 1, -1);
		covered = last;
	}
	return changes;
}

const months = new Map<number, number>();

/** Months since year 0 of the month a day is in. Days of a file repeat. */
function monthOf(day: number): number {
	let month = months.get(day);
	if (month === undefined) {
		const date = civilDate(day);
		month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
		if (months.size < 100_000) months.set(day, month);
	}
	return month;
}

/** The last month whose end is not after the day. */
function lastMonthEnd(day: number): number {
	return monthOf(day + 1) - 1;
}

function monthName(month: number): string {
	return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
