import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation } from '../support/database.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';
import { startProduct, type Product } from '../support/product.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

const PASSWORD = 'seven lost umbrellas';
let product: Product;
let server: Server;
let owner: OwnerSql;
let ada: { id: string; email: string };
let eve: { id: string; email: string };
let issuer: string;

beforeAll(async () => {
	server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const client = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'muster', OIDC_CLIENT_SECRET: 'a secret of the provider' };
	product = await startProduct(() => ({ ...client, OIDC_NAME: 'Acme ID' }));
	server.on('request', providerFor(product.origin, client));
	owner = ownerSql(product.database);
	const { database } = product.database;
	const { id: organisation } = await createOrganisation(database);
	ada = await createAccount(database, { organisation, roles: ['analyst'], password: PASSWORD });
	eve = await createAccount(database, { organisation, roles: ['analyst'], password: PASSWORD });
});
afterAll(async () => {
	await owner.end();
	await product.stop();
	server.closeAllConnections();
	server.close();
});

/** A provider that believes whatever name is typed into its own log-in page. */
function providerFor(origin: string, client: { OIDC_CLIENT_ID: string; OIDC_CLIENT_SECRET: string }) {
	const provider = new Provider(issuer, {
		clients: [
			{
				client_id: client.OIDC_CLIENT_ID,
				client_secret: client.OIDC_CLIENT_SECRET,
				redirect_uris: [`${origin}/login/provider/callback`]
			}
		],
		cookies: { keys: ['a key for the test'] },
		findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) })
	});
	return provider.callback();
}

const signedIn = async (email: string) => {
	const guest = visitor(product.origin);
	await guest.post('/login', { email, password: PASSWORD });
	return guest;
};
const isInside = async (guest: Visitor) => (await guest.get('/account')).status === 200;
const pathOf = (address: string | null, origin: string) => (address ?? '').replace(origin, '');

/** Goes to the provider, gives a name and consent there, and returns the path the provider sends the browser back to. */
async function throughProvider(address: string | null, name: string): Promise<string> {
	const there = visitor(issuer);
	let step = await there.get(pathOf(address, issuer));
	const steps: Record<string, string>[] = [{ prompt: 'login', login: name, password: 'any' }, { prompt: 'consent' }];
	for (const fields of steps) {
		const interaction = pathOf(step.location, issuer);
		step = await there.post(interaction, fields);
		step = await there.get(pathOf(step.location, issuer));
	}
	return pathOf(step.location, product.origin);
}

test('an identity that no account is connected with opens nothing, whatever it is called', async () => {
	const guest = visitor(product.origin);
	expect((await guest.get('/login')).text).toContain('Sign in with Acme ID');
	const begun = await guest.get('/login/provider');
	expect([begun.status, new URL(begun.location ?? '').origin]).toEqual([303, issuer]);
	const back = await throughProvider(begun.location, ada.email);
	expect((await guest.get(back)).location).toBe('/login?provider=unknown');
	expect(await isInside(guest)).toBe(false);
});

test('connected by somebody signed in, it signs in and leads to the page asked for', async () => {
	const page = await signedIn(ada.email);
	const begun = await page.get('/login/provider?connect');
	expect((await page.get(await throughProvider(begun.location, 'ada-at-acme'))).location).toBe(
		'/account?done=connected'
	);
	const guest = visitor(product.origin);
	const entering = await guest.get('/login/provider?next=%2Faccount');
	expect((await guest.get(await throughProvider(entering.location, 'ada-at-acme'))).location).toBe('/account');
	expect((await guest.get('/account')).text).toContain(ada.email);
	expect((await guest.get('/account')).text).toContain('connected with Acme ID');
});

test('an identity belongs to one account, and connecting asks for a fresh session', async () => {
	const page = await signedIn(eve.email);
	const begun = await page.get('/login/provider?connect');
	expect((await page.get(await throughProvider(begun.location, 'ada-at-acme'))).location).toBe('/account?done=taken');
	await owner`update session set reauthenticated_at = now() - interval '16 minutes' where account_id = ${eve.id}`;
	expect((await page.get('/login/provider?connect')).location).toBe('/confirm?next=%2Faccount');
});

test('an answer that this browser did not ask for, or twice, or tampered with, is refused', async () => {
	const attacker = visitor(product.origin);
	const begun = await attacker.get('/login/provider');
	const back = await throughProvider(begun.location, 'ada-at-acme');
	const victim = visitor(product.origin);
	expect((await victim.get(back)).location).toBe('/login?provider=failed');
	await victim.get('/login/provider');
	expect((await victim.get(back)).location).toBe('/login?provider=failed');
	expect(await isInside(victim)).toBe(false);
	const state = /state=([\w-]+)/.exec(back)?.[1] ?? '';
	expect((await attacker.get(back.replace(state, 'x'.repeat(state.length)))).location).toBe('/login?provider=failed');
	expect((await attacker.get(back)).location).toBe('/login?provider=failed');
	expect(await isInside(attacker)).toBe(false);
});

test('a disabled account is not signed in, and a second factor is still asked', async () => {
	await owner`update account set disabled_at = now() where id = ${ada.id}`;
	const guest = visitor(product.origin);
	const begun = await guest.get('/login/provider');
	expect((await guest.get(await throughProvider(begun.location, 'ada-at-acme'))).location).toBe(
		'/login?provider=unknown'
	);
	await owner`update account set disabled_at = null where id = ${ada.id}`;
	await owner`insert into second_factor (account_id, secret, confirmed_at) values (${ada.id}, '{}', now())`;
	const again = await guest.get('/login/provider');
	expect((await guest.get(await throughProvider(again.location, 'ada-at-acme'))).location).toBe('/login/code');
	expect(await isInside(guest)).toBe(false);
});

test('a provider that is away is said, without an error page', async () => {
	const other = await startProduct(() => ({
		OIDC_ISSUER: 'http://127.0.0.1:9',
		OIDC_CLIENT_ID: 'muster',
		OIDC_CLIENT_SECRET: 'x'
	}));
	const answer = await visitor(other.origin).get('/login/provider');
	expect([answer.status, answer.location]).toEqual([303, '/login?provider=failed']);
	await other.stop();
});
