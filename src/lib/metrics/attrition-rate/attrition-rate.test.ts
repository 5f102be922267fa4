import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { addDays, civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import { ATTRITION_RATE } from './attrition-rate-metric.server.ts';
import type { AttritionQuery } from './attrition-rate-metric.server.ts';
import { attritionNotes } from './attrition-notes.ts';
import { attritionRate } from './attrition-rate.server.ts';
import type { AttritionParams } from './attrition-rate.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';

const file = (name: string) => csvRows(readFileSync(new URL(name, import.meta.url), 'utf8'));
const staff = file('attrition-rate.golden.csv');
const expected = file('attrition-rate.expected.csv');
const year: AttritionParams = {
	...{ from: '2024-01-01', to: '2024-12-31', group: null, role: null, types: SEPARATION_TYPES },
	...{ fold: 'separate', denominator: 'personYears', contractors: 'out', hasUltimatum: false }
};

function attrition(params: Partial<AttritionParams> = {}, rows: TestRow[] = staff) {
	const roster = rosterTable(rows);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const found = attritionRate({ roster, roles }, { ...year, ...params });
	return { ...found, notes: attritionNotes(found.summary) };
}

describe('fifteen people in 2024', () => {
	const { rows, summary, notes } = attrition();
	const [whole] = rows;

	test.each([
		['all', null],
		['security', 'role'],
		['HQ', 'department'],
		['2024-11', 'month'],
		['voluntary', 'type']
	] as const)('R finds the same exits, person-years and limits in the rows like %s', (first, group) => {
		const found = attrition({ group }).rows;
		const start = expected.findIndex((row) => row.group === first);
		const wanted = expected.filter((row) => found.some((own) => (own.group ?? 'all') === row.group));
		expect(start).toBeGreaterThanOrEqual(0);
		expect(wanted.map((row) => row.group)).toEqual(found.map((own) => own.group ?? 'all'));
		found.forEach((own, index) => {
			const row = wanted[index];
			expect(own.counted).toBe(Number(row.separations));
			expect(own.personYears).toBeCloseTo(Number(row.personYears), 10);
			expect(own.ratePer100PersonYears).toBeCloseTo(Number(row.rate), 8);
			expect(own.interval!.lower).toBeCloseTo(Number(row.lower), 6);
			expect(own.interval!.upper).toBeCloseTo(Number(row.upper), 6);
			expect(own.averages.dailyMean).toBeCloseTo(Number(row.dailyMean), 8);
			expect(own.averages.twoPoint).toBe((Number(row.atStart) + Number(row.atEnd)) / 2);
		});
	});

	test('the conventions beside it: two-point 8.5, month-ends 9.667, with the opening 9.923, the 12ths 9.917', () => {
		expect(whole.averages.twoPoint).toBe(8.5);
		expect(whole.averages.monthEndMean).toBeCloseTo(9.66666666666667, 12);
		expect(whole.averages.monthEndPlusOpening).toBeCloseTo(9.92307692307692, 12);
		expect(whole.averages.twelfthOfMonthMean).toBeCloseTo(9.91666666666667, 12);
		expect(whole.sumOfMonthlyPercent).toBeCloseTo(135.308842904751, 10);
		expect(whole.twelfthOfMonthPercent).toBeCloseTo(1100 / 9.91666666666667, 10);
	});

	test('11 exits of 9.84 people on average: 112 % of the mean, so no compound rate', () => {
		expect(whole.periodPercent).toBeCloseTo(111.833333, 5);
		expect(whole.annualisedCompoundPercent).toBeNull();
		expect(notes).toContainEqual({ key: 'metrics.attrition.overHundred' });
	});

	test('8.788 full-time years beside 9.856 person-years; none where one share is missing', () => {
		expect(whole.fteYears).toBeCloseTo(8.78795345653662, 10);
		expect(attrition({}, [...staff, { person: 'zoe', hiredOn: '2024-12-31' }]).rows[0].fteYears).toBeNull();
	});

	test('the contractor counts where asked for: 12 exits', () => {
		const found = attrition({ contractors: 'in' });
		expect(found.rows[0].separations).toBe(12);
		expect(found.notes).toContainEqual({ key: 'metrics.contractorsIn' });
		expect(whole.separations).toBe(11);
		expect(notes).toContainEqual({ key: 'metrics.quality.contractors', details: { rows: 1 } });
	});

	test('2 of 11 are regretted: 20.29 per 100 person-years', () => {
		expect(whole.regretted).toBe(2);
		expect(whole.regrettedPer100PersonYears).toBeCloseTo(20.2916666667, 8);
	});

	test('exits by type: 2 voluntary, 1 of each other and 2 unknown, one of them a transfer without a next row', () => {
		const counts = { voluntary: 2, involuntary: 1, retirement: 1, death: 1, 'end-of-contract': 1, unknown: 2 };
		const ultimatum = { 'ultimatum-declined': 1, 'ultimatum-offer-accepted': 1, 'ultimatum-silent': 1 };
		expect(whole.types).toEqual({ ...counts, ...ultimatum });
		expect(summary.transfersWithoutNext).toBe(1);
		expect(notes).toContainEqual({ key: 'metrics.attrition.unknown', details: { exits: 2 } });
		expect(notes).toContainEqual({ key: 'metrics.attrition.transfers', details: { exits: 1 } });
	});

	test('folded into voluntary the ultimatum adds 3 to the 2 who quit; separate is the default', () => {
		const folded = attrition({ fold: 'voluntary', group: 'type' });
		expect(folded.rows.map((row) => [row.group, row.counted])).toEqual([
			['voluntary', 5],
			['involuntary', 1],
			['retirement', 1],
			['death', 1],
			['end-of-contract', 1],
			['unknown', 2]
		]);
		expect(folded.summary.categories[0]).toEqual({ type: 'voluntary', separations: 5 });
		expect(attrition({ fold: 'involuntary', types: ['involuntary'] }).rows[0].counted).toBe(4);
		expect(attrition({ types: ['involuntary'] }).rows[0].counted).toBe(1);
		expect(notes).toContainEqual({ key: 'metrics.attrition.fold.separate' });
	});

	test('the move of Dia is a transfer out of security and into payroll, never an exit', () => {
		const byRole = attrition({ group: 'role' }).rows;
		expect(byRole.map((row) => [row.group, row.separations, row.transfersIn, row.transfersOut])).toEqual([
			['security', 6, 0, 1],
			// Nia leaves payroll for security alone.
			['payroll', 5, 1, 1]
		]);
	});

	test('12 people on the first morning, 3 hired, 11 gone: 4 on the last evening; security 6 + 2 − 6 − 1 is 1', () => {
		expect(whole.movement).toEqual({ opening: 12, hires: 3, closing: 4 });
		expect(attrition({ group: 'role' }).rows.map((row) => row.movement)).toEqual([
			{ opening: 6, hires: 2, closing: 1 },
			{ opening: 7, hires: 1, closing: 3 }
		]);
		expect(attrition({ group: 'month' }).rows[0].movement).toBeNull();
		expect(attrition({ role: 'payroll' }).rows[0].movement).toBeNull();
	});

	test('on any window opening + hires + moves in − exits − moves out is closing, for all and each role', () => {
		const day = fc.integer({ min: dayNumber('2023-12-01'), max: dayNumber('2025-02-28') });
		fc.assert(
			fc.property(day, day, (one, other) => {
				const window = { from: civilDate(Math.min(one, other)), to: civilDate(Math.max(one, other)) };
				for (const row of [attrition(window).rows[0], ...attrition({ ...window, group: 'role' }).rows]) {
					const { opening, hires, closing } = row.movement!;
					expect(opening + hires + row.transfersIn - row.separations! - row.transfersOut).toBe(closing);
				}
			}),
			{ numRuns: 60 }
		);
	});

	test('payroll by month: Cem in February is 1 of 6 people, who are there all month', () => {
		// bob cem ivy max nia ola.
		const february = attrition({ role: 'payroll', group: 'month' }).rows[1];
		expect(february).toMatchObject({ group: '2024-02', counted: 1 });
		expect(february.periodPercent).toBeCloseTo(100 / 6, 12);
	});

	test('a role nobody has gives no exits, no people and no rate', () => {
		expect(attrition({ role: 'canteen' }).rows[0]).toMatchObject({
			...{ separations: 0, personYears: 0, ratePer100PersonYears: null, interval: null, fteYears: 0 },
			regrettedPer100PersonYears: null
		});
	});
});

describe('the denominator', () => {
	const rate = (denominator: AttritionParams['denominator']) => attrition({ denominator }).rows[0];

	test.each([
		['personYears', 111.6041666667],
		['dailyMean', 1100 / 9.83606557377],
		['twoPoint', 1100 / 8.5],
		['monthEndMean', 1100 / 9.66666666666667],
		['monthEndPlusOpening', 1100 / 9.92307692307692],
		['twelfthOfMonthMean', 1100 / 9.91666666666667]
	] as const)('%s gives 11 exits a rate of %d', (denominator, wanted) => {
		const row = rate(denominator);
		expect(row.rate).toBeCloseTo(wanted, 8);
		// Garwood's limits of 11 events by R: 5.491160 and 19.682038.
		expect(row.rateInterval!.lower).toBeCloseTo((wanted / 11) * 5.49116, 3);
		expect(row.rateInterval!.upper).toBeCloseTo((wanted / 11) * 19.682038, 3);
	});

	test('a convention without a day in the window has no rate: 13 to 20 November has no 12th', () => {
		const window = { from: '2024-11-13', to: '2024-11-20' };
		expect(attrition({ ...window, denominator: 'twelfthOfMonthMean' }).rows[0]).toMatchObject({
			rate: null,
			rateInterval: null
		});
	});
});

describe('warnings', () => {
	test('of 89 days a year is made with a warning, of 90 without', () => {
		const note = (to: string) => attrition({ from: '2024-03-01', to }).notes;
		expect(note('2024-05-28')).toContainEqual({ key: 'metrics.attrition.annualised', details: { days: 89 } });
		expect(note('2024-05-29').map(({ key }) => key)).not.toContain('metrics.attrition.annualised');
	});

	test('a year that contains an ultimatum is warned about, by its exits or by an event', () => {
		const warning = { key: 'metrics.attrition.annualised', details: { days: 366 } };
		expect(attrition().notes).toContainEqual(warning);
		const others = staff.filter((row) => !String(row.separationType).startsWith('ultimatum'));
		expect(attrition({}, others).notes).not.toContainEqual(warning);
		expect(attrition({ hasUltimatum: true }, others).notes).toContainEqual(warning);
	});

	test('a roster that never says regretted has no regretted rate, rather than 0', () => {
		const silent = staff.map((row) => ({ ...row, regretted: '' }));
		expect(attrition({}, silent).rows[0]).toMatchObject({ regretted: null, regrettedPer100PersonYears: null });
		expect(attrition({}, silent).notes).toContainEqual({ key: 'metrics.attrition.regrettedNotGiven' });
	});

	test('half leave on 2 January: the two-point average is said to mislead', () => {
		const half = Array.from({ length: 10 }, (_, i) => ({
			person: `p${i}`,
			hiredOn: '2020-01-01',
			exitedOn: i < 5 ? '2024-01-02' : ''
		}));
		expect(attrition({}, half).notes).toContainEqual({ key: 'metrics.headcount.twoPointMisleads' });
	});
});

describe('edges', () => {
	test('a same-day employment is one exit over one person-day: 36525 per 100 person-years', () => {
		const [row] = attrition({}, [{ person: 'gus', hiredOn: '2024-02-05', exitedOn: '2024-02-05' }]).rows;
		expect(row).toMatchObject({ separations: 1, ratePer100PersonYears: 36_525 });
		expect(row.personYears).toBeCloseTo(1 / 365.25, 12);
	});

	test('nobody on file: no person-years, no rates, nothing that is not a number', () => {
		const { rows, summary } = attrition({}, []);
		expect(rows[0]).toMatchObject({ separations: 0, personYears: 0, rate: null, interval: null, periodPercent: null });
		expect(JSON.stringify([rows, summary])).not.toContain('NaN');
		expect(attrition({ group: 'role' }, []).rows).toEqual([]);
	});

	test('somebody rehired leaves twice', () => {
		const twice = [
			{ person: 'jon', hiredOn: '2020-01-01', exitedOn: '2024-01-15' },
			{ person: 'jon', hiredOn: '2024-06-01', exitedOn: '2024-08-10' }
		];
		expect(attrition({}, twice).rows[0].separations).toBe(2);
	});

	test('an exit on 29 February counts in February and on the last day of the window, not on the day before', () => {
		const cem = [{ person: 'cem', hiredOn: '2020-01-01', exitedOn: '2024-02-29' }];
		const exits = (to: string) => attrition({ from: '2024-02-01', to }, cem).rows[0].separations;
		expect([exits('2024-02-28'), exits('2024-02-29')]).toEqual([0, 1]);
	});
});

describe('as the list computes it', () => {
	const roster = rosterTable(staff);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const types = [...SEPARATION_TYPES];
	const defaults = { group: null, role: null, types, fold: 'separate' as const };
	const compute = (params: Partial<AttritionQuery>, events?: object[]) =>
		ATTRITION_RATE.compute(
			{ asOf: '2024-12-31', roster, roles, ...(events && { events: events as never }) },
			{ ...defaults, denominator: 'personYears', contractors: 'out', ...params }
		);

	test('without dates it is the year before the day the roster was true', () => {
		expect(compute({}).summary).toMatchObject({ from: '2024-01-01', to: '2024-12-31', days: 366 });
	});

	test('an ultimatum of November 2024 falls into November, one of 2023 or without a date does not', () => {
		const event = (announcedOn: string | null) => [
			{ eventType: 'ultimatum', deadlineAtLocal: null, announcedAtLocal: null, announcedOn, effectiveOn: null }
		];
		const found = (announcedOn: string | null) =>
			compute({ from: '2024-03-01', to: '2024-10-31', types: ['death'] }, event(announcedOn)).summary.hasUltimatum;
		expect([found('2024-05'), found('2024-05-02'), found('2024')]).toEqual([true, true, true]);
		expect([found('2023-11'), found(null)]).toEqual([false, false]);
	});

	test('one role by department is refused, and so are more groups and days than fit', () => {
		expect(() => compute({ role: 'payroll', group: 'department' })).toThrow('not by department');
		const long = { from: '0001-01-01', to: '9999-12-31', group: 'department' } as const;
		const words = Array.from({ length: 60 }, (_, i) => ({
			person: `p${i}`,
			hiredOn: '2020-01-01',
			department: `d${i}`
		}));
		const many = rosterTable(words);
		expect(() =>
			ATTRITION_RATE.compute(
				{ asOf: '9999-12-31', roster: many, roles: roleColumn(many, { families: [], rules: [] }) },
				{ ...defaults, denominator: 'personYears', contractors: 'out', ...long }
			)
		).toThrow('choose a shorter window');
	});
});

describe('properties', () => {
	const START = dayNumber('2023-12-20');
	const row = fc
		.record({
			person: fc.constantFrom('ada', 'bob', 'cem', 'dia'),
			hire: fc.integer({ min: 0, max: 60 }),
			length: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
			roleFamily: fc.constantFrom('security', 'payroll', ''),
			separationType: fc.constantFrom(...SEPARATION_TYPES, 'transfer', ''),
			regretted: fc.constantFrom('yes', 'no', '')
		})
		.map(({ hire, length, ...rest }) => ({
			...rest,
			hiredOn: civilDate(START + hire),
			exitedOn: length === null ? '' : civilDate(START + hire + length)
		}));
	const rosters = fc.array(row, { maxLength: 10 });
	const months = { from: '2024-01-01', to: '2024-03-31' };

	test('exits by month, by type and by role add up to the whole; person-years by month too', () => {
		fc.assert(
			fc.property(rosters, (rows) => {
				const sum = (group: AttritionParams['group']) =>
					attrition({ ...months, group }, rows).rows.reduce((all, each) => all + (each.counted ?? 0), 0);
				const whole = attrition(months, rows).rows[0];
				expect([sum('month'), sum('type'), sum('role')]).toEqual([whole.counted, whole.counted, whole.counted]);
				const byMonth = attrition({ ...months, group: 'month' }, rows).rows;
				expect(byMonth.reduce((all, each) => all + each.personYears, 0)).toBeCloseTo(whole.personYears, 10);
			})
		);
	});

	test('cutting a row in two adjoining ones changes neither exposure nor exits', () => {
		fc.assert(
			fc.property(rosters, fc.nat({ max: 10 }), (rows, after) => {
				const cut = rows.flatMap((each) => {
					const end = addDays(each.hiredOn, after);
					if (each.exitedOn !== '' && end >= each.exitedOn) return [each];
					return [
						{ ...each, exitedOn: end, separationType: 'transfer' },
						{ ...each, hiredOn: addDays(end, 1) }
					];
				});
				const figures = (given: TestRow[]) =>
					attrition({ ...months, group: 'role' }, given).rows.map((each) => [each.group, each.personYears]);
				expect(figures(cut)).toEqual(figures(rows));
				expect(attrition(months, cut).rows[0].separations).toBe(attrition(months, rows).rows[0].separations);
			})
		);
	});

	test('the order of the rows never matters', () => {
		const different = fc.uniqueArray(row, { selector: (each) => each.person + each.exitedOn, maxLength: 8 });
		fc.assert(
			fc.property(different, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (rows, keys) => {
				const shuffled = rows.map((each, index) => ({ each, key: keys[index] })).sort((a, b) => a.key - b.key);
				const given = shuffled.map(({ each }) => each);
				expect(attrition({ ...months, group: 'role' }, given)).toEqual(attrition({ ...months, group: 'role' }, rows));
			})
		);
	});

	test('more types never count fewer exits, and no number is ever NaN', () => {
		fc.assert(
			fc.property(rosters, fc.subarray([...SEPARATION_TYPES]), (rows, types) => {
				const some = attrition({ ...months, types }, rows);
				expect(some.rows[0].counted).toBeLessThanOrEqual(attrition(months, rows).rows[0].counted!);
				expect(Object.values(some.rows[0]).some((value) => Number.isNaN(value))).toBe(false);
			})
		);
	});
});

test('windows asked one after the other of one roster count the exits that rows with these last days have', () => {
	const roster = rosterTable(staff);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const day = fc.integer({ min: dayNumber('2023-06-01'), max: dayNumber('2025-06-30') });
	fc.assert(
		fc.property(day, day, fc.constantFrom(null, 'role', 'month', 'type', 'site'), (one, other, group) => {
			const window = { from: civilDate(Math.min(one, other)), to: civilDate(Math.max(one, other)) };
			const found = attritionRate({ roster, roles }, { ...year, ...window, group } as AttritionParams);
			const alone = attritionRate({ roster: rosterTable(staff), roles }, {
				...year,
				...window,
				group
			} as AttritionParams);
			expect(found).toEqual(alone);
			const ended = staff.filter(
				({ exitedOn, employmentType }) =>
					employmentType !== 'contractor' && exitedOn && exitedOn >= window.from && exitedOn <= window.to
			);
			// Somebody with two rows in a row ends the first without leaving.
			expect(found.summary.total.separations).toBeLessThanOrEqual(ended.length);
		}),
		{ numRuns: 40 }
	);
});
