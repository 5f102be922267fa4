import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { rosterTable } from '../../../../test/support/column-tables.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import type { MetricTables } from '../metric-definition.server.ts';
import type { RequirementRow } from '../requirements-in-force.ts';
import { RECOVERY } from './recovery-metric.server.ts';
import type { RecoveryQuery } from './recovery-metric.server.ts';

const need = (name: string, requiredMin: number): RequirementRow => ({
	...{ functionId: name, name, roleFamily: name, requiredMin, isCritical: true },
	...{ fromDate: null, owner: null, source: null }
});
const person = (id: string, hiredOn: string, exitedOn = '', roleFamily = 'security'): TestRow => ({
	...{ person: id, hiredOn, exitedOn, roleFamily, level: '', site: '', employmentType: '' }
});
let number = 0;
const opening = (openedOn: string, more: Partial<NonNullable<MetricTables['requisitions']>[number]> = {}) => ({
	...{ requisitionId: `R${number++}`, roleFamily: 'security', functionId: null, site: null, note: null },
	...{ openedOn, acceptedOn: null, startsOn: null, cancelledOn: null, ...more }
});

function recoveryOf(
	staff: TestRow[],
	requisitions: ReturnType<typeof opening>[],
	{ needs = [need('security', 2)], ...params }: Partial<RecoveryQuery> & { needs?: RequirementRow[] } = {}
) {
	const roster = rosterTable(staff);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const tables = { asOf: '2024-12-31', roster, roles, requirements: needs, qualifications: [], requisitions };
	return RECOVERY.compute(tables, v.parse(RECOVERY.parameters, params));
}
const ONE = [person('a', '2020-01-01')];
const TWO_FILLED = [
	opening('2024-01-01', { startsOn: '2024-01-11' }),
	opening('2024-01-01', { startsOn: '2024-01-21' })
];

describe('what is on file', () => {
	test('1 of 2 there, one start in 10 days: back in 10 days whatever the probability, 9 person-days till then', () => {
		const coming = opening('2024-12-01', { acceptedOn: '2024-12-20', startsOn: '2025-01-10' });
		const [row] = recoveryOf(ONE, [coming]).rows;
		expect(row).toMatchObject({ present: 1, required: 2, knownStarts: 1, knownExits: 0, open: 0 });
		expect(row.backBy.map(({ on }) => on)).toEqual(['2025-01-10', '2025-01-10', '2025-01-10']);
		expect(row.personDaysExpected).toBe(9);
		expect(row.months.slice(0, 1)).toEqual([{ date: '2025-01-31', required: 2, known: 2, met: 1 }]);
	});

	test('a hire of the roster on the same day is the same person; a hire on another day is another', () => {
		const coming = opening('2024-12-01', { acceptedOn: '2024-12-20', startsOn: '2025-01-10' });
		const started = (hiredOn: string) => recoveryOf([...ONE, person('b', hiredOn)], [coming]).rows[0];
		expect([started('2025-01-10').knownStarts, started('2025-01-10').months[0].known]).toEqual([1, 2]);
		expect([started('2025-01-13').knownStarts, started('2025-01-13').months[0].known]).toEqual([2, 3]);
	});

	test('an exit on file takes the role below its minimum again: 364 days of 365 are missing one', () => {
		const [row] = recoveryOf([...ONE, person('b', '2020-01-01', '2025-01-01')], []).rows;
		expect(row).toMatchObject({ present: 2, knownExits: 1, belowSince: null, personDaysExpected: 364 });
	});

	test('below since the day after the second left; 31 person-days so far in December, none expected to end', () => {
		const [row] = recoveryOf([...ONE, person('b', '2020-01-01', '2024-11-30')], [], { from: '2024-12-01' }).rows;
		expect(row).toMatchObject({ belowSince: '2024-12-01', personDaysSoFar: 31, personDaysExpected: 365 });
		expect(row.backBy.map(({ on }) => on)).toEqual([null, null, null]);
	});

	test('a start that is accepted only after the day of looking is not known yet', () => {
		const coming = opening('2024-12-01', { acceptedOn: '2025-01-02', startsOn: '2025-01-10' });
		expect(recoveryOf(ONE, [coming]).rows[0]).toMatchObject({ knownStarts: 0, open: 1 });
	});
});

describe('open requisitions', () => {
	test('past ones took 10 and 20 days, one was opened today: half by day 10, surely by day 20', () => {
		const [row] = recoveryOf(ONE, [...TWO_FILLED, opening('2024-12-31')]).rows;
		expect(row).toMatchObject({ open: 1, basis: 'all' });
		expect(row.backBy.map(({ on }) => on)).toEqual(['2025-01-10', '2025-01-10', '2025-01-20']);
		// 9 days of one missing, 10 of one half.
		expect(row.personDaysExpected).toBeCloseTo(14, 12);
	});

	test('open ones are censored, not left out: one that is open for 15 days leaves two of three at risk at day 10', () => {
		const [row] = recoveryOf(ONE, [...TWO_FILLED, opening('2024-12-16')]).rows;
		// S is 2/3 from day 10 and 0 from day 20: open for 15 days, it starts within 5 days for sure.
		expect(row.backBy.map(({ on }) => on)).toEqual(['2025-01-05', '2025-01-05', '2025-01-05']);
		const { fill } = recoveryOf(ONE, [...TWO_FILLED, opening('2024-12-16')]).summary;
		expect(
			fill.map(({ role, filled, open, cancelled, started }) => [role, filled, open, cancelled, started.days])
		).toEqual([
			['security', 2, 1, 0, 20],
			[null, 2, 1, 0, 20]
		]);
	});

	test('the median of 10 and 20 days is 15; with one cancelled on day 5 it is the same, with one open for 15 days 20', () => {
		const median = (more: ReturnType<typeof opening>[]) =>
			recoveryOf(ONE, [...TWO_FILLED, ...more]).summary.fill.at(-1)!.started.days;
		expect(median([])).toBe(15);
		expect(median([opening('2024-01-01', { cancelledOn: '2024-01-06' })])).toBe(15);
		expect(median([opening('2024-12-16')])).toBe(20);
	});

	test('5 filled of the role are a curve of its own, 4 are not; a requisition of another role does not count', () => {
		const filled = (count: number) =>
			Array.from({ length: count }, () => opening('2024-01-01', { startsOn: '2024-01-11' }));
		const others = Array.from({ length: 3 }, () =>
			opening('2024-01-01', { roleFamily: 'payroll', startsOn: '2024-03-01' })
		);
		const basis = (count: number) => recoveryOf(ONE, [...filled(count), ...others, opening('2024-12-31')]).rows[0];
		expect([basis(4).basis, basis(5).basis]).toEqual(['all', 'own']);
		expect([basis(5).open, basis(5).backBy[2].on]).toEqual([1, '2025-01-10']);
	});

	test('a requisition for a function counts there, whatever its role', () => {
		const needs = [need('security', 2), { ...need('vault', 1), roleFamily: 'security' }];
		const { rows } = recoveryOf([], [opening('2024-12-31', { functionId: 'vault' })], { needs });
		expect(rows.map(({ functionId, open }) => [functionId, open])).toEqual([
			['security', 0],
			['vault', 1]
		]);
	});

	test('cancelled ones bring nobody; one open longer than any that was filled brings nobody and is said', () => {
		const cancelled = opening('2024-12-01', { cancelledOn: '2024-12-20' });
		expect(recoveryOf(ONE, [...TWO_FILLED, cancelled]).rows[0]).toMatchObject({ open: 0 });
		const { rows, notes } = recoveryOf(ONE, [...TWO_FILLED, opening('2024-12-11')]);
		expect(rows[0]).toMatchObject({ open: 1, beyondExperience: 1, personDaysExpected: 365 });
		expect(notes).toContainEqual({ key: 'metrics.recovery.beyond', details: { requisitions: 1 } });
	});

	test('without any requisition only exits and starts on file are known, and that is said', () => {
		const { notes, summary } = recoveryOf(ONE, []);
		expect(notes.map(({ key }) => key)).toEqual(['metrics.clock.worked', 'metrics.recovery.noRequisitions']);
		expect(summary.fill).toEqual([]);
	});
});
