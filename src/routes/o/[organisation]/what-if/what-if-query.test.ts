import { expect, test } from 'vitest';
import { oddsFactor, parseScenario, scenarioParams, scenarioSearch, type ScenarioChoices } from './what-if-query.ts';

const CHOICES: ScenarioChoices = {
	tier: 'analyst',
	roles: ['security', 'payroll'],
	levels: ['', 'L1'],
	sites: ['Paris', 'Rome'],
	firstDay: '2021-01-01',
	lastDay: '2024-12-31',
	histories: [
		{ id: 'own:u1', title: 'Stay or go', silenceRule: 'resign', severanceMonths: 3, counts: null },
		{ id: 'case:x', title: 'Elsewhere', silenceRule: 'stay', severanceMonths: null, counts: { left: 30, of: 100 } }
	]
};
const parse = (search: string, choices = CHOICES) => parseScenario(new URLSearchParams(search), choices);

test('an empty address asks everybody on the last day, with no history and every factor 1', () => {
	const { query, refused } = parse('');
	expect(refused).toEqual([]);
	expect(scenarioParams(query)).toMatchObject({
		...{ on: '2024-12-31', clock: 'worked', roles: null, levels: null, sites: null, exempt: [] },
		...{ historyCounts: null, discount: 1, prior: { a: 0.5, b: 0.5 }, oddsFactor: 1, pay: {}, removals: [] }
	});
	expect(scenarioParams(query)).not.toHaveProperty('historyEventId');
});

test('"~" chooses the people whose level is not stated', () => {
	expect(scenarioParams(parse('level=~&site=Rome&role=security').query)).toMatchObject({
		...{ roles: ['security'], levels: [''], sites: ['Rome'] }
	});
});

test('a past event is used only where it is ticked as comparable', () => {
	expect(scenarioParams(parse('history=own:u1').query)).not.toHaveProperty('historyEventId');
	expect(scenarioParams(parse('history=own:u1&comparable=yes').query)).toMatchObject({ historyEventId: 'u1' });
	expect(scenarioParams(parse('history=case:x').query)).toMatchObject({ historyCounts: null });
});

test('a case of the library counts as a tenth unless something else is entered', () => {
	const elsewhere = { historyCounts: { left: 30, of: 100 } };
	expect(scenarioParams(parse('history=case:x&comparable=yes').query)).toMatchObject({ ...elsewhere, discount: 10 });
	expect(scenarioParams(parse('history=case:x&comparable=yes&discount=2').query)).toMatchObject({ discount: 2 });
});

test('factors 1.5, 0.8 and twice 1.1 make 1.452; no product goes beyond 20', () => {
	const { query } = parse('factor-severance=1.5&factor-deadline=0.8&factor-round=1.1&rounds=2');
	expect(oddsFactor(query)).toBeCloseTo(1.452, 12);
	expect(oddsFactor(parse('factor-severance=5&factor-deadline=5').query)).toBe(20);
});

test('executives choose no level, site or day', () => {
	const { query } = parse(
		'level=L1&site=Rome&on=2023-01-01&role=payroll&mode=layoff&cut-role=payroll&cut-site=Rome&cut-posts=2',
		{
			...CHOICES,
			tier: 'executive'
		}
	);
	expect(query).toMatchObject({ levels: [], sites: [], on: '2024-12-31', roles: ['payroll'] });
	expect(query.removals).toEqual([{ role: 'payroll', site: null, posts: 2 }]);
});

test('lines of posts: the second is empty, the third is of no site, the fourth is of a role that does not exist', () => {
	const lines = [
		['security', 'Paris', '3'],
		['', '', ''],
		['payroll', '', '1'],
		['nobody', '', '4']
	].flatMap(([role, site, posts]) => [`cut-role=${role}`, `cut-site=${site}`, `cut-posts=${posts}`]);
	const { query, refused } = parse(`mode=layoff&${lines.join('&')}`);
	expect(query.removals).toEqual([
		{ role: 'security', site: 'Paris', posts: 3 },
		{ role: 'payroll', site: null, posts: 1 }
	]);
	expect(refused).toEqual([{ parameter: 'cut', value: 'nobody 4' }]);
	expect(scenarioParams({ ...query, isLayoff: false })).toMatchObject({ removals: [] });
});

test('what cannot be used is named and replaced: a name, a range that falls, a number too large', () => {
	const { query, refused } = parse('role=ada&mu-low=3&mu-best=1&severance=9999&shock=7');
	expect(refused.map(({ parameter }) => parameter).sort()).toEqual(['mu', 'role', 'severance', 'shock']);
	expect(query).toMatchObject({
		roles: [],
		replacement: { low: 0.21, best: 0.5, high: 2 },
		severanceMonths: 3,
		shock: 1
	});
});

test('the address keeps what was entered, and drops what is empty or names versions', () => {
	const search = scenarioSearch(new URLSearchParams('role=a&pay=&versions=12345678-1&cut-role=&cut-posts=2'));
	expect(search).toBe('role=a&cut-role=&cut-posts=2');
});
