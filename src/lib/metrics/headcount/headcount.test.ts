import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { addDays, civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import type { HeadcountParams } from './headcount.server.ts';
import { headcount } from './headcount.server.ts';

const file = (name: string) => csvRows(readFileSync(new URL(name, import.meta.url), 'utf8'));
const quarter: HeadcountParams = {
	from: '2024-01-01',
	to: '2024-03-31',
	step: 'month',
	group: null,
	role: null,
	clock: 'legal',
	contractors: 'out',
	withFte: true
};

function count(rows: TestRow[], params: Partial<HeadcountParams> = {}) {
	const roster = rosterTable(rows);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	return headcount({ roster, roles }, { ...quarter, ...params });
}

describe('twelve people in the first quarter of 2024', () => {
	const rows = file('headcount.golden.csv');
	const expected = file('headcount.expected.csv').map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([name, value]) => [name, /^[\d.]+$/.test(String(value)) ? Number(value) : value])
		)
	);

	test('7, 7 and 8 people at the month-ends, as counted by hand', () => {
		const whole = expected.filter((row) => row.group === 'all').map((row) => ({ ...row, group: null }));
		expect(count(rows).rows).toEqual(whole);
	});

	test('by role, a move is a transfer and no separation, as counted by hand', () => {
		const found = count(rows, { group: 'role' });
		expect(found.rows).toEqual(expected.filter((row) => row.group !== 'all'));
		expect(found.summary.inSeveralRoles).toBe(1);
	});

	test('one role alone gives the rows of that role and its own summary', () => {
		const found = count(rows, { role: 'payroll' });
		expect(found.rows).toEqual(expected.filter((row) => row.group === 'payroll'));
		// 1 January: bob cem eli fay ivy; 31 March: bob cem fay ivy.
		expect(found.summary).toMatchObject({ atStart: 5, atEnd: 4, hires: 2, separations: 2 });
		expect(count(rows, { role: 'no-such-role' }).rows).toEqual([]);
	});

	test('8 at the start, 8 at the end, 3 hires, 3 separations; the contractor and the row without a hire are named', () => {
		const { summary, notes } = count(rows);
		expect(summary).toMatchObject({ atStart: 8, atEnd: 8, hires: 3, separations: 3 });
		expect(summary.quality).toMatchObject({ contractors: 1, missingHire: 1, mergedJoins: 3 });
		expect(notes).toContainEqual({ key: 'metrics.quality.contractors', details: { rows: 1 } });
		expect(notes).toContainEqual({ key: 'metrics.quality.missingHire', details: { rows: 1 } });
	});

	test('the daily mean is 671 person-days over 91 days', () => {
		// January 15 days of 8 and 16 of 7; February 28 of 7 and one of 8 (gus on the 5th); March: 7 on 1 to 9
		// (hal gone, ivy back), 8 on 10 to 31.
		const personDays = 15 * 8 + 16 * 7 + 28 * 7 + 8 + 9 * 7 + 22 * 8;
		const { averages } = count(rows).summary;
		expect(averages.dailyMean).toBeCloseTo(personDays / 91, 12);
		expect(averages.twoPoint).toBe(8);
		expect(averages.monthEndMean).toBeCloseTo(22 / 3, 12);
		// lou's last day is the opening day: 9.
		expect(averages.monthEndPlusOpening).toBeCloseTo(31 / 4, 12);
	});
});

test('with contractors kim counts too: 4 in security in January, 3.8 full-time, and no row is left out for it', () => {
	const found = count(file('headcount.golden.csv'), { role: 'security', contractors: 'in' });
	expect(found.rows[0]).toMatchObject({ date: '2024-01-31', headcount: 4, fte: 3.8 });
	expect(found.summary.quality.contractors).toBe(0);
	expect(found.notes).toContainEqual({ key: 'metrics.contractorsIn' });
});

test('where the share of one person is missing there is no working time, on the days they are there', () => {
	const rows = [
		{ person: 'ada', hiredOn: '2020-01-01', fte: 0.1 },
		{ person: 'bob', hiredOn: '2020-01-01', fte: 0.2 },
		{ person: 'cem', hiredOn: '2020-01-01', exitedOn: '2024-02-28' }
	];
	// 0.1 + 0.2 is 0.3, not 0.30000000000000004.
	expect(count(rows).rows.map((row) => row.fte)).toEqual([null, 0.3, 0.3]);
});

test('without working time the rows are the same but for it', () => {
	const rows = file('headcount.golden.csv');
	const expected = count(rows, { group: 'role' }).rows.map(({ fte, ...row }) => [typeof fte, row]);
	const found = count(rows, { group: 'role', withFte: false }).rows;
	expect(found.map((row) => ['number', row])).toEqual(expected);
});

test('a same-day employment is one person-day, one hire and one separation', () => {
	const rows = [{ person: 'gus', hiredOn: '2024-02-05', exitedOn: '2024-02-05' }];
	const daily = count(rows, { from: '2024-02-04', to: '2024-02-06', step: 'day' }).rows;
	expect(daily.map((row) => [row.headcount, row.hires, row.separations])).toEqual([
		[0, 0, 0],
		[1, 1, 1],
		[0, 0, 0]
	]);
});

test('the nights the clocks change are days like others: 1 person on each of 3 days, in March and in November', () => {
	const around = (from: string, to: string) =>
		count([{ person: 'ada', hiredOn: from, exitedOn: to }], { from, to, step: 'day' }).rows.map((row) => row.headcount);
	expect(around('2023-03-11', '2023-03-13')).toEqual([1, 1, 1]);
	expect(around('2023-11-04', '2023-11-06')).toEqual([1, 1, 1]);
	// Samoa skipped 30 December 2011; a civil date does not.
	expect(around('2011-12-29', '2011-12-31')).toEqual([1, 1, 1]);
});

test('29 February is a day of 2024 and none of 2023: 29 and 28 person-days in February', () => {
	const days = (year: number) =>
		count([{ person: 'ada', hiredOn: '2020-02-29' }], {
			...{ from: `${year}-02-01`, to: addDays(`${year}-03-01`, -1), step: 'day' }
		}).rows.reduce((sum, row) => sum + row.headcount, 0);
	expect([days(2024), days(2023)]).toEqual([29, 28]);
});

test('a hire and an exit dated ahead take effect on their days', () => {
	const rows = [
		{ person: 'ada', hiredOn: '2024-02-10' },
		{ person: 'bob', hiredOn: '2020-01-01', exitedOn: '2024-02-09' }
	];
	const daily = count(rows, { from: '2024-02-08', to: '2024-02-11', step: 'day' }).rows;
	expect(daily.map((row) => [row.headcount, row.hires, row.separations])).toEqual([
		[1, 0, 0],
		[1, 0, 1],
		[1, 1, 0],
		[1, 0, 0]
	]);
});

test('a rehire the day after a gap of one day is a second hire; without the gap there is none', () => {
	const twice = (hiredOn: string) =>
		count(
			[
				{ person: 'ivy', hiredOn: '2020-01-01', exitedOn: '2024-02-10' },
				{ person: 'ivy', hiredOn }
			],
			{ from: '2024-02-01', to: '2024-02-29' }
		).summary;
	expect(twice('2024-02-12')).toMatchObject({ hires: 1, separations: 1 });
	expect(twice('2024-02-11')).toMatchObject({ hires: 0, separations: 0 });
});

test('weeks end on Sundays and the last one with the window', () => {
	const rows = [{ person: 'ada', hiredOn: '2024-01-01' }];
	const dates = count(rows, { from: '2024-01-01', to: '2024-01-16', step: 'week' }).rows.map((row) => row.date);
	expect(dates).toEqual(['2024-01-07', '2024-01-14', '2024-01-16']);
});

test('on the announced clock a person stops counting after the day of notice', () => {
	const rows = [{ person: 'ada', hiredOn: '2020-01-01', exitedOn: '2024-03-31', noticedOn: '2024-01-31' }];
	const heads = (clock: HeadcountParams['clock']) => count(rows, { clock }).rows.map((row) => row.headcount);
	expect(heads('legal')).toEqual([1, 1, 1]);
	expect(heads('announced')).toEqual([1, 0, 0]);
});

test('when half leave on the second day the two-point average is said to mislead, and not when nobody leaves', () => {
	const staff = (exitedOn: string) =>
		Array.from({ length: 10 }, (_, i) => ({ person: `p${i}`, hiredOn: '2020-01-01', exitedOn: i < 5 ? exitedOn : '' }));
	expect(count(staff('2024-01-02')).summary.isTwoPointMisleading).toBe(true);
	expect(count(staff('')).summary.isTwoPointMisleading).toBe(false);
});

test('nobody at all is 0 people, not an error, and the averages are 0', () => {
	const { rows, summary } = count([]);
	expect(rows.map((row) => row.headcount)).toEqual([0, 0, 0]);
	expect(summary.averages.dailyMean).toBe(0);
});

describe('properties', () => {
	const START = dayNumber('2023-12-20');
	const row = fc
		.record({
			person: fc.constantFrom('ada', 'bob', 'cem', 'dia'),
			hire: fc.integer({ min: 0, max: 40 }),
			length: fc.option(fc.integer({ min: 0, max: 25 }), { nil: null }),
			roleFamily: fc.constantFrom('security', 'payroll', '')
		})
		.map(({ person, hire, length, roleFamily }) => ({
			person,
			hiredOn: civilDate(START + hire),
			exitedOn: length === null ? '' : civilDate(START + hire + length),
			roleFamily
		}));
	const rosters = fc.array(row, { maxLength: 12 });
	const days: Partial<HeadcountParams> = { from: '2023-12-25', to: '2024-01-25', step: 'day' };

	test('each day is the number of different people with a row that covers it (counted person by person)', () => {
		fc.assert(
			fc.property(rosters, (rows) => {
				for (const { date, headcount: heads } of count(rows, days).rows) {
					const present = rows.filter(
						(each) => each.hiredOn <= date && (each.exitedOn === '' || each.exitedOn >= date)
					);
					expect(heads).toBe(new Set(present.map((each) => each.person)).size);
				}
			})
		);
	});

	test('a separation is the last covered day before an uncovered one, a hire the first after one', () => {
		fc.assert(
			fc.property(rosters, (rows) => {
				const covers = (person: string, date: string) =>
					rows.some((r) => r.person === person && r.hiredOn <= date && (r.exitedOn === '' || r.exitedOn >= date));
				const people = [...new Set(rows.map((each) => each.person))];
				for (const { date, hires, separations } of count(rows, days).rows) {
					const there = people.filter((person) => covers(person, date));
					expect(hires).toBe(there.filter((person) => !covers(person, addDays(date, -1))).length);
					expect(separations).toBe(there.filter((person) => !covers(person, addDays(date, 1))).length);
				}
			})
		);
	});

	test('H(d) = H(d-1) - separations(d-1) + hires(d), in the whole and, with transfers, in each role', () => {
		fc.assert(
			fc.property(rosters, fc.constantFrom(null, 'role' as const), (rows, group) => {
				const found = count(rows, { ...days, group }).rows;
				for (const name of new Set(found.map((each) => each.group))) {
					const own = found.filter((each) => each.group === name);
					own.slice(1).forEach((today, index) => {
						const before = own[index];
						const gone = before.separations + before.transfersOut;
						expect(today.headcount).toBe(before.headcount - gone + today.hires + today.transfersIn);
					});
				}
			})
		);
	});

	test('the order of the rows and writing some of them twice never matter', () => {
		fc.assert(
			fc.property(rosters, fc.infiniteStream(fc.nat()), fc.subarray([0, 1, 2, 3]), (rows, random, twice) => {
				const again = [...rows, ...twice.flatMap((index) => rows.slice(index, index + 1))];
				const shuffled = again.map((each) => ({ each, at: random.next().value })).sort((a, b) => a.at - b.at);
				const other = count(
					shuffled.map(({ each }) => each),
					days
				);
				expect(other.rows).toEqual(count(rows, days).rows);
			})
		);
	});

	test('cutting a row in two adjoining ones changes nothing', () => {
		fc.assert(
			fc.property(rosters, fc.nat({ max: 10 }), (rows, after) => {
				const cut = rows.flatMap((each) => {
					const end = addDays(each.hiredOn, after);
					if (each.exitedOn !== '' && end >= each.exitedOn) return [each];
					return [
						{ ...each, exitedOn: end },
						{ ...each, hiredOn: addDays(end, 1) }
					];
				});
				expect(
					count(cut, { ...days, group: 'role' }).rows.map((each) => [each.date, each.group, each.headcount])
				).toEqual(count(rows, { ...days, group: 'role' }).rows.map((each) => [each.date, each.group, each.headcount]));
				expect(count(cut, days).rows).toEqual(count(rows, days).rows);
			})
		);
	});

	test('roles add up to the whole plus those who count in several', () => {
		fc.assert(
			fc.property(rosters, (rows) => {
				const found = count(rows, { ...days, group: 'role' });
				const lastDay = found.rows.filter((each) => each.date === '2024-01-25');
				const sum = lastDay.reduce((all, each) => all + each.headcount, 0);
				expect(sum).toBe(found.summary.atEnd + found.summary.inSeveralRoles);
			})
		);
	});
});
