import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { addDays, civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import type { Result } from '../metric.ts';
import { knowledgeProtection } from './knowledge-protection.server.ts';
import { KNOWLEDGE_RETAINED } from './knowledge-retained-metric.server.ts';
import type { KnowledgeRow, KnowledgeSummary } from './knowledge-retained.ts';
import { knowledgeTables } from './knowledge-shown.server.ts';

const staff = csvRows(readFileSync(new URL('knowledge-retained.golden.csv', import.meta.url), 'utf8'));
type Params = Parameters<typeof KNOWLEDGE_RETAINED.compute>[1];

function knowledge(params: Partial<Params> = {}, rows: TestRow[] = staff) {
	const roster = rosterTable(rows);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	return KNOWLEDGE_RETAINED.compute(
		{ asOf: '2022-06-30', roster, roles },
		{
			...{ baseOn: '2021-12-31', group: null, clock: 'legal', contractors: 'out', capYears: 5, tauYears: 2 },
			...params
		}
	);
}

const lines = (row: KnowledgeRow) =>
	Object.fromEntries(
		row.sensitivity.map(({ weight, retained }) => [
			weight.kind === 'capped' ? `capped ${weight.capYears}` : weight.kind,
			retained
		])
	);

describe('five people at the end of 2021, four of them there in June', () => {
	const [row] = knowledge().rows;

	test('4 of 5 heads are 80 %, 37.6 % to 96.4 %; capped at 5 years 70.6 % (R)', () => {
		expect(row).toMatchObject({ group: null, base: 5, remaining: 4, headcountShare: 0.8 });
		// prop.test(4, 5, correct = FALSE) of R 4.2.2.
		expect(row.headcountInterval!.lower).toBeCloseTo(0.3755346298, 9);
		expect(row.headcountInterval!.upper).toBeCloseTo(0.9637758914, 9);
		// pmin(tenure, 5) / 5 of 10.001, 4, 0.999, 2.001 and 4.999 years, by R 4.2.2.
		expect(row.retained).toBeCloseTo(0.705882352941, 11);
	});

	test('the other weights: heads 80 %, capped at 3 years 75.0 %, at 10 years 54.5 %, saturating 73.9 % (R)', () => {
		const found = lines(row);
		expect(Object.keys(found)).toEqual(['headcount', 'capped 3', 'capped 10', 'saturating']);
		expect(found.headcount).toBeCloseTo(0.8, 12);
		expect(found['capped 3']).toBeCloseTo(0.750014258826, 11);
		expect(found['capped 10']).toBeCloseTo(0.545454545455, 11);
		expect(found.saturating).toBeCloseTo(0.73871389457, 10);
	});

	test('by role of the base date: Dia counts in payroll, though she is in security by June', () => {
		const byRole = knowledge({ group: 'role' }).rows;
		expect(byRole.map((own) => [own.group, own.base, own.remaining])).toEqual([
			['security', 2, 1],
			['payroll', 3, 3]
		]);
		expect(byRole[0].retained).toBeCloseTo(0.444444444444, 11);
		expect(byRole[1].retained).toBe(1);
	});

	test('4.3 full-time posts in the base, 3.3 of them still there; none where a share is missing', () => {
		expect(row).toMatchObject({ baseFte: 4.3, remainingFte: 3.3 });
		const missing = staff.map((own) => (own.person === 'bob' ? { ...own, fte: '' } : own));
		expect(knowledge({}, missing).rows[0]).toMatchObject({ baseFte: null, remainingFte: null });
	});

	test('by the day worked all five are there on 31 March, three the day after without Ada and Eli, four when Eli is back', () => {
		const there = (on: string) => knowledge({ on, clock: 'worked' }).rows[0].remaining;
		expect([there('2022-03-31'), there('2022-04-01'), there('2022-06-01')]).toEqual([5, 3, 4]);
	});

	test('the contractor counts where asked for', () => {
		expect(knowledge({ contractors: 'in' }).rows[0]).toMatchObject({ base: 6, remaining: 5 });
		expect(knowledge({ contractors: 'in' }).notes).toContainEqual({ key: 'metrics.contractorsIn' });
	});

	test('without dates the base is a year before the day of the roster', () => {
		expect(knowledge({ baseOn: undefined }).summary).toMatchObject({ baseOn: '2021-06-30', on: '2022-06-30' });
		expect(knowledge({ baseOn: '2030-01-01', on: '2030-01-01' }).summary).toMatchObject({
			baseOn: '2022-06-30',
			on: '2022-06-30'
		});
	});
});

test('nobody in the base: no share, no index, no interval', () => {
	const [row] = knowledge({}, []).rows;
	expect(row).toMatchObject({ base: 0, remaining: 0, headcountShare: null, headcountInterval: null, retained: null });
	expect(Object.values(lines(row))).toEqual([null, null, null, null]);
	expect(knowledge({ group: 'role' }, []).rows).toEqual([]);
});

test('somebody hired on the base date has one day, and is the whole index if alone', () => {
	const [row] = knowledge({}, [{ person: 'ada', hiredOn: '2021-12-31' }]).rows;
	expect(row).toMatchObject({ base: 1, remaining: 1, retained: 1 });
});

describe('what executives see', () => {
	const of = (left: number, stayed: number) => {
		const rows = Array.from({ length: left + stayed }, (_, i) => ({
			...{ person: `p${i}`, hiredOn: addDays('2019-01-01', 30 * i), exitedOn: i < left ? '2022-01-31' : '' }
		}));
		const full: Result<KnowledgeRow, KnowledgeSummary> = {
			...{ metric: 'knowledge-retained', unit: '', versions: [], ...knowledge({}, rows) }
		};
		return { full, seen: knowledgeProtection.executive!(full, 5) };
	};

	test('4 who left, 4 who stayed or a base of 4: heads are told, the index is not', () => {
		for (const { seen } of [of(4, 20), of(20, 4), of(0, 4)]) {
			expect(seen.rows[0]).toMatchObject({ retained: null, isSuppressed: true });
			expect(seen.rows[0].headcountShare).not.toBeNull();
			expect(seen.rows[0].sensitivity.every(({ retained }) => retained === null)).toBe(true);
			expect(seen.summary.total.retained).toBeNull();
			expect(seen.notes).toContainEqual({ key: 'metrics.suppressed', details: { most: 4 } });
		}
	});

	test('5 of each or nobody gone: in whole percent', () => {
		const { full, seen } = of(5, 7);
		expect(seen.rows[0].retained).toBe(Math.round(full.rows[0].retained! * 100) / 100);
		expect(seen.rows[0].isSuppressed).toBe(false);
		expect(of(0, 6).seen.rows[0].retained).toBe(1);
		expect(knowledgeProtection.analyst!(full, 5)).toBe(full);
	});

	test('20 left of 40; a day later one more, or five more: one is compared with what was shown, and hidden', () => {
		const dayAfter = (more: number) => {
			const rows = Array.from({ length: 40 }, (_, i) => ({
				...{ person: `p${i}`, hiredOn: addDays('2018-01-01', 30 * i) },
				exitedOn: i < 20 ? '2022-01-31' : i < 20 + more ? '2022-06-15' : ''
			}));
			const [then, now] = ['2022-06-15', '2022-06-16'].map((on) => ({
				...{ metric: 'knowledge-retained', unit: '', versions: [], ...knowledge({ on }, rows) }
			}));
			const shown = knowledgeTables({ ...then });
			expect(knowledgeTables(now).figure).toBe(shown.figure);
			const before = (part: string) => ({ settled: null, former: [shown.parts[part]] });
			const { total } = knowledgeProtection.executive!(now, 5, before).summary;
			return [total.remaining, total.isSuppressed];
		};
		expect(dayAfter(1)).toEqual([19, true]);
		expect(dayAfter(5)).toEqual([15, false]);
	});
});

describe('properties', () => {
	const START = dayNumber('2019-01-01');
	const row = fc
		.record({
			person: fc.constantFrom('ada', 'bob', 'cem', 'dia', 'eli'),
			hire: fc.nat({ max: 1200 }),
			length: fc.option(fc.nat({ max: 1200 }), { nil: null }),
			roleFamily: fc.constantFrom('security', 'payroll', '')
		})
		.map(({ hire, length, ...rest }) => ({
			...rest,
			hiredOn: civilDate(START + hire),
			exitedOn: length === null ? '' : civilDate(START + hire + length)
		}));
	const rosters = fc.array(row, { maxLength: 10 });

	test('every line lies between 0 and 1, headcount is remaining / base, roles add up to the base', () => {
		fc.assert(
			fc.property(rosters, (rows) => {
				const { rows: byRole, summary } = knowledge({ group: 'role' }, rows);
				const { total } = summary;
				expect(byRole.reduce((sum, own) => sum + own.base, 0)).toBe(total.base);
				expect(byRole.reduce((sum, own) => sum + own.remaining, 0)).toBe(total.remaining);
				for (const own of [...byRole, total]) {
					expect(own.remaining).toBeLessThanOrEqual(own.base);
					const values = [own.retained, ...own.sensitivity.map(({ retained }) => retained)];
					for (const value of values) {
						if (own.base === 0) expect(value).toBeNull();
						else expect(value! >= 0 && value! <= 1 + 1e-12).toBe(true);
					}
				}
			})
		);
	});

	test('on the base date itself everybody is there', () => {
		fc.assert(
			fc.property(rosters, (rows) => {
				const { total } = knowledge({ on: '2021-12-31' }, rows).summary;
				expect(total.remaining).toBe(total.base);
				expect(total.retained).toBe(total.base === 0 ? null : 1);
			})
		);
	});
});
