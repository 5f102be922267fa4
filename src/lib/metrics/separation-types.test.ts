import { expect, test } from 'vitest';
import { SEPARATION_TYPE_CODES } from '#lib/datasets/roster/roster-codes.ts';
import { SEPARATION_TYPES as ATTRITION_TYPES } from './attrition-rate/attrition-rate.ts';
import { SEPARATION_TYPES } from './separation-types.ts';

test('nine types, the same for attrition and tenure, and all of a roster but the transfer', () => {
	expect(ATTRITION_TYPES).toEqual(SEPARATION_TYPES);
	const ofRoster = Object.keys(SEPARATION_TYPE_CODES).filter((type) => type !== 'transfer');
	expect([...new Set([...ofRoster, 'unknown'])].sort()).toEqual([...SEPARATION_TYPES].sort());
});
