import { expect, test } from 'vitest';
import { dayColumn } from '#lib/server/columns.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { rosterTable } from '../../../test/support/column-tables.ts';
import { attritionRate } from './attrition-rate/attrition-rate.server.ts';
import { SEPARATION_TYPES } from './separation-types.ts';
import { rosterPart, wordsOf } from './roster-part.server.ts';

/** Ann stays in Paris; Bob moves from Paris to Lyon on 1 July 2024; Cyd leaves Lyon on 31 August 2024. */
const ROSTER = rosterTable([
	{ person: 'ann', hiredOn: '2020-01-01', site: 'Paris', level: 'L1' },
	{ person: 'bob', hiredOn: '2020-01-01', exitedOn: '2024-06-30', site: 'Paris', level: 'L1' },
	{ person: 'bob', hiredOn: '2024-07-01', site: 'Lyon', level: 'L2' },
	{
		person: 'cyd',
		hiredOn: '2021-01-01',
		exitedOn: '2024-08-31',
		separationType: 'voluntary',
		site: 'Lyon',
		level: 'L1'
	}
]);

test('3 people, of whom one moved to Lyon: Lyon has the 3 rows of 2 people, the former site of the one among them', () => {
	const lyon = rosterPart(ROSTER, { site: 'Lyon' });
	const hired = [...dayColumn(lyon, 'hiredOn').days].sort((a, b) => a - b);
	expect(hired).toEqual(['2020-01-01', '2021-01-01', '2024-07-01'].map(dayNumber));
	expect([lyon.rowCount, new Set(lyon.person).size]).toEqual([3, 2]);
});

test('a move is no exit: of Lyon one of 2 people left in 2024, of Paris nobody of 1', () => {
	const leavers = (site: string) => {
		const roster = rosterPart(ROSTER, { site });
		const roles = { codes: new Uint16Array(roster.rowCount), families: [''] };
		const window = { from: '2024-01-01', to: '2024-12-31' };
		const params = { types: [...SEPARATION_TYPES], fold: 'separate', denominator: 'personYears' } as const;
		const rest = { group: null, role: null, contractors: 'out', hasUltimatum: false } as const;
		return attritionRate({ roster, roles }, { ...window, ...params, ...rest }).summary.total.separations;
	};
	expect([leavers('Lyon'), leavers('Paris')]).toEqual([1, 0]);
});

test('site and level together: only the person with both', () => {
	expect(rosterPart(ROSTER, { site: 'Lyon', level: 'L1' }).rowCount).toBe(1);
	expect(rosterPart(ROSTER, { site: 'Nowhere' }).rowCount).toBe(0);
});

test('the same part is cut once: the same object twice, another for another part', () => {
	expect(rosterPart(ROSTER, { site: 'Lyon' })).toBe(rosterPart(ROSTER, { site: 'Lyon' }));
	expect(rosterPart(ROSTER, { site: 'Paris' })).not.toBe(rosterPart(ROSTER, { site: 'Lyon' }));
});

test('the words of a column are those some row has: 2 sites, 2 levels, no department', () => {
	expect(wordsOf(ROSTER, 'site')).toEqual(['Lyon', 'Paris']);
	expect(wordsOf(ROSTER, 'level')).toEqual(['L1', 'L2']);
	expect(wordsOf(ROSTER, 'department')).toEqual(['']);
});
