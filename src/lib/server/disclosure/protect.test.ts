import { expect, test } from 'vitest';
import { asItIs, NotCleared, protect } from './protect.ts';
import type { Protection } from './protect.ts';

const result = { metric: 'headcount', rows: [7] };

test('a tier gets what its rule leaves', () => {
	const protection: Protection<typeof result> = { analyst: asItIs, executive: (full) => ({ ...full, rows: [] }) };
	expect(protect(result, { tier: 'analyst', threshold: 5 }, protection)).toBe(result);
	expect(protect(result, { tier: 'executive', threshold: 5 }, protection).rows).toEqual([]);
});

test('the rule of a tier is told the threshold', () => {
	const protection: Protection<typeof result> = {
		executive: (full, threshold) => ({ ...full, rows: full.rows.filter((count) => count >= threshold) })
	};
	expect(protect(result, { tier: 'executive', threshold: 7 }, protection).rows).toEqual([7]);
	expect(protect(result, { tier: 'executive', threshold: 8 }, protection).rows).toEqual([]);
});

test('a tier without a rule is refused', () => {
	expect(() => protect(result, { tier: 'research', threshold: 5 }, { analyst: asItIs })).toThrow(NotCleared);
	expect(() => protect(result, { tier: 'public', threshold: 5 }, { analyst: asItIs })).toThrow(
		'not cleared for the tier public'
	);
});
