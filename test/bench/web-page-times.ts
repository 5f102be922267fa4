import type { Browser, BrowserContext, Page } from 'playwright-core';

/** What one cold load of a page took, in milliseconds of the page's own clock. */
export interface PageTimes {
	firstPaint: number;
	/** From the last byte of the answer to the first paint with all charts in it. */
	shownAfterAnswer: number;
	/** Until the first frame after everything was loaded. */
	drawn: number;
	blocked: number;
}

interface Watched {
	longTasks: number;
	slowest: number;
}

export interface Visit {
	browser: Browser;
	address: string;
	cookie: string;
	/** How many times slower the processor is made. */
	slowdown: number;
}

/** Loads a page in a context that has nothing of it yet. */
export async function pageTimes(visit: Visit): Promise<PageTimes> {
	const { context, page } = await opened(visit);
	await page.goto(visit.address, { waitUntil: 'load' });
	const times = await page.evaluate(async () => {
		await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
		const drawn = performance.now();
		await new Promise((resolve) => setTimeout(resolve, 300));
		const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
		const [paint] = performance.getEntriesByName('first-contentful-paint');
		const firstPaint = paint?.startTime ?? drawn;
		return { firstPaint, shownAfterAnswer: Math.max(0, firstPaint - navigation.responseEnd), drawn };
	});
	const blocked = await page.evaluate(() => (window as unknown as { longTasks: number }).longTasks);
	await context.close();
	return { ...times, blocked };
}

/** Milliseconds from the last byte of the answer to a changed filter to the first paint of the page that it gives. */
export async function filterShown(visit: Visit): Promise<number> {
	const { context, page } = await opened(visit);
	await page.goto(visit.address, { waitUntil: 'load' });
	await page.locator('form.filters select').first().selectOption({ index: 1 });
	await page.locator('form.filters button[type=submit]').click();
	await page.waitForURL((url) => url.search !== '', { waitUntil: 'load' });
	const shown = await page.evaluate(async () => {
		await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
		const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
		const [paint] = performance.getEntriesByName('first-contentful-paint');
		return Math.max(0, (paint?.startTime ?? performance.now()) - navigation.responseEnd);
	});
	await context.close();
	return shown;
}

/**
 * The slowest answer of the page to a person, as the next frame after the event: stepping through a chart by keyboard,
 * pointing at marks, unfolding a table and sorting it. Event timing tells in steps of 8 ms and nothing below 16.
 */
export async function slowestInteraction(visit: Visit): Promise<number> {
	const { context, page } = await opened(visit);
	await page.goto(visit.address, { waitUntil: 'load' });
	const figure = page.locator('figure.figure').first();
	await figure.locator('[data-plot]:visible').focus();
	for (const key of ['Enter', ...Array.from({ length: 10 }, () => 'ArrowRight'), 'ArrowDown', 'Escape'])
		await page.keyboard.press(key);
	const marks = figure.locator('.plot-wide [data-mark]');
	for (let mark = 0; mark < Math.min(5, await marks.count()); mark++) await marks.nth(mark).hover({ force: true });
	await figure.locator('details:has(table) > summary').click();
	for (const heading of (await figure.locator('th button.sort').all()).slice(0, 3)) await heading.click();
	await page.waitForTimeout(300);
	const slowest = await page.evaluate(() => (window as unknown as { slowest: number }).slowest);
	await context.close();
	return slowest;
}

/** Marks that can be stepped through in the wide drawings of a page. */
export async function markCount(visit: Visit): Promise<number> {
	const { context, page } = await opened(visit);
	await page.goto(visit.address, { waitUntil: 'load' });
	const count = await page.locator('.plot-wide [data-mark]').count();
	await context.close();
	return count;
}

async function opened({ browser, address, cookie, slowdown }: Visit): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const pairs = cookie.split('; ').filter(Boolean);
	const url = new URL(address).origin;
	await context.addCookies(
		pairs.map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url }))
	);
	const page = await context.newPage();
	await page.addInitScript(watch);
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	return { context, page };
}

/** Runs in the page before anything of it; functions with names would need what the compiler adds outside of it. */
function watch(): void {
	const seen = window as unknown as Watched;
	seen.longTasks = 0;
	seen.slowest = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) seen.longTasks += Math.max(0, duration - 50);
	}).observe({ type: 'longtask', buffered: true });
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) seen.slowest = Math.max(seen.slowest, duration);
	}).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}
