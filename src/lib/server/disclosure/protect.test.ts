import { expect, test } from 'vitest';
import { asItIs, NotCleared, protect } from './protect.ts';
import type { Protection } from './protect.ts';

const result = { metric: 'headcount', rows: [7] };

test('a tier gets what its rule leaves', () => {
	const protection: Protection<typeof result> = { analyst: asItIs, executive: (full) => ({ ...full, rows: [] }) };
	expect(protect(result, 'analyst', protection)).toBe(result);
	expect(protect(result, 'executive', protection).rows).toEqual([]);
});

test('a tier without a rule is refused', () => {
	expect(() => protect(result, 'research', { analyst: asItIs })).toThrow(NotCleared);
	expect(() => protect(result, 'public', { analyst: asItIs })).toThrow('not cleared for the tier public');
});
