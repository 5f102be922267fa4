import { expect, test } from 'vitest';
import { SEPARATION_TYPE_CODES } from '#lib/datasets/separation-type-codes.ts';
import { SEPARATION_TYPES } from './separation-types.ts';

test('nine types, and all of a roster but the transfer', () => {
	expect(SEPARATION_TYPES).toHaveLength(9);
	const ofRoster = Object.keys(SEPARATION_TYPE_CODES).filter((type) => type !== 'transfer');
	expect([...new Set([...ofRoster, 'unknown'])].sort()).toEqual([...SEPARATION_TYPES].sort());
});
