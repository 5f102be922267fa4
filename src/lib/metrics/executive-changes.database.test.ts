import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { importFile } from '../imports/drafts/draft.server.ts';
import { ensureDefaultRoleFamilies, loadRoleRules, saveRoleRules } from '../roles/role-families.server.ts';
import type { Scope } from '../server/database.ts';
import type { Result, Tier } from './metric.ts';
import { computeAnswerOutcomes } from './registry-answers.server.ts';
import { computeAttritionRate, computeKnowledgeRetained, computeOnCallViability } from './registry-staff.server.ts';
import { computeTenureSurvival } from './registry-tenure.server.ts';
import { computeUltimatumResponse } from './registry.server.ts';

let db: TestDatabase;
let scope: Scope;

interface Person {
	hired: string;
	/** What they said, and why they left on 15 December 2022; null who did not. */
	answer: 'stay' | 'leave' | null;
	left: 'voluntary' | 'involuntary' | null;
	regretted: 'yes' | 'no';
	site: string;
}

/** Forty security engineers at two sites; the ten by turns said leave, leave, silent, and stay seven times. */
const staff = (): Person[] =>
	Array.from({ length: 40 }, (_, i) => {
		const turn = i % 10;
		return {
			hired: `${2010 + (i % 8)}-03-01`,
			answer: turn < 2 ? 'leave' : turn < 4 ? null : 'stay',
			left: turn < 2 || turn === 4 ? 'voluntary' : turn === 5 || turn === 6 ? 'involuntary' : null,
			regretted: i % 2 === 0 ? 'yes' : 'no',
			site: i < 20 ? 'Dublin' : 'Paris'
		};
	});

const people = (some: Person[]) =>
	[
		'person_id,hire_date,exit_date,separation_type,regretted,job_title,department,level,site',
		...some.map(({ hired, left, regretted, site }, i) => {
			const exit = left === null ? ',,' : `2022-12-15,${left},${regretted}`;
			return `S${i},${hired},${exit},Security Engineer,Security,L${i % 2},${site}`;
		}),
		...Array.from({ length: 20 }, (_, i) => `P${i},2015-01-01,,,,Payroll Specialist,Finance,L${i % 2},Dublin`)
	].join('\n');
const answers = (some: Person[]) =>
	[
		'person_id,answer,responded_at',
		...some.flatMap(({ answer }, i) => (answer === null ? [] : [`S${i},${answer},2022-11-16T${10 + (i % 10)}:00:00Z`])),
		...Array.from({ length: 20 }, (_, i) => `P${i},stay,2022-11-16T1${i % 10}:30:00Z`)
	].join('\n');
const events =
	'event_id,organisation,event_type,title,announced_at_local,deadline_at_local,time_zone,question,silence_rule,population_on,source\n' +
	'u1,Example,ultimatum,Click yes,2022-11-16T00:00,2022-11-17T17:00,UTC,opt_in_to_stay,resign,2022-11-16,memo';
const requirements =
	'function_id,name,role_family,required_min,owner,source,roles_on_call,sites\nsec,Security on call,security,10,CISO,policy,2,2';

async function upload(
	kind: 'roster' | 'staffing-requirements' | 'events' | 'ultimatum-responses',
	text: string
): Promise<void> {
	const asked = { 'as-of': '2022-12-31', 'exit-convention': 'last-day' };
	const eventId = kind === 'ultimatum-responses' ? 'u1' : null;
	const file = { kind, datasetName: kind, eventId, fileName: `${kind}.csv`, bytes: Buffer.from(text), answers: asked };
	await importFile(db.io, scope, file);
}

async function publish(some: Person[]): Promise<void> {
	await upload('roster', people(some));
	await upload('ultimatum-responses', answers(some));
}

type Figures = Record<string, Result<object, object>>;

/** Everything behind the pages, files, slides and links of the figures concerned. */
async function figures(tier: Tier, pins?: string[]): Promise<Figures> {
	const reader = { scope, tier, pins };
	const year = { from: '2022-01-01', to: '2022-12-31' };
	const days = { baseOn: '2022-06-30', on: '2022-12-31' };
	const asked: Record<string, () => Promise<Result<object, object> | null>> = {
		'answers by role': () => computeUltimatumResponse(db.io, reader, { eventId: 'u1', dimension: 'role' }),
		'answers by level': () => computeUltimatumResponse(db.io, reader, { eventId: 'u1', dimension: 'level' }),
		'answers by tenure': () => computeUltimatumResponse(db.io, reader, { eventId: 'u1', dimension: 'tenure' }),
		'answers and outcomes': () => computeAnswerOutcomes(db.io, reader, { eventId: 'u1' }),
		reasons: () => computeAttritionRate(db.io, reader, year),
		'reasons by role': () => computeAttritionRate(db.io, reader, { ...year, group: 'role' }),
		'reasons by type': () => computeAttritionRate(db.io, reader, { ...year, group: 'type' }),
		tenure: () => computeTenureSurvival(db.io, reader, { withReasons: true }),
		'tenure by role': () => computeTenureSurvival(db.io, reader, { group: 'role' }),
		'knowledge retained': () => computeKnowledgeRetained(db.io, reader, { ...days, group: 'role' }),
		'on call': () => computeOnCallViability(db.io, reader, { on: '2022-11-30' })
	};
	const found: Figures = {};
	for (const [name, compute] of Object.entries(asked)) found[name] = (await compute())!;
	return found;
}

/** How many were there, came and went is exact for executives (METHODS 7.1); positions and settings are no counts. */
const EXACT = new Set(
	['asked', 'base', 'remaining', 'separations', 'people', 'observed', 'exits', 'lateEntries', 'movement', 'version'].concat(
		['quality', 'windowHours', 'hours', 'time', 'until', 'from', 'days', 'sites', 'minimum', 'level', 'p', 'details']
	)
);

/** Every whole number of a result by where it stands. */
function counts(value: unknown, path = '', found = new Map<string, number>()): Map<string, number> {
	if (typeof value === 'number' && Number.isInteger(value)) found.set(path, value);
	if (typeof value !== 'object' || value === null) return found;
	const nameOf = (each: unknown, index: number) => {
		const { group, functionId, site, type, time, hours } = each as Record<string, unknown>;
		const own = [group, functionId, site, type, time, hours].filter((part) => part !== undefined);
		return own.length === 0 ? String(index) : own.join('|');
	};
	if (Array.isArray(value)) value.forEach((each, i) => counts(each, `${path}/${nameOf(each ?? {}, i)}`, found));
	else for (const [key, each] of Object.entries(value)) if (!EXACT.has(key)) counts(each, `${path}/${key}`, found);
	return found;
}

function smallChanges(before: Figures, after: Figures): Record<string, string[]> {
	const changed = Object.entries(after).map(([name, figure]) => {
		const former = counts(before[name]);
		const isSmall = (change: number) => change >= 1 && change <= 4;
		const paths = [...counts(figure)]
			.filter(([path, count]) => isSmall(Math.abs(count - (former.get(path) ?? count))))
			.map(([path]) => path);
		return [name, paths] as const;
	});
	return Object.fromEntries(changed.filter(([, paths]) => paths.length > 0));
}

let first: Figures;
let corrected: Figures;

beforeAll(async () => {
	db = await testDatabase();
	const { id } = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: id });
	scope = { organisation: id, account: account.id };
	await db.database.inOrganisation(scope, (tx) => ensureDefaultRoleFamilies(tx, scope));
	await upload('events', events);
	await upload('staffing-requirements', requirements);
	await publish(staff());
	first = await figures('executive');
});
afterAll(() => db.drop());

describe('one person is corrected', () => {
	let full: Figures;

	beforeAll(async () => {
		full = await figures('analyst');
		const next = staff();
		// Said stay, not leave; left involuntarily, of no regret, from Paris; and came five years later.
		next[0] = { ...next[0], answer: 'stay', left: 'involuntary', regretted: 'no', site: 'Paris', hired: '2021-03-01' };
		await publish(next);
		corrected = await figures('executive');
	});

	test('an analyst sees it in every figure', async () => {
		expect(Object.keys(smallChanges(full, await figures('analyst'))).sort()).toEqual(
			Object.keys(full)
				.filter((name) => name !== 'knowledge retained')
				.sort()
		);
	});

	test('an executive who subtracts everything shown before from everything shown now finds no change of 1 to 4', () => {
		expect(smallChanges(first, corrected)).toEqual({});
	});

	test('of 8 leave, 48 stay, 4 silent …', () => {
		for (const n of Object.keys(first)) {console.log(n, JSON.stringify([full[n].rows, full[n].summary]).slice(0,1500)); console.log('   FIRST', JSON.stringify([first[n].rows,first[n].summary]).slice(0,1500)); console.log('   CORR',JSON.stringify([corrected[n].rows,corrected[n].summary]).slice(0,1500))}
	});
});
