import { expect, test } from 'vitest';
import { linkNames } from './linked-marks.ts';

test('a mark of series "groups" that tells of Security stands for both names', () => {
	expect(linkNames('groups', 'Security:\n4 of 10 left')).toEqual(['groups', 'Security']);
});

test('French writes a narrow space before the colon; the name is the same', () => {
	expect(linkNames('roles', 'Sécurité\u202f:\n4 sur 10')).toEqual(['roles', 'Sécurité']);
});

test('a function stands for the role its people have too: Security response for Security', () => {
	expect(linkNames('roles', 'Security response:\n57 of 68', 'Security')).toEqual([
		'roles',
		'Security response',
		'Security'
	]);
});

test('a mark without label stands for its series alone', () => {
	expect(linkNames('Security', '')).toEqual(['Security']);
});
