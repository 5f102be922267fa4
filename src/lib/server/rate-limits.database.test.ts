import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { forgetOldLimits, giveBack, RATE_LIMITS, spend } from './rate-limits.ts';

let db: TestDatabase;
let owner: OwnerSql;
beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
});
afterAll(async () => {
	await owner.end();
	await db.drop();
});

test('the documented numbers: sign-in 10 in 15 minutes for account and address, 100 an hour for an address', () => {
	expect(RATE_LIMITS['login-pair']).toEqual({ most: 10, windowSeconds: 900 });
	expect(RATE_LIMITS['login-address']).toEqual({ most: 100, windowSeconds: 3600 });
	expect(RATE_LIMITS['login-account']).toEqual({ most: 50, windowSeconds: 3600 });
	expect(RATE_LIMITS.upload).toEqual({ most: 30, windowSeconds: 3600 });
	expect(RATE_LIMITS.export).toEqual({ most: 30, windowSeconds: 3600 });
	expect(RATE_LIMITS.comparison).toEqual({ most: 600, windowSeconds: 3600 });
});

test('of 25 uses at once with a limit of 10, exactly 10 are allowed', async () => {
	const spent = await Promise.all(Array.from({ length: 25 }, () => spend(db.database, 'login-pair', 'a')));
	expect(spent.filter((use) => use.isAllowed)).toHaveLength(10);
	expect(Math.max(...spent.map((use) => use.used))).toBe(25);
});

test('a refusal says how long to wait: at least 1 second, at most the window of 900', async () => {
	const { retryAfterSeconds } = await spend(db.database, 'login-pair', 'a');
	expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
	expect(retryAfterSeconds).toBeLessThanOrEqual(900);
});

test('counters survive a restart: another pool on the same database goes on counting at 4', async () => {
	for (let use = 0; use < 3; use++) await spend(db.database, 'upload', 'b');
	const restarted = openDatabase(db.appUrl, { poolSize: 1 });
	const { used } = await spend(restarted, 'upload', 'b');
	await restarted.close();
	expect(used).toBe(4);
});

test('subjects and limits are counted apart, and a lower number from the settings holds', async () => {
	expect((await spend(db.database, 'export', 'c')).used).toBe(1);
	expect((await spend(db.database, 'export', 'd')).used).toBe(1);
	expect((await spend(db.database, 'upload', 'c')).used).toBe(1);
	expect((await spend(db.database, 'export', 'c', { export: 1 })).isAllowed).toBe(false);
});

test('a use that is given back does not count', async () => {
	await spend(db.database, 'invitation', 'e');
	await giveBack(db.database, 'invitation', 'e');
	expect((await spend(db.database, 'invitation', 'e')).used).toBe(1);
});

test('in the next window counting starts again at 1, and counters a day old are deleted', async () => {
	await spend(db.database, 'invitation', 'f');
	await owner`update rate_limit set window_started_at = window_started_at - interval '2 days' where key like 'invitation:%'`;
	expect((await spend(db.database, 'invitation', 'f')).used).toBe(1);
	await forgetOldLimits(db.database);
	expect(await owner`select 1 from rate_limit where key like 'invitation:%'`).toHaveLength(1);
});

test('keys hold no address and no e-mail address in clear', async () => {
	await spend(db.database, 'login-pair', 'ada@example.org 192.0.2.7');
	const keys = await owner<{ key: string }[]>`select key from rate_limit`;
	expect(keys.filter(({ key }) => /ada|192/.test(key))).toEqual([]);
});
