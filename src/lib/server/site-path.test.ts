import { expect, test } from 'vitest';
import { sitePath } from './site-path.ts';

const foreign = [
	'//evil.example',
	'///evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'https:evil.example',
	'https://evil.example',
	'HTTPS://evil.example/o/x',
	'https://localhost@evil.example',
	'//localhost@evil.example/',
	'javascript:alert(1)',
	'JaVaScRiPt:alert(1)',
	'data:text/html,x',
	'/\t/evil.example',
	'/\n/evil.example',
	'/\r\nLocation: https://evil.example',
	'\u0000/evil.example',
	'/\u0000',
	'/%0d%0aLocation:%20https://evil.example',
	'/%2f/evil.example',
	'/%2fevil.example',
	'/%5cevil.example',
	'/%252fevil.example',
	'/%255cevil.example',
	'/.//evil.example',
	'/..//evil.example',
	'/o/%c0%af',
	'/\u2028/evil.example',
	'/\u202e/evil.example',
	'o/acme',
	'?next=1',
	'',
	' /o/acme',
	`/${'a'.repeat(2001)}`
];

test.each(foreign)('%j is not a path of this site and gives the fallback', (value) => {
	expect(sitePath(value, '/fallback')).toBe('/fallback');
});

test.each([null, undefined, 7, ['/o/acme'], {}])('%j is no text and gives the fallback', (value) => {
	expect(sitePath(value, '/fallback')).toBe('/fallback');
});

test.each([
	['/', '/'],
	['/o/acme/coverage?on=2022-11-18&clock=worked', '/o/acme/coverage?on=2022-11-18&clock=worked'],
	['/library/twitter#top', '/library/twitter'],
	['/o/acme/../globex', '/o/globex'],
	['/caf%C3%A9', '/caf%C3%A9'],
	['/login?next=//evil.example', '/login?next=//evil.example']
])('%j leads to %j', (value, path) => {
	expect(sitePath(value, '/fallback')).toBe(path);
});
