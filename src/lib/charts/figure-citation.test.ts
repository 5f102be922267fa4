import { expect, test } from 'vitest';
import { chartLanguage } from './export-language.ts';
import { figureCitation } from './figure-citation.ts';
import type { Figure } from './figure.ts';

const figure: Figure = {
	id: 'coverage',
	title: '3 of 7 roles & 40% of sites are below their minimum',
	subtitle: '',
	summary: '',
	notes: [],
	sources: [{ text: 'Roster, version 3' }, { text: 'Staffing, version 1' }],
	dataDate: 'Data as of 18 November 2022.',
	table: { columns: [], rows: [] },
	downloads: { svg: '/f/coverage/svg', png: '/f/coverage/png', csv: '/f/coverage/csv?clock=legal' },
	permalink: { live: 'https://muster.example/o/acme/coverage?clock=legal#coverage', frozen: null },
	retrievedOn: '2026-11-22',
	isSample: false
};

test('the sentence names title, 2 data sets with versions, their day, the day of reading and the address', () => {
	expect(figureCitation(figure, chartLanguage('en'))!.text).toBe(
		'Muster: 3 of 7 roles & 40% of sites are below their minimum. Data: Roster, version 3; Staffing, version 1. Data as of 18 November 2022. Retrieved 22 November 2026 from https://muster.example/o/acme/coverage?clock=legal#coverage'
	);
});

test('BibTeX escapes & and %, and keeps the address as it is', () => {
	expect(figureCitation(figure, chartLanguage('en'))!.bibtex.split('\n')).toEqual([
		'@misc{muster-coverage-2026,',
		String.raw`  title        = {3 of 7 roles \& 40\% of sites are below their minimum},`,
		'  author       = {{Muster contributors}},',
		'  howpublished = {Muster. Roster, version 3; Staffing, version 1. Data as of 18 November 2022.},',
		'  url          = {https://muster.example/o/acme/coverage?clock=legal#coverage},',
		'  urldate      = {2026-11-22}',
		'}'
	]);
});

test('a frozen address is cited before the live one', () => {
	const frozen = 'https://muster.example/o/acme/coverage?roster=3#coverage';
	const cited = figureCitation({ ...figure, permalink: { ...figure.permalink!, frozen } }, chartLanguage('fr'))!;
	expect(cited.text).toContain(`Consulté le 22 novembre 2026 à l’adresse ${frozen}`);
});

test('R and Python lines are given for figures everybody may fetch, and for no others', () => {
	expect(figureCitation(figure, chartLanguage('en'))!.code).toBeNull();
	expect(figureCitation({ ...figure, isPublic: true }, chartLanguage('en'))!.code).toEqual({
		r: 'figure <- read.csv("https://muster.example/f/coverage/csv?clock=legal", fileEncoding = "UTF-8-BOM")',
		python: 'figure = pandas.read_csv("https://muster.example/f/coverage/csv?clock=legal", encoding="utf-8-sig")'
	});
});

test('without an address or a day of reading there is no citation', () => {
	expect(figureCitation({ ...figure, permalink: null }, chartLanguage('en'))).toBeNull();
	expect(figureCitation({ ...figure, retrievedOn: undefined }, chartLanguage('en'))).toBeNull();
});
