import type { Browser, BrowserContext, Page } from 'playwright-core';

/** What one cold load of a page took, in milliseconds of the page's own clock. */
export interface PageTimes {
	firstPaint: number;
	/** From the last byte of the answer to the first paint with all charts in it. */
	shownAfterAnswer: number;
	/** Until the first frame with all five charts in it. */
	drawn: number;
	blocked: number;
}

interface Watched {
	charts: string;
	/** Milliseconds of the page's own clock at which its charts were painted. */
	drawn: number;
	longTasks: number;
	slowest: number;
	look(): void;
	keep(entries: PerformanceEntryList): void;
}

export interface Visit {
	browser: Browser;
	address: string;
	cookie: string;
	/** Selects each of the five charts once it is drawn. */
	charts: string;
	/** How many times slower the processor is made. */
	slowdown: number;
}

/** Loads a page in a context that has nothing of it yet. */
export async function pageTimes(visit: Visit): Promise<PageTimes> {
	const { context, page } = await opened(visit);
	await page.goto(visit.address, { waitUntil: 'load' });
	await page.waitForFunction(() => (window as unknown as Watched).drawn > 0);
	const times = await page.evaluate(async () => {
		const { drawn } = window as unknown as Watched;
		await new Promise((resolve) => setTimeout(resolve, 300));
		const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
		const [paint] = performance.getEntriesByName('first-contentful-paint');
		const firstPaint = paint?.startTime ?? drawn;
		const { longTasks: blocked } = window as unknown as Watched;
		const shownAfterAnswer = Math.max(0, firstPaint - navigation.responseEnd);
		return { firstPaint, shownAfterAnswer, drawn: Math.max(drawn, firstPaint), blocked };
	});
	await context.close();
	return times;
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

export interface FilterChange {
	/** As the browser times it: from the key to the next frame, in steps of 8 ms and nothing below 16. */
	interaction: number;
	/** From the key that asks for it until all charts are painted anew. */
	redrawn: number;
}

export interface Filter {
	/** Selects the list to choose from. */
	list: string;
	/** Selects what asks for the choice, where choosing is not enough. */
	button?: string;
}

/** The next entry of a filter, chosen by keyboard. */
export async function filterChange(visit: Visit, { list, button }: Filter): Promise<FilterChange> {
	const { context, page } = await opened(visit);
	await page.goto(visit.address, { waitUntil: 'load' });
	await page.waitForFunction(() => (window as unknown as Watched).drawn > 0);
	await page.evaluate(() => {
		const seen = window as unknown as Watched;
		for (const chart of document.querySelectorAll(seen.charts)) chart.classList.add('former');
		addEventListener('keydown', ({ timeStamp }) => {
			sessionStorage.setItem('asked', String(performance.timeOrigin + timeStamp));
		});
		seen.drawn = 0;
		seen.look();
	});
	await page.locator(list).press('ArrowDown');
	if (button) await page.locator(button).press('Enter');
	await page.waitForFunction(() => (window as unknown as Watched).drawn > 0);
	await page.waitForTimeout(300);
	const change = await page.evaluate(() => {
		const { drawn, slowest } = window as unknown as Watched;
		const redrawn = performance.timeOrigin + drawn - Number(sessionStorage.getItem('asked'));
		return { interaction: Math.max(slowest, Number(sessionStorage.getItem('slowest'))), redrawn };
	});
	await context.close();
	return change;
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

async function opened({
	browser,
	address,
	cookie,
	charts,
	slowdown
}: Visit): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const pairs = cookie.split('; ').filter(Boolean);
	const url = new URL(address).origin;
	await context.addCookies(
		pairs.map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url }))
	);
	const page = await context.newPage();
	await page.addInitScript(watch, charts);
	const session = await context.newCDPSession(page);
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
	return { context, page };
}

/** Runs in the page before anything of it; functions with names would need what the compiler adds outside of it. */
function watch(charts: string): void {
	const seen = window as unknown as Watched;
	seen.charts = charts;
	seen.drawn = 0;
	seen.longTasks = 0;
	seen.slowest = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) seen.longTasks += Math.max(0, duration - 50);
	}).observe({ type: 'longtask', buffered: true });
	seen.keep = (entries) => {
		for (const { duration } of entries) seen.slowest = Math.max(seen.slowest, duration);
	};
	const events = new PerformanceObserver((list) => seen.keep(list.getEntries()));
	events.observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
	// A filter may lead to another document.
	addEventListener('pagehide', () => {
		seen.keep(events.takeRecords());
		sessionStorage.setItem('slowest', String(seen.slowest));
	});
	seen.look = () => {
		// The first call after a frame is the last one before the next: that frame had what is there now.
		const isDrawn = document.querySelectorAll(`${seen.charts}:not(.former)`).length >= 5;
		if (!isDrawn) requestAnimationFrame(seen.look);
		else requestAnimationFrame(() => (seen.drawn = performance.now()));
	};
	requestAnimationFrame(seen.look);
}
