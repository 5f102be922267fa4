import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { pageFaults, unfoldAll } from '../support/page-faults.ts';
import { startProduct, type Product } from '../support/product.ts';

const PASSWORD = 'seven lost umbrellas';
let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let invitation: string;
const complaints: string[] = [];

beforeAll(async () => {
	// A mail server that never answers: with one set there is the page for who forgot the password.
	const mail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'muster@example.org' };
	[product, browser] = await Promise.all([startProduct(() => mail), launchBrowser()]);
	context = await browser.newContext();
	page = await context.newPage();
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		const isAnnounced = message.text().includes('status of 40');
		if (message.type() === 'error' && !isAnnounced) complaints.push(`${page.url()}: ${message.text()}`);
	});
});
afterAll(async () => {
	await browser.close();
	await product.stop();
});

test('set-up, an invitation with its link, sign-out and sign-in work by keyboard and form alone', async () => {
	await page.goto(product.origin + product.setupPath);
	await page.getByLabel('Name of the organisation').fill('Acme');
	await page.getByLabel('Your name').fill('Ada');
	await page.getByLabel('E-mail address').fill('ada@example.org');
	await page.getByLabel('Choose a password').fill(PASSWORD);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/o\/acme\//);
	await page.goto(`${product.origin}/o/acme/people`);
	const form = page.locator('form[action="?/invite"]');
	await form.getByLabel('Name').fill('Eve');
	await form.getByLabel('E-mail address').fill('eve@example.org');
	await form.getByLabel('Executive').check();
	await form.getByRole('button').press('Enter');
	invitation = (await page.locator('code.link').textContent()) ?? '';
	expect(invitation).toMatch(/\/invitations\/[\w.-]+\?lang=en$/);
	await page.getByText('Ada', { exact: true }).first().click();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.waitForURL(`${product.origin}/`);
	await page.goto(`${product.origin}/o/acme/settings`);
	await page.getByLabel('E-mail address').fill('ada@example.org');
	await page.getByLabel('Password').fill(PASSWORD);
	await page.keyboard.press('Enter');
	await page.waitForURL(`${product.origin}/o/acme/settings`);
});

/** How much a site keeps in the browser, of each kind; run in the page. */
async function stored() {
	return {
		local: localStorage.length,
		session: Object.keys(sessionStorage).filter((key) => !key.startsWith('sveltekit:')).length,
		databases: (await indexedDB.databases()).length,
		caches: (await caches.keys()).length,
		workers: (await navigator.serviceWorker.getRegistrations()).length
	};
}

test('Back after sign-out shows nothing of the organisation, and the browser has stored nothing', async () => {
	const other = await (await browser.newContext()).newPage();
	await other.goto(`${product.origin}/o/acme/people`);
	await other.getByLabel('E-mail address').fill('ada@example.org');
	await other.getByLabel('Password').fill(PASSWORD);
	await other.keyboard.press('Enter');
	await other.waitForURL(/people$/);
	await other.getByText('Ada', { exact: true }).first().click();
	await other.getByRole('button', { name: 'Sign out' }).click();
	await other.waitForURL(`${product.origin}/`);
	expect(await other.evaluate(stored)).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
	await other.goBack();
	await other.waitForURL(/\/login\?next=/);
	expect(await other.content()).not.toContain('eve@example.org');
	await other.context().close();
});

test('the first tab stop skips to the content, and the theme stays when the page is loaded again', async () => {
	await page.goto(`${product.origin}/o/acme/audit`);
	await page.keyboard.press('Tab');
	expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main');
	await page.getByRole('button', { name: 'Dark' }).click();
	await page.locator('html[data-theme=dark]').waitFor();
	await page.reload();
	expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
	expect(new URL(page.url()).pathname).toBe('/o/acme/audit');
	await page.getByRole('button', { name: 'System' }).click();
	await page.locator('html[data-theme=system]').waitFor();
});

const PAGES = [
	'/login',
	'/forgot',
	'/account',
	'/o/acme/people',
	'/o/acme/settings',
	'/o/acme/audit',
	'/nowhere',
	'invitation'
];

test.each(['en', 'fr'])(
	'axe finds nothing on 8 pages in %s, light and dark, and none is wider than 320 px',
	async (lang) => {
		const guest = await (await browser.newContext()).newPage();
		for (const path of PAGES) {
			const reader = ['/login', '/forgot', 'invitation'].includes(path) ? guest : page;
			const address = path === 'invitation' ? invitation.replace('lang=en', '') : `${product.origin}${path}?`;
			await reader.goto(`${address}lang=${lang}`);
			await unfoldAll(reader);
			expect([path, await pageFaults(reader)]).toEqual([path, []]);
		}
		await guest.context().close();
	}
);

test('without JavaScript the invitation is accepted and the language is switched', async () => {
	const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await plain.goto(invitation);
	await plain.locator('input[type=password]').fill(PASSWORD);
	await plain.locator('main button').click();
	await plain.waitForURL(/\/o\/acme\/overview/);
	await plain.goto(`${product.origin}/methods/none`);
	await plain.getByRole('button', { name: 'Français' }).click();
	await plain.locator('html[lang=fr]').waitFor();
	expect(new URL(plain.url()).pathname).toBe('/methods/none');
	await plain.context().close();
});

test('no page broke its content security policy or logged an error', () => {
	expect(complaints).toEqual([]);
});
