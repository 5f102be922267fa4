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

test('the link of a figure brings back its table, unfolded and downwards by the minimum, without JavaScript too', async () => {
	const figure = await firstFigure(coverage);
	await figure.locator('summary', { hasText: 'Table' }).click();
	const heading = figure.locator('thead th[data-column=required]');
	await heading.getByRole('button').click();
	await heading.getByRole('button').click();
	const column = (await heading.evaluate((cell) => (cell as HTMLTableCellElement).cellIndex)) + 1;
	const left = await numbers(figure.locator('table'), column);
	await figure.locator('summary', { hasText: 'Copy link' }).click();
	expect(await figure.locator('table').isVisible()).toBe(false);
	const link = await figure.locator('input[readonly]').first().inputValue();
	expect(new URL(link).searchParams.getAll('table')).toEqual(['coverage.required.descending']);
	await context.close();
	({ context, page } = await opened({ javaScriptEnabled: false }));
	await page.goto(link);
	const table = page.locator('figure.figure').first().locator('table');
	expect(await table.isVisible()).toBe(true);
	expect(await table.locator('th[aria-sort=descending]').innerText()).toBe('Minimum');
	expect(await numbers(table, column)).toEqual(left);
	expect(left).toEqual(left.toSorted((a, b) => b - a));
});

test('the rows behind a figure are a click away: the roster of the version it rests on, more than 7,500 lines', async () => {
	const figure = await firstFigure(coverage);
	await figure.locator('summary', { hasText: 'Download' }).click();
	const link = figure.getByRole('link', { name: 'Roster, version 1' });
	const file = await page.request.get((await link.getAttribute('href')) ?? '');
	expect(file.headers()['content-disposition']).toMatch(/^attachment; filename=".*roster/);
	expect((await file.text()).split('\n').length).toBeGreaterThan(7500);
});

test('Security response under the pointer is marked with Security, the role of its people, in the chart of headcount', async () => {
	const figure = await firstFigure(coverage);
	await figure
		.locator('[data-plot]:visible [data-mark][aria-label^="Security response:"]')
		.dispatchEvent('pointerover');
	const linked = page.locator('#headcount .is-linked:visible');
	const series = await linked.evaluateAll((marks) => [...new Set(marks.map((mark) => mark.getAttribute('data-mark')))]);
	expect(series).toEqual(['Security']);
});

test('filters are folded at 375 px, where the answer comes first, and in the open at 1280; no JavaScript is needed', async () => {
	await context.close();
	({ context, page } = await opened({ javaScriptEnabled: false, viewport: { width: 375, height: 800 } }));
	await page.goto(coverage);
	const clock = page.locator('select[name=clock]');
	expect(await clock.isVisible()).toBe(false);
	await page.locator('.narrow-fold:has(form) > summary').click();
	expect(await clock.isVisible()).toBe(true);
	await page.locator('.narrow-fold:has(form) > summary').click();
	await page.setViewportSize({ width: 1280, height: 800 });
	expect(await clock.isVisible()).toBe(true);
	expect(await page.locator('.narrow-fold:has(form) > summary').isVisible()).toBe(false);
});

describe('the key ?', () => {
	const dialog = () => page.locator('dialog[open] [data-keys]');

	test('opens the list of 7 keys, which Escape closes; in a field it is a letter', async () => {
		await firstFigure(coverage);
		await page.keyboard.press('?');
		expect(await dialog().locator('dt').count()).toBe(7);
		await page.keyboard.press('Escape');
		expect(await dialog().count()).toBe(0);
		await page.locator('input[type=date]').first().focus();
		await page.keyboard.press('?');
		expect(await dialog().count()).toBe(0);
	});

	test('does nothing once it is switched off, on the next page too, until it is switched on in the footer', async () => {
		await firstFigure(coverage);
		await page.keyboard.press('?');
		await dialog().getByRole('checkbox').uncheck();
		await page.keyboard.press('Escape');
		await firstFigure('/library/twitter');
		await page.keyboard.press('?');
		expect(await dialog().count()).toBe(0);
		await page.locator('footer summary').click();
		await page.locator('footer').getByRole('checkbox').check();
		await page.locator('footer summary').press('?');
		expect(await dialog().count()).toBe(1);
	});
});

test('the palette is open before the key press of Ctrl+K is over: nothing is waited for, 1st time and 2nd', async () => {
	await firstFigure(coverage);
	const isOpen = () => {
		document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
		const dialog = document.querySelector<HTMLDialogElement>('dialog.palette');
		const field = dialog?.querySelector('input');
		const answer = dialog?.open === true && document.activeElement === field;
		dialog?.close();
		return answer;
	};
	expect([await page.evaluate(isOpen), await page.evaluate(isOpen)]).toEqual([true, true]);
});

describe('where the reader or the medium has colours of its own', () => {
	test('forced colours: every text of 5 charts has the colour of text, no mark that of the page', async () => {
		await page.emulateMedia({ forcedColors: 'active' });
		await page.goto(coverage);
		const found = await page.evaluate(() => {
			const system = (name: string) => {
				const probe = document.createElement('i');
				probe.style.color = name;
				document.body.append(probe);
				const { color } = getComputedStyle(probe);
				probe.remove();
				return color;
			};
			const [ink, paper] = ['CanvasText', 'Canvas'].map(system);
			const drawn = (selector: string) =>
				[...document.querySelectorAll(`.plot-wide svg.chart ${selector}`)].map((each) => getComputedStyle(each));
			const isUnseen = (colour: string) => colour === paper || colour === 'none';
			return {
				texts: drawn('text').length,
				otherTexts: drawn('text').filter(({ fill }) => fill !== ink).length,
				marks: drawn(':is(.dot, .bar, .heat, .line, .stem, .minimum)').length,
				unseen: drawn(':is(.dot, .bar, .heat, .line, .stem, .minimum)').filter(
					({ fill, stroke }) => isUnseen(fill) && isUnseen(stroke)
				).length,
				isForced: ink !== paper && matchMedia('(forced-colors: active)').matches
			};
		});
		expect(found).toMatchObject({ otherTexts: 0, unseen: 0, isForced: true });
		expect(found.texts).toBeGreaterThan(50);
		expect(found.marks).toBeGreaterThan(20);
	});

	test('print: no chrome, 5 charts whole and on white, their sources with the address, though the page is dark', async () => {
		await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
		await page.goto(coverage);
		const chrome =
			'header.page-header, footer, nav, .filters, .narrow-fold, .figure-actions, button:not(.sort), .skip-link';
		expect(await page.locator(`:is(${chrome}):visible`).count()).toBe(0);
		const charts = await page.locator('figure.figure:has(.plot)').evaluateAll((figures) =>
			figures.map((figure) => {
				const MILLIMETRE = 96 / 25.4;
				const style = (selector: string) => getComputedStyle(figure.querySelector(selector)!);
				const shown = [...figure.querySelectorAll('svg.chart')].filter((chart) => chart.checkVisibility());
				return {
					inside: style('.plot').breakInside,
					after: style('.figure-head').breakAfter,
					charts: shown.length,
					isWhole: shown.every((chart) => chart.getBoundingClientRect().height <= 185 * MILLIMETRE + 1)
				};
			})
		);
		expect(charts).toEqual(Array(5).fill({ inside: 'avoid', after: 'avoid', charts: 1, isWhole: true }));
		expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
		await page.goto('/library/twitter');
		const source = page.locator('main a[rel~=external]:visible').first();
		const [address, added] = await source.evaluate((link) => [
			link.getAttribute('href'),
			getComputedStyle(link, '::after').content
		]);
		expect(added).toContain(address);
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
