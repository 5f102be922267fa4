import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { csvRows, rosterTable } from '../../../../test/support/column-tables.ts';
import { MissingInput, UnfitParameter } from '../metric-definition.server.ts';
import { personalTable } from '../personal-details.server.ts';
import { OWBPA_WORKSHEET } from './owbpa-worksheet-metric.server.ts';
import type { WorksheetQuery } from './owbpa-worksheet-metric.server.ts';

const file = (name: string) => csvRows(readFileSync(new URL(name, import.meta.url), 'utf8'));
const ROWS = file('owbpa-worksheet.golden.csv');
const keyOf = (person: string) => createHash('sha256').update(person).digest('hex').slice(0, 32);
const SETTLED = { declinedAs: 'voluntary', silentAs: 'involuntary' } as const;

function worksheet(params: Partial<WorksheetQuery> = {}, asOf = '2024-12-31', rows = ROWS) {
	const roster = rosterTable(rows.map(({ bornOn: _, ...row }) => row));
	const personal = personalTable(
		rows.map(({ person, bornOn }) => ({ key: keyOf(person), bornOn: bornOn ? String(bornOn) : null, group: null }))
	);
	const dates = { from: '2024-05-31', to: '2024-06-30', agesOn: '2024-06-30' };
	const roles = roleColumn(roster, { families: [], rules: [] });
	return OWBPA_WORKSHEET.compute(
		{ roster, roles, personal, asOf },
		v.parse(OWBPA_WORKSHEET.parameters, { ...dates, ...params })
	);
}

describe('fourteen rows of thirteen people', () => {
	test('title, grade and single-year age, voluntary and involuntary apart, as counted by hand', () => {
		const expected = file('owbpa-worksheet.expected.csv').map((row) =>
			Object.fromEntries(
				Object.entries(row).map(([name, value]) => [name, /^\d+$/.test(String(value)) ? Number(value) : value])
			)
		);
		expect(worksheet(SETTLED).rows).toEqual(expected);
	});

	test('3 voluntary, 2 involuntary, 3 not selected; one without age, one who retired, both named', () => {
		const { summary, notes } = worksheet(SETTLED);
		expect(summary).toMatchObject({
			...{ selectedVoluntary: 3, selectedInvoluntary: 2, notSelected: 3, withoutAge: 1, leftOtherwise: 1 },
			...{ agesOn: '2024-06-30', isPlanned: false }
		});
		expect(notes).toEqual([
			{ key: 'metrics.owbpa.worksheet' },
			{ key: 'metrics.selection.notAdvice' },
			{ key: 'metrics.selection.unitedStates' },
			{ key: 'metrics.owbpa.withoutAge', details: { people: 1 } },
			{ key: 'metrics.owbpa.leftOtherwise', details: { people: 1 } }
		]);
	});

	test('silence and a declined ultimatum are counted as whoever asks has to say', () => {
		expect(() => worksheet()).toThrow(UnfitParameter);
		expect(() => worksheet({ declinedAs: 'voluntary' })).toThrow('such exits');
		const turned = worksheet({ declinedAs: 'involuntary', silentAs: 'voluntary' }).summary;
		expect([turned.selectedVoluntary, turned.selectedInvoluntary]).toEqual([3, 2]);
		const found = worksheet({ declinedAs: 'involuntary', silentAs: 'voluntary' }).rows;
		expect(found.find(({ age }) => age === 28)).toMatchObject({ selectedVoluntary: 0, selectedInvoluntary: 1 });
		expect(found.find(({ age }) => age === 54)).toMatchObject({ selectedVoluntary: 1, selectedInvoluntary: 0 });
	});

	test('a unit alone: finance without the engineers, where nobody was silent', () => {
		const finance = worksheet({ department: 'Finance', declinedAs: 'voluntary' });
		expect(finance.rows.map(({ jobTitle }) => jobTitle)).toEqual(['Analyst', 'Analyst']);
		expect(worksheet({ ...SETTLED, site: 'Nowhere' }).rows).toEqual([]);
		expect(worksheet({ ...SETTLED, department: 'Platform' }).summary).toMatchObject({ withoutAge: 0, notSelected: 3 });
	});

	test('ages a year before: everybody one year younger but who has a birthday between', () => {
		const ages = (agesOn: string) => worksheet({ ...SETTLED, agesOn }).rows.map(({ age }) => age);
		expect(ages('2023-06-30')).toEqual([27, 28, 31, 38, 39, 53]);
		// Born on 29 February 1992: 32 on 29 February 2024, 31 the day before.
		expect(ages('2024-02-28')).toContain(31);
		expect(ages('2024-02-29')).toContain(32);
	});
});

test('a planned list shows ages only where counsel asked for them', () => {
	expect(() => worksheet({ ...SETTLED, isPlanned: true })).toThrow(UnfitParameter);
	expect(worksheet({ ...SETTLED, isPlanned: true, isAskedByCounsel: true }).summary.isPlanned).toBe(true);
	expect(() => worksheet(SETTLED, '2024-06-29')).toThrow('counsel asked');
	expect(worksheet(SETTLED, '2024-06-30').summary.isPlanned).toBe(false);
});

test('an end before the beginning, and no list of birth dates, are refused', () => {
	expect(() => worksheet({ ...SETTLED, to: '2024-05-30' })).toThrow(UnfitParameter);
	const params = v.parse(OWBPA_WORKSHEET.parameters, { from: '2024-05-31', to: '2024-06-30', agesOn: '2024-06-30' });
	expect(() => OWBPA_WORKSHEET.compute({ roster: rosterTable([]), asOf: '2024-12-31' }, params)).toThrow(MissingInput);
	expect(worksheet({}, '2024-12-31', []).rows).toEqual([]);
});
