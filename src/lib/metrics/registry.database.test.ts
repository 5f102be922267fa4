import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { importFile } from '../imports/drafts/draft.server.ts';
import { ensureDefaultRoleFamilies, loadRoleRules, saveRoleRules } from '../roles/role-families.server.ts';
import type { Scope } from '../server/database.ts';
import { NotCleared } from '../server/disclosure/protect.ts';
import {
	computeAttritionRate,
	computeKnowledgeRetained,
	computeOnCallViability,
	computeSinglePoints
} from './registry-staff.server.ts';
import { computeHeadcount, computeRoleCoverage, computeUltimatumResponse } from './registry.server.ts';

let db: TestDatabase;
let scope: Scope;
const analyst = () => ({ scope, tier: 'analyst' as const });
const executive = () => ({ scope, tier: 'executive' as const });

// Ten security engineers: eight said stay, one leave, one nothing. The leaver's last day at work was 18 November.
const roster = [
	'person_id,hire_date,exit_date,last_working_day,job_title,department',
	...Array.from(
		{ length: 10 },
		(_, i) => `P${i},2020-01-0${(i % 9) + 1},${i === 8 ? '2022-12-31,2022-11-18' : ','},Security Engineer,Security`
	)
].join('\n');
const requirements =
	'function_id,name,role_family,required_min,owner,source\nsec,Security on call,security,10,CISO,policy 7';
const events =
	'event_id,organisation,event_type,title,announced_at_local,deadline_at_local,time_zone,question,silence_rule,population_on,source\n' +
	'u1,Example,ultimatum,Click yes,2022-11-16T00:00,2022-11-17T17:00,America/New_York,opt_in_to_stay,resign,2022-11-16,memo';
const answers = [
	'person_id,answer,responded_at',
	...Array.from({ length: 9 }, (_, i) => `P${i},${i === 8 ? 'leave' : 'stay'},2022-11-17T2${i % 2}:00:00Z`)
].join('\n');

async function upload(kind: 'roster' | 'staffing-requirements' | 'events' | 'ultimatum-responses', text: string) {
	const asked = { 'as-of': '2022-11-30', 'exit-convention': 'last-day' };
	const eventId = kind === 'ultimatum-responses' ? 'u1' : null;
	const file = { kind, datasetName: kind, eventId, fileName: `${kind}.csv`, bytes: Buffer.from(text), answers: asked };
	await importFile(db.io, scope, file);
}

beforeAll(async () => {
	db = await testDatabase();
	const { id } = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: id });
	scope = { organisation: id, account: account.id };
	await db.database.inOrganisation(scope, (tx) => ensureDefaultRoleFamilies(tx, scope));
	await upload('roster', roster);
	await upload('staffing-requirements', requirements);
	await upload('events', events);
	await upload('ultimatum-responses', answers);
});
afterAll(() => db.drop());

test('security has 10 of 10 on its last day worked and 9 on the next: below minimum since 19 November', async () => {
	const on = (day: string) =>
		computeRoleCoverage(db.io, executive(), { on: day, clock: 'worked', before: '2022-11-01' });
	expect((await on('2022-11-18'))!.rows[0]).toMatchObject({ qualified: 10, status: 'no_slack', owner: 'CISO' });
	const after = (await on('2022-11-19'))!;
	expect(after.rows[0]).toMatchObject({
		...{ functionId: 'sec', roleFamily: 'security', isCritical: true, required: 10, qualified: 9, qualifiedBefore: 10 },
		...{ status: 'breach', shortfall: 1, belowSince: '2022-11-19' }
	});
	expect(after.versions.map((version) => [version.kind, version.version, version.asOf])).toContainEqual([
		'roster',
		1,
		'2022-11-30'
	]);
});

test('a day after the roster was true is the last day of the roster', async () => {
	const result = await computeRoleCoverage(db.io, analyst(), { on: '2030-01-01', clock: 'legal' });
	expect(result!.summary).toMatchObject({ on: '2022-11-30', from: '2021-11-30' });
});

test('10 people at the end of November; nobody left by the legal clock, one by the day worked', async () => {
	const params = { from: '2022-11-01', to: '2022-11-30', step: 'month' as const };
	const legal = await computeHeadcount(db.io, executive(), params);
	expect(legal!.rows).toMatchObject([{ date: '2022-11-30', headcount: 10, separations: 0 }]);
	const worked = await computeHeadcount(db.io, executive(), { ...params, clock: 'worked', group: 'role' });
	expect(worked!.rows).toMatchObject([{ date: '2022-11-30', group: 'security', headcount: 9, separations: 1 }]);
});

test('an analyst reads 8 stay, 1 leave, 1 silent; an executive neither the 1 nor what would give it away', async () => {
	const params = { eventId: 'u1', dimension: 'role' as const };
	const full = (await computeUltimatumResponse(db.io, analyst(), params))!;
	expect(full.rows).toMatchObject([{ group: 'security', asked: 10, stay: 8, leave: 1, silent: 1, resolvedLeavers: 2 }]);
	const seen = (await computeUltimatumResponse(db.io, executive(), params))!;
	expect(seen.rows).toMatchObject([{ asked: 10, stay: null, leave: null, silent: null, isSuppressed: true }]);
	expect(seen.summary).toMatchObject({ asked: 10, stay: null, leave: null, silent: null, curve: [] });
	expect(seen.notes).toContainEqual({ key: 'metrics.suppressed', details: { most: 4 } });
});

test('tiers without a rule are refused', async () => {
	const reader = { scope, tier: 'research' as const };
	await expect(computeHeadcount(db.io, reader, { step: 'month' })).rejects.toThrow(NotCleared);
});

describe('what a result rests on', () => {
	test('an unknown event and an organisation without data give no result', async () => {
		expect(await computeUltimatumResponse(db.io, analyst(), { eventId: 'u2', dimension: 'role' })).toBeNull();
		const other = await createOrganisation(db.database);
		const reader = { scope: { organisation: other.id, account: null }, tier: 'analyst' as const };
		expect(await computeHeadcount(db.io, reader, { step: 'month' })).toBeNull();
		expect(await computeRoleCoverage(db.io, reader, { clock: 'legal' })).toBeNull();
	});

	test('a change of the role rules changes the next answer, a second version of the roster too', async () => {
		const params = { step: 'month' as const, group: 'role' as const, from: '2022-11-01' };
		const groups = async () =>
			(await computeHeadcount(db.io, analyst(), params))!.rows.map((row) => [row.group, row.headcount]);
		expect(await groups()).toEqual([['security', 10]]);
		const rules = await db.database.inOrganisation(scope, (tx) => loadRoleRules(tx, scope));
		await db.database.inOrganisation(scope, (tx) => saveRoleRules(tx, scope, { ...rules, rules: [] }));
		expect(await groups()).toEqual([['', 10]]);
		await db.database.inOrganisation(scope, (tx) => saveRoleRules(tx, scope, rules));
		await upload('roster', `${roster}\nP10,2022-11-01,,,Payroll Specialist,Finance`);
		expect(await groups()).toEqual([
			['security', 10],
			['payroll', 1]
		]);
	});
});

test('the other measures of the staff: attrition without reasons of one, single points without names for executives', async () => {
	const year = { from: '2022-01-01', to: '2022-11-30' };
	const attrition = await computeAttritionRate(db.io, executive(), year);
	// The leaver's employment lasts until the end of the year.
	expect(attrition!.rows).toMatchObject([{ separations: 0, ratePer100PersonYears: 0 }]);
	expect((await computeKnowledgeRetained(db.io, analyst(), {}))!.rows).toMatchObject([{ remaining: 10, retained: 1 }]);
	const points = await computeSinglePoints(db.io, executive(), {});
	expect(points!.rows).toMatchObject([{ functionId: 'sec', required: 10, soleHolder: null, filledAtOnce: 10 }]);
	expect((await computeOnCallViability(db.io, executive(), {}))!.rows).toMatchObject([
		{ rolesOnCall: 2, isViable: true }
	]);
	const other = await createOrganisation(db.database);
	const reader = { scope: { organisation: other.id, account: null }, tier: 'analyst' as const };
	expect(await computeAttritionRate(db.io, reader, {})).toBeNull();
	expect(await computeKnowledgeRetained(db.io, reader, {})).toBeNull();
	expect(await computeSinglePoints(db.io, reader, {})).toBeNull();
	expect(await computeOnCallViability(db.io, reader, {})).toBeNull();
});
