import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from '../support/product.ts';
import { visitor } from '../support/visitor.ts';

let product: Product;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let coverage: string;
let session: { name: string; value: string };
const problems: string[] = [];

beforeAll(async () => {
	product = await startProduct(() => ({ MUSTER_GALLERY: '1' }));
	browser = await launchBrowser();
	const founder = visitor(product.origin);
	const email = `${randomUUID()}@example.org`;
	const form = { organisation: 'Acme', name: 'Ada', email, password: 'seven lost umbrellas' };
	expect((await founder.post(product.setupPath ?? '', form)).status).toBe(303);
	coverage = (await founder.post('/sample', { act: 'open' })).location!.replace(/overview$/, 'coverage');
	const [name, value] = [...founder.cookies].find(([key]) => key.includes('session'))!;
	session = { name, value };
});
beforeEach(async () => {
	await context?.close();
	({ context, page } = await opened({}));
});
afterAll(async () => {
	await browser?.close();
	await product?.stop();
});

async function opened(options: Parameters<Browser['newContext']>[0]) {
	const made = await browser.newContext({ locale: 'en-GB', baseURL: product.origin, ...options });
	await made.addCookies([{ ...session, url: product.origin }]);
	const first = await made.newPage();
	first.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
	first.on('pageerror', (error) => problems.push(error.message));
	return { context: made, page: first };
}

/** The first figure of a page, once its script has run: the buttons that copy are hidden until then. */
async function firstFigure(path: string): Promise<Locator> {
	await page.goto(path);
	const figure = page.locator('figure.figure').first();
	await figure.locator('button[data-copied]:not([hidden])').first().waitFor({ state: 'attached' });
	return figure;
}

const numbers = async (table: Locator, column: number) =>
	(await table.locator(`tbody tr > :nth-child(${column})`).allTextContents()).map((text) => Number(text.trim()));

// The case page is finished on the server, the gallery is hydrated: both do the same.
describe.each(['/library/twitter', '/gallery/timeline'])('a chart on %s', (path) => {
	test('is one tab stop, and the keyboard reads its marks with the text of each', async () => {
		const figure = await firstFigure(path);
		const plot = figure.locator('[data-plot]:visible');
		const tooltip = figure.locator('[role=tooltip]');
		expect(await figure.locator('.plot [tabindex="0"]:visible').count()).toBe(1);
		const series = await plot.locator('[data-mark]').first().getAttribute('data-mark');
		const told = await plot
			.locator(`[data-mark="${series}"]`)
			.evaluateAll((marks) => marks.map((mark) => mark.getAttribute('aria-label')));
		expect(told.length).toBeGreaterThan(1);
		const read = async () => {
			const label = await page.locator(':focus').getAttribute('aria-label');
			const plain = (text: string | null) => (text ?? '').replace(/\s?:?\s+/g, ' ').trim();
			expect(plain(await tooltip.innerText())).toBe(plain(label));
			return label;
		};
		await plot.focus();
		expect(await tooltip.isVisible()).toBe(false);
		await page.keyboard.press('Enter');
		expect(await read()).toBe(told[0]);
		await page.keyboard.press('ArrowRight');
		expect(await read()).toBe(told[1]);
		await page.keyboard.press('End');
		expect(await read()).toBe(told.at(-1));
		await page.keyboard.press('Home');
		expect(await read()).toBe(told[0]);
		await page.keyboard.press('Escape');
		expect(await tooltip.isVisible()).toBe(false);
		expect(await plot.evaluate((element) => element === document.activeElement)).toBe(true);
	});

	test('shows the text of a mark under the pointer', async () => {
		const figure = await firstFigure(path);
		const mark = figure.locator('[data-plot]:visible [data-mark]').first();
		await mark.dispatchEvent('pointerover');
		const [name] = ((await mark.getAttribute('aria-label')) ?? '').split('\n');
		expect(await figure.locator('[role=tooltip]:visible strong').innerText()).toBe(name.replace(/\s?:$/, ''));
	});

	test('copies its link, whole, and says so once', async () => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		const figure = await firstFigure(path);
		const button = figure.getByRole('button', { name: 'Copy' }).first();
		const panel = figure.locator('details', { has: page.locator('[data-copied]') });
		await panel.locator('summary').click();
		await button.click();
		await figure.getByRole('button', { name: 'Copied' }).waitFor();
		const link = await panel.locator('input').first().inputValue();
		expect(link.startsWith('http')).toBe(true);
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
		expect(await panel.locator('[role=status]').textContent()).toBe('Copied');
	});
});

describe('the table of a chart', () => {
	test.each([
		['the coverage page', () => coverage],
		['the hydrated gallery', () => '/gallery/coverage']
	])('on %s is sorted by a press on a heading: 1st upwards, 2nd downwards', async (_, path) => {
		const figure = await firstFigure(path());
		await figure.locator('summary').first().click();
		const table = figure.locator('table');
		const headings = (await table.locator('thead th').allTextContents()).map((text) => text.trim());
		const column = headings.indexOf('Minimum') + 1;
		const before = await numbers(table, column);
		const upwards = before.toSorted((a, b) => a - b);
		expect(new Set(before).size).toBeGreaterThan(1);
		const heading = table.locator(`thead th:nth-child(${column})`);
		await heading.getByRole('button').click();
		expect(await numbers(table, column)).toEqual(upwards);
		expect(await heading.getAttribute('aria-sort')).toBe('ascending');
		await heading.getByRole('button').press('Enter');
		expect(await numbers(table, column)).toEqual(upwards.toReversed());
		expect(await table.locator('th[aria-sort]').count()).toBe(1);
		expect(await heading.getAttribute('aria-sort')).toBe('descending');
	});
});

describe('the deadline, 17:00 in New York on 17 November 2022', () => {
	const told = async () => (await page.locator('#section-ultimatum ~ * dl').first().innerText()).replace(/\s+/g, ' ');

	test('is 07:00 on the 18th in the browser of a reader in Tokyo', async () => {
		await context.close();
		({ context, page } = await opened({ timezoneId: 'Asia/Tokyo' }));
		await page.goto('/library/twitter');
		await expect.poll(told).toMatch(/Tokyo.*18 November 2022, 07:00/);
		expect(await told()).toContain('17 November 2022, 17:00');
	});

	test('is 23:00 once that reader chooses Paris', async () => {
		await context.close();
		({ context, page } = await opened({ timezoneId: 'Asia/Tokyo' }));
		await page.goto('/library/twitter');
		await page.selectOption('select[name=zone]', 'Europe/Paris');
		await page.click('form:has(select[name=zone]) button');
		await page.waitForURL(/zone=Europe%2FParis/);
		await expect.poll(told).toMatch(/Paris.*17 November 2022, 23:00/);
	});
});

describe('a page that is not hydrated', () => {
	test('without JavaScript offers no button that would do nothing', async () => {
		await context.close();
		({ context, page } = await opened({ javaScriptEnabled: false }));
		await page.goto(coverage);
		const figure = page.locator('figure.figure').first();
		for (const summary of await figure.locator('summary').all()) await summary.click();
		expect(await figure.locator('button:visible').count()).toBe(0);
	});

	test('changes its language and theme by plain forms', async () => {
		await page.goto('/library/twitter');
		await page.getByRole('button', { name: 'Français' }).click();
		await page.locator('html[lang=fr]').waitFor();
		await page.locator('button[name=theme][value=dark]').click();
		await page.locator('html[data-theme=dark]').waitFor();
		expect(new URL(page.url()).pathname).toBe('/library/twitter');
	});

	test('filters by a plain form', async () => {
		await page.goto(coverage);
		await page.selectOption('select[name=clock]', 'legal');
		await page.locator('form:has(select[name=clock]) button').click();
		await page.waitForURL(/clock=legal/);
		expect(await page.inputValue('select[name=clock]')).toBe('legal');
	});

	test('reached by a link of a hydrated page has each of its buttons once', async () => {
		await firstFigure('/gallery/timeline');
		await page.getByRole('link', { name: 'Muster' }).click();
		await page.waitForURL(`${product.origin}/`);
		await page.locator('figure.figure').waitFor();
		await page.locator('figure.figure summary').first().click();
		const headings = page.locator('figure.figure thead th');
		const buttons = await headings.evaluateAll((cells) => cells.map((cell) => cell.querySelectorAll('button').length));
		expect(buttons.length).toBeGreaterThan(0);
		expect(buttons.every((count) => count === 1)).toBe(true);
	});

	test('none of these pages logged an error', () => {
		expect(problems).toEqual([]);
	});
});
