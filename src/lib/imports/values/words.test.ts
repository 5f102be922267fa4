import { describe, expect, test } from 'vitest';
import { EMPLOYMENT_TYPE_CODES, STATUS_CODES } from '#lib/datasets/roster/roster-codes.ts';
import { SEPARATION_TYPE_CODES } from '#lib/datasets/separation-type-codes.ts';
import { headerKey } from '../file/header-words.ts';
import { answerUnder, codeOfWord, codeWords, mayMeanEmpty, yesNo } from './words.ts';

describe('yes and no', () => {
	test.each(['yes', 'Y', 'TRUE', '1', 'x', 'ja', 'wahr', 'Oui', 'o', 'vrai'])('%s is yes', (word) =>
		expect(yesNo(word)).toBe(1)
	);
	test.each(['no', 'N', 'false', '0', 'Nein', 'falsch', 'non', 'faux'])('%s is no', (word) =>
		expect(yesNo(word)).toBe(0)
	);
	test.each(['maybe', '', '2', 'none'])('"%s" is neither', (word) => expect(yesNo(word)).toBeNull());
});

describe('codes in three languages', () => {
	test.each([
		['Voluntarily Terminated', 'terminated'],
		['Leave of Absence', 'leave'],
		['Future Start', 'future'],
		['ausgetreten', 'terminated'],
		['Présent', 'active'],
		['Garden Leave', 'leave']
	])('status "%s" is %s', (word, code) => expect(codeOfWord(word, codeWords(STATUS_CODES))).toBe(code));

	test.each([
		['Quit', 'voluntary'],
		['Eigenkündigung', 'voluntary'],
		['Eigenkuendigung', 'voluntary'],
		['démission', 'voluntary'],
		['Terminated for Cause', 'involuntary'],
		['licenciement économique', 'involuntary'],
		['fin de CDD', 'end-of-contract'],
		['ultimatum_accepted_offer', 'ultimatum-offer-accepted'],
		['Ultimatum-Silent', 'ultimatum-silent'],
		['Versetzung', 'transfer'],
		['rupture conventionnelle', 'unknown']
	])('separation "%s" is %s', (word, code) => expect(codeOfWord(word, codeWords(SEPARATION_TYPE_CODES))).toBe(code));

	test.each(['Austritt', 'Beendigung Probezeit', 'Me see picture nature degree benefit.', '1', ''])(
		'VALUE_UNMAPPED: separation "%s" is asked',
		(word) => {
			expect(codeOfWord(word, codeWords(SEPARATION_TYPE_CODES))).toBeNull();
		}
	);

	test('0 and 1 as a status, and "Contract" as an employment type, are asked', () => {
		expect(['0', '1'].map((word) => codeOfWord(word, codeWords(STATUS_CODES)))).toEqual([null, null]);
		expect(codeOfWord('Contract', codeWords(EMPLOYMENT_TYPE_CODES))).toBeNull();
	});

	test('a remark in brackets behind a known word is no other word', () => {
		expect(codeOfWord('Resigned (reinstated 2023-11-29)', codeWords(SEPARATION_TYPE_CODES))).toBe('voluntary');
	});

	test('no word means two codes', () => {
		for (const codes of [STATUS_CODES, SEPARATION_TYPE_CODES, EMPLOYMENT_TYPE_CODES]) {
			const keys = Object.entries(codes).flatMap(([, words]) => [...new Set(words.map(headerKey))]);
			expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
		}
	});
});

describe('answers', () => {
	test('yes stays under "opt in to stay" and leaves under "opt in to leave"', () => {
		expect([
			answerUnder('Yes', 'opt_in_to_stay'),
			answerUnder('oui', 'opt_in_to_leave'),
			answerUnder('0', 'opt_in_to_stay')
		]).toEqual(['stay', 'leave', 'leave']);
	});
	test.each(['accept', 'decline', 'agree', 'Resign', ''])(
		'RESPONSE_ANSWER: "%s" is asked under either question',
		(word) => {
			expect([answerUnder(word, 'opt_in_to_stay'), answerUnder(word, 'opt_in_to_leave')]).toEqual([null, null]);
		}
	);
});

describe('words that may mean empty', () => {
	test.each([
		'NULL',
		'NA',
		'N/A',
		'n/a - see HR',
		'-',
		'None',
		'Not stated',
		'Unk',
		'k. A.',
		'Still in office',
		'Unknown'
	])('%s is offered', (word) => expect(mayMeanEmpty(word, {})).toBe(true));
	test.each(['Nullarbor', 'Nancy', '0', 'no'])('%s is a value', (word) => expect(mayMeanEmpty(word, {})).toBe(false));
	test('unknown is a code where a field has codes', () =>
		expect(mayMeanEmpty('unknown', { codes: STATUS_CODES })).toBe(false));
});
