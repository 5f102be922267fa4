import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '../../src/lib/server/permissions.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from '../support/product.ts';
import type { Visitor } from '../support/visitor.ts';
import { SCALE } from './scale.ts';
import { hostileCompany, MARK, RAW, reachable, type HostileCompany } from './hostile-company.ts';

const LOOKS = [
	{ media: 'screen', colorScheme: 'light' },
	{ media: 'screen', colorScheme: 'dark' },
	{ media: 'print', colorScheme: 'light' }
] as const;
let product: Product;
let browser: Browser;
let company: HostileCompany;

beforeAll(async () => {
	product = await startProduct();
	company = await hostileCompany(product.database.io, product.origin);
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser?.close();
	await product?.stop();
});

async function pageOf(guest: Visitor): Promise<{ page: Page; faults: string[] }> {
	const context = await browser.newContext();
	await context.addCookies([...guest.cookies].map(([name, value]) => ({ name, value, url: product.origin })));
	const faults: string[] = [];
	await context.exposeFunction('reportViolation', (text: string) => void faults.push(`policy: ${text}`));
	await context.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
		window.reportViolation(event.violatedDirective + ' ' + event.blockedURI + ' on ' + location.pathname))`);
	const page = await context.newPage();
	page.on('dialog', (dialog) => {
		faults.push(`a dialog on ${page.url()}`);
		void dialog.dismiss();
	});
	return { page, faults };
}

const hasRun = (page: Page) => page.evaluate((mark) => mark in window, MARK);

test.each(ROLES)(
	'W02: with every text of a company an attack, no page that a %s reaches runs one, in light, dark and print',
	async (role) => {
		const guest = company.readers[role];
		const { page, faults } = await pageOf(guest);
		const paths = [...(await reachable(guest, `/o/${company.organisation.slug}`, SCALE.pages)).keys()];
		let opened = 0;
		for (const path of paths) {
			const { headers, text } = await guest.get(path);
			if (!headers.get('content-type')?.startsWith('text/html')) continue;
			if (RAW.test(text)) faults.push(`markup on ${path}`);
			await page.goto(product.origin + path);
			opened++;
			for (const { media, colorScheme } of LOOKS) {
				await page.emulateMedia({ media, colorScheme });
				if (await hasRun(page)) faults.push(`a script ran on ${path}`);
			}
			// What unfolds or is pointed at may be drawn then.
			await page.evaluate(() =>
				document.querySelectorAll('main summary').forEach((one) => (one as HTMLElement).click())
			);
			if (await hasRun(page)) faults.push(`a script ran on ${path}, unfolded`);
		}
		await page.context().close();
		expect(opened).toBeGreaterThan(2);
		expect(faults).toEqual([]);
	}
);

test('W02: every figure that is downloaded as SVG and opened alone has no script, no handler and no foreign markup', async () => {
	const { analyst } = company.readers;
	const { page, faults } = await pageOf(analyst);
	const pages = [...(await reachable(analyst, `/o/${company.organisation.slug}`, SCALE.pages)).keys()];
	const figures = pages.filter((path) => path.endsWith('/svg'));
	expect(figures.length).toBeGreaterThan(5);
	for (const path of figures) {
		const { status, text } = await analyst.get(path);
		expect([path, status]).toEqual([path, 200]);
		expect(text).not.toMatch(/<script|<foreignObject|\son\w+=|href="javascript:/i);
		await page.goto(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`);
		if (await hasRun(page)) faults.push(`a script ran in ${path}`);
	}
	await page.context().close();
	expect(faults).toEqual([]);
});
