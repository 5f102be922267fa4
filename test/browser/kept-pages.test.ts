import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile, receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
import { openSample } from '../../src/lib/sample-company/sample-company.server.ts';
import { recordAudit } from '../../src/lib/server/audit.ts';
import type { Role } from '../../src/lib/server/permissions.ts';
import { createAccount, createOrganisation } from '../support/database.ts';
import { rosterText, rosterUpload } from '../support/imports.ts';
import { startProduct, type Product } from '../support/product.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

const PASSWORD = 'seven lost umbrellas';
let product: Product;
let organisation: { id: string; slug: string };
let ada: Visitor;
let ben: Visitor;

beforeAll(async () => {
	product = await startProduct();
	const { io } = product.database;
	const owner = await createAccount(io.database, { password: PASSWORD, displayName: 'Ada Lark' });
	organisation = await openSample(io, { account: owner.id, name: 'Tumblebird', language: 'en' }, { people: 400 });
	const other = await createAccount(io.database, {
		organisation: organisation.id,
		roles: ['executive'],
		password: PASSWORD,
		displayName: 'Ben Wren'
	});
	[ada, ben] = [visitor(product.origin), visitor(product.origin)];
	await ada.post('/login', { email: owner.email, password: PASSWORD });
	await ben.post('/login', { email: other.email, password: PASSWORD });
});
afterAll(() => product.stop());

const overview = () => `/o/${organisation.slug}/overview`;

test('a page asked for twice is the same page, under the same policy, for nobody else to keep', async () => {
	const [first, second] = [await ada.get(overview()), await ada.get(overview())];
	expect(first.text).toContain('Tumblebird');
	expect(second.text).toBe(first.text);
	const policies = [first, second].map(({ headers }) => headers.get('content-security-policy'));
	expect(policies).toEqual([expect.stringContaining("script-src 'self'"), policies[0]]);
	expect(second.headers.get('cache-control')).toBe('private, no-store');
});

test('another account has a page of its own: his name, his roles', async () => {
	const [hers, his] = [(await ada.get(overview())).text, (await ben.get(overview())).text];
	expect([hers.includes('Ada Lark'), hers.includes('Ben Wren')]).toEqual([true, false]);
	expect([his.includes('Ben Wren'), his.includes('Ada Lark')]).toEqual([true, false]);
});

test('another language and another theme are other pages', async () => {
	const french = (await ada.get(`${overview()}?lang=fr`)).text;
	expect([/<html[^>]* lang="fr"/.test(french), french === (await ada.get(overview())).text]).toEqual([true, false]);
	ada.cookies.set('theme', 'dark');
	expect((await ada.get(overview())).text).toMatch(/<html[^>]*dark/);
	ada.cookies.delete('theme');
});

test('what is stored differently shows at the next request, once the log names the act', async () => {
	const coverage = `/o/${organisation.slug}/coverage`;
	expect((await ada.get(coverage)).text).not.toContain('Guild of');
	const scope = { organisation: organisation.id, account: null };
	await product.database.database.inOrganisation(scope, async (tx) => {
		await tx`update role_family set name_en = 'Guild of ' || id where organisation_id = ${organisation.id}`;
		await recordAudit(tx, scope, { action: 'roles.changed' });
	});
	expect((await ada.get(coverage)).text).toContain('Guild of');
});

test('an import that waits is counted for analysts at their next request, and for nobody else', async () => {
	const { io, database } = product.database;
	const scope = { organisation: organisation.id, account: null };
	const mark = '1 import waits for you';
	expect((await ada.get(overview())).text).not.toContain(mark);
	const upload = rosterUpload(rosterText(6), { datasetName: 'Berlin' });
	const received = await receiveUpload(io, scope, upload);
	if ('refused' in received) throw new Error(`Refused: ${received.refused.code}`);
	const id = received.draftId;
	await database.inOrganisation(scope, (tx) => tx`update dataset_version set stage = 'asking' where id = ${id}`);
	expect((await ada.get(overview())).text).toContain(mark);
	expect((await ben.get(overview())).text).not.toContain(mark);
	expect((await ada.get(`/o/${organisation.slug}/data/drafts/${id}`)).text).not.toContain(mark);
	expect((await ada.get(overview())).text).not.toContain(mark);
});

test('who loses every role has no page any more, and who gets another role sees what it allows', async () => {
	expect((await ben.get(overview())).status).toBe(200);
	const role = (roles: string[]) =>
		product.database.database.inOrganisation({ organisation: organisation.id, account: null }, async (tx) => {
			await tx`delete from membership where organisation_id = ${organisation.id} and account_id =
				(select id from account where display_name = 'Ben Wren')`;
			for (const role of roles)
				await tx`insert into membership (organisation_id, account_id, role)
					select ${organisation.id}, id, ${role} from account where display_name = 'Ben Wren'`;
		});
	await role([]);
	expect((await ben.get(overview())).status).toBe(404);
	await role(['analyst']);
	expect((await ben.get(overview())).text).toContain(`/o/${organisation.slug}/data`);
});

describe('the smallest count an executive sees', () => {
	const guests = {} as Record<Role, Visitor>;
	let slug: string;

	// In 2021 left 14 voluntarily, 12 in retirement and 6 let go, of 60.
	const reasons = [...Array(14).fill('voluntary'), ...Array(12).fill('retirement'), ...Array(6).fill('involuntary')];
	const roster = [
		'person_id,hire_date,exit_date,separation_type,job_title',
		...Array.from({ length: 60 }, (_, at) => {
			const exit = reasons[at] ? `2021-0${(at % 9) + 1}-15` : '';
			return `P${at},2018-02-01,${exit},${reasons[at] ?? ''},Security Engineer`;
		})
	].join('\n');

	beforeAll(async () => {
		const { io, database } = product.database;
		const { id, slug: own } = await createOrganisation(database, { name: 'Larkfield' });
		slug = own;
		for (const role of ['administrator', 'analyst', 'executive'] as const) {
			const account = await createAccount(database, { organisation: id, roles: [role], password: PASSWORD });
			guests[role] = visitor(product.origin);
			await guests[role].post('/login', { email: account.email, password: PASSWORD });
		}
		await importFile(
			io,
			{ organisation: id, account: null },
			{
				...{ kind: 'roster', datasetName: 'Roster', fileName: 'roster.csv', bytes: Buffer.from(roster) },
				plan: { asOf: '2021-12-31', exitConvention: 'last-day' }
			}
		);
	});

	const set = (role: Role, executive: string) =>
		guests[role].post(`/o/${slug}/settings?/thresholds`, { executive, research: '10' });

	/** The exits of those let go and of those who retired, as page, CSV and JSON tell them. */
	async function told(role: Role) {
		const get = async (path: string) => (await guests[role].get(`/o/${slug}/${path}?period=2021`)).text;
		const page = await get('attrition');
		const figure = page.slice(page.indexOf('The reasons of 32 exits'));
		const rows = await Promise.all([get('figures/attrition-types/csv'), get('figures/attrition-types/json')]);
		const inPage = (reason: string) =>
			new RegExp(`>${reason}</th>\\s*(?:<!--[^>]*-->\\s*)*<td[^>]*>(?:<!--[^>]*-->)*([^<]*)`).exec(figure)?.[1];
		const inCsv = (reason: string) => new RegExp(`^"${reason}",([^,]*)`, 'm').exec(rows[0])?.[1];
		const json = JSON.parse(rows[1]) as { rows: { group: string; events: number | null }[] };
		const inJson = (reason: string) => json.rows.find(({ group }) => group === reason)?.events;
		return ['Voluntary', 'Retirement', 'Involuntary'].map((reason) => [inPage(reason), inCsv(reason), inJson(reason)]);
	}

	test('raised to 8 the 6 let go are hidden in page, CSV and JSON, and the 12 retired that would give them away', async () => {
		const all = [14, 12, 6].map((count) => [String(count), String(count), count]);
		expect(await told('executive')).toEqual(all);
		expect((await set('administrator', '8')).text).toContain('From now on smaller counts are hidden everywhere.');
		const hidden = ['c', '"c"', null];
		expect(await told('executive')).toEqual([all[0], hidden, hidden]);
		expect(await told('analyst')).toEqual(all);
		const people = (await guests.administrator.get(`/o/${slug}/people`)).text;
		expect(people).toContain('counts below 8 people are hidden');
	});

	test('4 is refused with its limits, and neither an analyst nor an executive sets it', async () => {
		const refused = await set('administrator', '4');
		expect([refused.status, refused.text.includes('Give a whole number from 5 to 100.')]).toEqual([400, true]);
		expect([(await set('analyst', '5')).status, (await set('executive', '5')).status]).toEqual([404, 404]);
		const settings = (await guests.administrator.get(`/o/${slug}/settings`)).text;
		expect(/name="executive" value="(\d+)"/.exec(settings)?.[1]).toBe('8');
		expect((await guests.administrator.get(`/o/${slug}/audit`)).text).toContain('Smallest counts shown changed');
	});

	test('a summary an analyst wrote stands by just these numbers, in page, SVG and JSON, for executives too', async () => {
		const get = async (role: Role, path: string) => (await guests[role].get(`/o/${slug}/${path}`)).text;
		const page = 'attrition?period=2021';
		const body = 'Two in three <left> of their own will.';
		const shown = 'Two in three &lt;left> of their own will. (Written by the analyst on ';
		// The year of the roster is the period that is chosen where none is: the address has no filters.
		const path = /href="([^"]*\/summaries\/attrition-types[^"]*)"/.exec(await get('analyst', page))![1];
		const write = (role: Role, more: Record<string, string>) => guests[role].post(`${path}?/write`, { body, ...more });
		const editor = await guests.analyst.get(path);
		expect(editor.text).toContain('They see less of this figure than you do');
		const print = /name="print" value="([0-9a-f]{64})"/.exec(editor.text)![1];
		expect([(await write('executive', { print })).status, (await guests.executive.get(path)).status]).toEqual([
			404, 404
		]);
		expect([(await write('analyst', { print: 'x' })).status, await get('executive', page)]).toEqual([
			409,
			expect.not.stringContaining('Two in three')
		]);
		expect((await write('analyst', { print })).text).toContain('The summary is kept.');
		for (const role of ['analyst', 'executive'] as const) {
			expect(await get(role, page)).toContain(shown);
			expect(await get(role, `figures/attrition-types/svg?period=2021`)).toContain('Two in three &lt;left');
			expect(await get(role, `figures/attrition-types/json?period=2021`)).toContain(`"summary": "${body} (Written`);
			expect(await get(role, 'attrition?period=2020')).not.toContain('Two in three');
		}
		const stale = 'is not shown: numbers or filters are others here.';
		expect(await get('analyst', 'attrition?period=2020')).toContain(stale);
		expect(await get('executive', 'attrition?period=2020')).not.toContain(stale);
		await set('administrator', '9');
		expect(await get('executive', page)).not.toContain('Two in three');
		expect(await get('analyst', page)).toContain(shown);
		const back = await guests.analyst.post(`${path}?/take-back`, {});
		expect(back.text).toContain('The generated summary stands again.');
		expect(await get('analyst', page)).not.toContain('Two in three');
		const audit = await get('administrator', 'audit');
		expect(audit).toContain('Summary of a figure written');
		expect(audit).toContain('Summary of a figure taken back');
	});
});
