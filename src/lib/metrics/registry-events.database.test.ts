import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { importFile } from '../imports/drafts/draft.server.ts';
import { ensureDefaultRoleFamilies } from '../roles/role-families.server.ts';
import type { Scope } from '../server/database.ts';
import { NotCleared } from '../server/disclosure/protect.ts';
import * as registry from './registry-events.server.ts';

let db: TestDatabase;
let scope: Scope;
const reader = (tier: 'analyst' | 'executive' | 'research') => ({ scope, tier });

// Twelve security engineers and twenty in payroll. Six engineers and one of payroll leave in December 2022, after the
// ultimatum of 16 November; one of payroll left in May 2022.
const roster = [
	'person_id,hire_date,exit_date,job_title,department,level',
	...Array.from(
		{ length: 12 },
		(_, i) => `S${i},2020-01-01,${i < 6 ? '2022-12-15' : ''},Security Engineer,Security,L1`
	),
	...Array.from(
		{ length: 20 },
		(_, i) =>
			`P${i},2020-01-01,${['2022-12-20', '2022-05-10'][i] ?? ''},Payroll Specialist,Finance,${i === 19 ? 'C' : 'L1'}`
	)
].join('\n');
const events =
	'event_id,organisation,event_type,title,announced_at_local,deadline_at_local,time_zone,question,silence_rule,affected,base,source\n' +
	'u1,Example,ultimatum,Click yes,2022-11-16T00:00,2022-11-17T17:00,America/New_York,opt_in_to_stay,resign,"100 to 1,200","2,900 to 3,700",memo\n' +
	'l1,Example,layoff,Half,2022-11-04T09:00,,America/New_York,,,3700,7500,memo';
const executives =
	'person,organisation,post,announced_on,kind,source\n' +
	'A,Example,Chief Executive,2022-11-20,resigned,memo\nB,Other,Chief Executive,2022-11-20,resigned,memo';
const incidents =
	'incident_id,organisation,started_on,severity,source\n' +
	'i1,Example,2022-10-01,major,log\ni2,Example,2022-11-20,major,log\ni3,Example,2022-11-30,major,log';

type Kind = 'roster' | 'events' | 'executive-departures' | 'incidents';

async function upload(kind: Kind, text: string) {
	const answers = { 'as-of': '2023-06-30', 'exit-convention': 'last-day' };
	const file = { kind, datasetName: kind, eventId: null, fileName: `${kind}.csv`, bytes: Buffer.from(text), answers };
	await importFile(db.io, scope, file);
}

beforeAll(async () => {
	db = await testDatabase();
	const { id } = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: id });
	scope = { organisation: id, account: account.id };
	await db.database.inOrganisation(scope, (tx) => ensureDefaultRoleFamilies(tx, scope));
	await upload('roster', roster);
	await upload('events', events);
	await upload('executive-departures', executives);
	await upload('incidents', incidents);
});
afterAll(() => db.drop());

test('after the ultimatum 6 of 12 in security left and 1 of 19 in payroll: harder, for executives too', async () => {
	const found = (await registry.computeEventLoss(db.io, reader('executive'), { eventId: 'u1' }))!;
	expect(found.rows.map((row) => [row.group, row.left, row.people, row.finding])).toEqual([
		['payroll', 1, 19, 'lighter'],
		['security', 6, 12, 'harder']
	]);
	expect(found.summary.dayZero).toMatchObject({ on: '2022-11-16', kind: 'announcement', title: 'Click yes' });
	expect(found.versions.map((version) => version.kind)).toEqual(['roster', 'events']);
});

test('7 separations after against 1 in the year before', async () => {
	const found = (await registry.computeSeparationBaseline(db.io, reader('executive'), { eventId: 'u1' }))!;
	expect(found.rows.map((row) => [row.window, row.separations])).toEqual([
		['baseline', 1],
		['post', 7],
		['aftershock', 7]
	]);
});

test('24 of 31 remain on day 35; the published figures are 3700 of 7500 and a range', async () => {
	const params = { eventIds: ['u1'], pressEventIds: ['l1', 'u1'] };
	const found = (await registry.computeEventComparison(db.io, reader('executive'), params))!;
	expect(found.rows.find((row) => row.day === 35)).toMatchObject({ remaining: 24, neverLeft: 24 });
	expect(found.summary.press.map((event) => event.leavers)).toEqual([
		{ low: 3700, best: 3700, high: 3700 },
		{ low: 100, best: null, high: 1200 }
	]);
	expect(found.summary.pressComparisons.find((each) => each.first === 'l1')!.isFirstLarger).toBe(true);
});

test('one executive of this organisation left after; why is for analysts, and the board is the exposure where named', async () => {
	const params = { eventId: 'u1' };
	const full = (await registry.computeExecutiveDeparturesWindow(db.io, reader('analyst'), params))!;
	expect(full.rows).toMatchObject([{ person: 'A', day: 4, kind: 'resigned', period: 'after' }]);
	const seen = (await registry.computeExecutiveDeparturesWindow(db.io, reader('executive'), params))!;
	expect(seen.rows).toMatchObject([{ person: 'A', kind: null }]);
	const byLevel = await registry.computeExecutiveDeparturesWindow(db.io, reader('analyst'), {
		...params,
		levels: ['C']
	});
	expect(byLevel!.summary).toMatchObject({ exposureBefore: 180, exposureAfter: 181, exposureUnit: 'person-days' });
});

test('1 incident before and 2 from day 0 on', async () => {
	const found = (await registry.computeIncidentRate(db.io, reader('executive'), { eventId: 'u1' }))!;
	expect(found.rows.map((row) => row.incidents)).toEqual([1, 2]);
});

describe('what a result rests on', () => {
	test('a parameter that is not one is refused, tiers without a rule too', async () => {
		await expect(registry.computeEventLoss(db.io, reader('analyst'), { days: -1 })).rejects.toThrow();
		await expect(registry.computeEventLoss(db.io, reader('research'), { eventId: 'u1' })).rejects.toThrow(NotCleared);
		await expect(registry.computeIncidentRate(db.io, reader('analyst'), { eventId: 'none' })).rejects.toThrow('"none"');
	});

	test('an organisation without data has no result', async () => {
		const other = await createOrganisation(db.database);
		const nobody = { scope: { organisation: other.id, account: null }, tier: 'analyst' as const };
		const params = { dayZero: '2022-11-16' };
		expect(await registry.computeEventLoss(db.io, nobody, params)).toBeNull();
		expect(await registry.computeSeparationBaseline(db.io, nobody, params)).toBeNull();
		expect(await registry.computeEventComparison(db.io, nobody, {})).toBeNull();
		expect(await registry.computeExecutiveDeparturesWindow(db.io, nobody, params)).toBeNull();
		expect(await registry.computeIncidentRate(db.io, nobody, params)).toBeNull();
	});
});
