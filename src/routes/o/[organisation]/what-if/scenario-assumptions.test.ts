import { expect, test } from 'vitest';
import { assumed, withOnly } from './scenario-assumptions.ts';
import { parseScenario, type ScenarioChoices } from './what-if-query.ts';

const CHOICES: ScenarioChoices = {
	...{ tier: 'analyst', roles: ['security', 'payroll'], levels: [], sites: [], histories: [] },
	...{ firstDay: '2021-01-01', lastDay: '2024-12-31' }
};
const parse = (search: string) => parseScenario(new URLSearchParams(search), CHOICES).query;

test('a factor of 1 and a factor of rounds that do not happen are no assumptions', () => {
	expect(assumed(parse('severance=12&deadline=30&rounds=2&factor-deadline=1'))).toEqual([]);
	expect(assumed(parse('factor-round=2&rounds=0'))).toEqual([]);
	expect(assumed(parse('factor-round=2&rounds=1&exempt=payroll'))).toEqual(['exempt', 'rounds']);
});

test('each of 4 assumptions alone: payroll exempt; odds 1.5, 0.8, and 1.1 twice over, which is 1.21', () => {
	const query = parse('exempt=payroll&factor-severance=1.5&factor-deadline=0.8&factor-round=1.1&rounds=2');
	expect(assumed(query)).toEqual(['exempt', 'severance', 'deadline', 'rounds']);
	expect(withOnly(query, null)).toEqual({ exempt: [], oddsFactor: 1 });
	expect(withOnly(query, 'exempt')).toEqual({ exempt: ['payroll'], oddsFactor: 1 });
	expect(withOnly(query, 'severance')).toEqual({ exempt: [], oddsFactor: 1.5 });
	expect(withOnly(query, 'deadline')).toEqual({ exempt: [], oddsFactor: 0.8 });
	expect(withOnly(query, 'rounds').oddsFactor).toBeCloseTo(1.21, 12);
});
