import { expect, test } from 'vitest';
import { figuresFrom } from './figures-from.server.ts';

test('a roster changes headcount and coverage, minimum staffing coverage but not headcount', () => {
	expect(figuresFrom('roster')).toEqual(expect.arrayContaining(['headcount', 'role-coverage']));
	expect(figuresFrom('staffing-requirements')).toContain('role-coverage');
	expect(figuresFrom('staffing-requirements')).not.toContain('headcount');
});

test('a kind no metric reads changes no figure', () => {
	expect(figuresFrom('something-else')).toEqual([]);
});
