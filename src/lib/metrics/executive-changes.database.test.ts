import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asAdmin, createAccount, createOrganisation, testDatabase } from '../../../test/support/database.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import { importFile } from '../imports/drafts/draft.server.ts';
import { ensureDefaultRoleFamilies, loadRoleRules, saveRoleRules } from '../roles/role-families.server.ts';
import type { Scope } from '../server/database.ts';
import { isChangeHidden, totalsOnly } from '../server/disclosure/shown-before.ts';
import type { ShownTable } from '../server/disclosure/shown-before.ts';
import { asShown, MOST_SHOWN } from '../server/shown-figures.ts';
import { versionPins } from '../server/version-pins.ts';
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

/** Forty security engineers at two sites; of ten by turns two said leave, two nothing, six stay; three left of their own accord and two not. */
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
		// Six who left in 2010: from then on exits are on file.
		...Array.from(
			{ length: 6 },
			(_, i) => `O${i},2005-01-01,2010-02-01,voluntary,no,Payroll Specialist,Finance,L0,Dublin`
		),
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
	[
		'asked',
		'base',
		'remaining',
		'separations',
		'people',
		'observed',
		'exits',
		'lateEntries',
		'movement',
		'version'
	].concat([
		'quality',
		'windowHours',
		'hours',
		'time',
		'until',
		'from',
		'days',
		'sites',
		'minimum',
		'level',
		'p',
		'details'
	])
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
	if (Array.isArray(value)) {
		let gone = 0;
		for (const [i, each] of value.entries()) {
			const { events, ...rest } = (each ?? {}) as { events?: number };
			const place = `${path}/${nameOf(each ?? {}, i)}`;
			// Of a step the exits up to it: those since the step before are of another stretch where that is another.
			if (events !== undefined) found.set(`${place}/gone`, (gone += events));
			counts(events === undefined ? each : rest, place, found);
		}
	} else for (const [key, each] of Object.entries(value)) if (!EXACT.has(key)) counts(each, `${path}/${key}`, found);
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
let full: Figures;
let corrected: Figures;

/** S0 said stay, not leave; left involuntarily, of no regret, from Paris; and came in 2021. */
function afterCorrection(): Person[] {
	const [person, ...others] = staff();
	return [
		{ ...person, answer: 'stay', left: 'involuntary', regretted: 'no', site: 'Paris', hired: '2021-03-01' },
		...others
	];
}

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
	full = await figures('analyst');
	await publish(afterCorrection());
	corrected = await figures('executive');
});
afterAll(() => db.drop());

test('an analyst sees one person corrected in the counts of every figure', async () => {
	const changed = Object.keys(smallChanges(full, await figures('analyst')));
	// What is retained is told in shares.
	expect(changed).toEqual(Object.keys(full).filter((name) => name !== 'knowledge retained'));
});

test('an executive who subtracts everything shown before from everything shown now finds no change of 1 to 4', () => {
	expect(smallChanges(first, corrected)).toEqual({});
});

test('44 stay, 8 leave, 8 silent; with 45 and 7 both are hidden, in all and in every role', () => {
	const seen = ({ summary, rows }: Result<object, object>) =>
		[summary, ...rows].map((each) => {
			const { asked, stay, leave, silent } = each as Record<string, number | null>;
			return [asked, stay, leave, silent];
		});
	expect(seen(first['answers by role'])).toEqual([
		[60, 44, 8, 8],
		[40, 24, 8, 8],
		[20, 20, 0, 0]
	]);
	expect(seen(corrected['answers by role'])).toEqual([
		[60, null, null, 8],
		[40, null, null, 8],
		[20, null, null, 0]
	]);
	expect(corrected['answers by role']).toMatchObject({
		summary: { curve: [], leaveShareOfResponders: null },
		notes: expect.arrayContaining([{ key: 'metrics.suppressed', details: { most: 4 } }])
	});
});

test('12 voluntary and 8 involuntary exits become 11 and 9, 20 of them regretted 19: hidden; 20 left, as everybody knows', () => {
	const total = (figure: Result<object, object>) => (figure.summary as { total: object }).total;
	expect(total(first.reasons)).toMatchObject({ separations: 20, types: { voluntary: 12, involuntary: 8 } });
	expect(total(corrected.reasons)).toMatchObject({
		separations: 20,
		types: { voluntary: null, involuntary: null, retirement: 0 },
		regretted: null
	});
});

test('20 and 20 at two sites become 19 and 21: both hidden; the index of 40 people, who are as many, is hidden too', () => {
	expect(first['on call'].rows).toMatchObject([{ engineers: 20 }, { engineers: 20 }]);
	expect(corrected['on call'].rows).toMatchObject([
		{ engineers: null, share: null, isEnough: true },
		{ engineers: null, share: null, isEnough: true }
	]);
	expect(first['knowledge retained'].rows[0]).toMatchObject({
		group: 'security',
		base: 40,
		remaining: 20,
		retained: 0.5
	});
	expect(corrected['knowledge retained'].rows).toMatchObject([
		{ group: 'security', base: 40, remaining: 20, retained: null },
		{ group: 'payroll', base: 20, remaining: 20, retained: 1 }
	]);
});

test('the same figures come again when they are worked out anew, also by a link frozen to the former versions', async () => {
	const pins = [...new Set(Object.values(first).flatMap(({ versions }) => versionPins(versions).split('.')))];
	const rules = await db.database.inOrganisation(scope, (tx) => loadRoleRules(tx, scope));
	const unused = {
		roleFamilyId: 'payroll',
		field: 'job_title',
		match: 'equals',
		pattern: 'nobody of this title'
	} as const;
	// Other rules that place everybody alike: nothing that was kept of the results is used.
	const next = { ...rules, rules: [...rules.rules, unused] };
	await db.database.inOrganisation(scope, (tx) => saveRoleRules(tx, scope, next));
	expect(await figures('executive')).toEqual(corrected);
	expect(await figures('executive', pins)).toEqual(first);
});

test('with 39 and 13 people have changed by five: shown again, and still no change of 1 to 4', async () => {
	// S4, S14, S24, S34 and S7 said leave, not stay; S0 is as he was at first.
	const turned = new Set([4, 14, 24, 34, 7]);
	await publish(staff().map((person, i) => (turned.has(i) ? { ...person, answer: 'leave' } : person)));
	const third = await figures('executive');
	expect(third['answers by role'].summary).toMatchObject({ asked: 60, stay: 39, leave: 13, silent: 8 });
	expect([smallChanges(first, third), smallChanges(corrected, third)]).toEqual([{}, {}]);
});

describe('what was shown is kept', () => {
	const shownOf = (stay: number, figure = 'two at once', most?: typeof MOST_SHOWN) =>
		asShown<ShownTable>(
			db.database,
			scope,
			{ counts: { figure, parts: { total: totalsOnly({ stay }) } }, threshold: 5 },
			{
				protect: (before) =>
					totalsOnly({
						stay: isChangeHidden(before('total'), stay, { row: null, column: 'stay' }, 5) ? null : stay
					}),
				shown: (table) => ({ total: table })
			},
			most
		);

	test('of two who see 30 and 31 at the same time one sees nothing, and it stays so', async () => {
		const both = await Promise.all([shownOf(30), shownOf(31)]);
		expect(both.filter(({ totals }) => totals.stay === null)).toHaveLength(1);
		expect(await Promise.all([shownOf(30), shownOf(31)])).toEqual(both);
	});

	test('what was shown of single days goes under one name: of two with the same counts the first, the other beside it', async () => {
		const print = 'a'.repeat(64);
		const kept = await asAdmin(async (owner) => {
			const put = (figure: string, engineers: number, at: string) => owner`
			insert into executive_shown (organisation_id, figure, part, fingerprint, content, shown_at)
			values (${scope.organisation}, ${figure}, 'sites', ${print}, ${owner.json({ engineers })}, ${at})`;
			await put('on call ["2022-11-30","legal","out"]', 20, '2022-12-01');
			await put('on call ["2022-12-31","legal","out"]', 21, '2022-11-01');
			await put('knowledge retained ["2022-06-30","2022-12-31","legal","out",4,2]', 30, '2022-12-01');
			await put('reasons ["2022-01-01"]', 40, '2022-12-01');
			await owner.file('migrations/0034-shown-of-other-days.sql');
			return owner<{ figure: string; engineers: number; isFound: boolean }[]>`
			select figure, (content ->> 'engineers')::integer as engineers, fingerprint = ${print} as "isFound"
			from executive_shown where content ? 'engineers' order by engineers`;
		}, db.ownerUrl);
		expect(kept.map(({ figure, engineers, isFound }) => [figure, engineers, isFound])).toEqual([
			['on call ["legal","out"]', 20, false],
			['on call ["legal","out"]', 21, true],
			['knowledge retained ["legal","out",4,2]', 30, true],
			['reasons ["2022-01-01"]', 40, true]
		]);
	});

	test('of two tables that may be kept 30 and 40 are shown and stay so; 50 has no room and is hidden, and nothing is kept', async () => {
		const most = { ...MOST_SHOWN, ofPart: 2 };
		const seen = async (...all: number[]) => {
			const tables = [];
			for (const stay of all) tables.push(await shownOf(stay, 'a few', most));
			return tables.map(({ totals }) => totals.stay);
		};
		expect(await seen(30, 40, 50, 30, 40, 50)).toEqual([30, 40, null, 30, 40, null]);
		const none = { ...MOST_SHOWN, ofOrganisation: 2 };
		expect((await shownOf(50, 'another figure', none)).totals.stay).toBeNull();
		expect((await shownOf(50, 'a few')).totals.stay).toBe(50);
	});

	test('no researcher and no other organisation reads a row of it, and nobody changes one', async () => {
		const count = (own: Scope) =>
			db.database.inOrganisation(own, async (tx) => {
				const [row] = await tx<{ rows: number }[]>`select count(*)::integer as rows from executive_shown`;
				return row.rows;
			});
		const other = await createOrganisation(db.database);
		expect(await count(scope)).toBeGreaterThan(0);
		expect(await count({ ...scope, readsReleasesOnly: true })).toBe(0);
		expect(await count({ organisation: other.id, account: null })).toBe(0);
		const erase = db.database.inOrganisation(scope, (tx) => tx`delete from executive_shown`);
		await expect(erase).rejects.toThrow('permission denied');
	});
});
