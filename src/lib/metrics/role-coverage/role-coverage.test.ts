import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, qualificationTable, rosterTable } from '../../../../test/support/column-tables.ts';
import { exposureBelow, latestBelowRun } from './function-days.server.ts';
import { leaveProbability } from './leave-probability.server.ts';
import { ROLE_COVERAGE } from './role-coverage-metric.server.ts';
import { requirementsInForce } from '../requirements-in-force.ts';
import type { RequirementRow } from '../requirements-in-force.ts';
import type { CoverageParams } from './role-coverage.server.ts';
import { coverageStatus, roleCoverage } from './role-coverage.server.ts';

const people = csvRows(readFileSync(new URL('role-coverage.golden.csv', import.meta.url), 'utf8'));

const need = (
	functionId: string,
	roleFamily: string | null,
	requiredMin: number,
	more: Partial<RequirementRow> = {}
) => ({
	...{ functionId, name: functionId, roleFamily, requiredMin, isCritical: true },
	...{ fromDate: null, owner: null, source: null, ...more }
});
const requirements = [
	need('security', 'security', 3),
	need('payroll', 'payroll', 2),
	need('sre', 'sre-operations', 3),
	need('ads', 'monetization-ads', 1),
	need('canteen', 'canteen', 0)
];

function coverage(
	params: Partial<CoverageParams> = {},
	given: { rows?: TestRow[]; requirements?: RequirementRow[]; qualifications?: TestRow[] } = {}
) {
	const roster = rosterTable(given.rows ?? people);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const qualifications = given.qualifications ? [qualificationTable(given.qualifications)] : [];
	const chosen: CoverageParams = {
		on: '2022-11-18',
		before: '2022-11-01',
		from: '2022-11-01',
		clock: 'worked',
		contractors: 'in',
		outlook: { leaveProbability: 0.2, horizonDays: 90, sigma: 1, isPresent: true },
		...params
	};
	const found = roleCoverage(
		{ roster, roles, requirements: given.requirements ?? requirements, qualifications },
		chosen
	);
	return { ...found, row: (id: string) => found.rows.find((each) => each.functionId === id)! };
}

describe('a company between a layoff and an ultimatum', () => {
	test('security: 5 before, 3 on the last day worked of the fifth, then 2 of 3', () => {
		expect(coverage({ on: '2022-11-18' }).row('security')).toMatchObject({
			required: 3,
			qualified: 3,
			qualifiedBefore: 5,
			shortfall: 0,
			slack: 0,
			departuresToBreach: 1,
			coverageRatio: 1,
			status: 'no_slack',
			belowSince: null
		});
		expect(coverage({ on: '2022-11-19' }).row('security')).toMatchObject({
			qualified: 2,
			coverageRatio: 2 / 3,
			shortfall: 1,
			slack: 0,
			departuresToBreach: 0,
			status: 'breach',
			belowSince: '2022-11-19'
		});
	});

	test('the three clocks of security on 19 November: 2 announced, 2 worked, 5 legal', () => {
		const on = (clock: CoverageParams['clock'], date = '2022-11-19') =>
			coverage({ on: date, clock }).row('security').qualified;
		expect([on('announced'), on('worked'), on('legal')]).toEqual([2, 2, 5]);
		// On the 8th two have been told; one of them still works.
		expect([on('announced', '2022-11-08'), on('worked', '2022-11-08'), on('legal', '2022-11-08')]).toEqual([3, 4, 5]);
	});

	test('the steps of security on the clock of days worked', () => {
		expect(coverage({ on: '2022-12-31' }).row('security').series).toEqual([
			{ date: '2022-11-01', qualified: 5 },
			{ date: '2022-11-05', qualified: 4 },
			{ date: '2022-11-11', qualified: 3 },
			{ date: '2022-11-19', qualified: 2 }
		]);
	});

	test('payroll keeps its 2 people without slack, 1.3 full-time; where one share is missing there is none', () => {
		const { row } = coverage();
		expect(row('payroll').status).toBe('no_slack');
		expect(row('payroll').qualifiedFte).toBeCloseTo(1.3, 12);
		expect(row('sre').qualifiedFte).toBeNull();
		expect(row('ads').qualifiedFte).toBe(0);
	});

	test('sre was below from the first day and recovered on 1 December', () => {
		expect(coverage().row('sre')).toMatchObject({ status: 'breach', belowSince: '2018-01-01' });
		const later = coverage({ on: '2022-12-15' }).row('sre');
		expect(later).toMatchObject({ status: 'no_slack', belowSince: null, recoveredOn: '2022-12-01' });
		expect(later.lastBelowSince).toBe('2018-01-01');
		// Recovered before the window: no longer told.
		expect(coverage({ on: '2022-12-15', before: null, from: '2022-12-01' }).row('sre').recoveredOn).toBeNull();
	});

	test('ads has nobody left since 1 November: orphaned; the canteen needs nobody', () => {
		const { row } = coverage();
		expect(row('ads')).toMatchObject({ status: 'orphaned', belowSince: '2022-11-01', qualified: 0, shortfall: 1 });
		expect(row('canteen')).toMatchObject({
			status: 'not_required',
			coverageRatio: null,
			departuresToBreach: null,
			shortfall: 0,
			belowSince: null
		});
	});

	test('total shortfall 2, two in breach, one of them orphaned, two without slack; the gap is not offset', () => {
		const { summary } = coverage();
		expect(summary).toMatchObject({
			functions: 5,
			totalShortfall: 2,
			inBreach: 2,
			orphaned: 1,
			noSlack: 2,
			minimumDeparturesToBreach: 0,
			distinctQualifiedPeople: 7
		});
		const surplus = coverage({}, { requirements: [need('payroll', 'payroll', 0), need('ads', 'monetization-ads', 1)] });
		expect(surplus.summary.totalShortfall).toBe(1);
	});
});

test.each([
	[0, 0, 'not_required'],
	[0, 4, 'not_required'],
	[3, 0, 'orphaned'],
	[3, 2, 'breach'],
	[3, 3, 'no_slack'],
	[3, 4, 'ok']
] as const)('%i required and %i qualified is %s', (required, qualified, status) => {
	expect(coverageStatus(required, qualified)).toBe(status);
});

describe('requirements in time', () => {
	const rows = [
		need('security', 'security', 2, { fromDate: '2020-01-01' }),
		need('security', 'security', 4, { fromDate: '2022-11-10', owner: 'CISO' })
	];

	test('a row takes effect on its date and replaces the one before', () => {
		const required = (on: string) =>
			coverage({ on, before: null, from: on }, { requirements: rows }).rows.map((row) => row.required);
		expect([required('2019-12-31'), required('2022-11-09'), required('2022-11-10')]).toEqual([[], [2], [4]]);
	});

	test('4 people are enough until the minimum becomes 4 and one stops on the 10th: below since the 11th', () => {
		const row = coverage({ on: '2022-11-18' }, { requirements: rows }).row('security');
		expect(row).toMatchObject({ required: 4, qualified: 3, status: 'breach', belowSince: '2022-11-11', owner: 'CISO' });
		expect(row.requiredSeries).toEqual([
			{ date: '2022-11-01', required: 2 },
			{ date: '2022-11-10', required: 4 }
		]);
	});

	test('nothing was below a minimum before there was one', () => {
		const from = [need('ads', 'monetization-ads', 1, { fromDate: '2022-11-15' })];
		expect(coverage({}, { requirements: from }).row('ads').belowSince).toBe('2022-11-15');
	});

	test('of two rows with one date the later in the file holds', () => {
		const twice = [need('a', 'security', 1), need('a', 'security', 2)];
		expect(requirementsInForce(twice, 0)[0].inForce.requiredMin).toBe(2);
	});

	test('a function whose minimum starts later is left out and said', () => {
		const found = coverage({ on: '2019-12-31', before: null, from: '2019-12-31' }, { requirements: rows });
		expect(found.notes).toContainEqual({ key: 'metrics.coverage.later', details: { functions: 1 } });
	});
});

describe('qualified by name', () => {
	const listed = [
		{ person: 'sec1', functionId: 'security' },
		{ person: 'sec1', functionId: 'security' },
		{ person: 'sec1', functionId: 'vault', since: '2022-11-05' },
		{ person: 'sec3', functionId: 'security' },
		{ person: 'stranger', functionId: 'security' },
		{ person: 'stranger', functionId: 'ads' }
	];
	const given = { qualifications: listed, requirements: [...requirements, need('vault', null, 1)] };

	test('only the named who are employed count, once each, and functions without names count their role', () => {
		const { row, summary } = coverage({ on: '2022-11-04' }, given);
		expect(row('security')).toMatchObject({ qualified: 2, basis: 'qualifications' });
		expect(row('payroll')).toMatchObject({ qualified: 2, basis: 'role' });
		// sec1, sec3, pay1, pay2, sre1, sre2.
		expect(summary.distinctQualifiedPeople).toBe(6);
	});

	test('who is named but unknown to the roster covers nothing: ads by name is orphaned', () => {
		expect(coverage({ on: '2022-10-15', before: null }, given).row('ads')).toMatchObject({
			status: 'orphaned',
			basis: 'qualifications'
		});
	});

	test('a qualification counts from its date', () => {
		expect(coverage({ on: '2022-11-04' }, given).row('vault').qualified).toBe(0);
		expect(coverage({ on: '2022-11-05' }, given).row('vault')).toMatchObject({ qualified: 1, status: 'no_slack' });
	});

	test('ads rests on one person until 31 October; nothing does when she has gone and the canteen needs nobody', () => {
		expect(coverage({ on: '2022-10-31', before: null }).summary.singlePointsOfFailure).toBe(1);
		expect(coverage({ on: '2022-11-01', before: null }).summary.singlePointsOfFailure).toBe(0);
	});

	test('one person in two functions is one distinct person and two single points of failure', () => {
		expect(
			coverage(
				{ on: '2022-11-19' },
				{ ...given, requirements: [need('security', 'security', 1), need('vault', null, 1)] }
			).summary
		).toMatchObject({ distinctQualifiedPeople: 1, functions: 2, singlePointsOfFailure: 2 });
	});
});

test('a person with two spells who was away in between covers nothing in between', () => {
	const rows = [
		{ person: 'ada', hiredOn: '2020-01-01', exitedOn: '2022-11-05', roleFamily: 'security' },
		{ person: 'ada', hiredOn: '2022-11-10', roleFamily: 'security' }
	];
	expect(coverage({}, { rows }).row('security').series).toEqual([
		{ date: '2022-11-01', qualified: 1 },
		{ date: '2022-11-06', qualified: 0 },
		{ date: '2022-11-10', qualified: 1 }
	]);
});

test('below on days 3 to 5 of 1 to 9: since 3, recovered 6; told only where it ended inside the window', () => {
	const isBelow = (day: number) => day >= 3 && day <= 5;
	expect(latestBelowRun(isBelow, 1, 9, 1)).toEqual({ since: 3, recovered: 6 });
	expect(latestBelowRun(isBelow, 1, 5, 5)).toEqual({ since: 3, recovered: null });
	expect(latestBelowRun(isBelow, 1, 9, 6)).toBeNull();
	expect(latestBelowRun(() => true, 1, 9, 9)).toEqual({ since: 1, recovered: null });
});

test('without a roster row every required function is orphaned and nobody is counted', () => {
	const { rows, summary } = coverage({}, { rows: [] });
	expect(rows.map((row) => row.status)).toEqual(['orphaned', 'orphaned', 'orphaned', 'orphaned', 'not_required']);
	expect(summary.distinctQualifiedPeople).toBe(0);
});

test('2, 1, 0 and -3 missing on four days: 2 days and 3 person-days below', () => {
	const missing = [2, 1, 0, -3];
	expect(exposureBelow((day) => missing[day], 0, 3)).toEqual({ daysBelow: 2, personDaysBelow: 3 });
	expect(exposureBelow(() => 1, 5, 4)).toEqual({ daysBelow: 0, personDaysBelow: 0 });
});

describe('how long and how far below', () => {
	test('sre lacks one of 3 from 1 to 18 November: 18 days, 18 person-days; back on 1 December', () => {
		const sre = coverage().row('sre');
		expect(sre).toMatchObject({ daysBelow: 18, personDaysBelow: 18, recoversOn: '2022-12-01' });
		// ads lacks its one person as long; nobody is on file to come.
		expect(coverage().row('ads')).toMatchObject({ personDaysBelow: 18, recoversOn: null });
		expect(coverage().row('payroll')).toMatchObject({ daysBelow: 0, personDaysBelow: 0, recoversOn: null });
		expect(coverage().summary.personDaysBelow).toBe(36);
	});

	test('two missing for ten days are 20 person-days', () => {
		const twoMissing = [need('ads', 'monetization-ads', 2)];
		const row = coverage({ from: '2022-11-09' }, { requirements: twoMissing }).row('ads');
		expect(row).toMatchObject({ daysBelow: 10, personDaysBelow: 20 });
	});

	test('who starts in more than 366 days is no way back', () => {
		const rows = [...people, { person: 'ads2', hiredOn: '2023-11-20', roleFamily: 'monetization-ads' }];
		expect(coverage({ on: '2022-11-18' }, { rows }).row('ads').recoversOn).toBeNull();
		expect(coverage({ on: '2022-11-19' }, { rows }).row('ads').recoversOn).toBe('2023-11-20');
	});
});

describe('how likely the minimum is missed', () => {
	const ten = Array.from({ length: 10 }, (_, i) => ({
		person: `p${i}`,
		hiredOn: '2020-01-01',
		roleFamily: 'security'
	}));
	const six = [need('security', 'security', 6)];
	const risk = (params: Partial<CoverageParams> = {}, rows: TestRow[] = ten, required = six) =>
		coverage(params, { rows, requirements: required }).row('security');
	const outlook = { leaveProbability: 0.2, horizonDays: 90, sigma: 1, isPresent: true };

	test('6 of 10 required, 20 % each: 3.3 % if independent, 15.8 % if they leave together', () => {
		// 0.0327934976 by hand (binomial), 0.157920224943 by mpmath.
		expect(risk().breachProbability).toBeCloseTo(0.0327934976, 12);
		expect(risk().breachProbabilityTogether).toBeCloseTo(0.157920224943, 10);
		expect(risk()).toMatchObject({ sureLeavers: 0, expectedLeavers: 2 });
	});

	test('two whose exits are on file leave for sure: 6 of 8 others, 0.2031; in the past only who had notice', () => {
		const leaving = ten.map((row, i) => (i < 2 ? { ...row, exitedOn: '2022-12-31' } : row));
		// P(X >= 3) for Bin(8, 0.2) = 1 - 0.16777216 - 0.33554432 - 0.29360128.
		expect(risk({}, leaving).breachProbability).toBeCloseTo(0.20308224, 12);
		expect(risk({}, leaving)).toMatchObject({ sureLeavers: 2, expectedLeavers: 3.6 });
		const past = { outlook: { ...outlook, isPresent: false } };
		expect(risk(past, leaving).sureLeavers).toBe(0);
		const noticed = leaving.map((row, i) => (i === 0 ? { ...row, noticedOn: '2022-11-18' } : row));
		expect(risk(past, noticed).sureLeavers).toBe(1);
	});

	test('the horizon ends on its last day: an exit after 43 days is sure within 43, not within 42', () => {
		const leaving = ten.map((row, i) => (i < 2 ? { ...row, exitedOn: '2022-12-31' } : row));
		const within = (horizonDays: number) => risk({ outlook: { ...outlook, horizonDays } }, leaving).sureLeavers;
		expect([within(42), within(43)]).toEqual([0, 2]);
	});

	test('nothing required: 0; too few already: 1; no probability known: none', () => {
		expect(risk({}, ten, [need('security', 'security', 0)]).breachProbability).toBe(0);
		expect(risk({}, ten, [need('security', 'security', 11)])).toMatchObject({
			breachProbability: 1,
			breachProbabilityTogether: 1
		});
		expect(risk({ outlook: { ...outlook, leaveProbability: null } })).toMatchObject({
			...{ expectedLeavers: null, breachProbability: null, breachProbabilityTogether: null }
		});
	});

	test('the year before: 50 exits of 100 people, 90 days: 11.6 %; nobody in it: unknown', () => {
		const staff = Array.from({ length: 150 }, (_, i) => ({
			person: `p${i}`,
			// 50 leave on 30 June, 50 follow on 1 July.
			hiredOn: i < 100 ? '2020-01-01' : '2022-07-01',
			exitedOn: i < 50 ? '2022-06-30' : ''
		}));
		const roster = rosterTable(staff);
		expect(leaveProbability(roster, dayNumber('2022-12-31'), 90)).toBeCloseTo(1 - Math.exp((-50 / 36_500) * 90), 12);
		// The exits of 30 June 2022 are a year and a day old.
		expect(leaveProbability(roster, dayNumber('2023-07-01'), 90)).toBe(0);
		expect(leaveProbability(roster, dayNumber('2019-12-31'), 90)).toBeNull();
	});
});

test('without a requirement there is no function, no shortfall and no number that is none', () => {
	const found = coverage({}, { requirements: [] });
	expect(found.rows).toEqual([]);
	expect(found.summary).toMatchObject({
		...{ functions: 0, totalShortfall: 0, minimumDeparturesToBreach: null, distinctQualifiedPeople: 0 },
		personDaysBelow: 0
	});
	expect(JSON.stringify(coverage({}, { rows: [] }))).not.toMatch(/NaN|Infinity/);
});

test('contractors cover unless they are left out: security 3, or 2 without sec2', () => {
	const rows = people.map((row) => (row.person === 'sec2' ? { ...row, employmentType: 'contractor' } : row));
	expect(coverage({}, { rows }).row('security')).toMatchObject({ qualified: 3, status: 'no_slack' });
	const without = coverage({ contractors: 'out' }, { rows });
	expect(without.row('security')).toMatchObject({ qualified: 2, status: 'breach', qualifiedFte: 2 });
	expect(without.notes).toContainEqual({ key: 'metrics.contractorsOut' });
});

test('as the list computes it: on the day of the roster, a probability of the year before, said in the notes', () => {
	const roster = rosterTable(people);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const tables = { asOf: '2022-11-18', roster, roles, requirements, qualifications: [] };
	const { summary, notes } = ROLE_COVERAGE.compute(tables, {
		...{ clock: 'worked', contractors: 'in', horizonDays: 90, sigma: 1 }
	});
	expect(summary).toMatchObject({ on: '2022-11-18', from: '2021-11-18', before: null, horizonDays: 90 });
	// By the legal clock pay3 and ads1 have left: 2 exits. Person-days of the 365 to 18 November 2022:
	// 9 people all year, pay3 until 30 September (316), ads1 until 31 October (347).
	const probability = 1 - Math.exp((-2 / (9 * 365 + 316 + 347)) * 90);
	expect(summary.leaveProbability).toBeCloseTo(probability, 12);
	const details = { days: 90, percent: Math.round(probability * 1000) / 10 };
	expect(notes).toContainEqual({ key: 'metrics.coverage.riskOfPastYear', details });
});

describe('properties', () => {
	const START = dayNumber('2022-10-20');
	const row = fc
		.record({
			person: fc.constantFrom('ada', 'bob', 'cem'),
			hire: fc.nat({ max: 30 }),
			length: fc.nat({ max: 30 }),
			notice: fc.nat({ max: 20 }),
			roleFamily: fc.constantFrom('security', 'payroll')
		})
		.map(({ person, hire, length, notice, roleFamily }) => ({
			person,
			hiredOn: civilDate(START + hire),
			exitedOn: civilDate(START + hire + length),
			lastWorkedOn: civilDate(START + hire + Math.max(0, length - notice)),
			roleFamily
		}));
	// One row a person and role, so that the end of the spell is the end of the row.
	const rosters = fc.uniqueArray(row, { selector: (each) => each.person + each.roleFamily });

	test('every day of the series is the number of different people of the role at work (counted one by one)', () => {
		fc.assert(
			fc.property(rosters, (rows) => {
				const { row } = coverage({ on: '2022-12-01', from: '2022-10-25' }, { rows });
				for (let day = dayNumber('2022-10-25'); day <= dayNumber('2022-12-01'); day++) {
					const date = civilDate(day);
					const there = rows.filter((r) => r.roleFamily === 'security' && r.hiredOn <= date && r.lastWorkedOn >= date);
					const step = row('security').series.findLast((each) => each.date <= date)!;
					expect(step.qualified).toBe(there.length);
				}
			})
		);
	});

	test('different people, working time and those sure to leave are what counting one by one finds', () => {
		const shares = fc.constantFrom(0.2, 0.5, 1);
		const listed = fc.array(
			fc.record({ person: fc.constantFrom('ada', 'bob', 'cem', 'dan'), functionId: fc.constant('oncall') })
		);
		fc.assert(
			fc.property(rosters, shares, listed, fc.nat({ max: 60 }), (drawn, fte, qualifications, day) => {
				const rows = drawn.map((each) => ({ ...each, fte }));
				const on = civilDate(START + day);
				const requirements = [need('security', 'security', 1), need('payroll', 'payroll', 1), need('oncall', null, 1)];
				const found = coverage({ on, before: null, from: on, clock: 'legal' }, { rows, requirements, qualifications });
				const there = rows.filter((each) => each.hiredOn <= on && each.exitedOn >= on);
				expect(found.summary.distinctQualifiedPeople).toBe(new Set(there.map(({ person }) => person)).size);
				const inSecurity = there.filter(({ roleFamily }) => roleFamily === 'security');
				expect(found.row('security').qualifiedFte).toBeCloseTo(fte * inSecurity.length, 9);
				// Nobody stays longer than 60 days, so that every exit is within the horizon of 90.
				expect(found.row('security').sureLeavers).toBe(inSecurity.length);
				const names = new Set(qualifications.map(({ person }) => person));
				const onCall = new Set(there.filter(({ person }) => names.has(person)).map(({ person }) => person));
				expect(found.row('oncall').qualified).toBe(onCall.size);
			})
		);
	});

	test('legal is never less than worked, worked never less than announced', () => {
		fc.assert(
			fc.property(rosters, fc.nat({ max: 60 }), (rows, day) => {
				const on = civilDate(START + day);
				const heads = (clock: CoverageParams['clock']) =>
					coverage({ on, before: null, from: on, clock }, { rows }).row('security').qualified;
				expect(heads('worked')).toBeLessThanOrEqual(heads('legal'));
				expect(heads('announced')).toBeLessThanOrEqual(heads('worked'));
			})
		);
	});

	test('shortfall, slack and ratio fit together whatever the counts', () => {
		fc.assert(
			fc.property(rosters, fc.nat({ max: 4 }), (rows, required) => {
				const found = coverage({}, { rows, requirements: [need('security', 'security', required)] }).row('security');
				expect(found.qualified - found.required).toBe(found.slack - found.shortfall);
				expect(found.shortfall * found.slack).toBe(0);
				expect(found.belowSince !== null).toBe(found.status === 'breach' || found.status === 'orphaned');
			})
		);
	});
});
