import { expect, test } from 'vitest';
import { serverLanguage } from '../../language.server.ts';
import type { Refused } from './filter-reader.ts';
import { parsePeoplePart, partSentence, withPeoplePart } from './people-part.ts';

const CHOICES = { department: ['Security'], site: ['Lyon', 'Paris'], level: ['L1', 'L2'] };
function parsed(address: string, choices: Parameters<typeof parsePeoplePart>[1]) {
	const refused: Refused[] = [];
	return { part: parsePeoplePart(new URLSearchParams(address), choices, refused), refused };
}

test('an analyst may join a site and a level: 2 of 3', () => {
	expect(parsed('site=Lyon&level=L2', CHOICES)).toEqual({ part: { site: 'Lyon', level: 'L2' }, refused: [] });
});

test('a site that is not in the roster is left out and reported; nothing chosen is everybody', () => {
	expect(parsed('site=Atlantis', CHOICES)).toEqual({ part: {}, refused: [{ parameter: 'site', value: 'Atlantis' }] });
	expect(parsed('site=', CHOICES)).toEqual({ part: {}, refused: [] });
});

test('an executive may choose none of them: 3 of 3 are reported', () => {
	const { part, refused } = parsed('site=Lyon&level=L2&department=Security', null);
	expect([part, refused.map(({ parameter }) => parameter)]).toEqual([{}, ['department', 'site', 'level']]);
});

test('the part stands in the address after the other filters and is read back from it', () => {
	const address = withPeoplePart('period=2024', { site: 'Lyon & Paris' });
	expect(address).toBe('period=2024&site=Lyon+%26+Paris');
	expect(withPeoplePart('', {})).toBe('');
});

test('the part in words', () => {
	expect(partSentence({ site: 'Lyon', level: 'L2' }, serverLanguage('en'))).toBe(
		'Only people of site Lyon and level L2, by the newest row of each.'
	);
	expect(partSentence({}, serverLanguage('en'))).toBe(null);
});
