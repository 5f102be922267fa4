import { expect, test } from 'vitest';
import { linkNames } from './linked-marks.ts';

test('a mark of series "groups" that tells of Security stands for both names', () => {
	expect(linkNames('groups', 'Security:\n4 of 10 left')).toEqual(['groups', 'Security']);
});

test('French writes a narrow space before the colon; the name is the same', () => {
	expect(linkNames('roles', 'Sécurité\u202f:\n4 sur 10')).toEqual(['roles', 'Sécurité']);
});

test('a mark without label stands for its series alone', () => {
	expect(linkNames('Security', '')).toEqual(['Security']);
});
