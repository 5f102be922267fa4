import { expect, test } from 'vitest';
import { parseRecoveryQuery, recoverySearch, type RecoveryChoices } from './recovery-query.ts';

const CHOICES: RecoveryChoices = {
	...{ tier: 'analyst', from: '2024-03-19', firstDay: '2021-01-01', lastDay: '2024-12-31' }
};
const parse = (search: string, tier: RecoveryChoices['tier'] = 'analyst') =>
	parseRecoveryQuery(new URLSearchParams(search), { ...CHOICES, tier });

test('the last day worked and the day of the newest ultimatum are the defaults, and stay out of the address', () => {
	const { query, refused } = parse('');
	expect([query, refused]).toEqual([{ clock: 'worked', from: '2024-03-19' }, []]);
	expect(recoverySearch(query, CHOICES)).toBe('');
	expect(recoverySearch(parse('from=2024-06-01&clock=legal').query, CHOICES)).toBe('clock=legal&from=2024-06-01');
});

test('a day after the data, one that does not exist and a clock nobody knows are reported', () => {
	expect(parse('from=2025-01-01&clock=tea').refused.map(({ parameter }) => parameter)).toEqual(['clock', 'from']);
	expect(parse('from=2024-02-30').query.from).toBe('2024-03-19');
});

test('executives choose no day', () => {
	expect(parse('from=2024-06-01', 'executive').query.from).toBe('2024-03-19');
});
