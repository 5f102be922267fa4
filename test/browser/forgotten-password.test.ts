import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { mailServer, type MailServer } from '../support/mail-server.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';
import { productEnvironment, runProduct, type RunningProduct } from '../support/product.ts';
import { visitor } from '../support/visitor.ts';

const OLD = 'seven lost umbrellas';
const NEW = 'nine found umbrellas';
let mail: MailServer;
let db: TestDatabase;
let owner: OwnerSql;
let product: RunningProduct;
let email: string;

const start = () =>
	runProduct({
		...productEnvironment(db),
		SMTP_URL: `smtp://127.0.0.1:${mail.settings.port}`,
		MAIL_FROM: mail.settings.from
	});

beforeAll(async () => {
	[mail, db] = await Promise.all([mailServer(), testDatabase()]);
	owner = ownerSql(db);
	product = await start();
	const { id: organisation } = await createOrganisation(db.database, { name: 'Acme' });
	({ email } = await createAccount(db.database, { organisation, roles: ['executive'], password: OLD }));
});
afterAll(async () => {
	await product.stop();
	await owner.end();
	await mail.stop();
	await db.drop();
});

/** Wishes that nobody has looked at, and mails that are still to be sent. */
async function leftToDo(): Promise<number> {
	const [{ left }] = await owner<{ left: number }[]>`select (select count(*)::int from password_request)
		+ (select count(*)::int from outgoing_mail where state <> 'sent') as left`;
	return left;
}

test('a known and an unknown address get the same answer in both languages, after a restart too; one gets a mail, and its link', async () => {
	const guest = visitor(product.origin);
	expect((await guest.get('/login')).text).toContain('href="/forgot"');
	const answers = async (language: string) => {
		const asked = [email, email.replace('@', '-nobody@')].map(async (each) => {
			const answer = await guest.post('/forgot', { email: each }, { 'accept-language': language });
			return { status: answer.status, text: answer.text.replaceAll(each, '') };
		});
		return Promise.all(asked);
	};
	for (const [language, said] of [
		['en', 'If this address has an account, a link is on its way.'],
		['fr', 'Si un compte existe à cette adresse, un lien est en route.']
	]) {
		const [known, unknown] = await answers(language);
		const nonce = /nonce="[^"]*"/g;
		expect(known.text.replace(nonce, '')).toBe(unknown.text.replace(nonce, ''));
		expect([known.status, known.text.includes(said)]).toEqual([200, true]);
	}
	expect((await guest.post('/forgot', { email: 'no address' })).status).toBe(400);
	await product.stop();
	product = await start();
	await expect.poll(leftToDo).toBe(0);
	expect(mail.mails.length).toBeGreaterThan(0);
	const [{ to, body }] = mail.mails;
	expect([to, body.includes('Somebody asked for a new password')]).toEqual([[email], true]);
	const links = mail.mails.map((one) => /\/reset\/\S+/.exec(one.body)?.[0] ?? '');
	const stranger = visitor(product.origin);
	const chosen = await stranger.post(links[links.length - 1], { password: NEW });
	expect([chosen.status, chosen.location]).toEqual([303, '/login?reset']);
	expect((await stranger.post('/login', { email, password: NEW })).status).toBe(303);
});
