import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { importFile } from '../imports/drafts/draft.server.ts';
import { ensureDefaultRoleFamilies } from '../roles/role-families.server.ts';
import { listAudit } from '../server/audit.ts';
import type { Scope } from '../server/database.ts';
import { NotCleared } from '../server/disclosure/protect.ts';
import { computeFourFifths, computeOwbpaWorksheet } from './registry-selection.server.ts';
import { computeExecutiveVacancy, computeTenureSurvival } from './registry-tenure.server.ts';

let db: TestDatabase;
let scope: Scope;
const analyst = () => ({ scope, tier: 'analyst' as const, roles: ['analyst' as const] });
const executive = () => ({ scope, tier: 'executive' as const, roles: ['executive' as const] });
const audit = () => db.database.inOrganisation(scope, (tx) => listAudit(tx, scope, { before: null, limit: 1 }));

// Twenty security engineers hired on 1 January 2020; P0 to P5 left, one a month, in the first half of 2022.
const roster = [
	'person_id,hire_date,exit_date,job_title,department,level,separation_type',
	...Array.from({ length: 20 }, (_, i) => {
		const exit = i < 6 ? `2022-0${i + 1}-15` : '';
		return `P${i},2020-01-01,${exit},Security Engineer,Security,L${i % 2},${exit && 'voluntary'}`;
	})
].join('\n');
const executives =
	'person,organisation,post,announced_on,kind,last_day,acting_start,permanent_start,source\n' +
	'A. Example,Example,CFO,2022-05-01,resigned,2022-05-31,,2022-06-11,memo\n' +
	'B. Example,Example,CISO,2022-05,resigned,2022-06-10,,,memo';

async function upload(kind: 'roster' | 'executive-departures', text: string) {
	const answers = { 'as-of': '2022-06-30', 'exit-convention': 'last-day' };
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
	await upload('executive-departures', executives);
});
afterAll(() => db.drop());

describe('screens of a selection', () => {
	const params = { from: '2021-12-31', to: '2022-06-30' };

	test('an analyst gets 7 of 10 in both levels, with an entry in the audit log that names nobody', async () => {
		const result = (await computeFourFifths(db.io, analyst(), { ...params, dimension: 'level' }))!;
		expect(result.rows.map(({ group, people, retained }) => [group, people, retained])).toEqual([
			['L0', 10, 7],
			['L1', 10, 7]
		]);
		const [entry] = await audit();
		expect(entry).toMatchObject({ action: 'selection.screened', objectId: 'four-fifths', result: 'done' });
		expect(entry.details).toEqual({
			...params,
			...{ dimension: 'level', isPlanned: false, isAskedByCounsel: false, people: 0 }
		});
	});

	test('ages come from a list by the ids of the file: 40 on 30 June 2022 and 39', async () => {
		const details = [
			{ personId: 'P0', bornOn: '1982-06-30', group: null },
			{ personId: 'P19', bornOn: '1982-07-01', group: null }
		];
		const asked = { ...params, agesOn: '2022-06-30', department: 'Security' };
		const result = (await computeOwbpaWorksheet(db.io, analyst(), asked, details))!;
		expect(result.rows).toMatchObject([
			{ jobTitle: 'Security Engineer', grade: 'L0', age: 40, selectedVoluntary: 1, notSelected: 0 },
			{ jobTitle: 'Security Engineer', grade: 'L1', age: 39, selectedVoluntary: 0, notSelected: 1 }
		]);
		expect(result.summary.withoutAge).toBe(18);
		const [entry] = await audit();
		expect(entry.details).toMatchObject({ agesOn: '2022-06-30', people: 2 });
		expect(JSON.stringify(entry.details)).not.toMatch(/P19|1982|Security/);
	});

	test('an executive, and an analyst without the role, are refused, and that is in the log', async () => {
		await expect(computeFourFifths(db.io, executive(), params)).rejects.toThrow(NotCleared);
		expect((await audit())[0]).toMatchObject({ objectId: 'four-fifths', result: 'refused' });
		const asked = { ...params, agesOn: '2022-06-30' };
		await expect(computeOwbpaWorksheet(db.io, { ...analyst(), roles: [] }, asked, [])).rejects.toThrow(NotCleared);
		await expect(computeOwbpaWorksheet(db.io, { ...analyst(), tier: 'executive' }, asked, [])).rejects.toThrow(
			NotCleared
		);
		expect((await audit())[0]).toMatchObject({ objectId: 'owbpa-worksheet', result: 'refused' });
	});
});

test('tenure: an analyst sees six steps, an executive one of six exits', async () => {
	const full = (await computeTenureSurvival(db.io, analyst(), {}))!;
	expect(full.summary).toMatchObject({ from: '2022-01-15', to: '2022-06-30', observed: 20, lateEntries: 20 });
	expect(full.rows[0].curve.map(({ events }) => events)).toEqual([0, 1, 1, 1, 1, 1, 1]);
	expect(full.versions).toMatchObject([{ kind: 'roster', version: 1 }]);
	const seen = (await computeTenureSurvival(db.io, executive(), { group: 'role' }))!;
	expect(seen.rows[0].curve.map(({ events }) => events)).toEqual([0, 6]);
});

test('vacant posts on 30 June 2022: one filled after 10 days, one open for 20', async () => {
	const result = (await computeExecutiveVacancy(db.io, executive(), { on: '2022-06-30' }))!;
	expect(result.unit).toBe('days');
	expect(result.rows.map(({ post, state, permanentDays }) => [post, state, permanentDays])).toEqual([
		['CISO', 'open', 20],
		['CFO', 'filled', 10]
	]);
	const before = (await computeExecutiveVacancy(db.io, analyst(), { on: '2022-06-05' }))!;
	expect(before.summary).toMatchObject({ open: 1, occupied: 1 });
	// Such a file has no day of its own: that of publishing counts.
	const today = (await computeExecutiveVacancy(db.io, analyst(), {}))!;
	expect(today.summary.on).toBe(today.versions[0].asOf);
});

test('an organisation without data has no result', async () => {
	const other = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: other.id });
	const reader = { ...analyst(), scope: { organisation: other.id, account: account.id } };
	expect(await computeTenureSurvival(db.io, reader, {})).toBeNull();
	expect(await computeExecutiveVacancy(db.io, reader, {})).toBeNull();
	expect(await computeFourFifths(db.io, reader, { from: '2022-01-01', to: '2022-06-30' })).toBeNull();
});
