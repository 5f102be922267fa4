import { expect, test } from 'vitest';
import { citations } from './sources.ts';

test('two citations of one cell: outlet with its link, and an article whose address is not known', () => {
	expect(
		citations('CNN via CTV News https://ctvnews.ca/a-1.6155161 | Buzzly, 24 May 2025 (address not known)')
	).toEqual([
		{ text: 'CNN via CTV News', href: 'https://ctvnews.ca/a-1.6155161' },
		{ text: 'Buzzly, 24 May 2025 (address not known)', href: null }
	]);
});

test('a bare address is its own text', () => {
	expect(citations('https://example.org/a')).toEqual([
		{ text: 'https://example.org/a', href: 'https://example.org/a' }
	]);
});

test('an address that is not http is never a link', () => {
	expect(citations('Somebody javascript:alert(1)')).toEqual([{ text: 'Somebody javascript:alert(1)', href: null }]);
});

test('an empty cell has 0 citations', () => {
	expect(citations('')).toEqual([]);
});
