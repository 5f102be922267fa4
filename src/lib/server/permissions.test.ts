import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accessFor, hasPermission, requireRole, ROLES, ROUTE_ACCESS, tierOf, type Role } from './permissions.ts';

const ROUTES = 'src/routes';
const files = readdirSync(ROUTES, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && entry.name.startsWith('+'))
	.map((entry) => join(entry.parentPath, entry.name));

/** '/o/[organisation]/people' for 'src/routes/o/[organisation]/people/+page.svelte'. */
const routeId = (file: string) => `/${relative(ROUTES, dirname(file))}`;
const routes = [...new Set(files.filter((file) => /\/\+(?:page|server)\b/.test(file)).map(routeId))];

describe('the route x role table', () => {
	test('lists every route under src/routes, of which there are more than 10', () => {
		expect(routes.length).toBeGreaterThan(10);
		expect(routes.filter((route) => accessFor(route) === null)).toEqual([]);
	});

	test('knows no access for routes that are not in it, nor for names that every object has', () => {
		for (const route of ['', '/nowhere', '/o', 'constructor', '__proto__', 'toString'])
			expect(accessFor(route)).toBeNull();
	});

	test('opens nothing below /o/[organisation] to the public or to every account', () => {
		const open = Object.keys(ROUTE_ACCESS).filter(
			(route) => route.startsWith('/o/') && !Array.isArray(ROUTE_ACCESS[route])
		);
		expect(open).toEqual([]);
	});

	test('every load, action and endpoint below /o/[organisation] asks for the role itself', () => {
		const guarded = files.filter(
			(file) => file.includes('/o/[organisation]') && /\.server\.ts$|\+server\.ts$/.test(file)
		);
		expect(guarded.length).toBeGreaterThan(4);
		const unguarded = guarded.filter((file) => {
			const source = readFileSync(file, 'utf8');
			return !/\brequireRole\(/.test(source);
		});
		expect(unguarded).toEqual([]);
	});

	test('a page below /o/[organisation] that loads data does so on the server', () => {
		const universal = files.filter((file) => file.includes('/o/[organisation]') && file.endsWith('+page.ts'));
		expect(universal.filter((file) => !existsSync(file.replace('+page.ts', '+page.server.ts')))).toEqual([]);
	});
});

describe('requireRole', () => {
	const organisation = { id: 'o1', slug: 'acme', name: 'Acme', isSample: false };
	const account = { id: 'a1', email: 'ada@example.org', displayName: 'Ada' };
	const event = (locals: Partial<App.Locals>) => ({
		locals: { account, organisation, roles: ['executive'] as Role[], ...locals } as App.Locals
	});

	test('gives scope, roles and tier to a member who holds one of the roles', () => {
		expect(requireRole(event({}), 'analyst', 'executive')).toEqual({
			scope: { organisation: 'o1', account: 'a1' },
			organisation,
			account,
			roles: ['executive'],
			tier: 'executive'
		});
	});

	test.each([
		['signed out', { account: null }],
		['not a member', { organisation: null, roles: [] }],
		['of another role', { roles: ['researcher', 'administrator'] as Role[] }],
		['without roles', { roles: [] }]
	])('is a 404 for somebody who is %s', (_, locals) => {
		expect(() => requireRole(event(locals), 'analyst', 'executive')).toThrow(expect.objectContaining({ status: 404 }));
	});
});

test.each<[Role[], string]>([
	[['administrator'], 'public'],
	[['researcher'], 'research'],
	[['executive', 'researcher'], 'executive'],
	[['administrator', 'executive'], 'executive'],
	[['analyst', 'executive', 'researcher', 'administrator'], 'analyst'],
	[[], 'public']
])('an account that is %j reads in the tier %s', (roles, tier) => {
	expect(tierOf(roles)).toBe(tier);
});

test('only analysts may screen selections, whatever else an account is', () => {
	expect(ROLES.filter((role) => hasPermission('screen-selections', [role]))).toEqual(['analyst']);
	expect(hasPermission('screen-selections', ['administrator', 'executive', 'researcher'])).toBe(false);
	expect(hasPermission('screen-selections', [])).toBe(false);
});
