import { expect, test } from 'vitest';
import { admissionOf, isOwnWrite, isWellFormed } from './admission.ts';
import type { Access, Role } from './permissions.ts';

const ORIGIN = 'https://muster.example.org';
const account = {};
const organisation = {};

test.each<[string, Access | null, { account: object | null; organisation: object | null; roles: Role[] }, string]>([
	['a route outside the table', null, { account, organisation, roles: ['administrator'] }, 'not-found'],
	['a public route, signed out', 'public', { account: null, organisation: null, roles: [] }, 'pass'],
	['a route for accounts, signed out', 'signed-in', { account: null, organisation: null, roles: [] }, 'sign-in'],
	['a route for accounts, signed in', 'signed-in', { account, organisation: null, roles: [] }, 'pass'],
	['a route for analysts, signed out', ['analyst'], { account: null, organisation: null, roles: [] }, 'sign-in'],
	['a route for analysts, not a member', ['analyst'], { account, organisation: null, roles: [] }, 'not-found'],
	['a route for analysts, an executive', ['analyst'], { account, organisation, roles: ['executive'] }, 'not-found'],
	['a route for analysts, an analyst', ['analyst'], { account, organisation, roles: ['analyst'] }, 'pass'],
	['a route for nobody', [], { account, organisation, roles: ['administrator'] }, 'not-found']
])('%s: %#', (_, access, who, admission) => {
	expect(admissionOf(access, who)).toBe(admission);
});

const TYPES = [
	null,
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'text/plain',
	'TEXT/PLAIN',
	'text/csv',
	'application/json'
];
const FOREIGN: Record<string, string>[] = [
	{},
	{ origin: 'null' },
	{ origin: 'https://evil.example' },
	{ origin: 'http://muster.example.org' },
	{ origin: 'https://muster.example.org:8443' },
	{ origin: 'https://muster.example.org.evil.example' },
	{ origin: 'HTTPS://MUSTER.EXAMPLE.ORG' },
	{ 'sec-fetch-site': 'same-site' },
	{ 'sec-fetch-site': 'cross-site' },
	{ 'sec-fetch-site': 'none' },
	{ origin: 'null', 'sec-fetch-site': 'cross-site' }
];

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
	'%s is refused for 7 content types and 11 ways of coming from elsewhere, and let through from the site itself',
	(method) => {
		for (const type of TYPES) {
			const request = (headers: Record<string, string>) =>
				new Request(`${ORIGIN}/login`, { method, headers: type ? { 'content-type': type, ...headers } : headers });
			for (const headers of FOREIGN)
				expect([type, headers, isOwnWrite(request(headers), ORIGIN)]).toEqual([type, headers, false]);
			expect(isOwnWrite(request({ origin: ORIGIN }), ORIGIN)).toBe(true);
			expect(isOwnWrite(request({ 'sec-fetch-site': 'same-origin' }), ORIGIN)).toBe(true);
		}
	}
);

test.each(['GET', 'HEAD', 'OPTIONS'])('%s may come from anywhere: it changes nothing', (method) => {
	expect(isOwnWrite(new Request(ORIGIN, { method, headers: { origin: 'https://evil.example' } }), ORIGIN)).toBe(true);
});

test.each([
	[{ organisation: 'acme', draft: '0b0e7a0e-6c1f-4f0e-9d6c-000000000000' }, true],
	[{ organisation: 'acme', event: 'twitter-2022-ultimatum' }, true],
	[{ organisation: undefined }, true],
	[{ organisation: 'acme', draft: 'new' }, false],
	[{ organisation: 'acme', dataset: "1' or '1'='1" }, false],
	[{ organisation: 'acme\0' }, false]
])('the address parts %j are well formed: %s', (parameters, isGood) => {
	expect(isWellFormed(parameters)).toBe(isGood);
});
