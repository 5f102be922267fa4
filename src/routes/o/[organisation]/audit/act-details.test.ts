import { expect, test } from 'vitest';
import { serverLanguage } from '../../../language.server.ts';
import { detailText, objectText } from './act-details.ts';

const published = { version: 3, rows: 7500, excluded: 0, draft: 'b2a7c1d0-0000-4000-8000-000000000000' };

test('an import of 7,500 rows is told in the words of each language, its draft by the first 8 characters', () => {
	expect(detailText(published, serverLanguage('en'))).toBe(
		'version: 3; rows: 7,500; lines left out: 0; draft: b2a7c1d0'
	);
	expect(detailText(published, serverLanguage('fr'))).toBe(
		'version\u202f: 3\u202f; lignes\u202f: 7\u202f500\u202f; lignes écartées\u202f: 0\u202f; brouillon\u202f: b2a7c1d0'
	);
});

test('roles before and after have their names, nothing is a dash, a switch is yes or no, a day is written out', () => {
	const details = { before: ['analyst', 'executive'], after: [], from: null, findings: true, to: '2024-03-21' };
	expect(detailText(details, serverLanguage('en'))).toBe(
		'before: Analyst and Executive; after: ; from: –; findings: yes; to: 21 Mar 2024'
	);
});

test('a detail and an object of a newer version are shown as they are', () => {
	expect(detailText({ colour: 'blue' }, serverLanguage('fr'))).toBe('colour\u202f: blue');
	expect([objectText('rocket', serverLanguage('fr')), objectText('dataset', serverLanguage('fr'))]).toEqual([
		'rocket',
		'jeu de données'
	]);
});
