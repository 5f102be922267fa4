import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { openDatabase, type Database, type Scope } from './database.ts';
import { keepCrossings, listFindings, listRules, removeRule, setRule } from './watch-rules.ts';

let db: TestDatabase;
let second: Database;
let own: Scope;
let other: Scope;
const PAYROLL = { key: 'payroll-run 2024-03-22', details: { role: 'Monthly payroll run', on: '2024-03-22' } };
const SECURITY = { key: 'security-response 2024-03-23', details: { role: 'Security response', on: '2024-03-23' } };

beforeAll(async () => {
	db = await testDatabase();
	// A pool of its own, as another process of the app has.
	second = openDatabase(db.appUrl, { poolSize: 2, waitMs: 60_000 });
	own = { organisation: (await createOrganisation(db.database)).id, account: null };
	other = { organisation: (await createOrganisation(db.database)).id, account: null };
});
afterAll(async () => {
	await second?.close();
	await db?.drop();
});

const ruleOf = async (scope: Scope) =>
	db.database.inOrganisation(scope, async (tx) => {
		await setRule(tx, scope, { kind: 'below-minimum', days: null });
		return (await listRules(tx, scope))[0].id;
	});
const keep = (from: Database, rule: string, crossings = [PAYROLL, SECURITY]) =>
	from.inOrganisation(own, (tx) => keepCrossings(tx, own, rule, crossings));

test('two processes find the same 2 crossings while neither has committed: each is given out once', async () => {
	const rule = await ruleOf(own);
	const reached: (() => void)[] = [];
	const firstHasInserted = new Promise<void>((resolve) => reached.push(resolve));
	const first = db.database.inOrganisation(own, async (tx) => {
		const found = await keepCrossings(tx, own, rule, [PAYROLL]);
		reached[0]();
		// The second process now waits for this transaction at the key of PAYROLL, or has not come that far.
		return found;
	});
	await firstHasInserted;
	const [mine, theirs] = await Promise.all([first, keep(second, rule)]);
	expect(mine).toEqual([PAYROLL]);
	expect(theirs).toEqual([SECURITY]);
});

test('ten at once from both: nothing more is given out; after a restart neither', async () => {
	const rule = await ruleOf(own);
	const attempts = Array.from({ length: 10 }, (_, at) => keep(at % 2 === 0 ? db.database : second, rule));
	expect((await Promise.all(attempts)).flat()).toEqual([]);
	const restarted = openDatabase(db.appUrl, { poolSize: 1, waitMs: 60_000 });
	expect(await keep(restarted, rule)).toEqual([]);
	await restarted.close();
});

test('a role that recovered and fell again on another day is another crossing', async () => {
	const rule = await ruleOf(own);
	const again = { ...PAYROLL, key: 'payroll-run 2024-11-04' };
	expect(await keep(second, rule, [PAYROLL, again])).toEqual([again]);
	const findings = await db.database.inOrganisation(own, (tx) => listFindings(tx, own));
	expect(findings.map(({ key }) => key).sort()).toEqual([PAYROLL.key, again.key, SECURITY.key].sort());
});

test('another organisation sees no rule and no finding, and can keep none for a rule that is not its own', async () => {
	const rule = await ruleOf(own);
	const seen = await db.database.inOrganisation(other, async (tx) => [
		await listRules(tx, other),
		await listFindings(tx, other),
		await keepCrossings(tx, other, rule, [PAYROLL])
	]);
	expect(seen).toEqual([[], [], []]);
});

test('a rule set again keeps what it found; removed, it takes its findings along', async () => {
	const before = await ruleOf(own);
	expect(await ruleOf(own)).toBe(before);
	const left = await db.database.inOrganisation(own, async (tx) => {
		expect((await listFindings(tx, own)).length).toBe(3);
		expect(await removeRule(tx, own, 'below-minimum')).toBe(true);
		expect(await removeRule(tx, own, 'below-minimum')).toBe(false);
		return listFindings(tx, own);
	});
	expect(left).toEqual([]);
});
