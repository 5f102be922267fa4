import { expect, describe, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { rosterTable } from '../../../../test/support/column-tables.ts';
import type { RequirementRow } from '../requirements-in-force.ts';
import { onCallProtection } from './on-call-protection.server.ts';
import { onCallTables } from './on-call-shown.server.ts';
import { ON_CALL_VIABILITY } from './on-call-viability-metric.server.ts';
import { shiftIncidents } from './shift-incidents.ts';

type Incidents = Parameters<typeof shiftIncidents>[0][number][];
type Params = Parameters<typeof ON_CALL_VIABILITY.compute>[1];

const rota = (rolesOnCall: number | null, sites: number | null = null, requiredMin = 1): RequirementRow => ({
	...{ functionId: 'sre', name: 'SRE', roleFamily: 'sre-operations', requiredMin, isCritical: true },
	...{ fromDate: null, owner: null, source: null, rolesOnCall, sites }
});
const engineers = (count: number, site = '', more: Partial<TestRow> = {}): TestRow[] =>
	Array.from({ length: count }, (_, i) => ({
		...{ person: `${site}${i}`, hiredOn: '2020-01-01', roleFamily: 'sre-operations', site, fte: 1, ...more }
	}));

const incident = (startedOn: string | null, startedAt: string | null = null) =>
	({ startedOn, startedAt }) as Parameters<typeof shiftIncidents>[0][number];

function onCall(staff: TestRow[], requirements: RequirementRow[], params: Partial<Params> = {}, incidents?: Incidents) {
	const roster = rosterTable(staff);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	return ON_CALL_VIABILITY.compute(
		{ asOf: '2022-11-30', roster, roles, requirements, qualifications: [], incidents },
		{
			...{
				clock: 'worked',
				contractors: 'in',
				maxShare: 0.25,
				rolesOnCall: null,
				criticalMass: null,
				incidentDays: 90
			},
			...params
		}
	);
}

describe('by the SRE book (METHODS 10.8)', () => {
	test('a single site of 8, two on call: 25 % of the time, one week in four, viable; 7 are not enough', () => {
		const { rows, summary } = onCall(engineers(8), [rota(2)]);
		expect(rows).toMatchObject([
			{ site: null, sites: 1, engineers: 8, share: 0.25, oneWeekIn: 4, minimum: 8, isEnough: true, isViable: true }
		]);
		expect(summary).toMatchObject({ on: '2022-11-30', functions: 1, notViable: 0 });
		const seven = onCall(engineers(7), [rota(2)]);
		expect(seven.rows[0]).toMatchObject({ isEnough: false, isViable: false });
		expect(seven.summary.notViable).toBe(1);
	});

	test('two sites of six: 16.7 % each, viable; of 9 and 5 neither rota is', () => {
		const two = onCall([...engineers(6, 'Paris'), ...engineers(6, 'Zürich')], [rota(2, 2)]).rows;
		expect(two.map((row) => [row.site, row.engineers, row.minimum, row.isViable])).toEqual([
			['Paris', 6, 6, true],
			['Zürich', 6, 6, true]
		]);
		expect(two[0].share).toBeCloseTo(1 / 6, 12);
		const uneven = onCall([...engineers(5, 'Paris'), ...engineers(9, 'Zürich')], [rota(2, 2)]).rows;
		expect(uneven.map((row) => [row.site, row.isEnough, row.isViable])).toEqual([
			['Zürich', true, false],
			['Paris', false, false]
		]);
	});
});

test('a rota of two sites with people at one: the other has nobody, no share, and is not viable', () => {
	const { rows } = onCall(engineers(12, 'Paris'), [rota(2, 2)]);
	expect(rows[1]).toMatchObject({ site: null, engineers: 0, share: null, oneWeekIn: null, isEnough: false });
	expect(rows.every((row) => !row.isViable)).toBe(true);
});

test('of three sites a rota of two takes the largest; the 3 elsewhere are said', () => {
	const staff = [...engineers(6, 'Paris'), ...engineers(3, 'Rome'), ...engineers(7, 'Zürich')];
	const { rows, summary, notes } = onCall(staff, [rota(2, 2)]);
	expect(rows.map((row) => row.site)).toEqual(['Zürich', 'Paris']);
	expect(summary.elsewhere).toBe(3);
	expect(notes).toContainEqual({ key: 'metrics.onCall.elsewhere', details: { people: 3 } });
});

test('one site is everybody, wherever the roster has them', () => {
	expect(onCall([...engineers(6, 'Paris'), ...engineers(3, 'Rome')], [rota(2, 1)]).rows).toMatchObject([
		{ site: null, engineers: 9 }
	]);
});

test('only functions that say how many are on call have a rota; where none does, two are assumed and said', () => {
	const other = { ...rota(null), functionId: 'pay', name: 'Payroll', roleFamily: 'payroll' };
	expect(onCall(engineers(8), [rota(3), other]).rows.map((row) => [row.functionId, row.rolesOnCall])).toEqual([
		['sre', 3]
	]);
	const assumed = onCall(engineers(8), [rota(null), other]);
	expect(assumed.rows.map((row) => [row.functionId, row.rolesOnCall, row.engineers])).toEqual([
		['sre', 2, 8],
		['pay', 2, 0]
	]);
	expect(assumed.notes).toContainEqual({ key: 'metrics.onCall.assumedRota', details: { functions: 2 } });
	expect(onCall(engineers(8), [rota(2, null, 0)]).rows).toEqual([]);
});

test('at most 10 % of the time: 20 engineers; a critical mass of 0 asks for the rota alone', () => {
	expect(onCall(engineers(20), [rota(2)], { maxShare: 0.1 }).rows[0]).toMatchObject({ minimum: 20, isViable: true });
	expect(onCall(engineers(4), [rota(1)], { criticalMass: 0 }).rows[0]).toMatchObject({ minimum: 4, isViable: true });
	expect(onCall(engineers(8), [rota(1)], { rolesOnCall: 4 }).rows[0]).toMatchObject({ rolesOnCall: 4, minimum: 16 });
});

test('6 incidents of the 30 days up to 30 November: 0.1 per shift; the day before, the day after, a month do not count', () => {
	const incidents = [
		...[incident('2022-11-01'), incident('2022-11-30'), incident(null, '2022-11-30T23:59:59Z')],
		...[incident(null, '2022-11-01T00:00:00Z'), incident('2022-11-15'), incident('2022-11-15')],
		...[incident('2022-10-31'), incident('2022-12-01'), incident('2022-11'), incident(null)]
	];
	const { summary, notes } = onCall(engineers(8), [rota(2)], { incidentDays: 30 }, incidents);
	expect(summary.incidents).toMatchObject({ incidents: 6, days: 30, perShift: 0.1, most: 2, isBearable: true });
	// R 4.2.2: qchisq(c(.025, .975), c(12, 14)) / 2 / 60.
	expect(summary.incidents!.interval.lower).toBeCloseTo(0.03669823756, 10);
	expect(summary.incidents!.interval.upper).toBeCloseTo(0.21765790038, 10);
	expect(notes).toContainEqual({ key: 'metrics.onCall.perShift', details: { perShift: 0.1, days: 30, most: 2 } });
	const busy = onCall(engineers(8), [rota(2)], { incidentDays: 1 }, Array(5).fill(incident('2022-11-30')));
	expect(busy.summary.incidents).toMatchObject({ incidents: 5, perShift: 2.5, isBearable: false });
});

test('without incidents on file the page still asks for them', () => {
	const { summary, notes } = onCall(engineers(8), [rota(2)]);
	expect(summary.incidents).toBeNull();
	expect(notes).toContainEqual({ key: 'metrics.onCall.incidents' });
});

test('contractors in or out, people on paid notice out, working time beside heads', () => {
	const staff = [
		...engineers(7),
		...engineers(1, '', { person: 'kim', employmentType: 'contractor', fte: 0.5 }),
		...engineers(1, '', { person: 'leo', exitedOn: '2022-12-31', lastWorkedOn: '2022-11-29' })
	];
	expect(onCall(staff, [rota(2)]).rows[0]).toMatchObject({ engineers: 8, engineersFte: 7.5 });
	expect(onCall(staff, [rota(2)], { clock: 'legal' }).rows[0].engineers).toBe(9);
	const without = onCall(staff, [rota(2)], { contractors: 'out' });
	expect(without.rows[0]).toMatchObject({ engineers: 7, isViable: false });
	expect(without.notes).toContainEqual({ key: 'metrics.contractorsOut' });
});

describe('what executives see', () => {
	const seen = (staff: TestRow[], sites: number | null) => {
		const full = { metric: 'on-call-viability', unit: 'people', versions: [], ...onCall(staff, [rota(2, sites)]) };
		return { full, shown: onCallProtection.executive!(full, 5) };
	};

	test('two sites of 12 and 4: both counts are hidden, that the second is too small is not', () => {
		const { shown } = seen([...engineers(12, 'Paris'), ...engineers(4, 'Rome')], 2);
		expect(shown.rows.map((row) => [row.engineers, row.share, row.isEnough, row.isSuppressed])).toEqual([
			[null, null, true, true],
			[null, null, false, true]
		]);
		expect(shown.notes).toContainEqual({ key: 'metrics.suppressed', details: { most: 4 } });
	});

	test('4 on the one site of a role are shown: coverage of a role is exact', () => {
		const { full, shown } = seen(engineers(4), 1);
		expect(shown).toBe(full);
		expect(onCallProtection.analyst!(full, 5)).toBe(full);
	});

	test('of 16 on call 3 are at neither site of the rota: with 7 and 6 shown they could be counted out, so neither is', () => {
		const { full, shown } = seen([...engineers(6, 'Paris'), ...engineers(3, 'Rome'), ...engineers(7, 'Zürich')], 2);
		expect(full.rows.map(({ engineers, elsewhere }) => [engineers, elsewhere])).toEqual([
			[7, 3],
			[6, 3]
		]);
		expect(shown.rows.map(({ engineers, elsewhere }) => [engineers, elsewhere])).toEqual([
			[null, null],
			[null, null]
		]);
		expect(shown.summary.elsewhere).toBeNull();
		expect(shown.notes.map(({ key }) => key)).not.toContain('metrics.onCall.elsewhere');
	});

	test('5 elsewhere are counted out', () => {
		const { full, shown } = seen([...engineers(6, 'Paris'), ...engineers(5, 'Rome'), ...engineers(7, 'Zürich')], 2);
		expect(shown).toBe(full);
		expect(shown.summary.elsewhere).toBe(5);
	});

	describe('12 and 12 at two sites, 6 elsewhere, on one day; something else on another', () => {
		const onDays = (leaving: TestRow[], staying: TestRow[]) => {
			const staff = [...leaving.map((row) => ({ ...row, exitedOn: '2022-11-20' })), ...staying];
			const [first, later] = ['2022-11-20', '2022-11-21'].map((on) => ({
				...{ metric: 'on-call-viability', unit: 'people', versions: [], ...onCall(staff, [rota(2, 2)], { on }) }
			}));
			const [then, now] = [onCallTables(first), onCallTables(later)];
			expect(now.figure).toBe(then.figure);
			const before = (part: string) => ({ settled: null, former: [then.parts[part]] });
			const shown = onCallProtection.executive!(later, 5, before);
			return [...shown.rows.map(({ engineers }) => engineers), shown.summary.elsewhere];
		};
		const all = (paris: number, zurich: number, rome: number, name: string) =>
			[...[...engineers(paris, 'Paris'), ...engineers(zurich, 'Zürich')], ...engineers(rome, 'Rome')].map((row) => ({
				...row,
				person: name + row.person
			}));

		test('one left from Paris: both sites are hidden, all there are elsewhere is not', () => {
			expect(onDays(all(1, 0, 0, 'a'), all(11, 12, 6, 'b'))).toEqual([null, null, 6]);
		});

		test('one left from elsewhere: with the function known in all the sites are hidden too', () => {
			expect(onDays(all(0, 0, 1, 'a'), all(12, 12, 5, 'b'))).toEqual([null, null, null]);
		});

		test('five left from Paris, or nobody: shown', () => {
			expect(onDays(all(5, 0, 0, 'a'), all(7, 12, 6, 'b'))).toEqual([12, 7, 6]);
			expect(onDays([], all(12, 12, 6, 'b'))).toEqual([12, 12, 6]);
		});
	});
});
