import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
import { openSample } from '../../src/lib/sample-company/sample-company.server.ts';
import { recordAudit } from '../../src/lib/server/audit.ts';
import { createAccount } from '../support/database.ts';
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
