import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/lib/server/audit-chain.ts';
import { createAccount, testDatabase, type TestDatabase } from '../support/database.ts';
import { freePort, productEnvironment } from '../support/product.ts';
import { visitor, type Visitor } from '../support/visitor.ts';
import { openCompany, PASSWORD, type Company } from './company.ts';
import { startWrapped, type WrappedProduct } from './wrapped-product.ts';

const hasFakeTime = spawnSync('faketime', ['-f', '+1d', 'true']).status === 0;

describe.skipIf(!hasFakeTime)(
	'the clock of the application is another one than that of the database (needs faketime)',
	() => {
		let db: TestDatabase;
		let port: number;
		let company: Company;
		let ended: Visitor;
		let app: WrappedProduct | null = null;

		/** The product with its clock moved (a duration of faketime, such as +31d) and in a time zone. */
		async function start(clock: string | null, zone = 'UTC'): Promise<void> {
			await app?.stop();
			const command = clock === null ? [] : ['faketime', '-f', clock];
			app = await startWrapped([...command, process.execPath, 'build/start.js'], {
				TZ: zone,
				FAKETIME_DONT_FAKE_MONOTONIC: '1',
				PORT: String(port),
				...productEnvironment(db)
			});
		}

		beforeAll(async () => {
			db = await testDatabase();
			port = await freePort();
			await start(null);
			company = await openCompany(db.io, `http://127.0.0.1:${port}`);
			ended = visitor(`http://127.0.0.1:${port}`);
			const { email } = await createAccount(db.database, {
				organisation: company.organisation.id,
				roles: ['analyst'],
				password: PASSWORD
			});
			await ended.post('/login', { email, password: PASSWORD });
			await db.database.inSystem(
				(tx) => tx`update session set expires_at = now() - interval '1 hour'
			where account_id = (select id from account where email = ${email})`
			);
		});
		afterAll(async () => {
			await app?.stop();
			await db?.drop();
		});

		const overview = (guest: Visitor) => guest.get(`/o/${company.organisation.slug}/overview`);

		test.each(['-2d', '-5m', '+5m'])(
			'R12: with %s a session goes on, an ended one stays ended, the limit of tries holds',
			async (clock) => {
				await start(clock);
				expect((await overview(company.analyst)).status).toBe(200);
				expect((await overview(ended)).status).toBe(303);
				const stranger = visitor(`http://127.0.0.1:${port}`);
				const email = `${clock.replace(/\W/, 'x')}@example.org`;
				const statuses: number[] = [];
				for (let i = 0; i < 12; i++)
					statuses.push((await stranger.post('/login', { email, password: 'not this one' })).status);
				expect(statuses).toEqual([...Array<number>(10).fill(400), 429, 429]);
			}
		);

		test('R12: with +31d every session is over; back at the right time it is as before, and the audit log is in order', async () => {
			await start('+31d');
			expect((await overview(company.analyst)).status).toBe(303);
			await start(null);
			const scope = { organisation: company.organisation.id, account: null };
			const chain = await db.database.inOrganisation(scope, (tx) => verifyAudit(tx, scope));
			expect(chain.broken).toBeNull();
			expect((await overview(ended)).status).toBe(303);
		});

		test('R12: in 2038, on 29 February and over a change to summer time it starts and serves the public pages', async () => {
			const found: string[] = [];
			for (const moment of ['2038-01-19 03:14:00', '2028-02-29 23:59:30', '2027-03-28 00:59:30']) {
				await start(`@${moment}`, 'Europe/Paris');
				for (const path of ['/', '/library/twitter', '/compare?events=twitter-2022-11-17-ultimatum'])
					found.push(`${moment} ${(await visitor(`http://127.0.0.1:${port}`).get(path)).status}`);
			}
			expect(found.filter((line) => !line.endsWith(' 200'))).toEqual([]);
		});

		test('R12: in Tokyo, New York and Apia the pages of figures are the same, word for word', async () => {
			const email = (
				await createAccount(db.database, {
					organisation: company.organisation.id,
					roles: ['analyst'],
					password: PASSWORD
				})
			).email;
			const texts: string[][] = [];
			for (const zone of ['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Apia']) {
				await start(null, zone);
				const guest = visitor(`http://127.0.0.1:${port}`);
				await guest.post('/login', { email, password: PASSWORD });
				const pages: string[] = [];
				for (const page of [
					'overview',
					'coverage',
					'attrition',
					'tenure',
					'events',
					'figures/months/csv',
					'figures/attrition/csv'
				]) {
					const { status, text } = await guest.get(`/o/${company.organisation.slug}/${page}`);
					pages.push(`${page} ${status}\n${text.replaceAll(/nonce="[^"]+"|nonce-[\w+/=-]+/g, '')}`);
				}
				texts.push(pages);
			}
			for (const pages of texts.slice(1)) expect(pages).toEqual(texts[0]);
		});
	}
);

test.skipIf(hasFakeTime)('R12 was not run: there is no faketime', () => {
	expect(hasFakeTime).toBe(false);
});
