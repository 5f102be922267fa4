import { expect, test } from 'vitest';
import { findMatches } from './find-match.ts';

const entries = [
	{ kind: 'Page', label: 'Overview', href: '/overview' },
	{ kind: 'Role', label: 'Data sectors', href: '/data' },
	{ kind: 'Role', label: 'Security response', href: '/security' },
	{ kind: 'Événement', label: 'Équipe dissoute', href: '/event' }
];
const labels = (query: string) => findMatches(entries, query).map(({ label }) => label);

test('"sec" finds 2 of 4 entries, the one that begins with it first', () => {
	expect(labels('sec')).toEqual(['Security response', 'Data sectors']);
});

test('every word counts, in any order, and the kind is searched too', () => {
	expect(labels('response sec')).toEqual(['Security response']);
	expect(labels('role data')).toEqual(['Data sectors']);
	expect(labels('sec nothing')).toEqual([]);
});

test('accents and case make no difference; nothing typed shows all 4', () => {
	expect(labels('EQUIPE')).toEqual(['Équipe dissoute']);
	expect(labels('  ')).toHaveLength(4);
});
