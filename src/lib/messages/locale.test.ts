import { expect, test } from 'vitest';
import { acceptedLocale, localeOf } from './locale.ts';

test.each([
	['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
	['en-GB,en;q=0.9,fr;q=0.8', 'en'],
	['de-DE,de;q=0.9,fr;q=0.4,en;q=0.3', 'fr'],
	['en;q=0.1, FR ; q=0.7', 'fr'],
	['fr;q=0,en;q=0.5', 'en'],
	['de,it', null],
	['', null],
	['*', null],
	[';;;,,q=,fr;q=x', null]
])('Accept-Language %j asks for %j', (header, locale) => {
	expect(acceptedLocale(header)).toBe(locale);
});

test('?lang=fr wins over a cookie en, the cookie over the header, and an unknown value over nothing', () => {
	const acceptLanguage = 'en';
	expect(localeOf({ query: 'fr', cookie: 'en', acceptLanguage })).toBe('fr');
	expect(localeOf({ query: null, cookie: 'fr', acceptLanguage })).toBe('fr');
	expect(localeOf({ query: 'xx', cookie: '../fr', acceptLanguage: 'fr' })).toBe('fr');
	expect(localeOf({ query: null, cookie: undefined, acceptLanguage: null })).toBe('en');
});
