import { expect, test } from 'vitest';
import { flowLayout } from '#lib/charts/flow/flow-layout.ts';
import type { EventOutcomeRow } from '#lib/metrics/registry-outcomes.server.ts';
import { SEPARATION_TYPES } from '#lib/metrics/separation-types.ts';
import { outcomeFlow } from './outcome-flow.ts';

const NAMES = {
	...{ role: (group: string) => group, reason: (type: string) => type },
	...{ stayed: 'stayed', left: 'left', otherReasons: 'other reasons', otherRoles: 'other roles' }
};
function row(group: string | null, stayed: number, types: Record<string, number | null>): EventOutcomeRow {
	const all = Object.fromEntries(SEPARATION_TYPES.map((type) => [type, type in types ? types[type] : 0]));
	const left = Object.values(types).reduce((sum: number, count) => sum + (count ?? 0), 0);
	return {
		...{ group, people: stayed + left, stayed, left, types: all as EventOutcomeRow['types'] },
		...{ tenure: [], medianTenureYears: null, yearsLost: null, isSuppressed: false }
	};
}
const told = (data: ReturnType<typeof outcomeFlow>) =>
	data.map((each) => `${each.role} ${each.outcome} ${each.people}`);

test('security 30 stayed, 12 declined, 3 quit; payroll 10 stayed, 2 quit: five flows, stayed first', () => {
	const rows = [row('security', 30, { 'ultimatum-declined': 12, voluntary: 3 }), row('payroll', 10, { voluntary: 2 })];
	const total = row(null, 40, { 'ultimatum-declined': 12, voluntary: 5 });
	expect(told(outcomeFlow(rows, total, NAMES))).toEqual([
		'security stayed 30',
		'security ultimatum-declined 12',
		'security voluntary 3',
		'payroll stayed 10',
		'payroll voluntary 2'
	]);
});

test('of five reasons the three most frequent are named, the others bundled: 4 + 3 people', () => {
	const types = { involuntary: 40, voluntary: 20, 'ultimatum-silent': 9, retirement: 4, death: 3 };
	const data = outcomeFlow([row('a', 10, types)], row(null, 10, types), NAMES);
	expect(told(data)).toContain('a other reasons 7');
	expect(() => flowLayout(data, 680)).not.toThrow();
});

test('of ten roles seven are named and three bundled, so that eight are drawn; people are neither lost nor doubled', () => {
	const rows = Array.from({ length: 10 }, (_, index) => row(`r${index}`, 100 - index, { voluntary: 5 }));
	const data = outcomeFlow(rows, row(null, 955, { voluntary: 50 }), NAMES);
	expect(new Set(data.map((each) => each.role)).size).toBe(8);
	expect(data.reduce((sum, each) => sum + each.people!, 0)).toBe(955 + 50);
	expect(() => flowLayout(data, 680)).not.toThrow();
});

test('where reasons are hidden there are two outcomes: 30 stayed, 15 left', () => {
	const hidden = { ...row('security', 30, {}), left: 15, people: 45, isSuppressed: true };
	expect(told(outcomeFlow([hidden], { ...hidden, group: null }, NAMES))).toEqual([
		'security stayed 30',
		'security left 15'
	]);
});
